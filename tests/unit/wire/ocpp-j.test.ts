import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  formatCall,
  formatError,
  formatResult,
  formatResultError,
  formatSend,
  parseMessage,
} from '../../../harness/wire/ocpp-j.js';

const reasonOf = (text: string, version: '1.6' | '2.0.1' | '2.1' = '2.0.1') => {
  const message = parseMessage(text, version);
  return message.kind === 'malformed' ? message.reason : message.kind;
};

test('each kind of frame is read as what it is', () => {
  assert.deepEqual(parseMessage(formatCall('1', 'Heartbeat', {}), '1.6'), {
    kind: 'call',
    id: '1',
    action: 'Heartbeat',
    payload: {},
  });
  assert.deepEqual(parseMessage(formatResult('1', { a: 1 }), '2.0.1'), { kind: 'result', id: '1', payload: { a: 1 } });
  assert.deepEqual(parseMessage(formatError('1', 'GenericError', 'x', { y: 1 }), '2.1'), {
    kind: 'error',
    id: '1',
    code: 'GenericError',
    description: 'x',
    details: { y: 1 },
  });
});

test('SEND and CALLRESULTERROR exist in 2.1 alone', () => {
  const send = formatSend('1', 'NotifyPeriodicEventStream', { id: 1 });
  const error = formatResultError('1', 'FormatViolation');
  assert.equal(reasonOf(send, '2.1'), 'send');
  assert.equal(reasonOf(error, '2.1'), 'result-error');
  for (const version of ['1.6', '2.0.1'] as const) {
    assert.equal(reasonOf(send, version), 'message-type');
    assert.equal(reasonOf(error, version), 'message-type');
  }
});

test('each way to be no frame has its reason', () => {
  const table: readonly (readonly [string, string])[] = [
    ['', 'not-json'],
    ['[2,"1","Heartbeat",{}', 'not-json'],
    ['{}', 'not-array'],
    ['"x"', 'not-array'],
    ['[]', 'message-type'],
    ['["2","1","Heartbeat",{}]', 'message-type'],
    ['[7,"1","Heartbeat",{}]', 'message-type'],
    ['[2,1,"Heartbeat",{}]', 'message-id'],
    ['[2,null,"Heartbeat",{}]', 'message-id'],
    ['[2,"1","Heartbeat"]', 'length'],
    ['[2,"1","Heartbeat",{},{}]', 'length'],
    ['[3,"1"]', 'length'],
    ['[4,"1","GenericError",""]', 'length'],
    ['[2,"1",5,{}]', 'action'],
    ['[2,"1","",{}]', 'action'],
    ['[2,"1","Heartbeat",[]]', 'payload'],
    ['[2,"1","Heartbeat",null]', 'payload'],
    ['[3,"1","x"]', 'payload'],
    ['[4,"1",5,"",{}]', 'error-code'],
    ['[4,"1","GenericError",null,{}]', 'error-description'],
    ['[4,"1","GenericError","",[]]', 'error-details'],
  ];
  for (const [text, reason] of table) assert.equal(reasonOf(text), reason, text);
});

test('the message id of a malformed frame is kept where it can be read', () => {
  const message = parseMessage('[2,"abc","Heartbeat"]', '2.0.1');
  assert.deepEqual(message, {
    kind: 'malformed',
    reason: 'length',
    detail: '3 elements where message type 2 has 4',
    type: 2,
    id: 'abc',
  });
});

test('nothing makes the parser throw, and what it accepts it writes again', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.array(fc.jsonValue()).map((value) => JSON.stringify(value)),
      ),
      (text) => {
        for (const version of ['1.6', '2.0.1', '2.1'] as const) parseMessage(text, version);
      },
    ),
  );
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  assert.doesNotThrow(() => parseMessage(`[2,"1","Heartbeat",${deep}]`, '2.0.1'));
});
