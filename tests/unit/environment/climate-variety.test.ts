/** Every legal way to have a climate passes the cases about it, and what a plan says of alerts decides what is judged. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInVirtualTime } from '../../../cli/embedded/run-embedded.js';
import { type Role, type Version } from '../../../harness/doors/protocol.js';
import { createMemoryRecorder } from '../../../harness/record/recorder.js';
import { type CsmsVariant } from '../../../fixtures/reference-csms/options.js';
import { type StationVariant } from '../../../fixtures/reference-station/variant.js';
import { catalogue } from '../../../testcases/index.js';

async function run(role: Role, version: Version, variant: Partial<StationVariant & CsmsVariant>, select: string[]) {
  const recorder = createMemoryRecorder();
  await runInVirtualTime({
    role,
    version,
    catalogue,
    lanes: 1,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    seed: 1,
    select,
    variant,
  });
  const ends = recorder.events.flatMap((event) => (event.type === 'case-end' ? [event] : []));
  return {
    ran: ends.filter(({ case: id }) => id.startsWith('ENV')).map(({ case: id, verdict }) => `${id} ${verdict}`),
    trouble: ends.filter(({ verdict }) => verdict !== 'pass').map((end) => `${end.case} ${end.verdict}: ${end.reason}`),
    checks: recorder.events.flatMap((event) => (event.type === 'check' ? [`${event.case} ${event.id}`] : [])),
    advised: recorder.events.flatMap((event) => (event.type === 'advisory' ? [`${event.case} ${event.id}`] : [])),
    wrong: recorder.events.flatMap((event) =>
      event.type === 'finding' && (event.severity === 'fail' || event.blame === 'tester')
        ? [`${event.rule}: ${event.message}`]
        : [],
    ),
  };
}

const STATIONS: readonly (readonly [string, Partial<StationVariant>])[] = [
  ['with one connector that holds back short statuses', { evses: 1, minimumStatusDuration: 3 }],
  ['that tells its statuses after what has waited', { statusAfterQueue: true }],
  ['that puts the readings of a time offline into one message', { bundlesReadings: true }],
  ['that sends what nobody asked for', { noiseInterval: 7 }],
  ['whose thermometers are in Fahrenheit', { thermometers: 'Fahrenheit' }],
  ['that suspends charging when it is hot', { suspendsWhenHot: true }],
  ['with a fixed cable and no cache', { fixedCable: true, authorizationCache: false }],
];

for (const [name, variant] of STATIONS) {
  test(`a 1.6 station ${name} passes every case about its climate`, async () => {
    const { ran, trouble, wrong } = await run('station', '1.6', variant, ['ENV_16_CS_*']);
    assert.ok(ran.length >= 18, ran.join(', '));
    assert.deepEqual(trouble, []);
    assert.deepEqual(wrong, []);
  });
}

test('a 1.6 station that goes on telling what a broken thermometer read gets an advisory', async () => {
  const { trouble, advised } = await run('station', '1.6', { staleReadings: true }, ['ENV_16_CS_15']);
  assert.deepEqual(trouble, []);
  assert.deepEqual(advised, ['ENV_16_CS_15 stale']);
});

const REACTIONS: readonly (readonly [CsmsVariant['onHeat'], string])[] = [
  ['limit', 'SetChargingProfile'],
  ['out-of-service', 'ChangeAvailability'],
  ['notify', 'alert-shown'],
];

for (const [version, id] of [
  ['1.6', 'ENV_16_CSMS_09'],
  ['2.0.1', 'ENV_2X_CSMS_15'],
  ['2.1', 'ENV_2X_CSMS_15'],
] as const) {
  for (const [onHeat, check] of REACTIONS) {
    test(`a ${version} CSMS that is to do "${onHeat}" about heat is judged by that`, async () => {
      const { trouble, checks } = await run('csms', version, { onHeat }, [id]);
      assert.deepEqual(trouble, []);
      assert.ok(checks.includes(`${id} ${check}`), checks.join(', '));
    });
  }

  test(`a ${version} CSMS of which the plan says nothing about heat is not judged by it`, async () => {
    const { ran, trouble } = await run('csms', version, { onHeat: 'nothing' }, ['ENV_*']);
    assert.deepEqual(trouble, []);
    assert.ok(!ran.includes(`${id} pass`), ran.join(', '));
  });
}
