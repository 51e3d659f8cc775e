/** Every legal way of being a 1.6 product in security profiles 1 to 3 passes the security cases that apply to it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CsmsVariant } from '../../fixtures/reference-csms/options.js';
import { type StationVariant } from '../../fixtures/reference-station/variant.js';
import { embeddedPki, type EmbeddedOptions, runInVirtualTime } from '../../cli/embedded/run-embedded.js';
import { createMemoryRecorder } from '../../harness/record/recorder.js';
import { catalogue } from '../../testcases/index.js';

type Security = NonNullable<EmbeddedOptions['security']>;

const STATIONS: readonly (readonly [string, Partial<StationVariant>, readonly string[]])[] = [
  ['as usual', {}, []],
  ['with a certificate for an RSA key', { rsaCertificate: true }, []],
  ['whose roots give way only to those that they have signed', { additionalRootCheck: true }, []],
  ['that answers slowly', { answerDelay: 3_000 }, []],
  ['that has much to say unasked', { noiseInterval: 3 }, []],
  ['that boots whenever it connects', { bootsOnReconnect: true }, []],
  [
    'that pushes no security event but the critical ones',
    { criticalEventsOnly: true },
    ['InvalidCentralSystemCertificate', 'InvalidChargePointCertificate', 'InvalidTLSVersion'],
  ],
];

const SYSTEMS: readonly (readonly [string, Partial<CsmsVariant>])[] = [
  ['as usual', {}],
  ['that configures every station that boots', { configuresOnConnect: true }],
  ['that answers slowly', { answerDelay: 3_000 }],
  ['that opens and closes a connection of no common version', { handshakeWithoutCommonSubprotocol: 'close' }],
];

const pki = embeddedPki();

/** What went wrong in a run of the security cases, and which advisories it had. */
async function run(role: 'station' | 'csms', security: Security, variant: EmbeddedOptions['variant']) {
  const recorder = createMemoryRecorder();
  const { counts } = await runInVirtualTime({
    role,
    version: '1.6',
    catalogue,
    lanes: role === 'station' ? 1 : 2,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    seed: 7,
    select: ['block:Security'],
    security,
    pki: await pki,
    ...(variant && { variant }),
  });
  const trouble = recorder.events.flatMap((event) => {
    if (event.type === 'case-end' && event.verdict !== 'pass')
      return [`${event.case} ${event.verdict}: ${event.reason}`];
    if (event.type === 'finding' && (event.severity === 'fail' || event.blame === 'tester')) return [event.message];
    return event.type === 'note' ? [`${event.case}: ${event.text}`] : [];
  });
  const advised = recorder.events.flatMap((event) => (event.type === 'advisory' ? [event.id] : []));
  return { trouble, advised: [...new Set(advised)].sort(), ran: counts.pass };
}

for (const [what, variant, events] of STATIONS) {
  for (const security of [1, 2, 3] as const) {
    test(`a station in security profile ${security} ${what} passes the security cases`, async () => {
      const { trouble, advised, ran } = await run('station', security, variant);
      assert.deepEqual(trouble, []);
      assert.ok(ran > 5);
      for (const id of advised) assert.ok(events.includes(id.replace(/^no-/, '')), id);
      if (security === 3) assert.equal(advised.length, events.length);
    });
  }
}

for (const [what, variant] of SYSTEMS) {
  for (const security of [1, 2, 3] as const) {
    test(`a central system in security profile ${security} ${what} passes the security cases`, async () => {
      const { trouble, advised, ran } = await run('csms', security, variant);
      assert.deepEqual(trouble, []);
      assert.deepEqual(advised, []);
      assert.ok(ran > 5);
    });
  }
}
