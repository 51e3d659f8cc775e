import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBench, type Json } from './bench.js';

const at = '2026-01-05T08:00:00Z';
const profile = (more: Json = {}, schedule: Json = {}): Json => ({
  chargingProfileId: 1,
  stackLevel: 0,
  chargingProfilePurpose: 'TxDefaultProfile',
  chargingProfileKind: 'Absolute',
  ...more,
  chargingSchedule: {
    startSchedule: at,
    chargingRateUnit: 'A',
    chargingSchedulePeriod: [{ startPeriod: 0, limit: 6 }],
    ...schedule,
  },
});

test('a charging profile goes out as it was dictated, when a charge point can follow it', async () => {
  const bench = await createBench();
  const station = await bench.boot('CS1', '1.6');
  const start = { connectorId: 1, idTag: 'TAG', meterStart: 0, timestamp: at };
  const { transactionId } = (await station.call('StartTransaction', start)).value as { transactionId: number };
  const send = async (action: string, payload: Json) =>
    (await bench.act('sendRequest', { station: 'CS1', action, payload })).status;
  const set = (csChargingProfiles: Json, connectorId = 1) =>
    send('SetChargingProfile', { connectorId, csChargingProfiles });
  assert.equal(await set(profile()), 'done');
  assert.equal(await set(profile({ chargingProfilePurpose: 'TxProfile', transactionId })), 'done');
  await bench.run(100);
  assert.deepEqual(station.asked.at(-1)?.payload.csChargingProfiles.transactionId, transactionId);
  const asked = station.asked.length;
  const wrong: readonly (readonly [Json, number?])[] = [
    [profile({ chargingProfilePurpose: 'TxProfile' })],
    [profile({ chargingProfilePurpose: 'TxProfile', transactionId: transactionId + 1 })],
    [profile({ chargingProfilePurpose: 'TxProfile', transactionId }), 0],
    [profile({ chargingProfilePurpose: 'ChargePointMaxProfile' }), 1],
    [profile({ transactionId })],
    [profile({ recurrencyKind: 'Daily' })],
    [profile({ chargingProfileKind: 'Recurring' })],
    [profile({ stackLevel: -1 })],
    [profile({}, { chargingSchedulePeriod: [{ startPeriod: 5, limit: 6 }] })],
    [
      profile(
        {},
        {
          chargingSchedulePeriod: [
            { startPeriod: 0, limit: 6 },
            { startPeriod: 0, limit: 7 },
          ],
        },
      ),
    ],
  ];
  for (const [csChargingProfiles, connectorId] of wrong)
    assert.equal(await set(csChargingProfiles, connectorId), 'failed', JSON.stringify(csChargingProfiles));
  const remote = (chargingProfile: Json) => send('RemoteStartTransaction', { idTag: 'TAG', chargingProfile });
  assert.equal(await remote(profile()), 'failed');
  assert.equal(await remote(profile({ chargingProfilePurpose: 'TxProfile', transactionId })), 'failed');
  await bench.run(1);
  assert.equal(station.asked.length, asked);
  assert.equal(await remote(profile({ chargingProfilePurpose: 'TxProfile' })), 'done');
  bench.assertValid();
});
