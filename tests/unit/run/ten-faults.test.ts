/** A product with ten faults at once: its causes are its faults, and its record vouches for them. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { imperfectInAll } from '../../../cli/embedded/imperfect-together.js';
import { runInVirtualTime } from '../../../cli/embedded/run-embedded.js';
import { type EventOf, type RecordEvent } from '../../../harness/record/events.js';
import { createFileRecorder } from '../../../harness/record/recorder.js';
import { createRedaction } from '../../../harness/record/redact.js';
import { verifyRecord } from '../../../harness/run/verify.js';
import { catalogue } from '../../../testcases/index.js';
import { TEN_FAULTS } from './ten-faults.js';

/** Cases in which the faults show, each in at least one. */
const CASES = [
  ...['TC_003_CS', 'TC_005_1_CS', 'TC_005_3_CS', 'TC_012_CS', 'TC_013_CS', 'TC_014_CS', 'TC_017_1_CS', 'TC_018_1_CS'],
  ...['TC_019_CS', 'TC_027_CS', 'TC_030_CS', 'TC_031_CS', 'TC_040_2_CS', 'TC_054_CS', 'TC_056_CS', 'TC_061_1_CS'],
  ...['TC_061_2_CS', 'TC_066_CS', 'TC_068_CS', 'TC_069_CS', 'SANITY_16_CS', 'RPC_16_CS_01', 'RPC_16_CS_12'],
];

/** Runs the cases against a product with these of the faults, and gives the record's path to `use`. */
async function against<T>(
  faults: typeof TEN_FAULTS,
  use: (path: string) => Promise<T>,
  secrets: readonly string[] = [],
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'laddprov-'));
  try {
    const path = join(folder, 'record.jsonl');
    await runInVirtualTime({
      ...{ role: 'station', version: '1.6', lanes: 1, seed: 1, select: CASES },
      recorder: createFileRecorder(path, createRedaction(secrets)),
      tool: { name: 'laddprov', version: 'test' },
      // The sanity case is one of the others here: its own subject must not end the run.
      catalogue: { ...catalogue, sanity: () => undefined },
      impostor: imperfectInAll(faults.map(([product]) => product)),
    });
    return await use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const eventsIn = (path: string): readonly RecordEvent[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordEvent);
const causesIn = (path: string): readonly EventOf<'cause'>[] =>
  eventsIn(path).filter((event) => event.type === 'cause');
const without = (path: string) => verifyRecord(path, { ...catalogue, sanity: () => undefined });

describe('U15: a station with ten faults at once', () => {
  test('has ten causes, one for each fault, and no other', async () => {
    const [causes, counts] = await against(TEN_FAULTS, (path) => {
      const end = eventsIn(path).findLast((event) => event.type === 'run-end')!;
      return Promise.resolve([causesIn(path), end.counts] as const);
    });
    for (const [{ id }, pattern] of TEN_FAULTS) {
      const own = causes.filter(({ key }) => pattern.test(key));
      assert.equal(own.length, 1, `${id}: ${own.map(({ key }) => key).join(', ') || 'no cause'}`);
    }
    const other = causes.filter(({ key }) => !TEN_FAULTS.some(([, pattern]) => pattern.test(key)));
    assert.deepEqual(
      other.map(({ key }) => key),
      [],
    );
    assert.deepEqual([counts.causes, counts.reds], [10, causes.reduce((sum, { reds }) => sum + reds, 0)]);
    assert.ok(counts.reds! > 30, `${counts.reds} reds`);
    for (const { first, cases, frames, clause, title } of causes) {
      assert.equal(first.case, cases[0]);
      assert.ok(frames.length > 0 && clause !== '' && title !== '');
    }
  });

  test('has the same key for a fault when it is alone as when there are nine others', async () => {
    for (const [product, pattern] of TEN_FAULTS.filter(([{ id }]) => ['takes-abc', 'makes-up-a-status'].includes(id))) {
      const keys = await against([[product, pattern]], (path) => Promise.resolve(causesIn(path).map(({ key }) => key)));
      assert.equal(keys.length, 1, keys.join(', '));
      assert.match(keys[0]!, pattern);
    }
  });

  test('has a record that verify vouches for, and not when somebody took a cause out or made one up', async () => {
    await against(TEN_FAULTS, async (path) => {
      assert.deepEqual((await without(path)).problems, []);
      const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
      const at = lines.findIndex((line) => line.startsWith('{"type":"cause"'));
      const named = /the causes that the record names are not those of its reds/;
      writeFileSync(path, [...lines.slice(0, at), ...lines.slice(at + 1), ''].join('\n'));
      assert.ok((await without(path)).problems.some((problem) => named.test(problem)));
      writeFileSync(
        path,
        [...lines.slice(0, at), lines[at]!.replace('"reds":', '"reds":1'), ...lines.slice(at + 1), ''].join('\n'),
      );
      assert.ok((await without(path)).problems.some((problem) => named.test(problem)));
    });
  });

  test('has a record that verify vouches for where a secret of the plan stands in a red', async () => {
    await against(TEN_FAULTS, async (path) => assert.deepEqual((await without(path)).problems, []), [
      'Perhaps',
      'Rejected',
    ]);
  });
});
