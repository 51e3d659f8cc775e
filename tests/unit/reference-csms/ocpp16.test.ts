import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceCsmsFacts } from '../../../fixtures/reference-csms/reference-csms.js';
import { createBench } from './bench.js';

const { valid } = referenceCsmsFacts.idTokens;
const at = '2026-01-05T08:00:00Z';

test('a boot is accepted with the time and the heartbeat interval, and a heartbeat tells the time', async () => {
  const bench = await createBench({ heartbeatInterval: 60 });
  const station = await bench.open('CS1', '1.6');
  const boot = await station.call('BootNotification', { chargePointVendor: 'V', chargePointModel: 'M' });
  assert.equal(boot.value.status, 'Accepted');
  assert.equal(boot.value.interval, 60);
  assert.ok(Math.abs(Date.parse(boot.value.currentTime as string) - bench.timeline.now()) < 1000);
  const beat = await station.call('Heartbeat', {});
  assert.ok(Math.abs(Date.parse(beat.value.currentTime as string) - bench.timeline.now()) < 1000);
  bench.assertValid();
});

test('tags get their own status, and parents where they have one', async () => {
  const bench = await createBench({
    idTokens: {
      GOOD: { status: 'Accepted', groupIdToken: 'PARENT' },
      BAD: { status: 'Blocked' },
      OLD: { status: 'Accepted', expiry: Date.UTC(2020, 0, 1) },
      POOR: { status: 'NoCredit' },
    },
  });
  const station = await bench.boot('CS1', '1.6');
  const info = async (idTag: string) => (await station.call('Authorize', { idTag })).value.idTagInfo;
  assert.deepEqual(await info('good'), { status: 'Accepted', parentIdTag: 'PARENT' });
  assert.deepEqual(await info('BAD'), { status: 'Blocked' });
  assert.equal((await info('OLD')).status, 'Expired');
  assert.equal((await info('POOR')).status, 'Invalid');
  assert.equal((await info('NOBODY')).status, 'Invalid');
  assert.equal((await bench.act('createToken', { idToken: 'NEW', status: 'Expired' })).status, 'done');
  assert.equal((await info('NEW')).status, 'Expired');
  assert.equal((await bench.act('createToken', { idToken: 'NEW', status: 'Maybe' })).status, 'failed');
  bench.assertValid();
});

test('a session is kept from start to stop under an id of its own', async () => {
  const bench = await createBench();
  const station = await bench.boot('CS1', '1.6');
  const other = await bench.boot('CS2', '1.6');
  const start = { connectorId: 1, idTag: valid, meterStart: 100, timestamp: at };
  const one = (await station.call('StartTransaction', start)).value;
  const two = (await other.call('StartTransaction', start)).value;
  assert.equal(one.idTagInfo.status, 'Accepted');
  assert.notEqual(one.transactionId, two.transactionId);
  const meterValue = [{ timestamp: at, sampledValue: [{ value: '150' }] }];
  await station.call('MeterValues', { connectorId: 1, transactionId: one.transactionId, meterValue });
  const running = await bench.act('readBack', { station: 'CS1', what: 'transaction' });
  assert.ok(running.status === 'done');
  const stop = { meterStop: 200, timestamp: at, transactionId: one.transactionId };
  assert.deepEqual((await station.call('StopTransaction', stop)).value, {});
  const read = await bench.act('readBack', { station: 'CS1', what: 'transaction', name: `${one.transactionId}` });
  assert.deepEqual(read, {
    status: 'done',
    value: {
      transactionId: `${one.transactionId}`,
      connectorId: 1,
      status: 'ended',
      meterValues: 1,
      idToken: valid,
      meterStart: 100,
      meterStop: 200,
      startedAt: at,
      endedAt: at,
      reason: 'Local',
      seqNos: [],
      missing: [],
    },
  });
  bench.assertValid();
});

test('implausible transaction messages are answered', async () => {
  const bench = await createBench();
  const station = await bench.boot('CS1', '1.6');
  const unknown = await station.call('StopTransaction', {
    meterStop: -5,
    timestamp: at,
    transactionId: 999,
    idTag: 'X',
  });
  assert.equal(unknown.value.idTagInfo.status, 'Invalid');
  assert.equal(
    (await station.call('StopTransaction', { meterStop: 1, timestamp: at, transactionId: -1 })).kind,
    'result',
  );
  const start = { connectorId: 77, idTag: 'NOBODY', meterStart: 1, timestamp: '1970-01-01T00:00:00Z' };
  const reply = (await station.call('StartTransaction', start)).value;
  assert.equal(reply.idTagInfo.status, 'Invalid');
  assert.equal(typeof reply.transactionId, 'number');
  bench.assertValid();
});

test('one token in two transactions is ConcurrentTx only where the variant says so', async () => {
  for (const concurrentTx of [false, true]) {
    const bench = await createBench({ variant: { concurrentTx } });
    const station = await bench.boot('CS1', '1.6');
    const start = (connectorId: number) =>
      station.call('StartTransaction', { connectorId, idTag: valid, meterStart: 0, timestamp: at });
    assert.equal((await start(1)).value.idTagInfo.status, 'Accepted');
    assert.equal((await start(2)).value.idTagInfo.status, concurrentTx ? 'ConcurrentTx' : 'Accepted');
  }
});

test('it reads back connectors and temperatures, in degrees Celsius whatever the unit', async () => {
  const bench = await createBench();
  const station = await bench.boot('CS1', '1.6');
  await station.call('StatusNotification', { connectorId: 1, errorCode: 'HighTemperature', status: 'Faulted' });
  const read = (what: 'connectorStatus' | 'sensorValue', name?: string, connectorId = 1) =>
    bench.act('readBack', { station: 'CS1', what, connectorId, ...(name !== undefined && { name }) });
  assert.deepEqual(await read('connectorStatus'), { status: 'done', value: 'Faulted' });
  assert.deepEqual(await read('connectorStatus', undefined, 2), { status: 'done', value: null });
  assert.deepEqual(await read('sensorValue', 'TemperatureSensor.Active'), { status: 'done', value: true });
  await station.call('StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Available' });
  assert.deepEqual(await read('sensorValue', 'TemperatureSensor.Active'), { status: 'done', value: false });
  const temperature = { value: '104', measurand: 'Temperature', unit: 'Fahrenheit', location: 'Body' };
  await station.call('MeterValues', { connectorId: 1, meterValue: [{ timestamp: at, sampledValue: [temperature] }] });
  for (const name of ['TemperatureSensor', 'Temperature', 'TemperatureSensor.Temperature'])
    assert.deepEqual(await read('sensorValue', name), { status: 'done', value: 40, note: 'Celsius' });
  assert.deepEqual(await read('sensorValue', 'TemperatureSensor', 2), { status: 'done', value: null });
  bench.assertValid();
});

test('DataTransfer is refused by vendor and message, and carries sensors that 1.6 has no message for', async () => {
  const bench = await createBench();
  const station = await bench.boot('CS1', '1.6');
  const transfer = async (payload: object) => (await station.call('DataTransfer', payload)).value.status;
  assert.equal(await transfer({ vendorId: 'nobody' }), 'UnknownVendorId');
  assert.equal(await transfer({ vendorId: 'laddprov', messageId: 'Other' }), 'UnknownMessageId');
  const sensors = (data: string) => transfer({ vendorId: 'laddprov', messageId: 'Sensors', data });
  for (const data of ['', '{', '[]', '{}', '{"component":1,"variable":"x","value":2}', '[null]'])
    assert.equal(await sensors(data), 'Rejected', data);
  assert.equal(
    await sensors('[{"component":"HumiditySensor","variable":"Humidity","value":55,"unit":"RH"}]'),
    'Accepted',
  );
  assert.deepEqual(await bench.act('readBack', { station: 'CS1', what: 'sensorValue', name: 'HumiditySensor' }), {
    status: 'done',
    value: 55,
    note: 'RH',
  });
  bench.assertValid();
});

test('everything else that a station tells is taken', async () => {
  const bench = await createBench();
  const station = await bench.boot('CS1', '1.6');
  const told: [string, object][] = [
    ['DiagnosticsStatusNotification', { status: 'Uploading' }],
    ['FirmwareStatusNotification', { status: 'Installed' }],
    ['LogStatusNotification', { status: 'UploadFailure', requestId: 1 }],
    ['SecurityEventNotification', { type: 'FirmwareUpdated', timestamp: at }],
    ['SignedFirmwareStatusNotification', { status: 'SignatureVerified', requestId: 1 }],
  ];
  for (const [action, payload] of told) assert.deepEqual((await station.call(action, payload)).value, {});
  assert.deepEqual((await station.call('SignCertificate', { csr: 'x' })).value, { status: 'Rejected' });
  bench.assertValid();
});

test('a station of 1.6 that is not accepted is answered, and is not told to start a transaction', async () => {
  const bench = await createBench({ retryInterval: 7 });
  await bench.act('setPendingBoot', { station: 'CS1', pending: true });
  const station = await bench.open('CS1', '1.6');
  const boot = await station.call('BootNotification', { chargePointVendor: 'V', chargePointModel: 'M' });
  assert.equal(boot.value.status, 'Pending');
  assert.equal(boot.value.interval, 7);
  assert.equal((await station.call('Heartbeat', {})).kind, 'result');
  const send = (action: string, payload?: unknown) => bench.act('sendRequest', { station: 'CS1', action, payload });
  assert.equal((await send('RemoteStartTransaction')).status, 'failed');
  assert.equal((await send('RemoteStopTransaction', { transactionId: 1 })).status, 'failed');
  assert.equal((await send('TriggerMessage', { requestedMessage: 'BootNotification' })).status, 'done');
  await bench.act('setPendingBoot', { station: 'CS1', pending: false });
  assert.equal(
    (await station.call('BootNotification', { chargePointVendor: 'V', chargePointModel: 'M' })).value.status,
    'Accepted',
  );
  assert.equal((await send('TriggerMessage', { requestedMessage: 'BootNotification' })).status, 'failed');
  bench.assertValid();
});
