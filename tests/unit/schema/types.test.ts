import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ActionOf, type RequestOf, type ResponseOf } from '../../../harness/schema/types.js';
import { validatePayload } from '../../../harness/schema/validate.js';

// These lines judge at compile time: each expected error that does not occur is itself an error.
const boot: RequestOf<'1.6', 'BootNotification'> = { chargePointVendor: 'V', chargePointModel: 'M' };
const either: RequestOf<'2.0.1' | '2.1', 'BootNotification'> = {
  reason: 'PowerUp',
  chargingStation: { model: 'M', vendorName: 'V', customData: { vendorId: 'v', anything: 1 } },
};
const misspelt: RequestOf<'1.6', 'BootNotification'> = {
  ...boot,
  // @ts-expect-error a misspelt field
  chargePointModle: 'M',
};
// @ts-expect-error a value that is no member of the enum
const member: ResponseOf<'2.1', 'BootNotification'>['status'] = 'accepted';
// @ts-expect-error an action of 2.1 alone
const common: ActionOf<'2.0.1' | '2.1'> = 'BatterySwap';
type NoAnswer = ResponseOf<'2.1', 'NotifyPeriodicEventStream'>;
const never: NoAnswer[] = [];

test('what the types accept is valid by the schemas', () => {
  assert.deepEqual(validatePayload('1.6', 'BootNotification', 'request', boot), []);
  assert.deepEqual(validatePayload('2.0.1', 'BootNotification', 'request', either), []);
  assert.deepEqual(validatePayload('2.1', 'BootNotification', 'request', either), []);
});

test('what the types refuse is invalid by the schemas', () => {
  const [problem] = validatePayload('1.6', 'BootNotification', 'request', misspelt);
  assert.equal(problem?.rule, 'additionalProperties');
  const answer = { status: member, currentTime: '2024-01-01T00:00:00Z', interval: 1 };
  assert.equal(validatePayload('2.1', 'BootNotification', 'response', answer)[0]?.rule, 'enum');
  assert.equal(validatePayload('2.0.1', common, 'request', {})[0]?.rule, 'action');
  assert.equal(never.length, 0);
});
