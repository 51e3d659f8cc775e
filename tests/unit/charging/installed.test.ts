/** What replaces what, and what goes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Criteria, withoutProfiles, withProfile } from '../../../harness/charging/installed.js';
import { type Installed } from '../../../harness/charging/profile.js';
import { profileOf16 } from '../../../harness/charging/ocpp16.js';
import { NOON, profile } from './profiles.js';

const ids = (installed: readonly Installed[]) => installed.map(({ profile: { id } }) => id);
const install = (...all: readonly Installed[]) =>
  all.reduce<readonly Installed[]>((before, { place, profile: one }) => withProfile(before, place, one), []);

test('the same id replaces wherever it is, the same purpose and level at the same place', () => {
  const first = profile([[0, 6]], { id: 1 });
  assert.deepEqual(ids(install(first, profile([[0, 7]], { id: 1, place: 0, stackLevel: 4 }))), [1]);
  assert.deepEqual(ids(install(first, profile([[0, 7]], { id: 2 }))), [2]);
  assert.deepEqual(ids(install(first, profile([[0, 7]], { id: 2, stackLevel: 1 }))), [1, 2]);
  assert.deepEqual(ids(install(first, profile([[0, 7]], { id: 2, place: 0 }))), [1, 2]);
  assert.deepEqual(ids(install(first, profile([[0, 7]], { id: 2, purpose: 'TxProfile' }))), [1, 2]);
});

test('an id alone clears, other criteria hold together, and none of them clears all', () => {
  const all = install(
    profile([[0, 6]], { id: 1 }),
    profile([[0, 6]], { id: 2, stackLevel: 1 }),
    profile([[0, 6]], { id: 3, place: 0, purpose: 'ChargePointMaxProfile' }),
  );
  const left = (criteria?: Criteria) => ids(withoutProfiles(all, criteria));
  assert.deepEqual(left(), []);
  assert.deepEqual(left({ id: 2, stackLevel: 0 }), [1, 3]);
  assert.deepEqual(left({ purpose: 'TxDefaultProfile', stackLevel: 0 }), [2, 3]);
  assert.deepEqual(left({ stackLevel: 0 }), [2]);
  assert.deepEqual(left({ place: 0 }), [1, 2]);
});

test('a profile of 1.6 is read with its times', () => {
  const read = profileOf16({
    chargingProfileId: 5,
    stackLevel: 2,
    chargingProfilePurpose: 'TxProfile',
    chargingProfileKind: 'Recurring',
    recurrencyKind: 'Daily',
    transactionId: 12,
    validFrom: '2026-01-05T12:00:00Z',
    validTo: '2026-01-05T14:00:00+01:00',
    chargingSchedule: {
      chargingRateUnit: 'W',
      duration: 300,
      startSchedule: '2026-01-05T11:00:00Z',
      minChargingRate: 4.1,
      chargingSchedulePeriod: [{ startPeriod: 0, limit: 6000, numberPhases: 1 }],
    },
  });
  assert.deepEqual(read, {
    id: 5,
    stackLevel: 2,
    purpose: 'TxProfile',
    kind: 'Recurring',
    recurrency: 'Daily',
    transactionId: 12,
    validFrom: NOON,
    validTo: NOON + 3_600_000,
    schedule: {
      unit: 'W',
      periods: [{ startPeriod: 0, limit: 6000, numberPhases: 1 }],
      duration: 300,
      start: NOON - 3_600_000,
      minChargingRate: 4.1,
    },
  });
});
