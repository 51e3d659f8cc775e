/** Records as long as a whole certification, made of real runs. */
import { runInVirtualTime } from '../cli/embedded/run-embedded.js';
import { type RecordEvent } from '../harness/record/events.js';
import { createFileRecorder, createMemoryRecorder } from '../harness/record/recorder.js';
import { createRedaction } from '../harness/record/redact.js';
import { catalogue } from '../testcases/index.js';

const TOOL = { name: 'laddprov', version: 'bench' };

/** The events of a whole run: everything but the generated cases, and a sample of those. */
async function oneRun(): Promise<readonly RecordEvent[]> {
  const recorder = createMemoryRecorder();
  const run = { role: 'station', version: '2.0.1', catalogue, lanes: 1, tool: TOOL, seed: 1, select: [] } as const;
  await runInVirtualTime({ ...run, recorder });
  return recorder.events;
}

export interface LongRecord {
  readonly cases: number;
  readonly events: number;
}

/** Writes a record that repeats the cases of a real run under new names until there are `cases`. */
export async function writeLongRecord(path: string, cases: number): Promise<LongRecord> {
  const once = await oneRun();
  const [start] = once;
  const end = once.at(-1);
  if (start?.type !== 'run-start' || end?.type !== 'run-end') throw new Error('the run left no whole record');
  const ran = start.cases.filter((item) => item.run);
  const middle = once.slice(1, -1);
  const copies = Math.ceil(cases / ran.length);
  const frames = middle.filter((event) => event.type === 'frame').length;
  const last = end.t;
  const recorder = createFileRecorder(path, createRedaction([]));
  const named = (id: string, copy: number): string => `${id}_${copy}`;
  let events = 0;
  const emit = (event: RecordEvent): void => {
    events++;
    recorder.emit(event);
  };
  emit({
    ...start,
    cases: Array.from({ length: copies }, (_, copy) =>
      ran.map((item) => ({ ...item, id: named(item.id, copy) })),
    ).flat(),
  });
  for (let copy = 0; copy < copies; copy++) {
    const shift = copy * frames;
    for (const event of middle) {
      const moved = { ...event, ...('t' in event && { t: event.t + copy * last }) };
      if ('case' in moved && moved.case !== undefined) moved.case = named(moved.case, copy);
      if ('n' in moved) moved.n += shift;
      if ('awaited' in moved && moved.awaited?.came !== undefined)
        moved.awaited = { ...moved.awaited, came: moved.awaited.came + shift };
      if ('frames' in moved) moved.frames = moved.frames.map((n) => n + shift);
      emit(moved);
    }
  }
  emit({ ...end, t: copies * last, digest: recorder.digest() });
  recorder.close();
  return { cases: copies * ran.length, events };
}

/** Writes the record of a run that `verify` can do again: so many of the cases generated for a station of 2.1. */
export async function writeVerifiableRecord(path: string, cases: number): Promise<LongRecord> {
  const recorder = createFileRecorder(path, createRedaction([]));
  const ids = catalogue
    .generated('station', '2.1')
    .slice(0, cases)
    .map(({ id }) => id);
  let events = 0;
  const onEvent = (): void => void events++;
  const run = { role: 'station', version: '2.1', catalogue, lanes: 1, tool: TOOL, seed: 1, all: true } as const;
  const { results } = await runInVirtualTime({ ...run, select: ids, recorder, onEvent });
  recorder.close();
  return { cases: results.length, events };
}
