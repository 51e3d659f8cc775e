import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRequest, csmsArguments, stationArguments } from '../../../harness/operator/actions.js';
import { createOperator } from '../../../harness/operator/index.js';
import { describeAction, timeText } from '../../../harness/operator/instructions.js';
import { ACTION_NAMES } from '../../../harness/plan/schema/operator-schema.js';
import { ask, planWith } from './support.js';

test('every action of a plan has arguments, and the other way round', () => {
  assert.deepEqual(Object.keys(stationArguments).sort(), [...ACTION_NAMES.station].sort());
  assert.deepEqual(Object.keys(csmsArguments).sort(), [...ACTION_NAMES.csms].sort());
});

const EXAMPLES: [role: 'station' | 'csms', action: string, args: object, what: string][] = [
  ['station', 'powerCycle', {}, 'Cut the power of the station, wait until it is dark, and switch it on again.'],
  ['station', 'reboot', {}, 'Restart the station.'],
  ['station', 'plugIn', {}, 'Connect the EV.'],
  ['station', 'plugOut', {}, 'Disconnect the EV.'],
  ['station', 'presentIdToken', { idToken: 'A"' }, 'Present the token "A\\"".'],
  ['station', 'evStopsCharging', {}, 'Make the EV stop taking energy; leave the cable in.'],
  ['station', 'evResumesCharging', {}, 'Make the EV take energy again.'],
  ['station', 'network', { up: false }, "Cut the station's network connection."],
  [
    'station',
    'setSensor',
    { sensor: 'TemperatureSensor', variable: 'Temperature', value: 90, unit: 'Celsius' },
    'Bring Temperature of the TemperatureSensor to 90 Celsius: warm or cool it, or use its test input.',
  ],
  [
    'station',
    'setSensor',
    { sensor: 'FloodSensor', variable: 'Active', value: true },
    'Bring Active of the FloodSensor to on: put it into water, or out of it, or use its test input.',
  ],
  [
    'station',
    'setSensor',
    { sensor: 'CaseAccessSensor', variable: 'Active', value: true },
    'Open the door of the station.',
  ],
  [
    'station',
    'setSensor',
    { sensor: 'HumiditySensor', variable: 'Problem', value: true },
    'Make the HumiditySensor fail: disconnect it, or whatever makes the station see that it is broken.',
  ],
  [
    'station',
    'setSensor',
    { sensor: 'CaseAccessSensor', variable: 'Tripped', value: false },
    'Reset the CaseAccessSensor, so that it is no longer tripped.',
  ],
  ['station', 'raiseFault', { errorCode: 'GroundFailure' }, 'Bring about the fault GroundFailure.'],
  ['station', 'clearFault', {}, 'Clear the fault.'],
  ['station', 'parkingBay', { occupied: true }, 'Occupy the parking bay.'],
  ['station', 'emergencyStop', { pressed: false }, 'Release the emergency stop.'],
  ['station', 'prompt', { instruction: 'Open the door.' }, 'Open the door.'],
  ['csms', 'sendRequest', { station: 'A', action: 'Reset', payload: {} }, 'Make the CSMS send Reset to station A.'],
  [
    'csms',
    'setPendingBoot',
    { station: 'A', pending: true },
    'Make the CSMS answer the next boots of station A with Pending.',
  ],
  [
    'csms',
    'setItemsPerMessage',
    { station: 'A', getVariables: 2, getReport: 4 },
    'Limit the items per message to station A: 2 in GetVariables, 4 in GetReport.',
  ],
  ['csms', 'createToken', { idToken: 'T', status: 'Blocked' }, 'Make the token "T" known to the CSMS as Blocked.'],
  ['csms', 'updateBasicAuthPassword', { station: 'A' }, 'Make the CSMS give station A a new password.'],
  [
    'csms',
    'setBasicAuthPassword',
    { station: 'A', password: 'p' },
    'Set the password of station A in the CSMS to "p", without a message to it.',
  ],
  [
    'csms',
    'setSecurityProfile',
    { station: 'A', securityProfile: 2 },
    'Let station A connect with security profile 2 or higher only.',
  ],
  [
    'csms',
    'readBack',
    { station: 'A', what: 'sensorValue', name: 'T' },
    'Look up in the CSMS the value of the sensor T of station A.',
  ],
  ['csms', 'prompt', { instruction: 'Log in.' }, 'Log in.'],
];

test('every action is described to a person', () => {
  const described = new Set<string>();
  for (const [role, action, args, what] of EXAMPLES) {
    const request = ask(role, action, args);
    checkRequest(request);
    assert.equal(describeAction(request).what, what);
    described.add(`${role} ${action}`);
  }
  assert.equal(described.size, ACTION_NAMES.station.length + ACTION_NAMES.csms.length);
});

test('a payload that is to be sent is shown to copy from', () => {
  const { detail } = describeAction(
    ask('csms', 'sendRequest', { station: 'A', action: 'Reset', payload: { type: 'Soft' } }),
  );
  assert.equal(detail, '{\n  "type": "Soft"\n}');
});

test('times are rounded to what a person can use', () => {
  assert.deepEqual([1, 1000, 90_000, 120_000, 3_600_000].map(timeText), [
    '1 second',
    '1 second',
    '90 seconds',
    '2 minutes',
    '60 minutes',
  ]);
});

test('a request that no action allows is a mistake of the case', async () => {
  const operator = await createOperator(planWith('station', { kind: 'none' }));
  await assert.rejects(operator.ask(ask('station', 'plugIn', { evse: 1 })), { code: 'OPERATOR_REQUEST' });
  await assert.rejects(operator.ask(ask('station', 'sendRequest', {})), {
    code: 'OPERATOR_REQUEST',
    headline: 'There is no action sendRequest at a station',
  });
  await assert.rejects(operator.ask(ask('station', 'constructor', {})), { code: 'OPERATOR_REQUEST' });
  assert.deepEqual(await operator.ask(ask('station', 'plugIn', { evseId: 1 })), {
    status: 'unavailable',
    reason: 'the plan names no operator',
  });
});

test('operators in a row say together why none of them can', async () => {
  const plan = planWith('station', [{ kind: 'none' }, { kind: 'command', actions: { plugIn: { run: 'x' } } }]);
  const operator = await createOperator(plan);
  assert.deepEqual(await operator.ask(ask('station', 'reboot')), {
    status: 'unavailable',
    reason: 'none: the plan names no operator; command: the plan names no command for reboot',
  });
});
