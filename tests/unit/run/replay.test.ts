import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { type RecordEvent } from '../../../harness/record/events.js';
import { verifyRecord } from '../../../harness/run/verify.js';
import { catalogue } from '../../../testcases/index.js';
import { record } from './sharded.js';

const recordOf = async (
  role: 'station' | 'csms',
  version: '1.6' | '2.0.1',
  select: readonly string[],
  seed = 1,
): Promise<string> => (await record({ role, version, select, seed, lanes: 2 })).path;

const edit = (path: string, change: (event: RecordEvent) => RecordEvent): string => {
  const lines = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.stringify(change(JSON.parse(line) as RecordEvent)));
  const edited = `${path}.edited`;
  writeFileSync(edited, `${lines.join('\n')}\n`);
  return edited;
};

test('the same seed gives the same record, byte for byte, and another seed other message ids', async () => {
  const [first, second, other] = await Promise.all([
    recordOf('station', '1.6', ['TC_012_CS']),
    recordOf('station', '1.6', ['TC_012_CS']),
    recordOf('station', '1.6', ['TC_012_CS'], 2),
  ]);
  assert.equal(readFileSync(first, 'utf8'), readFileSync(second, 'utf8'));
  assert.notEqual(readFileSync(first, 'utf8'), readFileSync(other, 'utf8'));
});

for (const [role, version, select] of [
  ['station', '1.6', ['TC_001_CS', 'TC_012_CS', 'RPC_16_CS_01']],
  ['station', '2.0.1', ['TC_B_0*', 'TC_E_03_CS']],
  ['station', '1.6', ['TC_036_CS', 'TC_037_*', 'OFF_16_*']],
  ['csms', '1.6', ['TC_01*', 'RPC_16_CSMS_01']],
  ['csms', '1.6', ['OFF_16_*']],
  ['csms', '2.0.1', ['TC_B_*', 'TC_E_*']],
  ['station', '1.6', ['NEG_*', 'SEQ_*']],
  ['station', '2.0.1', ['RPC_*', 'CHAOS_*']],
  ['csms', '1.6', ['RPC_*', 'CHAOS_*']],
  ['csms', '2.0.1', ['TC_B_01_CSMS', 'NEG_*', 'SEQ_*']],
] as const) {
  test(`a ${version} run against a ${role} comes out again from its record`, async () => {
    const path = await recordOf(role, version, select);
    const result = await verifyRecord(path, catalogue);
    assert.deepEqual([result.problems, result.divergences], [[], []]);
    assert.ok(result.verified && result.cases > 2 && result.frames > 20);
  });
}

test('a verdict, a check or a received value that was changed does not come out again, whatever the digest says', async () => {
  const path = await recordOf('station', '1.6', ['TC_012_CS']);
  const changes: readonly ((event: RecordEvent) => RecordEvent)[] = [
    (event) => (event.type === 'case-end' && event.case === 'TC_012_CS' ? { ...event, verdict: 'fail' } : event),
    (event) => (event.type === 'check' && event.action === 'StopTransaction' ? { ...event, verdict: 'fail' } : event),
    (event) =>
      event.type === 'frame' && event.dir === 'rx'
        ? { ...event, text: event.text.replace('"Remote"', '"Local"') }
        : event,
    (event) =>
      event.type === 'frame' && event.dir === 'tx'
        ? { ...event, text: event.text.replace('RemoteStopTransaction', 'RemoteStopTransactiom') }
        : event,
  ];
  for (const [index, change] of changes.entries()) {
    const result = await verifyRecord(edit(path, change), catalogue);
    assert.equal(result.verified, false, `change ${index}`);
    assert.ok(result.divergences.length > 0, `change ${index} is not seen by the replay itself`);
  }
});

test('what a check says of its waiting is compared, and a record from before checks said it still comes out again', async () => {
  const path = await recordOf('station', '1.6', ['TC_012_CS']);
  const waitedLonger = edit(path, (event) =>
    event.type === 'check' && event.awaited
      ? { ...event, awaited: { ...event.awaited, within: event.awaited.within + 1 } }
      : event,
  );
  assert.equal((await verifyRecord(waitedLonger, catalogue)).divergences.length, 1);
  const old = edit(path, (event) => {
    if (event.type !== 'check') return event;
    const { awaited: _awaited, ...rest } = event;
    return rest;
  });
  assert.deepEqual((await verifyRecord(old, catalogue)).divergences, []);
});

test('a record of other cases, one without a footer, and one that is none are refused with the reason', async () => {
  const path = await recordOf('station', '1.6', ['TC_012_CS']);
  const fewer = { ...catalogue, cases: catalogue.cases.slice(1) };
  assert.match((await verifyRecord(path, fewer)).problems.join(' '), /another catalogue digest/);
  const cut = `${path}.cut`;
  writeFileSync(cut, readFileSync(path, 'utf8').trimEnd().split('\n').slice(0, -1).join('\n').concat('\n'));
  assert.match((await verifyRecord(cut, catalogue)).problems.join(' '), /no footer/);
  writeFileSync(`${path}.none`, 'hello\n');
  assert.match((await verifyRecord(`${path}.none`, catalogue)).problems.join(' '), /line 1/);
});
