/** The HTML report of 1,000 cases: time and size, from a record made of real runs. */
import { performance } from 'node:perf_hooks';
import { runInVirtualTime } from '../harness/cli/embedded/run-embedded.js';
import { type RecordEvent } from '../harness/record/events.js';
import { createMemoryRecorder } from '../harness/record/recorder.js';
import { buildRunModel, renderHtml } from '../reports/index.js';
import { catalogue } from '../testcases/index.js';
import { median, type Row } from './row.js';

const CASES = 1_000;

/** Repeats the cases of a real run under new names until there are `CASES`. */
async function longRecord(): Promise<readonly RecordEvent[]> {
  const recorder = createMemoryRecorder();
  await runInVirtualTime({
    role: 'station',
    version: '2.0.1',
    catalogue,
    lanes: 1,
    recorder,
    tool: { name: 'laddprov', version: 'bench' },
    seed: 1,
    select: [],
  });
  const [start] = recorder.events;
  const end = recorder.events.at(-1);
  if (start?.type !== 'run-start' || end?.type !== 'run-end') throw new Error('the run left no whole record');
  const ran = start.cases.filter((item) => item.run);
  const middle = recorder.events.slice(1, -1);
  const copies = Math.ceil(CASES / ran.length);
  const frames = middle.filter((event) => event.type === 'frame').length;
  const events = Array.from({ length: copies }, (_, copy) =>
    middle.map((event): RecordEvent => {
      const shift = copy * frames;
      const named = 'case' in event && event.case !== undefined ? { ...event, case: `${event.case}_${copy}` } : event;
      if (named.type === 'frame') return { ...named, n: named.n + shift };
      return 'frames' in named ? { ...named, frames: named.frames.map((n) => n + shift) } : named;
    }),
  ).flat();
  const cases = Array.from({ length: copies }, (_, copy) =>
    ran.map((item) => ({ ...item, id: `${item.id}_${copy}` })),
  ).flat();
  return [{ ...start, cases }, ...events, end];
}

export async function measureHtml(): Promise<readonly Row[]> {
  const events = await longRecord();
  const times: number[] = [];
  let size = 0;
  let cases = 0;
  for (let i = 0; i < 4; i++) {
    const start = performance.now();
    const model = await buildRunModel(events);
    size = Buffer.byteLength(renderHtml(model));
    cases = model.cases.length;
    if (i > 0) times.push(performance.now() - start);
  }
  const seconds = median(times) / 1000;
  return [
    {
      what: `HTML for ${cases} cases (${events.length} events): time`,
      value: `${seconds.toFixed(2)} s`,
      aim: 'under 1 s',
      met: seconds < 1,
    },
    {
      what: `HTML for ${cases} cases: size`,
      value: `${(size / 1e6).toFixed(1)} MB`,
      aim: 'under 5 MB',
      met: size < 5e6,
    },
  ];
}
