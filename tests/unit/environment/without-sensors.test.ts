/** A product without sensors, with one connector, or without an environment of its own is judged by what it has. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { embeddedPki, runInVirtualTime } from '../../../harness/cli/embedded/run-embedded.js';
import { type PeerOptions } from '../../../harness/cli/embedded/peer.js';
import { type Role, VERSIONS, type Version } from '../../../harness/doors/protocol.js';
import { type Pki } from '../../../harness/pki/authority.js';
import { createMemoryRecorder } from '../../../harness/record/recorder.js';
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
      .filter(({ verdict }) => verdict !== 'pass')
      .map(({ case: id, verdict, reason }) => `${id} ${verdict}: ${reason}`),
    left: new Map(left.map(({ id, reason = '' }) => [id, reason])),
  };
}

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
