/** Records for the tests of the history, and what `laddprov runs --json` gives of them. */
import { join } from 'node:path';
import { type Verdict } from '../../../harness/record/events.js';
import { sampleRecord } from './sample-record.js';

export type Listed = { readonly digest: string; readonly seed: number; readonly path: string }[];

const DAY = 86_400_000;
const START = Date.UTC(2026, 2, 1, 9, 30);

/** A run of a CSMS, which tells no firmware of its own: what the plan said of it is in the record. */
export function runOf(
  folder: string,
  day: number,
  firmware: string,
  cases: Readonly<Record<string, Verdict>>,
  sut: object = {},
): string {
  const epoch = START + day * DAY;
  return sampleRecord(join(folder, 'results', `run-${day}`), {
    cases: Object.entries(cases).map(([id, verdict]) => ({ id, verdict, title: `Case ${id}` })),
    start: {
      epoch,
      started: new Date(epoch).toISOString(),
      seed: day,
      sut: { role: 'csms', version: '1.6', identity: 'CSMS', vendor: 'Molnladd', model: 'Moln', firmware, ...sut },
    },
  });
}
