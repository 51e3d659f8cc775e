/**
 * The tester as a station towards CSMSs that are peculiar: legal ones pass, wrong ones are told once, and never is the
 * tester itself at fault.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type PeerOptions } from '../../cli/embedded/peer.js';
import { embeddedPki, runInVirtualTime } from '../../cli/embedded/run-embedded.js';
import { type Operator } from '../../harness/doors/operator.js';
import { type Version, VERSIONS } from '../../harness/doors/protocol.js';
import { type SecurityProfile } from '../../harness/peers/for-cases/security.js';
import { type RecordEvent } from '../../harness/record/events.js';
import { createMemoryRecorder } from '../../harness/record/recorder.js';
import { catalogue } from '../../testcases/index.js';

type Variant = NonNullable<PeerOptions['variant']>;
const pki = embeddedPki();

async function runAgainst(
  variant: Variant,
  {
    version,
    security = 1,
    select = [],
    ...around
  }: {
    readonly version: Version;
    readonly security?: SecurityProfile;
    readonly select?: readonly string[];
    readonly aroundOperator?: (operator: Operator) => Operator;
  },
) {
  const recorder = createMemoryRecorder();
  const { counts } = await runInVirtualTime({
    role: 'csms',
    version,
    catalogue,
    lanes: 2,
    recorder,
    tool: { name: 'laddprov', version: '0' },
    seed: 7,
    select,
    variant,
    security,
    pki: await pki,
    ...around,
  });
  const { events } = recorder;
  const of = <T extends RecordEvent['type']>(type: T) =>
    events.filter((event): event is Extract<RecordEvent, { type: T }> => event.type === type);
  const ends = of('case-end').map(({ case: id, verdict, reason }) => ({ id, verdict, reason }));
  return {
    counts,
    of,
    /** Every case that did not pass, in words; generated ones may be on messages that the CSMS does not have. */
    trouble: ends
      .filter(({ verdict }) => verdict !== 'pass')
      .filter(({ id, verdict }) => !(id.startsWith('NEG_') && verdict === 'not-applicable'))
      .map(({ id, verdict, reason }) => `${id} ${verdict}: ${reason}`),
    withVerdict: (wanted: string) => ends.filter(({ verdict }) => verdict === wanted),
    blamed: of('finding')
      .filter(({ blame }) => blame === 'tester')
      .map(({ case: id, rule, message }) => `${id ?? '-'} ${rule}: ${message}`),
  };
}

/** An operator who cannot say how a boot is answered. */
const nobodyDecides = (operator: Operator): Operator => ({
  ...operator,
  ask: (request) =>
    request.action === 'setPendingBoot'
      ? Promise.resolve({ status: 'unavailable', reason: 'there is no way to do so' })
      : operator.ask(request),
});

const LEGAL: readonly (readonly [string, Variant])[] = [
  ['U1: that frees an identity only a moment after its connection has ended', { linger: 50 }],
  ['U1: that takes a station for connected for 20 s after its connection has ended', { linger: 20_000 }],
  ['U2: that lets a token be in one transaction only, with two lanes', { concurrentTx: true }],
  ['U3: that answers the first boots with Pending and Rejected', { firstBoots: ['Pending', 'Rejected'] }],
  ['U3: with a station of one connector', { evses: 1 }],
  ['U6: that lets a second connection in and closes it while the first lives on', { secondConnection: 'closed' }],
  ['U6: that refuses a second connection with HTTP', { secondConnection: 'refused' }],
  ['U14: that lets everybody charge, and says so', { anyToken: true }],
];

for (const version of VERSIONS)
  describe(`the cases for a CSMS in OCPP ${version}`, () => {
    for (const [what, variant] of LEGAL)
      test(`${what}: pass`, async () => {
        const { trouble, blamed, counts } = await runAgainst(variant, { version });
        assert.deepEqual([trouble, blamed], [[], []]);
        assert.ok(counts.pass > 200, `${counts.pass} cases passed`);
      });
    for (const status of ['Pending', 'Rejected'] as const)
      test(`U3: never let the tester be at fault where every boot is ${status}`, async () => {
        const run = await runAgainst(
          { firstBoots: Array<typeof status>(10_000).fill(status) },
          { version, aroundOperator: nobodyDecides },
        );
        assert.deepEqual(run.blamed, []);
        assert.deepEqual(run.withVerdict('error'), []);
        const passed = run.withVerdict('pass').map(({ id }) => id);
        assert.deepEqual(
          passed.filter((id) => !id.startsWith('SANITY_')),
          [],
          'somebody is there, and no more than that',
        );
        assert.ok(passed.length > 0);
        const red = run.withVerdict('fail').map(({ id }) => id);
        assert.ok(red.includes(version === '1.6' ? 'TC_001_CSMS' : 'TC_B_01_CSMS'), red.join());
      });
    test('U4: call a CSMS without StatusNotification wrong, and judge the rest without it', async () => {
      const run = await runAgainst({ without: ['StatusNotification'] }, { version });
      const findings = run.of('finding').filter(({ rule, severity }) => rule === 'refusal' && severity === 'fail');
      // Which lane comes to it first is no matter.
      assert.deepEqual(findings.map(({ lane }) => lane).sort(), [1, 2], 'once for each lane');
      const red = run.withVerdict('fail').map(({ id }) => id);
      assert.ok(red.includes(version === '1.6' ? 'TC_001_CSMS' : 'TC_B_01_CSMS'), red.join());
      assert.match(findings[0]?.clause ?? '', version === '1.6' ? /1\.6 §3\.3/ : /Part 5/);
      assert.deepEqual(
        run.trouble.filter((line) => / (?:inconclusive|error): /.test(line)),
        [],
      );
      assert.ok(run.counts.pass > 200, `${run.counts.pass} cases passed`);
    });
  });

test('U5: a CSMS that lets in whoever comes gets an advisory, and no red', async () => {
  const { trouble, of } = await runAgainst(
    { anyIdentity: true },
    { version: '1.6', security: 0, select: ['RPC_16_CSMS_19'] },
  );
  assert.deepEqual(trouble, []);
  const told = of('advisory').filter(({ id, clause }) => id.startsWith('let-in-') && clause.includes('§3.2'));
  assert.deepEqual(
    told.map(({ id }) => id),
    ['let-in-nobody', 'let-in-two-parts', 'let-in-broken-encoding', 'let-in-traversal'],
  );
});

test('U1: the tester stays away for the pace of the plan after its connection has ended', async () => {
  const { of } = await runAgainst({}, { version: '1.6', select: ['TC_*', 'INFO_*'] });
  const ended = new Map<number, number>();
  const gaps: number[] = [];
  for (const { lane, event, t } of of('connection')) {
    if (event === 'closed') ended.set(lane, t);
    else if (event === 'open' && ended.has(lane)) gaps.push(t - ended.get(lane)!);
  }
  assert.ok(gaps.length > 50);
  assert.ok(Math.min(...gaps) >= 1_000, `${Math.min(...gaps)} ms`);
});

test('U14: where everybody may charge, what needs a refusal is not applicable', async () => {
  const { trouble } = await runAgainst(
    { anyToken: true },
    { version: '1.6', select: ['TC_023_*', 'TC_037_3_CSMS'] },
  ).catch((error: unknown) => ({ trouble: [(error as { readonly code?: string }).code ?? ''] }));
  // All that is selected is not applicable.
  assert.deepEqual(trouble, ['NOTHING_TO_RUN']);
});

test('U11: where there is no way to have a CSMS send something, nobody waits for it', async () => {
  const { of, withVerdict } = await runAgainst(
    {},
    {
      version: '1.6',
      select: ['CHAOS_16_CSMS_01', 'CHAOS_16_CSMS_02'],
      aroundOperator: (operator) => ({
        ...operator,
        ask: () => Promise.resolve({ status: 'unavailable', reason: 'the plan names no operator' }),
      }),
    },
  );
  const told = withVerdict('inconclusive').map(({ reason }) => reason);
  assert.equal(told.length, 2);
  for (const reason of told) assert.match(reason, /the CSMS sent no ClearCache: .*the plan names no operator/);
  for (const { duration } of of('case-end')) assert.ok(duration < 10_000, `${duration} ms`);
});
