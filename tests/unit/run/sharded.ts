/** Runs whole and in shards in virtual time, and what of their records has to be equal. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedOptions, runInVirtualTime } from '../../../cli/embedded/run-embedded.js';
import { PASSWORD } from '../../../cli/embedded/plan.js';
import { type EventOf, type RecordEvent } from '../../../harness/record/events.js';
import { readRecord } from '../../../harness/record/read.js';
import { createFileRecorder } from '../../../harness/record/recorder.js';
import { createRedaction } from '../../../harness/record/redact.js';
import { type Conclusion } from '../../../harness/run/conclude.js';
import { mergeShards } from '../../../harness/run/merge.js';
import { readShards } from '../../../harness/run/shard-records.js';
import { catalogue } from '../../../testcases/index.js';

export type Wanted = Pick<EmbeddedOptions, 'role' | 'version' | 'select'> & Partial<EmbeddedOptions>;

export interface Recorded {
  readonly path: string;
  readonly conclusion: Conclusion;
}

const NOON = Date.UTC(2026, 0, 5, 12);

export const fresh = (): string => join(mkdtempSync(join(tmpdir(), 'laddprov-shards-')), 'record.jsonl');

/** Runs it, at another time of the day for each shard. */
export async function record(wanted: Wanted): Promise<Recorded> {
  const path = fresh();
  const recorder = createFileRecorder(path, createRedaction([PASSWORD]));
  const tool = { name: 'laddprov', version: 'test' };
  const defaults = { catalogue, lanes: 1, tool, seed: 7 };
  const later = (wanted.shard?.index ?? 0) * 3_600_000.25;
  const conclusion = await runInVirtualTime({ ...defaults, ...wanted, recorder }, NOON + later);
  return { path, conclusion };
}

export async function merge(paths: readonly string[]): Promise<Recorded> {
  const shards = await readShards(paths);
  const path = fresh();
  const conclusion = await mergeShards({
    shards,
    recorder: createFileRecorder(path, (event) => event),
    keptAs: (shard, name) => name.replace('files/', `files/shard-${shard}-`),
  });
  return { path, conclusion };
}

export async function eventsOf(path: string): Promise<readonly RecordEvent[]> {
  const events: RecordEvent[] = [];
  for await (const event of readRecord(path)) events.push(event);
  return events;
}

/** What a run is about: names of moments and of things that the SUT numbered, by the order in which they come up. */
function renaming(identity: string): (value: unknown, key?: string) => unknown {
  const names = new Map<string, string>();
  const nameOf = (value: string): string => {
    const known = names.get(value) ?? `#${names.size + 1}`;
    names.set(value, known);
    return known;
  };
  const text = (value: string): string =>
    value
      .replaceAll(identity, 'IDENTITY')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]*Z?/g, 'MOMENT')
      // Each lane presents tokens of its own.
      .replace(/\b1ADD00\d([1-9])\b/g, '1ADD00-$1')
      // A transaction id of the tester begins with the time.
      .replace(/\bmk[0-9a-z]{6}-/g, 'MOMENT-')
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, nameOf)
      .replace(
        /(\w*id)("?:| is| is none of) ?(\d+)/gi,
        (_all, key: string, is: string, id: string) => `${key}${is} ${nameOf(`${key} ${id}`)}`,
      );
  const rename = (value: unknown, key = ''): unknown => {
    if (typeof value === 'number' && /id$/i.test(key)) return nameOf(`${key} ${value}`);
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map((part) => rename(part));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, rename(part, name)]));
  };
  return rename;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** All that has to be equal of a case: its messages, what was asked of the operator, its checks, and what came of it. */
function essence(events: readonly RecordEvent[], rename: (value: unknown) => unknown): readonly unknown[] {
  const [start] = events as readonly [EventOf<'case-start'>];
  const numbers = events.flatMap((event) => (event.type === 'frame' ? [event.n] : []));
  return events.flatMap((event): unknown[] => {
    if (event.type === 'frame') return [[event.dir, rename(parsed(event.text))]];
    if (event.type === 'operator-ask') return [['ask', event.action, rename(event.args)]];
    if (event.type === 'case-end') return [['end', event.verdict, event.attempt, rename(event.reason)]];
    if (event.type === 'case-start') return [['start', start.case, event.attempt]];
    if (event.type === 'finding') return [['finding', event.rule, rename(event.message)]];
    if (event.type !== 'check') return [];
    const { id, verdict, expected, actual, frames, awaited } = event;
    const evidence = frames.map((n) => numbers.indexOf(n));
    return [['check', id, verdict, rename(expected), rename(actual), evidence, awaited?.within]];
  });
}

/** The cases of a record in its order, each with its essence; of the sanity case, which each shard has, the first run. */
export async function essences(path: string): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const cases = new Map<string, RecordEvent[]>();
  const current = new Map<number, string>();
  for (const event of await eventsOf(path)) {
    if (!('lane' in event)) continue;
    if (event.type === 'case-start') {
      const key = `${event.case}${event.attempt === undefined ? '' : ` ${event.attempt}`}`;
      if (!cases.has(key)) {
        current.set(event.lane, key);
        cases.set(key, []);
      }
    }
    const key = current.get(event.lane);
    if (key !== undefined) cases.get(key)!.push(event);
    if (event.type === 'case-end') current.delete(event.lane);
  }
  return new Map(
    [...cases].map(([key, events]) => [key, essence(events, renaming((events[0] as EventOf<'case-start'>).identity))]),
  );
}
