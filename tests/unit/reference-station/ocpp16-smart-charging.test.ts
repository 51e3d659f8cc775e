import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Bench, bootedBench, type Json } from './bench.js';
import { statuses } from './story16.js';

const later = (bench: Bench, seconds: number): string => new Date(bench.timeline.now() + seconds * 1000).toISOString();

function profile(bench: Bench, limits: readonly (readonly [number, number, number?])[], more: Json = {}): Json {
  const { schedule, ...rest } = more as { schedule?: Json };
  return {
    chargingProfileId: 1,
    stackLevel: 0,
    chargingProfilePurpose: 'TxDefaultProfile',
    chargingProfileKind: 'Absolute',
    ...rest,
    chargingSchedule: {
      startSchedule: later(bench, 0),
      chargingRateUnit: 'A',
      chargingSchedulePeriod: limits.map(([startPeriod, limit, numberPhases]) => ({
        startPeriod,
        limit,
        ...(numberPhases !== undefined && { numberPhases }),
      })),
      ...schedule,
    },
  };
}

const set = async (bench: Bench, csChargingProfiles: Json, connectorId = 1): Promise<string> => {
  const { kind, value } = await bench.call('SetChargingProfile', { connectorId, csChargingProfiles });
  return kind === 'result' ? value.status : value;
};

async function starts(bench: Bench): Promise<number> {
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  await bench.run(1);
  return 100;
}

/** What the sampled values say, by measurand and phase. */
async function measured(bench: Bench): Promise<Readonly<Record<string, string>>> {
  bench.take();
  await bench.call('TriggerMessage', { requestedMessage: 'MeterValues', connectorId: 1 });
  await bench.run(1);
  const values = bench.take('MeterValues').at(-1)!.payload.meterValue[0].sampledValue as Json[];
  return Object.fromEntries(values.map(({ measurand, phase = '', value }) => [`${measurand}${phase}`, value]));
}

test('a station refuses the profiles that it cannot follow', async () => {
  const bench = await bootedBench('1.6', {
    variant: { maxStackLevel: 1, maxSchedulePeriods: 2, maxChargingProfiles: 2 },
  });
  const transactionId = await starts(bench);
  const tx = { chargingProfilePurpose: 'TxProfile', transactionId };
  const refused: readonly (readonly [Json, number?])[] = [
    [profile(bench, [[0, 6]], { stackLevel: 2 })],
    [profile(bench, [[0, 6], [1, 7], [2, 8]])], // prettier-ignore
    [profile(bench, [[5, 6]])],
    [profile(bench, [[0, 6], [0, 7]])], // prettier-ignore
    [profile(bench, [[0, -1]])],
    [profile(bench, [[0, 6, 4]])],
    [profile(bench, [[0, 6]], { schedule: { duration: 0 } })],
    [profile(bench, [[0, 6]], { chargingProfileKind: 'Recurring' })],
    [profile(bench, [[0, 6]], { recurrencyKind: 'Daily' })],
    [profile(bench, [[0, 6]], { transactionId })],
    [profile(bench, [[0, 6]], { validFrom: later(bench, 10), validTo: later(bench, 5) })],
    [profile(bench, [[0, 6]], { chargingProfilePurpose: 'ChargePointMaxProfile' }), 1],
    [profile(bench, [[0, 6]], { chargingProfilePurpose: 'ChargePointMaxProfile', chargingProfileKind: 'Relative' }), 0],
    [profile(bench, [[0, 6]], tx), 0],
    [profile(bench, [[0, 6]], tx), 2],
    [profile(bench, [[0, 6]], { ...tx, transactionId: transactionId + 1 })],
  ];
  for (const [one, connectorId] of refused)
    assert.equal(await set(bench, one, connectorId), 'Rejected', JSON.stringify(one));
  assert.equal(await set(bench, profile(bench, [[0, 6]]), 3), 'PropertyConstraintViolation');
  assert.equal(
    await set(bench, profile(bench, [[0, 6]], { schedule: { chargingRateUnit: 'kW' } })),
    'PropertyConstraintViolation',
  );
  assert.equal(await set(bench, profile(bench, [[0, 6]])), 'Accepted');
  assert.equal(await set(bench, profile(bench, [[0, 6]], { chargingProfileId: 2, stackLevel: 1 })), 'Accepted');
  assert.equal(await set(bench, profile(bench, [[0, 6]], { chargingProfileId: 3, ...tx })), 'Rejected', 'full');
  assert.equal(await set(bench, profile(bench, [[0, 7]], { chargingProfileId: 2, stackLevel: 1 })), 'Accepted');
  assert.equal((await bench.call('GetCompositeSchedule', { connectorId: 3, duration: 60 })).value.status, 'Rejected');
  bench.assertValid();
});

test('a station that takes one quantity refuses limits in the other', async () => {
  const bench = await bootedBench('1.6', { variant: { chargingRateUnits: ['Power'] } });
  assert.equal(await set(bench, profile(bench, [[0, 6]])), 'Rejected');
  assert.equal(await set(bench, profile(bench, [[0, 6000]], { schedule: { chargingRateUnit: 'W' } })), 'Accepted');
  const { value } = await bench.call('GetCompositeSchedule', { connectorId: 1, duration: 60 });
  assert.equal(value.chargingSchedule.chargingRateUnit, 'W');
  const keys = await bench.call('GetConfiguration', { key: ['ChargingScheduleAllowedChargingRateUnit'] });
  assert.equal(keys.value.configurationKey[0].value, 'Power');
  bench.assertValid();
});

test('a station without smart charging supports none of its messages, and starts remotely without the profile', async () => {
  const bench = await bootedBench('1.6', { variant: { withoutProfiles: ['SmartCharging'] } });
  assert.equal(await set(bench, profile(bench, [[0, 6]])), 'NotSupported');
  assert.equal((await bench.call('ClearChargingProfile', {})).value, 'NotSupported');
  const keys = await bench.call('GetConfiguration', { key: ['MaxChargingProfilesInstalled'] });
  assert.deepEqual(keys.value.unknownKey, ['MaxChargingProfilesInstalled']);
  const chargingProfile = profile(bench, [[9, 6]], { chargingProfilePurpose: 'TxProfile' });
  const remote = await bench.call('RemoteStartTransaction', { connectorId: 1, idTag: 'TAG', chargingProfile });
  assert.equal(remote.value.status, 'Accepted');
  bench.assertValid();
});

test('what is offered and drawn follows the limit, down to nothing and up again', async () => {
  const bench = await bootedBench('1.6');
  await bench.call('ChangeConfiguration', {
    key: 'MeterValuesSampledData',
    value: 'Current.Offered,Power.Offered,Power.Active.Import,Current.Import',
  });
  const transactionId = await starts(bench);
  assert.equal((await measured(bench))['Power.Active.Import'], '11040');
  bench.take();
  const tx = { chargingProfilePurpose: 'TxProfile', transactionId };
  assert.equal(await set(bench, profile(bench, [[0, 8], [60, 0], [120, 10, 1]], tx)), 'Accepted'); // prettier-ignore
  assert.deepEqual(await measured(bench), {
    'Current.Offered': '8',
    'Power.Offered': '5520',
    'Power.Active.Import': '5520',
    'Current.ImportL1': '8',
    'Current.ImportL2': '8',
    'Current.ImportL3': '8',
  });
  await bench.run(60);
  assert.deepEqual(statuses(bench.take()), ['1 SuspendedEVSE']);
  assert.equal((await measured(bench))['Power.Active.Import'], '0');
  await bench.run(60);
  assert.deepEqual(statuses(bench.take()), ['1 Charging']);
  assert.deepEqual(await measured(bench), {
    'Current.Offered': '10',
    'Power.Offered': '2300',
    'Power.Active.Import': '2300',
    'Current.ImportL1': '10',
    'Current.ImportL2': '0',
    'Current.ImportL3': '0',
  });
  bench.assertValid();
});

test('the connectors that charge share the limit of the station', async () => {
  const bench = await bootedBench('1.6');
  await bench.call('ChangeConfiguration', { key: 'MeterValuesSampledData', value: 'Current.Offered' });
  const max = profile(bench, [[0, 15]], { chargingProfilePurpose: 'ChargePointMaxProfile' });
  assert.equal(await set(bench, max, 0), 'Accepted');
  await starts(bench);
  assert.equal((await measured(bench))['Current.Offered'], '15');
  await bench.act('plugIn', { connectorId: 2 });
  await bench.act('presentIdToken', { connectorId: 2, idToken: 'OTHER' });
  await bench.run(1);
  assert.equal((await measured(bench))['Current.Offered'], '7.5');
  bench.assertValid();
});

test('a profile for a transaction ends with it, others survive reboots', async () => {
  const bench = await bootedBench('1.6');
  const limit = async (): Promise<number> =>
    (await bench.call('GetCompositeSchedule', { connectorId: 1, duration: 60, chargingRateUnit: 'A' })).value
      .chargingSchedule.chargingSchedulePeriod[0].limit;
  assert.equal(await set(bench, profile(bench, [[0, 9]])), 'Accepted');
  const chargingProfile = profile(bench, [[0, 7]], { chargingProfileId: 2, chargingProfilePurpose: 'TxProfile' });
  await bench.act('plugIn', { connectorId: 1 });
  await bench.call('RemoteStartTransaction', { connectorId: 1, idTag: 'TAG', chargingProfile });
  await bench.run(1);
  assert.equal(await limit(), 7);
  // Errata 3.42: with the number of the transaction and the same level it replaces the one that came with the start.
  const tx = { chargingProfileId: 3, chargingProfilePurpose: 'TxProfile', transactionId: 100 };
  assert.equal(await set(bench, profile(bench, [[0, 8]], tx)), 'Accepted');
  assert.equal(await limit(), 8);
  assert.equal((await bench.call('ClearChargingProfile', { id: 2 })).value.status, 'Unknown');
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  await bench.run(1);
  assert.equal(await limit(), 9);
  assert.equal((await bench.call('ClearChargingProfile', { id: 3 })).value.status, 'Unknown');
  await bench.act('powerCycle', {});
  await bench.run(20);
  assert.equal(await limit(), 9);
  assert.equal((await bench.call('ClearChargingProfile', { stackLevel: 1 })).value.status, 'Unknown');
  assert.equal((await bench.call('ClearChargingProfile', {})).value.status, 'Accepted');
  assert.equal(await limit(), 16);
  bench.assertValid();
});
