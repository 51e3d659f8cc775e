/** What is found belongs to the case whose traffic caused it, whichever case runs when it comes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInVirtualTime, type EmbeddedOptions } from '../../../cli/embedded/run-embedded.js';
import { type Connection, type Wire } from '../../../harness/doors/wire.js';
import { createBlame } from '../../../harness/lane/blame.js';
import { type Case } from '../../../harness/peers/case.js';
import { stationCase } from '../../../harness/peers/ocpp16.js';
import { type EventOf, type RecordEvent } from '../../../harness/record/events.js';
import { createMemoryRecorder } from '../../../harness/record/recorder.js';
import { catalogue } from '../../../testcases/index.js';
import { fragile } from './fragile.js';

const facts = {
  versions: ['1.6'],
  block: 'Test',
  title: 'A case of this test',
  purpose: 'It shows whose a finding is.',
  profiles: {},
  requirements: ['1.6 §5.8'],
  steps: ['-'],
  operator: [],
} as const;

const asks = stationCase({
  ...facts,
  id: 'T_ASKS_CS',
  async run({ csms }) {
    await csms.call('GetConfiguration', { key: ['HeartbeatInterval'] }, {}, '1.6 §5.8');
  },
});
const waits = stationCase({
  ...facts,
  id: 'T_WAITS_CS',
  async run({ csms, pass }) {
    await pass(10_000);
    await csms.call('GetConfiguration', { key: ['NumberOfConnectors'] }, {}, '1.6 §5.8');
  },
});

/** What the station sends passes through `change`, with a way to send more. */
const through =
  (change: (text: string, more: (text: string, after: number) => void, connection: Connection) => string) =>
  (wire: Wire, clock: { now(): number; at(time: number, fn: () => void): unknown }): Wire => ({
    ...wire,
    listen: (options) =>
      wire.listen({
        ...options,
        onConnection: (connection, request) =>
          options.onConnection(
            {
              ...connection,
              onMessage(listener) {
                const more = (text: string, after: number) =>
                  void clock.at(clock.now() + after, () => listener({ text }));
                connection.onMessage((message) =>
                  listener({ ...message, text: change(message.text, more, connection) }),
                );
              },
            },
            request,
          ),
      }),
  });

async function runCases(cases: readonly Case[], extra: Partial<EmbeddedOptions> = {}) {
  const recorder = createMemoryRecorder();
  const conclusion = await runInVirtualTime({
    role: 'station',
    version: '1.6',
    catalogue: { ...catalogue, cases, generated: () => [] },
    lanes: 1,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    seed: 1,
    select: [],
    ...extra,
  });
  return { conclusion, events: recorder.events };
}

const verdicts = (results: readonly { id: string; verdict: string }[]) =>
  results.filter(({ id }) => !id.startsWith('SANITY')).map(({ id, verdict }) => `${id} ${verdict}`);
const fails = (events: readonly RecordEvent[]) =>
  events.filter((event): event is EventOf<'finding'> => event.type === 'finding' && event.severity === 'fail');

test('an answer belongs to the case that sent its CALL, and what nobody asked for yet to the case before', () => {
  const blame = createBlame(true);
  assert.deepEqual(blame.of([1]), {});
  blame.enter('A');
  assert.deepEqual(blame.of([2]), { during: 'A' });
  blame.acted();
  blame.sent(3);
  assert.deepEqual(blame.of([4], 3), { case: 'A' });
  blame.enter(undefined);
  assert.deepEqual(blame.of([5]), { case: 'A' });
  blame.enter('B');
  assert.deepEqual(blame.of([6]), { case: 'A', during: 'B' });
  blame.acted();
  assert.deepEqual(blame.of([7]), { case: 'B' });
  assert.deepEqual(blame.of([8], 3), { case: 'A', during: 'B' });
  blame.enter(undefined);
  blame.enter('SANITY', true);
  blame.acted();
  assert.deepEqual(blame.of([9]), { case: 'B', during: 'SANITY' });
});

test('T6: a second answer that comes in the next case fails the case that asked, and not the next', async () => {
  const again = through((text, more) => {
    if (text.startsWith('[3,') && text.includes('HeartbeatInterval')) more(text, 4_000);
    return text;
  });
  const { conclusion, events } = await runCases([asks, waits], { between: again });
  assert.deepEqual(verdicts(conclusion.results), ['T_ASKS_CS fail', 'T_WAITS_CS pass']);
  assert.deepEqual(
    fails(events).map(({ rule, case: whose, during }) => [rule, whose, during]),
    [['unasked', 'T_ASKS_CS', 'T_WAITS_CS']],
  );
  const amended = events.find((event) => event.type === 'case-amend');
  assert.ok(amended?.type === 'case-amend' && amended.case === 'T_ASKS_CS' && amended.verdict === 'fail');
  assert.match(amended.reason, /answers a CALL twice/);
  assert.equal(conclusion.counts.fail, 1);
});

test('T2: what an earlier case left behind decides nothing of the sanity case, and voids no pass', async () => {
  const late = through((text, more) => {
    if (text.startsWith('[3,') && text.includes('HeartbeatInterval')) more('[2,"late","Heartbeat",{"no":1}]', 1);
    return text;
  });
  const { conclusion, events } = await runCases([waits, asks], { between: late });
  const sanity = events.filter((event) => event.type === 'case-end' && event.case.startsWith('SANITY'));
  assert.deepEqual(
    sanity.map((event) => event.type === 'case-end' && event.verdict),
    ['pass', 'pass'],
  );
  assert.deepEqual(verdicts(conclusion.results), ['T_WAITS_CS pass', 'T_ASKS_CS fail']);
});

test('T6: a station that goes down after a wrong message fails the case that sent it, though it comes to light later', async () => {
  const wrong = stationCase({
    ...facts,
    id: 'T_WRONG_CS',
    async run({ csms }) {
      await csms.provoke({
        id: 'wrong',
        title: 'the station refuses an action that does not exist',
        text: '[2,"wrong-1","NoSuchAction",{}]',
        reason: 'an action that does not exist',
        ids: ['wrong-1'],
        codes: ['NotImplemented', 'NotSupported'],
        silence: false,
        requirements: 'OCPP-J 1.6 §4.2.3',
      });
    },
  });
  const dies = (wire: Wire, clock: { now(): number; at(time: number, fn: () => void): unknown }) =>
    through((text, _more, connection) => {
      if (text.startsWith('[4,"wrong-1"')) clock.at(clock.now() + 1_200, () => connection.terminate());
      return text;
    })(wire, clock);
  const asBySut = (wire: Wire, clock: { now(): number; at(time: number, fn: () => void): unknown }) =>
    dies(wire, clock);
  const { conclusion, events } = await runCases([wrong, waits], { between: asBySut });
  assert.deepEqual(verdicts(conclusion.results), ['T_WRONG_CS fail', 'T_WAITS_CS pass']);
  const told = events.flatMap((event) => (event.type === 'incident' ? [event.text] : []));
  assert.match(told.join('\n'), /the station hung up 1\.2 s after a message that was wrong on purpose \(frame \d+\)/);
});

test('U7: what one case does to a CSMS on one lane is no fault of the case on another', async () => {
  const select = ['RPC_16_CSMS_10', 'RPC_16_CSMS_02', 'RPC_16_CSMS_03', 'RPC_16_CSMS_04', 'RPC_16_CSMS_12'];
  const { conclusion } = await runCases(catalogue.cases, {
    role: 'csms',
    lanes: 2,
    select,
    impostor: fragile({ of: 1024 * 1024, does: 'die', downFor: 20_000 }),
  });
  assert.deepEqual(
    verdicts(conclusion.results)
      .filter((text) => !text.endsWith('pass'))
      .sort(),
    ['RPC_16_CSMS_10 fail'],
  );
});

test('T2: only what passed after the last answer of the SUT is doubted', async () => {
  const silence = (wire: Wire): Wire => {
    let deaf = false;
    return through((text) => {
      if (text.includes('NumberOfConnectors') && text.startsWith('[3,')) seen++;
      // From the second case on it says nothing any more.
      deaf ||= seen > 1;
      return deaf && text.startsWith('[3,') ? '[2,"x","Heartbeat",{}]' : text;
    })(wire, { now: () => 0, at: () => undefined });
  };
  let seen = 0;
  const listens = stationCase({
    ...facts,
    id: 'T_LISTENS_CS',
    async run({ csms }) {
      await csms.expect('Heartbeat', {}, '1.6 §4.6', { within: 400_000 });
    },
  });
  const { conclusion } = await runCases([asks, waits, listens], { between: silence });
  const [first, , third] = verdicts(conclusion.results);
  assert.deepEqual([first, third], ['T_ASKS_CS pass', 'T_LISTENS_CS inconclusive']);
});

test('T1: a station that says what is wrong ends no run', async () => {
  const wrong = through((text) =>
    text.startsWith('[3,') && text.includes('NumberOfConnectors') ? text.replace('NumberOfConnectors', 'Number') : text,
  );
  const { conclusion } = await runCases([asks, waits], { between: wrong });
  assert.equal(conclusion.results.find(({ id }) => id.startsWith('SANITY'))?.verdict, 'pass');
  assert.equal(conclusion.counts.notRun, 0);
  assert.deepEqual(verdicts(conclusion.results), ['T_ASKS_CS pass', 'T_WAITS_CS fail']);
});

test('U4: a message that the product lacks is one fault of the product, and no verdict depends on which case comes first', async () => {
  const clears = (id: string): Case =>
    stationCase({
      ...facts,
      id,
      async run({ csms }) {
        await csms.attempt('ClearCache', {});
        await csms.call('GetConfiguration', { key: ['HeartbeatInterval'] }, {}, '1.6 §5.8');
      },
    });
  const asked = new Set<string>();
  const lacks = (wire: Wire, clock: { now(): number; at(time: number, fn: () => void): unknown }): Wire =>
    through((text) => {
      const [type, id, body] = JSON.parse(text) as [number, string, { status?: string }];
      const ofCache = type === 3 && body.status === 'Accepted' && Object.keys(body).length === 1;
      if (ofCache) asked.add(id);
      return ofCache ? JSON.stringify([4, id, 'NotImplemented', '', {}]) : text;
    })(wire, clock);
  const { conclusion, events } = await runCases([clears('T_A_CS'), clears('T_B_CS')], { between: lacks });
  assert.ok(asked.size >= 2);
  assert.deepEqual(verdicts(conclusion.results), ['T_A_CS pass', 'T_B_CS pass']);
  assert.deepEqual(
    fails(events).map(({ rule, case: whose, during }) => [rule, whose, during]),
    [['refusal', undefined, 'T_A_CS']],
  );
  assert.equal(conclusion.exitCode, 1);
  assert.match(conclusion.conclusion, /1 fault that is no single case's/);
});
