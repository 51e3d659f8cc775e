/**
 * The cases for a CSMS judge what the documents ask, and not how one product does it: every one of them passes against
 * every legal variant of the reference CSMS, or does not apply to it.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CsmsVariant } from '../../fixtures/reference-csms/options.js';
import { embeddedPki, runInVirtualTime } from '../../cli/embedded/run-embedded.js';
import { VERSIONS } from '../../harness/doors/protocol.js';
import { createMemoryRecorder } from '../../harness/record/recorder.js';
import { catalogue } from '../../testcases/index.js';

/** In words, what is different about a CSMS, and how many stations are played towards it at once. */
const VARIANTS: readonly (readonly [string, Partial<CsmsVariant>, number])[] = [
  ['as usual', {}, 2],
  ['that reads and sets the configuration of every station that boots', { configuresOnConnect: true }, 2],
  ['that takes three seconds for every answer', { answerDelay: 3_000 }, 2],
  ['that configures every station, slowly', { configuresOnConnect: true, answerDelay: 1_500 }, 2],
  ['that ignores frames it cannot read', { unreadableFrames: 'ignore' }, 2],
  ['that answers frames it cannot read with an error', { unreadableFrames: 'error' }, 2],
  ['that opens and closes a connection of no common version', { handshakeWithoutCommonSubprotocol: 'close' }, 2],
  ['that refuses the handshake of no common version', { handshakeWithoutCommonSubprotocol: 'refuse' }, 2],
  ['that asks for the version of a local list before it changes it', { asksListVersion: true }, 2],
  ['that keeps to itself which group a token is in', { namesGroups: false }, 2],
  ['that numbers its reservations itself and makes them long', { ownReservations: true }, 2],
  ['that says its charging profiles in its own way', { ownChargingProfiles: true }, 2],
  ['that lets a token be in one transaction only', { concurrentTx: true }, 2],
];

const pki = embeddedPki();

/** A run against the variant; `trouble` is what went wrong, a line each: a case that did not pass, a rule offended against. */
async function troubleWith(
  version: (typeof VERSIONS)[number],
  variant: Partial<CsmsVariant>,
  lanes: number,
  select: readonly string[] = [],
) {
  const recorder = createMemoryRecorder();
  const { counts } = await runInVirtualTime({
    role: 'csms',
    version,
    catalogue,
    lanes,
    recorder,
    tool: { name: 'laddprov', version: '0' },
    seed: 7,
    select,
    variant,
    pki: await pki,
  });
  const trouble = recorder.events.flatMap((event) => {
    // Generated cases may be on messages that the CSMS does not have.
    const without = event.type === 'case-end' && event.case.startsWith('NEG_') && event.verdict === 'not-applicable';
    if (event.type === 'case-end' && event.verdict !== 'pass' && !without)
      return [`${event.case} is ${event.verdict}: ${event.reason}`];
    if (event.type === 'finding' && (event.severity === 'fail' || event.blame === 'tester'))
      return [`${event.case ?? '-'} ${event.rule} (${event.blame}): ${event.message}`];
    return [];
  });
  const advised = recorder.events.flatMap((event) => (event.type === 'advisory' ? [`${event.case} ${event.id}`] : []));
  return { trouble, advised, ran: counts.pass };
}

for (const version of VERSIONS) {
  describe(`the cases for a CSMS in OCPP ${version}`, () => {
    for (const [what, variant, lanes] of VARIANTS) {
      test(`let a CSMS pass ${what}`, async () => {
        const { trouble, ran } = await troubleWith(version, variant, lanes);
        assert.deepEqual(trouble, []);
        assert.ok(ran > 14, `${ran} cases ran`);
      });
    }
  });
}

test('a CSMS that keeps groups to itself is told that the official tool waits for them', async () => {
  const { trouble, advised } = await troubleWith('1.6', { namesGroups: false }, 1, ['TC_053_CSMS']);
  assert.deepEqual(trouble, []);
  assert.deepEqual(advised, ['TC_053_CSMS no-group']);
});

test('a CSMS with charging profiles of its own is told what the official tool asks for beyond the rules', async () => {
  const { trouble, advised } = await troubleWith('1.6', { ownChargingProfiles: true }, 1, [
    'TC_056_CSMS',
    'TC_057_CSMS',
    'TC_059_CSMS',
    'TC_066_CSMS',
    'TC_067_CSMS',
  ]);
  assert.deepEqual(trouble, []);
  assert.deepEqual([...new Set(advised)].sort(), [
    'TC_056_CSMS other-duration',
    'TC_056_CSMS other-validity',
    'TC_059_CSMS other-kind',
    'TC_066_CSMS other-unit',
    'TC_067_CSMS more-than-id',
    'TC_067_CSMS other-duration',
    'TC_067_CSMS other-validity',
  ]);
});
