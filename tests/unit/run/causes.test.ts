/** What lies behind the reds of a run: answers, messages and fields, each kind of evidence by itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene, told } from './reds.js';

test('U15: the same field that is wrong in the same way is one cause, in however many cases and however often', () => {
  const { finding, causes } = scene();
  for (const [id, value] of [
    ['A', '1'],
    ['A', '2'],
    ['B', '3'],
  ] as const)
    finding({
      rule: 'validity',
      case: id,
      message: `StatusNotificationRequest connectorId: "${value}" is not of type integer`,
      frames: [1],
    });
  finding({ rule: 'validity', case: 'C', message: 'StatusNotificationRequest status: "9" is not one of Available' });
  const found = causes();
  assert.deepEqual(told(found), [
    ['rule validity StatusNotificationRequest connectorId: "…" is not of type integer', ['A', 'B']],
    ['rule validity StatusNotificationRequest status: "…" is not one of Available', ['C']],
  ]);
  assert.deepEqual(
    found.map(({ reds }) => reds),
    [2, 1],
  );
});

test('U15: times written in one wrong way are one cause, in whichever message they stand', () => {
  const { finding, causes } = scene();
  finding({
    rule: 'validity',
    case: 'A',
    message: 'StatusNotificationRequest timestamp: "05.01.2026 12:00" is not a date-time',
  });
  finding({
    rule: 'validity',
    case: 'B',
    message: 'MeterValuesRequest meterValue[0].timestamp: "17.11.2026 09:30" is not a date-time',
  });
  finding({
    rule: 'validity',
    case: 'B',
    message: 'MeterValuesRequest meterValue[0].timestamp: "1767614400" is not a date-time',
  });
  assert.deepEqual(
    causes().map(({ cases }) => cases),
    [['A', 'B'], ['B']],
  );
});

test('U15: the same request that gets the same error or status where another was due is one cause', () => {
  const { call, error, result, check, causes } = scene();
  for (const id of ['A', 'B']) {
    const asked = call('UnlockConnector', { connectorId: 1 });
    const came = error(asked, 'NotSupported');
    const text = { expected: 'a result with status is "Unlocked"', actual: 'CALLERROR NotSupported' };
    check({
      case: id,
      action: 'UnlockConnector',
      ...text,
      asserts: ['status'],
      frames: [asked, came],
      awaited: { within: 1, came },
    });
  }
  for (const [id, due] of [
    ['C', 'Accepted'],
    ['D', 'Scheduled'],
  ] as const) {
    const asked = call('ChangeAvailability', { connectorId: 1, type: 'Inoperative' });
    const came = result(asked, { status: 'Rejected' });
    const text = { expected: `a result with status is "${due}"`, actual: 'status is "Rejected"' };
    check({
      case: id,
      action: 'ChangeAvailability',
      ...text,
      asserts: ['status'],
      frames: [asked, came],
      awaited: { within: 1, came },
    });
  }
  assert.deepEqual(told(causes()), [
    ['error UnlockConnector NotSupported', ['A', 'B']],
    ['answer ChangeAvailability: status Rejected', ['C', 'D']],
  ]);
});

test('U15: answers about different keys or variables are different causes', () => {
  const { call, result, check, causes } = scene();
  const ask = (id: string, action: string, payload: object) => {
    const asked = call(action, payload);
    const came = result(asked, {});
    const text = { expected: 'a result with status is "Accepted"', actual: 'status is "Rejected"' };
    check({ case: id, action, ...text, asserts: ['status'], frames: [asked, came], awaited: { within: 1, came } });
  };
  ask('A', 'ChangeConfiguration', { key: 'HeartbeatInterval', value: '5' });
  ask('B', 'ChangeConfiguration', { key: 'HeartbeatInterval', value: '7' });
  ask('C', 'ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '7' });
  ask('D', 'SetVariables', {
    setVariableData: [
      { attributeValue: '1', component: { name: 'TxCtrlr' }, variable: { name: 'EVConnectionTimeOut' } },
    ],
  });
  assert.deepEqual(told(causes()), [
    ['answer ChangeConfiguration HeartbeatInterval: status Rejected', ['A', 'B']],
    ['answer ChangeConfiguration MeterValueSampleInterval: status Rejected', ['C']],
    ['answer SetVariables TxCtrlr.EVConnectionTimeOut: status Rejected', ['D']],
  ]);
});

test('U15: a request without an answer is one cause, for the check that waited and for the rule that counts', () => {
  const { call, check, finding, causes } = scene();
  const asked = call('GetDiagnostics', { location: 'ftp://x' });
  check({
    case: 'A',
    action: 'GetDiagnostics',
    expected: 'a result',
    actual: 'no answer within 10 s',
    frames: [asked],
  });
  finding({
    rule: 'answered',
    case: 'A',
    message: '"GetDiagnostics" was not answered within 30 s',
    frames: [asked],
  });
  const [cause, ...more] = causes();
  assert.deepEqual([cause?.key, cause?.reds, more], ['unanswered GetDiagnostics', 2, []]);
});

test('U15: wrong requests that get no answer are one cause, and those that are accepted one for each kind of wrong', () => {
  const { call, result, check, causes } = scene();
  const wrong = (id: string, action: string, says: string, actual: string) => {
    const asked = call(action, {}, says);
    const frames = actual.startsWith('no') ? [asked] : [asked, result(asked, { status: 'Accepted' })];
    check({ case: id, kind: 'error-response', action, expected: 'CALLERROR FormationViolation', actual, frames });
  };
  wrong('A', 'Reset', 'type has null', 'no answer within 5 s');
  wrong('B', 'UnlockConnector', 'connectorId has left out, although it is required', 'no answer within 5 s');
  wrong('C', 'Reset', 'type has left out, although it is required', '{"status":"Accepted"}');
  wrong('D', 'TriggerMessage', 'requestedMessage has left out, although it is required', '{"status":"Accepted"}');
  wrong('E', 'Reset', 'type has 21 characters where 20 are allowed', '{"status":"Accepted"}');
  assert.deepEqual(told(causes()), [
    ['unanswered wrong requests', ['A', 'B']],
    ['accepted: left out, although it is required', ['C', 'D']],
    ['accepted: # characters where # are allowed', ['E']],
  ]);
});

test('U15: a message that never came is one cause; one that came in other cases stands by what it was to say', () => {
  const { frame, check, causes } = scene();
  frame('rx', [2, 'x', 'StatusNotification', { status: 'Available' }]);
  const miss = (id: string, action: string, words: string, asserts: string[]) =>
    check({
      case: id,
      kind: 'message',
      action,
      expected: `${action} with ${words}`,
      actual: 'none within 30 s; nothing else came',
      asserts,
    });
  miss('A', 'MeterValues', 'connectorId is 1', ['connectorId']);
  miss('B', 'MeterValues', 'connectorId is 2, transactionId is 77', ['connectorId', 'transactionId']);
  miss('C', 'StatusNotification', 'connectorId is 1, status is "Charging"', ['connectorId', 'status']);
  miss('D', 'StatusNotification', 'connectorId is 2, status is "Charging"', ['connectorId', 'status']);
  miss('E', 'StatusNotification', 'connectorId is 2, status is "Faulted"', ['connectorId', 'status']);
  assert.deepEqual(told(causes()), [
    ['never MeterValues', ['A', 'B']],
    ['missing StatusNotification status Charging', ['C', 'D']],
    ['missing StatusNotification status Faulted', ['E']],
  ]);
});
