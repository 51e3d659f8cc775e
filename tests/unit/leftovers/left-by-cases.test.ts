/** What cases leave at stations and CSMSs that are wrong in one way, and what becomes of it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imperfect } from '../../../cli/embedded/imperfect.js';
import { runAlone } from '../../../cli/prove/run-alone.js';
import { type EmbeddedOptions } from '../../../cli/embedded/run-embedded.js';
import { type Role, type Version } from '../../../harness/doors/protocol.js';
import { type Operator } from '../../../harness/doors/operator.js';
import { type EventOf, type RecordEvent } from '../../../harness/record/events.js';
import { catalogue } from '../../../testcases/index.js';
import { IMPERFECT_PRODUCTS } from '../../../fixtures/imperfect/index.js';

type Events = readonly RecordEvent[];

const product = (id: string) => imperfect(IMPERFECT_PRODUCTS.find((one) => one.id === id)!);

function run(
  role: Role,
  version: Version,
  ids: readonly string[],
  extra: Partial<EmbeddedOptions> = {},
): Promise<Events> {
  const cases = ids.map((id) => catalogue.cases.find((item) => item.id === id)!);
  return runAlone({ role, version, cases, revision: catalogue.revision }, extra);
}

const of = <T extends RecordEvent['type']>(events: Events, type: T): readonly EventOf<T>[] =>
  events.filter((event): event is EventOf<T> => event.type === type);
const verdicts = (events: Events) => of(events, 'case-end').map(({ case: id, verdict }) => `${id} ${verdict}`);
const left = (events: Events) => of(events, 'left').map(({ case: id, kind, state }) => `${id} ${kind} ${state}`);

/** An operator who is there until he is asked for something that `last` says yes to, and not any more from then on. */
const until =
  (last: (action: string, times: number) => boolean) =>
  (operator: Operator): Operator => {
    const asked = new Map<string, number>();
    let over = false;
    return {
      ...operator,
      ask(request) {
        const times = (asked.get(request.action) ?? 0) + 1;
        asked.set(request.action, times);
        over ||= last(request.action, times);
        return over ? Promise.resolve({ status: 'unavailable', reason: 'nobody is there' }) : operator.ask(request);
      },
    };
  };

/** Frames of the tester that belong to no case. */
function between(events: Events): readonly string[] {
  let inside = false;
  return events.flatMap((event) => {
    if (event.type === 'case-start') inside = true;
    if (event.type === 'case-end') inside = false;
    return !inside && event.type === 'frame' && event.dir === 'tx' ? [event.text] : [];
  });
}

test('T5: where nothing is left, nothing is asked and no time passes', async () => {
  const events = await run('station', '1.6', ['TC_003_CS', 'TC_012_CS', 'TC_021_CS', 'TC_019_CS']);
  assert.deepEqual(left(events), []);
  assert.deepEqual(
    between(events).filter((text) => text.startsWith('[2')),
    [],
  );
  const [starts, ends] = [of(events, 'case-start'), of(events, 'case-end')];
  for (const [index, { t }] of starts.slice(1).entries()) assert.equal(t, ends[index]!.t);
});

for (const [version, rejecting, next] of [
  ['1.6', 'TC_001_CS', ['TC_003_CS', 'TC_019_CS']],
  ['2.0.1', 'TC_B_03_CS', ['TC_E_03_CS', 'TC_G_03_CS']],
] as const)
  test(`T5: a ${version} station that stays Rejected is accepted again before the next case, which is not red for it`, async () => {
    const events = await run('station', version, [rejecting, ...next], { impostor: product('never-registers-again') });
    assert.deepEqual(verdicts(events), [`${rejecting} fail`, ...next.map((id) => `${id} pass`)]);
    assert.deepEqual(left(events), [`${rejecting} registration restored`]);
    assert.ok(of(events, 'operator-ask').some(({ action, why }) => action === 'reboot' && why.includes(rejecting)));
  });

test('T5: a station that stays Rejected and that nobody can restart makes the next cases inconclusive, with the case that left it so', async () => {
  const events = await run('station', '1.6', ['TC_001_CS', 'TC_003_CS', 'TC_019_CS'], {
    impostor: product('never-registers-again'),
    aroundOperator: until((action, times) => action !== 'powerCycle' || times > 1),
  });
  const [first, ...later] = of(events, 'case-end');
  assert.equal(first?.verdict, 'fail');
  assert.deepEqual(left(events), ['TC_001_CS registration standing']);
  for (const { verdict, reason } of later) {
    assert.equal(verdict, 'inconclusive');
    assert.equal(reason, 'left by TC_001_CS: the registration of the station: Rejected');
  }
});

test('T5: a remote start that was wrongly accepted is over before the next case', async () => {
  const events = await run('station', '1.6', ['TC_027_CS', 'TC_026_CS', 'TC_011_1_CS', 'TC_010_CS'], {
    impostor: product('takes-remote-start-for-0'),
  });
  assert.deepEqual(verdicts(events), ['TC_027_CS fail', 'TC_026_CS pass', 'TC_011_1_CS pass', 'TC_010_CS pass']);
  assert.ok(left(events).includes('TC_027_CS remote-start restored'));
});

test('T5: a transaction that a case left is stopped before the next one', async () => {
  const events = await run('station', '1.6', ['TC_011_2_CS', 'TC_026_CS', 'TC_011_1_CS', 'TC_010_CS'], {
    impostor: product('starts-without-ev'),
  });
  assert.deepEqual(verdicts(events), ['TC_011_2_CS fail', 'TC_026_CS pass', 'TC_011_1_CS pass', 'TC_010_CS pass']);
  assert.ok(left(events).includes('TC_011_2_CS transaction restored'));
});

test('T5: a transaction that cannot be stopped remotely is ended by the driver', async () => {
  const events = await run('station', '1.6', ['TC_012_CS', 'TC_003_CS'], { impostor: product('refuses-remote-stop') });
  assert.deepEqual(verdicts(events), ['TC_012_CS fail', 'TC_003_CS pass']);
});

test('T5: a transaction that nobody can end bears on the cases that need a free connector, and on no other', async () => {
  const events = await run('station', '1.6', ['TC_012_CS', 'TC_003_CS', 'TC_021_CS', 'RPC_16_CS_02'], {
    impostor: product('refuses-remote-stop'),
    aroundOperator: until((action) => action === 'plugOut'),
  });
  assert.deepEqual(verdicts(events), [
    'TC_012_CS fail',
    'TC_003_CS inconclusive',
    'TC_021_CS pass',
    'RPC_16_CS_02 pass',
  ]);
  assert.match(of(events, 'case-end')[1]!.reason, /^left by TC_012_CS: transaction \d+ on connector 1$/);
});

for (const version of ['2.0.1', '2.1'] as const)
  test(`T5: an EV at a ${version} station that tells its connectors by NotifyEvent is gone before the next case`, async () => {
    const events = await run('station', version, ['INFO_2X_CS_10', 'INFO_2X_CS_09', 'INFO_2X_CS_11'], {
      variant: { notifyEventInsteadOfStatus: true },
    });
    assert.deepEqual(verdicts(events), ['INFO_2X_CS_10 pass', 'INFO_2X_CS_09 pass', 'INFO_2X_CS_11 pass']);
    assert.deepEqual(left(events), []);
  });

test('T11: a transaction whose end was answered is not stopped once more', async () => {
  const events = await run('station', '1.6', ['TC_012_CS', 'TC_069_CS']);
  const stops = of(events, 'frame').filter(({ dir, text }) => dir === 'tx' && text.includes('"RemoteStopTransaction"'));
  const ids = stops.map(({ text }) => (JSON.parse(text) as [number, string, string, { transactionId: number }])[3]);
  assert.equal(new Set(ids.map(({ transactionId }) => transactionId)).size, ids.length);
  assert.ok(ids.length > 0);
});

for (const [version, sanity, next] of [
  ['1.6', 'SANITY_16_CSMS', ['TC_003_CSMS', 'TC_010_CSMS']],
  ['2.0.1', 'SANITY_2X_CSMS', ['TC_E_03_CSMS', 'TC_G_03_CSMS']],
] as const)
  test(`U3: a ${version} CSMS that does not accept a boot is left nothing by it, and the next cases boot anew`, async () => {
    const events = await run('csms', version, [sanity, ...next], { variant: { firstBoots: ['Pending', 'Rejected'] } });
    assert.deepEqual(
      verdicts(events),
      [sanity, ...next].map((id) => `${id} pass`),
    );
    assert.deepEqual(left(events), []);
  });
