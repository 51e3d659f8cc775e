import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInVirtualTime, type EmbeddedOptions } from '../../../cli/embedded/run-embedded.js';
import { startImpostor } from '../../../cli/prove/impostors.js';
import { type Case } from '../../../harness/peers/case.js';
import { csmsCase, stationCase } from '../../../harness/peers/ocpp16.js';
import { createMemoryRecorder } from '../../../harness/record/recorder.js';
import { catalogue } from '../../../testcases/index.js';

const facts = {
  versions: ['1.6'],
  block: 'Test',
  title: 'A case of this test',
  purpose: 'It shows what the runner does.',
  profiles: {},
  requirements: ['1.6 §4.6'],
  steps: ['-'],
  operator: [],
} as const;

async function verdictsOf(item: Case, extra: Partial<EmbeddedOptions> = {}) {
  const recorder = createMemoryRecorder();
  const only = { revision: 'test', cases: [item], sanity: () => undefined, generated: () => [], generator: '' };
  const conclusion = await runInVirtualTime({
    role: item.role,
    version: '1.6',
    catalogue: only,
    lanes: 1,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    seed: 1,
    select: [],
    ...extra,
  });
  return { conclusion, events: recorder.events };
}

test('a case without a check that rests on a frame is an error, not a pass', async () => {
  const { conclusion } = await verdictsOf(stationCase({ ...facts, id: 'T_1_CS', run: () => Promise.resolve() }));
  assert.deepEqual([conclusion.results[0]?.verdict, conclusion.exitCode], ['error', 4]);
});

test('a case that throws is an error of the tester, and says what was thrown', async () => {
  const { conclusion } = await verdictsOf(
    stationCase({ ...facts, id: 'T_2_CS', run: () => Promise.reject(new Error('broken')) }),
  );
  assert.equal(conclusion.results[0]?.verdict, 'error');
  assert.match(conclusion.results[0].reason, /broken/);
});

test('T25: the reason of a case is its first red check, whatever ended it', async () => {
  const { conclusion } = await verdictsOf(
    stationCase({
      ...facts,
      id: 'T_25_CS',
      async run({ check, csms }) {
        const of = { requirements: '1.6 §4.6', frames: [1], expected: 'this', actual: 'that' };
        check('first', false, { ...of, title: 'the first step' });
        check('second', false, { ...of, title: 'the last step', essential: true });
        await csms.expect('Heartbeat');
      },
    }),
  );
  const [result] = conclusion.results;
  assert.deepEqual([result?.verdict, result?.reason], ['fail', 'the first step: expected this, received that']);
});

test('a precondition that does not come about is inconclusive, and what it changed is put back', async () => {
  let undone = false;
  const item = stationCase({
    ...facts,
    id: 'T_3_CS',
    from: {
      name: 'never',
      description: 'a state that no station reaches',
      async enter({ csms, afterwards }) {
        afterwards(() => Promise.resolve((undone = true)));
        await csms.expect('StopTransaction', {}, '1.6 §4.10', { within: 1000 });
      },
    },
    run: () => Promise.resolve(),
  });
  const { conclusion } = await verdictsOf(item);
  assert.deepEqual([conclusion.results[0]?.verdict, conclusion.exitCode, undone], ['inconclusive', 3, true]);
});

test('an operator who cannot do it makes the case inconclusive', async () => {
  const item = stationCase({
    ...facts,
    id: 'T_4_CS',
    run: ({ operator }) => operator.prompt({ instruction: 'Sing.' }).then(() => undefined),
  });
  const { conclusion } = await verdictsOf(item);
  assert.equal(conclusion.results[0]?.verdict, 'inconclusive');
});

test('an expectation finds no message of before the stimulus, and none twice', async () => {
  const item = stationCase({
    ...facts,
    id: 'T_5_CS',
    async run({ csms }) {
      await csms.call('TriggerMessage', { requestedMessage: 'Heartbeat' }, { status: 'Accepted' });
      await csms.expect('Heartbeat', {}, '1.6 §4.6');
      assert.equal(await csms.next('Heartbeat', { within: 100 }), undefined);
      await csms.call('TriggerMessage', { requestedMessage: 'Heartbeat' }, { status: 'Accepted' });
      await new Promise<void>((resolve) =>
        csms.conversation.lane.clock.at(csms.conversation.lane.clock.now() + 500, resolve),
      );
      csms.mark();
      assert.equal(await csms.next('Heartbeat', { within: 100 }), undefined);
    },
  });
  const { conclusion } = await verdictsOf(item);
  assert.equal(conclusion.results[0]?.verdict, 'pass', conclusion.results[0]?.reason);
});

test('a station that floods is dropped, the case fails, and the record stays bounded', async () => {
  const item = csmsCase({
    ...facts,
    id: 'T_6_CSMS',
    connect: 'connected',
    run: ({ station, pass }) => pass(600_000).then(() => station.mark()),
  });
  const { events, conclusion } = await verdictsOf(item, {
    impostor: async (options) => {
      const impostor = await startImpostor('silent', options);
      return impostor;
    },
    between: (wire, clock) => ({
      ...wire,
      async open(options) {
        const result = await wire.open(options);
        if (!result.ok) return result;
        const { connection } = result;
        return {
          ok: true,
          connection: {
            ...connection,
            onMessage(listener) {
              const send = (count: number): void => {
                for (let i = 0; i < 500; i++) listener({ text: `[2,"${count * 500 + i}","Heartbeat",{}]` });
                if (count < 100) clock.at(clock.now() + 1, () => send(count + 1));
              };
              send(0);
            },
          },
        };
      },
    }),
  });
  assert.equal(conclusion.results[0]?.verdict, 'fail');
  assert.ok(events.some((event) => event.type === 'finding' && event.rule === 'flood'));
  assert.ok(events.filter((event) => event.type === 'frame' && event.dir === 'rx').length <= 20_001);
});

test('T1: where nobody answers at the start, nothing else is run and nothing is green', async () => {
  const recorder = createMemoryRecorder();
  const conclusion = await runInVirtualTime({
    role: 'station',
    version: '1.6',
    catalogue,
    lanes: 1,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    seed: 1,
    select: [],
    impostor: (options) => startImpostor('silent', options),
  });
  assert.equal(conclusion.counts.pass, 0);
  assert.ok(conclusion.counts.notRun > 10);
  assert.equal(conclusion.exitCode, 1);
  assert.match(conclusion.conclusion, /nobody answered a request at the start.*--go-on/);
});
