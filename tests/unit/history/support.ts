/** Entries of the index made by hand, and what a writer needs from outside. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext } from 'node:test';
import { type CaseState, type RunEntry } from '../../../harness/history/entry.js';
import { type Surroundings } from '../../../harness/history/lock.js';

let tokens = 0;

/** Waits are turns of the loop, not time. */
export const around: Surroundings = {
  host: 'here',
  pid: process.pid,
  token: () => `${process.pid}-${++tokens}`,
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  alive: () => true,
};

/** A folder of the test's own, removed after it. */
export function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'laddprov-history-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const START = Date.UTC(2026, 2, 1, 9, 30);
const DAY = 86_400_000;

/** The run of a day with one firmware: each case by its id with what the run has of it. */
export function entryOf(
  day: number,
  states: Readonly<Record<string, CaseState>>,
  more: Partial<RunEntry> = {},
): RunEntry {
  const count = (wanted: CaseState) => Object.values(states).filter((state) => state === wanted).length;
  const epoch = START + day * DAY;
  const cases = Object.entries(states).map(([id, state]) => ({ id, block: 'B', title: `Case ${id}`, state }));
  return {
    digest: createHash('sha256')
      .update(JSON.stringify([day, states, more]))
      .digest('hex'),
    path: `run-${day}`,
    role: 'station',
    version: '2.0.1',
    identity: 'CS-0042',
    vendor: 'Nordladd',
    model: 'Stolpe 22 D',
    firmware: '1.0',
    started: new Date(epoch).toISOString(),
    epoch,
    duration: 1234.5,
    complete: true,
    tool: '0.1.0',
    catalogue: { revision: '2025-11', digest: 'aa' },
    seed: day,
    outcome: count('fail') > 0 ? 'failures' : 'conformant',
    exitCode: count('fail') > 0 ? 1 : 0,
    counts: {
      pass: count('pass'),
      inconclusive: count('inconclusive'),
      fail: count('fail'),
      error: count('error'),
      notApplicable: count('not-applicable'),
      notSelected: 0,
      notRun: count('not-run'),
    },
    findings: 0,
    advisories: 2,
    cases,
    ...more,
  };
}
