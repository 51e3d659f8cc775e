import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultyOperator, faultyWire } from '../../../harness/proof/between.js';
import { type Fault } from '../../../harness/proof/mutant.js';
import { type Sides, EPOCH, heardBy, meet, type Meeting } from './wires.js';

const HEARTBEAT = [2, 'h1', 'Heartbeat', {}];
const status = (id: string, value: string) => [2, id, 'StatusNotification', { status: value }];
const text = (frame: readonly unknown[]) => JSON.stringify(frame);

const with_ = (fault: Fault, script: (sides: Sides) => void): Promise<Meeting> =>
  meet(
    (wire, clock) => faultyWire(wire, clock, EPOCH, fault, new Map([['Heartbeat', { currentTime: 'then' }]])),
    script,
  );

const sutSays =
  (...frames: readonly (readonly unknown[])[]) =>
  ({ sut }: Sides): void => {
    for (const frame of frames) sut.send(text(frame));
  };

test('a CALL that is dropped never arrives, and its sender believes that it was answered', async () => {
  const { tester, sut } = await with_(
    { kind: 'drop', frame: 0, paths: [] },
    sutSays(HEARTBEAT, status('s1', 'Available')),
  );
  assert.deepEqual(heardBy(tester), [status('s1', 'Available')]);
  assert.deepEqual(sut, [text([3, 'h1', { currentTime: 'then' }])]);
});

test('what says the same as a dropped CALL is dropped as well, and nothing else', async () => {
  const fault: Fault = { kind: 'drop', frame: 0, paths: ['status'] };
  const frames = [status('1', 'Faulted'), status('2', 'Available'), status('3', 'Faulted')];
  const { tester } = await with_(fault, sutSays(...frames));
  assert.deepEqual(heardBy(tester), [status('2', 'Available')]);
});

test('an altered frame says something else at its path, and the next one does not', async () => {
  const fault: Fault = { kind: 'alter', frame: 0, path: 'status', value: 'Charging', lasting: false };
  const { tester } = await with_(fault, sutSays(status('1', 'Faulted'), status('2', 'Faulted')));
  assert.deepEqual(heardBy(tester), [status('1', 'Charging'), status('2', 'Faulted')]);
});

test('a lasting alteration is in every later CALL of the action', async () => {
  const fault: Fault = { kind: 'alter', frame: 0, path: 'status', value: 'Charging', lasting: true };
  const { tester } = await with_(fault, sutSays(status('1', 'Faulted'), HEARTBEAT, status('2', 'Faulted')));
  assert.deepEqual(heardBy(tester), [status('1', 'Charging'), HEARTBEAT, status('2', 'Charging')]);
});

test('a duplicated CALL comes again under another id, whose answer its sender never sees', async () => {
  const { tester, sut } = await with_({ kind: 'duplicate', frame: 0 }, (sides) => {
    sutSays(HEARTBEAT)(sides);
    sides.clock.at(EPOCH + 100, () => sides.tester.send(text([3, 'laddprov-mutant-2', {}])));
  });
  assert.deepEqual(heardBy(tester), [HEARTBEAT, [2, 'laddprov-mutant-2', 'Heartbeat', {}]]);
  assert.deepEqual(sut, []);
});

test('a delayed frame comes after what was sent later', async () => {
  const { tester } = await with_({ kind: 'delay', frame: 0, by: 5_000 }, sutSays(HEARTBEAT, status('s1', 'Available')));
  assert.deepEqual(heardBy(tester), [status('s1', 'Available'), HEARTBEAT]);
});

test('a result becomes an error, and an error a result', async () => {
  const result = [3, 'x', { status: 'Accepted' }];
  const error = [4, 'x', 'NotSupported', 'no', {}];
  const refused = await with_({ kind: 'error', frame: 0, code: 'InternalError' }, sutSays(result));
  assert.deepEqual(heardBy(refused.tester), [[4, 'x', 'InternalError', '', {}]]);
  const agreed = await with_({ kind: 'result', frame: 0 }, sutSays(error));
  assert.deepEqual(heardBy(agreed.tester), [[3, 'x', {}]]);
});

test('frames without a fault arrive as they were sent, also such as are no frames', async () => {
  const { tester } = await with_({ kind: 'error', frame: 9, code: 'InternalError' }, ({ sut }) => {
    sut.send('hello');
    sut.send(new Uint8Array([1, 2]));
  });
  assert.deepEqual(tester, [{ text: 'hello' }, { text: 'AQI=', binary: true }]);
});

test('what is made up comes at its time, and so does the end of the connection', async () => {
  const injected = await with_({ kind: 'inject', at: 500, action: 'Heartbeat', payload: {} }, () => undefined);
  assert.deepEqual(heardBy(injected.tester), [[2, 'laddprov-mutant', 'Heartbeat', {}]]);
  const answered = await with_({ kind: 'answer', at: 500, text: '[3,"x",{}]' }, () => undefined);
  assert.deepEqual(heardBy(answered.tester), [[3, 'x', {}]]);
  const closed = await with_({ kind: 'close', at: 500 }, () => undefined);
  assert.equal(closed.closed.by, 1006);
});

test('a mutant that believes something else reads it back wrong, twice, and other things right', async () => {
  const operator = faultyOperator(
    {
      name: 'test',
      ask: () => Promise.resolve({ status: 'done', value: { reading: 20, unit: 'Celsius', known: true } }),
    },
    { kind: 'belief', answer: 1 },
  );
  const ask = (args: Record<string, unknown>) =>
    operator.ask({ role: 'csms', action: 'readBack', args, why: 'test', within: 1000 } as never);
  const values: unknown[] = [];
  for (const args of [{ a: 1 }, { a: 2 }, { a: 1 }, { a: 2 }, { a: 2 }]) {
    const answer = await ask(args);
    values.push(answer.status === 'done' ? answer.value : undefined);
  }
  const right = { reading: 20, unit: 'Celsius', known: true };
  const wrong = { reading: 987_674, unit: 'laddprov-mutant', known: false };
  assert.deepEqual(values, [right, wrong, right, wrong, right]);
});
