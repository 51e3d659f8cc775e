/** What lies behind the reds of a run: incidents, what is joined and what stands alone, and what a cause is told by. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventSchema } from '../../../harness/record/events.js';
import { scene, told } from './reds.js';

test('U15: what a restart made red in its case is under the restart, and what came before it is not', () => {
  const { call, check, incident, causes } = scene();
  const before = call('ClearCache');
  check({ case: 'A', action: 'ClearCache', expected: 'a result', actual: 'no answer within 10 s', frames: [before] });
  const last = call('UnlockConnector', { connectorId: 1 });
  const actual = 'the connection was closed before an answer came';
  check({ case: 'A', id: 'unlock', action: 'UnlockConnector', expected: 'a result', actual, frames: [last] });
  incident({ kind: 'restarted', case: 'A', frames: [last], text: 'the product restarted 1.2 s after this message' });
  const again = call('UnlockConnector', { connectorId: 2 });
  check({ case: 'B', id: 'unlock', action: 'UnlockConnector', expected: 'a result', actual, frames: [again] });
  incident({ kind: 'restarted', case: 'B', frames: [again], text: 'the product restarted 0.9 s after this message' });
  const found = causes();
  assert.deepEqual(told(found), [
    ['incident restarted after UnlockConnector', ['A', 'B']],
    ['unanswered ClearCache', ['A']],
  ]);
  assert.equal(found[0]!.first.reason, 'the product restarted 1.2 s after this message');
  assert.equal(found[0]!.reds, 4);
});

test('U15: while the product is gone, what does not come is under that, up to its return; a wrong answer never is', () => {
  const { call, result, check, incident, causes } = scene();
  const last = call('Reset', { type: 'Hard' });
  incident({ kind: 'silent', case: 'A', frames: [last] });
  check({
    case: 'B',
    action: 'GetLocalListVersion',
    expected: 'a result',
    actual: 'no answer within 10 s',
    frames: [call('GetLocalListVersion')],
  });
  incident({ kind: 'gone' });
  incident({ kind: 'returned' });
  check({
    case: 'C',
    action: 'GetLocalListVersion',
    expected: 'a result',
    actual: 'no answer within 10 s',
    frames: [call('GetLocalListVersion')],
  });
  const asked = call('Reset', { type: 'Soft' });
  const came = result(asked, { status: 'Rejected' });
  check({
    case: 'A',
    action: 'Reset',
    expected: 'a result with status is "Accepted"',
    actual: 'status is "Rejected"',
    asserts: ['status'],
    frames: [asked, came],
    awaited: { within: 1, came },
  });
  assert.deepEqual(told(causes()), [
    ['incident silent after Reset', ['A', 'B']],
    ['unanswered GetLocalListVersion', ['C']],
    ['answer Reset: status Rejected', ['A']],
  ]);
});

test('U15: a connection that the product closed is no cause where nothing is red by it', () => {
  const { call, incident, causes } = scene();
  incident({ kind: 'hung-up', case: 'A', frames: [call('DataTransfer')] });
  assert.deepEqual(causes(), []);
});

test('U15: a check that is red by a frame of which a rule says what is wrong is under what the rule says', () => {
  const { call, frame, error, check, finding, causes } = scene();
  const asked = call('Reset', {}, 'type has left out, although it is required');
  const answer = error(asked, 'FormationViolation');
  check({
    case: 'A',
    kind: 'error-response',
    action: 'Reset',
    expected: 'CALLERROR FormationViolation',
    actual: 'a malformed CALLERROR',
    frames: [asked, answer],
    awaited: { within: 1, came: answer },
  });
  finding({
    rule: 'framing',
    case: 'A',
    message: 'not a frame: error details "17 x" is not an object',
    frames: [answer],
  });
  const status = frame('rx', [2, 'x', 'StatusNotification', { status: 'Perhaps' }]);
  finding({
    rule: 'validity',
    case: 'B',
    message: 'StatusNotificationRequest status: "Perhaps" is not one of Available',
    frames: [status],
  });
  check({
    case: 'B',
    kind: 'message',
    action: 'StatusNotification',
    expected: 'StatusNotification with status is "Available"',
    actual: 'status is "Perhaps"',
    asserts: ['status'],
    frames: [status],
    awaited: { within: 1, came: status },
  });
  assert.deepEqual(told(causes()), [
    ['rule framing not a frame: error details "…" is not an object', ['A']],
    ['rule validity StatusNotificationRequest status: "Perhaps" is not one of Available', ['B']],
  ]);
});

test('U15: what is not sure stands alone: two judgements whose findings are values are two causes', () => {
  const { check, causes } = scene();
  for (const [id, actual] of [
    ['A', '26.9 s without one'],
    ['B', '31.2 s without one'],
  ] as const)
    check({
      case: id,
      kind: 'judgement',
      title: 'the station is not silent for too long',
      expected: 'a sign every 5 s',
      actual,
    });
  for (const id of ['C', 'D'])
    check({
      case: id,
      kind: 'judgement',
      title: 'the station stays as it is',
      expected: 'Available',
      actual: 'Faulted',
    });
  assert.deepEqual(
    causes().map(({ cases }) => cases),
    [['C', 'D'], ['A'], ['B']],
  );
});

test('U15: the turns of a step that a case repeats, and that find the same, are one cause', () => {
  const { check, causes } = scene();
  for (const fault of ['GroundFailure', 'OverVoltage'])
    check({
      case: 'A',
      id: `recovered-${fault}`,
      kind: 'judgement',
      title: `when ${fault} is over, the station says so`,
      expected: 'Available',
      actual: 'Finishing for connector 1',
    });
  assert.deepEqual(
    causes().map(({ reds }) => reds),
    [2],
  );
});

test('U15: only what the product is to blame for has a cause', () => {
  const { check, finding, causes } = scene();
  check({ case: 'A', expected: 'x', actual: 'y', verdict: 'inconclusive' });
  check({ case: 'A', id: 'other', expected: 'x', actual: 'y', verdict: 'error', blame: 'tester' });
  finding({ rule: 'validity', case: 'A', message: 'x', blame: 'tester' });
  finding({ rule: 'validity', case: 'A', message: 'x', severity: 'advisory' });
  assert.deepEqual(causes(), []);
});

test('U15: keys are the same in every run, whatever the ids, the numbers and the times', () => {
  const play = (from: number) => {
    const { call, result, frame, check, finding, causes } = scene(from);
    const asked = call('ReserveNow', { reservationId: from + 4 });
    const came = result(asked, { status: 'Occupied' });
    check({
      case: 'A',
      action: 'ReserveNow',
      expected: 'a result with status is "Accepted"',
      actual: 'status is "Occupied"',
      asserts: ['status'],
      frames: [asked, came],
      awaited: { within: 1, came },
    });
    finding({
      rule: 'message-id',
      case: 'B',
      message: `message id "7c${from}-a" of "Heartbeat" was used before on connection ${from}`,
      frames: [frame('rx', [2, `7c${from}-a`, 'Heartbeat', {}])],
    });
    check({
      case: 'C',
      kind: 'message',
      action: 'StopTransaction',
      expected: `StopTransaction with transactionId is ${from}, reason is "Remote"`,
      actual: `none within ${from} s; nothing else came`,
      asserts: ['transactionId', 'reason'],
    });
    check({
      case: 'D',
      kind: 'message',
      action: 'StopTransaction',
      expected: 'StopTransaction with transactionId is 8',
      actual: `transactionId is ${from}`,
      asserts: ['transactionId'],
    });
    return causes().map(({ key }) => key);
  };
  assert.equal(play(1).length, 4);
  assert.deepEqual(play(1), play(70_311));
});

test('U15: the first case is an official one before one of our own, and that before a generated one', () => {
  const { events, finding, causes } = scene();
  const facts = {
    role: 'station',
    versions: ['1.6'],
    block: 'B',
    title: 'T',
    purpose: '',
    profiles: {},
    requirements: [],
    steps: [],
    operator: [],
    run: true,
    applicable: true,
  } as const;
  events.push(
    eventSchema.parse({
      ...{
        type: 'run-start',
        format: 1,
        tool: { name: 'l', version: '1' },
        catalogue: { revision: 'r', digest: 'd', cases: 3 },
      },
      ...{
        environment: { node: 'n', os: 'o', schemas: 's' },
        started: 'x',
        epoch: 0,
        seed: 1,
        speed: 1,
        wire: 'memory',
      },
      ...{ sut: { role: 'station', version: '1.6', identity: 'i' }, operator: 'o', plan: {}, rules: [] },
      cases: [
        { ...facts, id: 'NEG_1' },
        { ...facts, id: 'OWN_1', digest: 'x' },
        { ...facts, id: 'TC_1_CS', digest: 'x' },
      ],
    }),
  );
  for (const id of ['NEG_1', 'OWN_1', 'TC_1_CS'])
    finding({ rule: 'validity', case: id, message: 'ResetResponse status: required, and missing' });
  const [cause] = causes();
  assert.deepEqual([cause?.first.case, cause?.cases], ['TC_1_CS', ['TC_1_CS', 'NEG_1', 'OWN_1']]);
});

test('U15: a further attempt at a case makes no further red', () => {
  const { check, causes } = scene();
  for (let attempt = 1; attempt <= 3; attempt++)
    check({ case: 'A', kind: 'judgement', title: 'it stays', expected: 'Available', actual: 'Faulted' });
  assert.deepEqual(
    causes().map(({ reds }) => reds),
    [1],
  );
});
