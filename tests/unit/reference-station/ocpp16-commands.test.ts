import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bootedBench, createBench, type Json } from './bench.js';
import { statuses, story } from './story16.js';

test('availability changes at once or after the transaction, and survives a reboot', async () => {
  const bench = await bootedBench('1.6');
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  bench.take();
  assert.equal(
    (await bench.call('ChangeAvailability', { connectorId: 1, type: 'Inoperative' })).value.status,
    'Scheduled',
  );
  assert.equal(
    (await bench.call('ChangeAvailability', { connectorId: 2, type: 'Inoperative' })).value.status,
    'Accepted',
  );
  assert.equal(
    (await bench.call('ChangeAvailability', { connectorId: 3, type: 'Inoperative' })).value.status,
    'Rejected',
  );
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  await bench.act('plugOut', { connectorId: 1 });
  assert.deepEqual(statuses(bench.take()), ['2 Unavailable', '1 Finishing', '1 Unavailable']);
  await bench.act('powerCycle', {});
  await bench.run(10);
  assert.deepEqual(statuses(bench.take()), ['0 Available', '1 Unavailable', '2 Unavailable']);
  await bench.call('ChangeAvailability', { connectorId: 0, type: 'Operative' });
  assert.deepEqual(statuses(bench.take()), ['1 Available', '2 Available']);
  bench.assertValid();
});

test('configuration keys tell and take what they hold', async () => {
  const bench = await bootedBench('1.6', { password: 'a-password-of-16' });
  const all = await bench.call('GetConfiguration', {});
  assert.ok(all.value.configurationKey.length > 30);
  assert.equal((all.value.configurationKey as Json[]).find((one) => one.key === 'AuthorizationKey').value, undefined);
  const some = await bench.call('GetConfiguration', { key: ['numberofconnectors', 'Nonsense'] });
  assert.deepEqual(some.value, {
    configurationKey: [{ key: 'NumberOfConnectors', readonly: true, value: '2' }],
    unknownKey: ['Nonsense'],
  });
  const set = async (key: string, value: string): Promise<string> =>
    (await bench.call('ChangeConfiguration', { key, value })).value.status;
  assert.equal(await set('MeterValueSampleInterval', '10'), 'Accepted');
  assert.equal(await set('MeterValueSampleInterval', '-1'), 'Rejected');
  assert.equal(await set('NumberOfConnectors', '3'), 'Rejected');
  assert.equal(await set('Nonsense', '3'), 'NotSupported');
  assert.equal(await set('ConnectorPhaseRotation', '0.RST,1.RST,2.RTS'), 'RebootRequired');
  assert.equal(await set('MeterValuesSampledData', 'Voltage.L1,Temperature'), 'Accepted');
  assert.equal(await set('MeterValuesSampledData', 'Voltage,RPM'), 'Rejected');
  assert.equal(await set('AuthorizationKey', Buffer.from('laddprov-password-1').toString('hex')), 'Accepted');
  await bench.run(10);
  const { authorization } = bench.handshakes.at(-1)!;
  assert.equal(Buffer.from(authorization!.slice(6), 'base64').toString(), 'CS 01:laddprov-password-1');
  bench.assertValid();
});

test('meter values carry the temperature, aligned to the clock and in transactionData where configured', async () => {
  const bench = await bootedBench('1.6');
  const set = (key: string, value: string): Promise<unknown> => bench.call('ChangeConfiguration', { key, value });
  await set('MeterValuesSampledData', 'Energy.Active.Import.Register,Temperature');
  await set('ClockAlignedDataInterval', '20');
  await set('MeterValuesAlignedData', 'Voltage');
  await set('StopTxnSampledData', 'Energy.Active.Import.Register');
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  await bench.run(65);
  const values = bench.take('MeterValues').map(({ payload }) => payload);
  const aligned = values.filter((one) => one.meterValue[0].sampledValue[0].context === 'Sample.Clock');
  assert.ok(aligned.every((one) => /:(00|20|40)\.000Z$/.test(one.meterValue[0].timestamp)));
  const sampled = values.find((one) => one.meterValue[0].sampledValue[0].context === 'Sample.Periodic');
  const heat = (sampled.meterValue[0].sampledValue as Json[]).filter((one) => one.measurand === 'Temperature');
  assert.deepEqual(
    heat.map((one) => one.location),
    ['Outlet', 'Body'],
  );
  assert.ok(Number(heat[0].value) > 20);
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  const data = bench.take('StopTransaction')[0]!.payload.transactionData as Json[];
  const contexts = data.map((one) => one.sampledValue[0].context);
  assert.deepEqual([contexts[0], contexts.at(-1)], ['Transaction.Begin', 'Transaction.End']);
  bench.assertValid();
});

test('a high temperature is told, and told to be over with hysteresis', async () => {
  const bench = await bootedBench('1.6');
  const heat = (value: number): Promise<string> =>
    bench.act('setSensor', { sensor: 'TemperatureSensor', variable: 'Temperature', value });
  await heat(71);
  await heat(67);
  await heat(60);
  const told = bench.take().map(({ payload }) => `${payload.connectorId} ${payload.status} ${payload.errorCode}`);
  assert.deepEqual(told, ['0 Available HighTemperature', '0 Available NoError']);
});

test('faults and the emergency stop end transactions and keep new ones away', async () => {
  const bench = await bootedBench('1.6');
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  bench.take();
  await bench.act('emergencyStop', { pressed: true });
  const seen = bench.take();
  assert.deepEqual(story(seen), ['StopTransaction', '1 Finishing', '0 Faulted', '1 Faulted', '2 Faulted']);
  assert.equal(seen[0]?.payload.reason, 'EmergencyStop');
  await bench.act('emergencyStop', { pressed: false });
  assert.deepEqual(statuses(bench.take()), ['0 Available', '1 Finishing', '2 Available']);
  await bench.act('raiseFault', { connectorId: 2, errorCode: 'GroundFailure' });
  await bench.act('presentIdToken', { connectorId: 2, idToken: 'TAG' });
  assert.equal((await bench.call('RemoteStartTransaction', { idTag: 'T', connectorId: 2 })).value.status, 'Rejected');
  await bench.act('clearFault', { connectorId: 2 });
  assert.deepEqual(story(bench.take()), ['2 Faulted', '2 Available']);
  bench.assertValid();
});

test('an unlock ends the transaction with UnlockCommand; other messages are answered by what they ask', async () => {
  const bench = await bootedBench('1.6');
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  bench.take();
  assert.equal((await bench.call('UnlockConnector', { connectorId: 1 })).value.status, 'Unlocked');
  assert.equal(bench.take('StopTransaction')[0]?.payload.reason, 'UnlockCommand');
  assert.equal((await bench.call('UnlockConnector', { connectorId: 8 })).value.status, 'NotSupported');
  assert.equal((await bench.call('DataTransfer', { vendorId: 'x' })).value.status, 'UnknownVendorId');
  assert.equal((await bench.call('ClearCache', {})).value.status, 'Accepted');
  assert.equal(
    (await bench.call('TriggerMessage', { requestedMessage: 'FirmwareStatusNotification' })).value.status,
    'Accepted',
  );
  assert.deepEqual(bench.take('FirmwareStatusNotification')[0]?.payload, { status: 'Idle' });
  assert.equal((await bench.call('TriggerMessage', { requestedMessage: 'BootNotification' })).value.status, 'Rejected');
  assert.equal(
    (await bench.call('TriggerMessage', { requestedMessage: 'MeterValues', connectorId: 7 })).value.status,
    'Rejected',
  );
  await bench.call('TriggerMessage', { requestedMessage: 'MeterValues', connectorId: 1 });
  assert.equal(bench.take('MeterValues').length, 1);
  bench.assertValid();
});

test('local list and reservations follow their rules', async () => {
  const bench = await bootedBench('1.6');
  const entry = { idTag: 'LIST', idTagInfo: { status: 'Accepted' } };
  const list = async (listVersion: number, updateType: string, localAuthorizationList: object[]): Promise<string> =>
    (await bench.call('SendLocalList', { listVersion, updateType, localAuthorizationList })).value.status;
  assert.equal((await bench.call('GetLocalListVersion', {})).value.listVersion, 0);
  assert.equal(await list(5, 'Full', [entry]), 'Accepted');
  assert.equal(await list(5, 'Differential', [entry]), 'VersionMismatch');
  assert.equal(await list(0, 'Full', [entry]), 'Failed');
  assert.equal((await bench.call('GetLocalListVersion', {})).value.listVersion, 5);
  const reserve = async (reservationId: number, connectorId: number, seconds = 60): Promise<string> => {
    const expiryDate = new Date(bench.timeline.now() + seconds * 1000).toISOString();
    return (await bench.call('ReserveNow', { connectorId, expiryDate, idTag: 'RES', reservationId })).value.status;
  };
  assert.equal(await reserve(1, 1), 'Accepted');
  assert.equal(await reserve(2, 1), 'Occupied');
  assert.equal(await reserve(3, 9), 'Rejected');
  await bench.run(70);
  assert.equal(await reserve(4, 1), 'Accepted');
  assert.equal((await bench.call('CancelReservation', { reservationId: 4 })).value.status, 'Accepted');
  assert.equal((await bench.call('CancelReservation', { reservationId: 4 })).value.status, 'Rejected');
  assert.deepEqual(statuses(bench.take()), ['1 Reserved', '1 Available', '1 Reserved', '1 Available']);
  await reserve(6, 1);
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'RES' });
  await bench.act('plugIn', { connectorId: 1 });
  assert.equal(bench.take('StartTransaction')[0]?.payload.reservationId, 6);
  bench.assertValid();
});

test('malformed traffic is answered with the error that fits', async () => {
  const bench = await bootedBench('1.6', { variant: { withoutProfiles: ['SmartCharging'] } });
  const error = async (action: string, payload: object): Promise<string> => {
    const reply = await bench.call(action, payload);
    assert.equal(reply.kind, 'error');
    return reply.value;
  };
  assert.equal(await error('Nonsense', {}), 'NotImplemented');
  assert.equal(await error('SetChargingProfile', {}), 'NotSupported');
  assert.equal(await error('Reset', {}), 'OccurenceConstraintViolation');
  assert.equal(await error('Reset', { type: 5 }), 'TypeConstraintViolation');
  assert.equal(await error('Reset', { type: 'Warm' }), 'PropertyConstraintViolation');
  assert.equal(await error('Reset', { type: 'Soft', more: 1 }), 'FormationViolation');
  const before = bench.raw.length;
  for (const text of ['{', '[]', '[7,"a",{}]', '[3,"nobody",{}]', 'null', '[2,5,"Reset",{}]']) bench.text(text);
  await bench.run(1);
  assert.equal(bench.raw.length, before);
  bench.text('[2,"a","Reset"]');
  await bench.run(1);
  assert.match(bench.raw.at(-1)!, /^\[4,"a","FormationViolation"/);
});

test('a refused handshake is tried again with growing pauses', async () => {
  const bench = await createBench('1.6');
  bench.accept(503);
  bench.station.start();
  await bench.run(30);
  const tries = bench.handshakes.length;
  assert.ok(tries >= 3 && tries <= 6, String(tries));
  bench.accept(undefined);
  await bench.run(60);
  assert.equal(bench.station.connected, true);
});

test('a stopped station leaves no timer behind', async () => {
  const bench = await bootedBench('1.6');
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  await bench.station.stop();
  await bench.run(1);
  assert.equal(bench.timeline.nextDue(), undefined);
});
