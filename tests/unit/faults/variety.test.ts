/** Every legal way to have a fault passes the cases about faults, and ways to have it wrongly do not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInVirtualTime } from '../../../cli/embedded/run-embedded.js';
import { type Version } from '../../../harness/doors/protocol.js';
import { type EventOf, type RecordEvent } from '../../../harness/record/events.js';
import { createMemoryRecorder } from '../../../harness/record/recorder.js';
import { type StationVariant } from '../../../fixtures/reference-station/variant.js';
import { catalogue } from '../../../testcases/index.js';

async function run(version: Version, variant: Partial<StationVariant>, select = ['FAULT_*']) {
  const recorder = createMemoryRecorder();
  await runInVirtualTime({
    role: 'station',
    version,
    catalogue,
    lanes: 1,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    seed: 1,
    select,
    variant,
  });
  return recorder.events;
}

const ends = (events: readonly RecordEvent[]) =>
  events.filter((event): event is EventOf<'case-end'> => event.type === 'case-end');
const advised = (events: readonly RecordEvent[]) =>
  events.flatMap((event) => (event.type === 'advisory' ? [`${event.case} ${event.id}`] : []));

const WAYS: readonly (readonly [string, Version, Partial<StationVariant>])[] = [
  ['that lets a transaction wait for the end of a fault', '1.6', { faultsPause: true }],
  ['that has one code for every fault', '1.6', { vagueFaults: true }],
  ['with one connector that holds back short statuses', '1.6', { evses: 1, minimumStatusDuration: 5 }],
  ['that lets a transaction wait for the end of a fault', '2.0.1', { faultsPause: true }],
  ['that waits, and tells statuses by NotifyEvent', '2.1', { faultsPause: true, notifyEventInsteadOfStatus: true }],
  ['with a fixed cable', '2.1', { fixedCable: true }],
];

for (const [name, version, variant] of WAYS) {
  test(`a ${version} station ${name} passes every case about faults`, async () => {
    const events = await run(version, variant);
    const all = ends(events);
    assert.ok(all.length > 14, `${all.length} cases ran`);
    assert.deepEqual(
      all.filter(({ verdict }) => verdict !== 'pass').map((end) => `${end.case} ${end.verdict}: ${end.reason}`),
      [],
    );
    assert.deepEqual(
      events.filter((event) => event.type === 'finding' && event.severity === 'fail'),
      [],
    );
  });
}

test('a code that says nothing of the fault is an advisory', async () => {
  const events = await run('1.6', { vagueFaults: true }, ['FAULT_16_CS_01']);
  assert.deepEqual(advised(events), [
    'FAULT_16_CS_01 vague-GroundFailure',
    'FAULT_16_CS_01 vague-OverCurrentFailure',
    'FAULT_16_CS_01 vague-PowerSwitchFailure',
    'FAULT_16_CS_01 vague-InternalError',
  ]);
});

test('a station that gives each fault its own code gets no advisory', async () => {
  assert.deepEqual(advised(await run('1.6', {})), []);
});
