/** A product without sensors, with one connector, or without an environment of its own is judged by what it has. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { embeddedPki, runInVirtualTime } from '../../../cli/embedded/run-embedded.js';
import { embeddedStation, type PeerOptions } from '../../../cli/embedded/peer.js';
import { embeddedPlan } from '../../../cli/embedded/plan.js';
import { createVirtualHost } from '../../../harness/doors/host.js';
import { type Role, VERSIONS, type Version } from '../../../harness/doors/protocol.js';
import { type Pki } from '../../../harness/pki/authority.js';
import { createMemoryRecorder } from '../../../harness/record/recorder.js';
import { run } from '../../../harness/run/run.js';
import { createMemoryWire } from '../../../harness/wire/memory.js';
import { catalogue } from '../../../testcases/index.js';

let pki: Pki;
before(async () => {
  pki = await embeddedPki();
});

async function runWhole(role: Role, version: Version, variant: NonNullable<PeerOptions['variant']>) {
  const recorder = createMemoryRecorder();
  const tls = role === 'csms' && version === '1.6';
  const { exitCode } = await runInVirtualTime({
    role,
    version,
    catalogue,
    lanes: 1,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    seed: 1,
    select: [],
    variant,
    pki,
    ...(tls && { security: 2 as const }),
  });
  const ends = recorder.events.flatMap((event) => (event.type === 'case-end' ? [event] : []));
  const start = recorder.events.find((event) => event.type === 'run-start');
  const left = start?.cases.filter(({ run }) => !run) ?? [];
  return {
    exitCode,
    passed: ends.filter(({ verdict }) => verdict === 'pass').length,
    trouble: ends
      .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable')
      .map(({ case: id, verdict, reason }) => `${id} ${verdict}: ${reason}`),
    left: new Map(left.map(({ id, reason = '' }) => [id, reason])),
  };
}

/** Runs cases against a station without sensors by a plan that names some. */
async function runUnlikeItsPlan(version: Version, select: readonly string[]) {
  const host = createVirtualHost(Date.UTC(2026, 0, 5, 12));
  const wire = createMemoryWire(host);
  const recorder = createMemoryRecorder();
  const station = embeddedStation({ version, wire, clock: host, seed: 1, variant: { sensors: false } });
  const whole = run({
    loaded: embeddedPlan({ role: 'station', version, port: 0, lanes: 1 }),
    catalogue,
    select,
    wire,
    wireKind: 'memory',
    host,
    speed: 1,
    operator: station.operator,
    seed: 1,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    onListening: (url) => station.connect(url),
  });
  await host.run(whole.finally(() => station.stop()));
  return recorder.events.flatMap((event) =>
    event.type === 'case-end' && event.case.startsWith('ENV')
      ? [`${event.case} ${event.verdict}: ${event.reason}`]
      : [],
  );
}

test('T22: a 1.6 station that turns out to measure no temperature is not judged by it', async () => {
  assert.deepEqual(await runUnlikeItsPlan('1.6', ['ENV_16_CS_01']), [
    'ENV_16_CS_01 not-applicable: the station does not take Temperature for MeterValuesSampledData (Rejected)',
  ]);
});

test('T22: a station whose device model has nothing of a sensor is not judged by what only sensors have', async () => {
  assert.deepEqual(await runUnlikeItsPlan('2.0.1', ['ENV_2X_CS_24', 'ENV_2X_CS_32']), [
    'ENV_2X_CS_24 not-applicable: no sensor of the plan has Problem or Active',
    'ENV_2X_CS_32 not-applicable: no sensor of the plan with numbers has the variable Problem',
  ]);
});

for (const version of VERSIONS) {
  test(`T22: a ${version} station without a single sensor can get through the whole catalogue`, async () => {
    const { exitCode, trouble, passed, left } = await runWhole('station', version, { sensors: false });
    assert.deepEqual(trouble, []);
    assert.equal(exitCode, 0);
    assert.ok(passed > 100, String(passed));
    const example = version === '1.6' ? 'ENV_16_CS_01' : 'ENV_2X_CS_01';
    assert.match(left.get(example) ?? '', /it needs Thermometer \(parameters\.sensors names a TemperatureSensor/);
  });

  test(`T22: a ${version} station with one connector can get through the whole catalogue`, async () => {
    const { exitCode, trouble, left } = await runWhole('station', version, { evses: 1, sensors: false });
    assert.deepEqual(trouble, []);
    assert.equal(exitCode, 0);
    if (version !== '1.6') assert.match(left.get('FAULT_2X_CS_08') ?? '', /HFS-8 > 1/);
  });

  test(`T22: a ${version} CSMS that does nothing about its environment can get through the whole catalogue`, async () => {
    const { exitCode, trouble, left } = await runWhole('csms', version, {
      onHeat: 'nothing',
      sensors: false,
      withoutProfiles: ['Advanced Device Management'],
    });
    assert.deepEqual(trouble, []);
    assert.equal(exitCode, 0);
    assert.match(left.get(version === '1.6' ? 'ENV_16_CSMS_09' : 'ENV_2X_CSMS_15') ?? '', /AlertReaction/);
  });
}
