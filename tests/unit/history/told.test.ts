import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type EventOf } from '../../../harness/record/events.js';
import { listenForRegistration } from '../../../harness/history/told.js';

const frame = (value: unknown, dir: 'rx' | 'tx' = 'rx'): EventOf<'frame'> => ({
  type: 'frame',
  n: 1,
  conn: 1,
  lane: 0,
  t: 0,
  dir,
  text: typeof value === 'string' ? value : JSON.stringify(value),
});

function heard(...frames: readonly EventOf<'frame'>[]) {
  const listening = listenForRegistration();
  for (const each of frames) listening.on(each);
  return listening.told();
}

const boot = (payload: unknown) => frame([2, 'a', 'BootNotification', payload]);
const two = (firmwareVersion: unknown) =>
  boot({ reason: 'PowerUp', chargingStation: { vendorName: 'Nordladd', model: 'Stolpe', firmwareVersion } });

describe('what a station tells of itself', () => {
  test('is read from its registration, in each version', () => {
    assert.deepEqual(heard(two('3.8')), { vendor: 'Nordladd', model: 'Stolpe', firmware: '3.8' });
    const one = { chargePointVendor: 'Nordladd', chargePointModel: 'Stolpe 16', firmwareVersion: '1.2' };
    assert.deepEqual(heard(boot(one)), { vendor: 'Nordladd', model: 'Stolpe 16', firmware: '1.2' });
    assert.deepEqual(heard(two(undefined)), { vendor: 'Nordladd', model: 'Stolpe' });
  });

  test('is what it said first, before a case gave it new firmware', () => {
    assert.equal(heard(two('1'), two('2')).firmware, '1');
  });

  test('is not what the tester says, nor what only speaks of a registration', () => {
    const lookalikes = [
      frame([2, 'a', 'BootNotification', { chargingStation: { firmwareVersion: 'x' } }], 'tx'),
      frame([3, 'a', { note: 'BootNotification' }]),
      frame([2, 'a', 'DataTransfer', { data: 'BootNotification' }]),
      frame('[2,"a","BootNotification",'),
      frame([2, 'a', 'BootNotification', null]),
      frame(`[2,"a","BootNotification",{"chargingStation":{"model":"${'x'.repeat(30_000)}"}}]`),
    ];
    assert.deepEqual(heard(...lookalikes), {});
    assert.equal(heard(...lookalikes, two('3')).firmware, '3');
  });

  test('leaves out what is no name', () => {
    for (const none of [7, null, '', ['1'], 'x'.repeat(201)])
      assert.deepEqual(heard(two(none)), { vendor: 'Nordladd', model: 'Stolpe' });
  });
});
