import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceCsmsFacts } from '../../../fixtures/reference-csms/reference-csms.js';
import { bootOf, createBench, type Json } from './bench.js';

const { valid, blocked, invalid, group } = referenceCsmsFacts.idTokens;
const at = '2026-01-05T08:00:00Z';
const token = (idToken: string, type = 'ISO14443') => ({ idToken, type });

const event = (eventType: string, seqNo: number, more: object = {}, info: object = {}) => ({
  eventType,
  seqNo,
  timestamp: at,
  triggerReason: 'Authorized',
  transactionInfo: { transactionId: 'T-1', ...info },
  ...more,
});

const notify = (component: object, variable: string, actualValue: string, more: object = {}) => ({
  generatedAt: at,
  seqNo: 0,
  eventData: [
    {
      eventId: 1,
      timestamp: at,
      trigger: 'Delta',
      actualValue,
      component,
      variable: { name: variable },
      eventNotificationType: 'HardWiredNotification',
      ...more,
    },
  ],
});

for (const version of ['2.0.1', '2.1'] as const) {
  test(`${version}: a boot is accepted, and a heartbeat tells the time`, async () => {
    const bench = await createBench({ heartbeatInterval: 60 });
    const station = await bench.open('CS1', version);
    const boot = await station.call('BootNotification', bootOf(version));
    assert.deepEqual([boot.value.status, boot.value.interval], ['Accepted', 60]);
    assert.equal((await station.call('Heartbeat', {})).kind, 'result');
    bench.assertValid();
  });

  test(`${version}: a station that never booted, or is not accepted, gets SecurityError for what nobody asked for`, async () => {
    const bench = await createBench({ registration: (identity) => (identity === 'CS2' ? 'Rejected' : 'Accepted') });
    await bench.act('setPendingBoot', { station: 'CS1', pending: true });
    const station = await bench.open('CS1', version);
    const status = { timestamp: at, connectorStatus: 'Available', evseId: 1, connectorId: 1 };
    const refused = { kind: 'error', value: 'SecurityError' };
    assert.deepEqual(await station.call('StatusNotification', status), refused);
    assert.equal((await station.call('BootNotification', bootOf(version))).value.status, 'Pending');
    assert.deepEqual(await station.call('StatusNotification', status), refused);
    assert.deepEqual(await station.call('Heartbeat', {}), refused);
    await bench.act('sendRequest', {
      station: 'CS1',
      action: 'TriggerMessage',
      payload: { requestedMessage: 'StatusNotification', evse: { id: 1, connectorId: 1 } },
    });
    assert.deepEqual((await station.call('StatusNotification', status)).value, {});
    assert.deepEqual(await station.call('Heartbeat', {}), refused);
    await bench.act('setPendingBoot', { station: 'CS1', pending: false });
    assert.equal((await station.call('BootNotification', bootOf(version))).value.status, 'Accepted');
    assert.equal((await station.call('Heartbeat', {})).kind, 'result');
    await station.drop();
    const again = await bench.open('CS1', version);
    assert.equal((await again.call('Heartbeat', {})).kind, 'result', 'a new connection needs no new boot');

    const rejected = await bench.open('CS2', version);
    assert.equal((await rejected.call('BootNotification', bootOf(version))).value.status, 'Rejected');
    assert.deepEqual(await rejected.call('Heartbeat', {}), refused);
    const asked = await bench.act('sendRequest', { station: 'CS2', action: 'GetBaseReport', payload: {} });
    assert.equal(asked.status, 'failed');
    bench.assertValid();
  });

  test(`${version}: a trigger that the station refuses allows nothing, and reports are allowed once asked for`, async () => {
    const bench = await createBench();
    await bench.act('setPendingBoot', { station: 'CS1', pending: true });
    const station = await bench.boot('CS1', version);
    station.answer('TriggerMessage', () => ({ status: 'Rejected' }));
    station.answer('GetBaseReport', () => ({ status: 'Accepted' }));
    const send = (action: string, payload: object) => bench.act('sendRequest', { station: 'CS1', action, payload });
    await send('TriggerMessage', { requestedMessage: 'Heartbeat' });
    assert.equal((await station.call('Heartbeat', {})).value, 'SecurityError');
    const report = { requestId: 1, generatedAt: at, seqNo: 0 };
    assert.equal((await station.call('NotifyReport', report)).value, 'SecurityError');
    await send('GetBaseReport', {});
    assert.deepEqual((await station.call('NotifyReport', report)).value, {});
    bench.assertValid();
  });

  test(`${version}: tokens get their status and group`, async () => {
    const bench = await createBench();
    const station = await bench.boot('CS1', version);
    const info = async (idToken: object) => (await station.call('Authorize', { idToken })).value.idTokenInfo;
    assert.deepEqual(await info(token(valid)), {
      status: 'Accepted',
      groupIdToken: { idToken: group, type: 'Central' },
    });
    assert.equal((await info(token(invalid))).status, 'Unknown');
    assert.equal((await info(token(blocked))).status, 'Blocked');
    assert.equal((await info(token('', 'NoAuthorization'))).status, 'Accepted');
    const certified = await station.call('Authorize', { idToken: token(valid, 'eMAID'), certificate: 'PEM' });
    assert.deepEqual(certified.value, { idTokenInfo: { status: 'Invalid' }, certificateStatus: 'CertChainError' });
    bench.assertValid();
  });

  test(`${version}: a transaction is kept whatever the order of its events`, async () => {
    const bench = await createBench();
    const station = await bench.boot('CS1', version);
    const send = async (payload: object) => (await station.call('TransactionEvent', payload)).value;
    assert.deepEqual(await send(event('Ended', 4, {}, { stoppedReason: 'EVDisconnected' })), {});
    assert.deepEqual(await send(event('Updated', 2, {}, { chargingState: 'Charging' })), {});
    const started = await send(
      event('Started', 0, { idToken: token(valid), evse: { id: 1, connectorId: 1 } }, { remoteStartId: 7 }),
    );
    assert.equal(started.idTokenInfo.status, 'Accepted');
    const read = (await bench.act('readBack', { station: 'CS1', what: 'transaction', evseId: 1 })) as Json;
    assert.deepEqual(read.value, {
      transactionId: 'T-1',
      evseId: 1,
      connectorId: 1,
      status: 'ended',
      reason: 'EVDisconnected',
      chargingState: 'Charging',
      idToken: valid,
      remoteStartId: 7,
      startedAt: at,
      endedAt: at,
      meterValues: 0,
      seqNos: [0, 2, 4],
      missing: [1, 3],
    });
    assert.equal(
      (await send(event('Updated', 5, { idToken: token('NOBODY', 'Central') }))).idTokenInfo.status,
      'Unknown',
    );
    bench.assertValid();
  });

  test(`${version}: connectors are learnt from both messages, sensors from events and reports`, async () => {
    const bench = await createBench();
    const station = await bench.boot('CS1', version);
    const read = async (what: 'connectorStatus' | 'sensorValue', name?: string, place: object = {}) => {
      const args = { station: 'CS1', what, ...place, ...(name !== undefined && { name }) };
      return ((await bench.act('readBack', args)) as Json).value as unknown;
    };
    const connector = { evseId: 1, connectorId: 1 };
    await station.call('StatusNotification', { timestamp: at, connectorStatus: 'Occupied', ...connector });
    assert.equal(await read('connectorStatus', undefined, connector), 'Occupied');
    await station.call(
      'NotifyEvent',
      notify({ name: 'Connector', evse: { id: 1, connectorId: 1 } }, 'AvailabilityState', 'Available'),
    );
    assert.equal(await read('connectorStatus', undefined, connector), 'Available');

    await station.call('NotifyEvent', notify({ name: 'TemperatureSensor' }, 'Temperature', '71.5'));
    await station.call('NotifyEvent', notify({ name: 'TemperatureSensor' }, 'Active', 'true', { trigger: 'Alerting' }));
    assert.equal(await read('sensorValue', 'TemperatureSensor'), 71.5);
    assert.equal(await read('sensorValue', 'TemperatureSensor.Active'), true);
    await station.call('NotifyEvent', notify({ name: 'TemperatureSensor', evse: { id: 2 } }, 'Temperature', '20'));
    assert.equal(await read('sensorValue', 'TemperatureSensor', { evseId: 2 }), 20);
    assert.equal(await read('sensorValue', 'TemperatureSensor', { evseId: 2, connectorId: 1 }), 20);
    assert.equal(await read('sensorValue', 'TemperatureSensor', { evseId: 1 }), null);

    await station.call('NotifyReport', {
      requestId: 1,
      generatedAt: at,
      seqNo: 0,
      reportData: [
        {
          component: { name: 'HumiditySensor' },
          variable: { name: 'Humidity' },
          variableAttribute: [{ value: '44' }],
          variableCharacteristics: { dataType: 'decimal', unit: 'RH', supportsMonitoring: true },
        },
      ],
    });
    assert.equal(await read('sensorValue', 'HumiditySensor'), 44);
    bench.assertValid();
  });

  test(`${version}: what only informs is taken, and what is not done here is NotSupported`, async () => {
    const bench = await createBench();
    const station = await bench.boot('CS1', version);
    const told: [string, object][] = [
      ['SecurityEventNotification', { type: 'FirmwareUpdated', timestamp: at }],
      ['FirmwareStatusNotification', { status: 'Installed', requestId: 1 }],
      ['LogStatusNotification', { status: 'Uploaded', requestId: 1 }],
      ['MeterValues', { evseId: 1, meterValue: [{ timestamp: at, sampledValue: [{ value: 1 }] }] }],
      ['ReservationStatusUpdate', { reservationId: 1, reservationUpdateStatus: 'Expired' }],
      ['NotifyMonitoringReport', { requestId: 1, seqNo: 0, generatedAt: at }],
      ['NotifyCustomerInformation', { data: 'x', seqNo: 0, generatedAt: at, requestId: 1 }],
      ['NotifyDisplayMessages', { requestId: 1 }],
      ['NotifyChargingLimit', { chargingLimit: { chargingLimitSource: 'EMS' } }],
      ['ClearedChargingLimit', { chargingLimitSource: 'EMS' }],
      ['PublishFirmwareStatusNotification', { status: 'Published', location: ['http://x'], requestId: 1 }],
    ];
    for (const [action, payload] of told) assert.deepEqual((await station.call(action, payload)).value, {}, action);
    assert.equal((await station.call('SignCertificate', { csr: 'x' })).value.status, 'Rejected');
    assert.equal((await station.call('DataTransfer', { vendorId: 'x' })).value.status, 'UnknownVendorId');
    const exi = { iso15118SchemaVersion: 'x', action: 'Install', exiRequest: 'x' };
    assert.deepEqual(await station.call('Get15118EVCertificate', exi), { kind: 'error', value: 'NotSupported' });
    bench.assertValid();
  });
}

test('2.1: a periodic event stream is accepted, its SENDs are taken up and never answered', async () => {
  const bench = await createBench();
  const station = await bench.boot('CS1', '2.1');
  await station.call(
    'NotifyEvent',
    notify({ name: 'TemperatureSensor' }, 'Temperature', '20', { variableMonitoringId: 5 }),
  );
  const stream = { constantStreamData: { id: 3, params: { interval: 60 }, variableMonitoringId: 5 } };
  assert.deepEqual((await station.call('OpenPeriodicEventStream', stream)).value, { status: 'Accepted' });
  const before = station.frames.length;
  const data = {
    id: 3,
    pending: 0,
    basetime: at,
    data: [
      { t: 0, v: '21' },
      { t: 60, v: '22.5' },
    ],
  };
  await station.text(JSON.stringify([6, 's-1', 'NotifyPeriodicEventStream', data]));
  await station.text(JSON.stringify([6, 's-2', 'NotifyPeriodicEventStream', { id: 3 }]));
  assert.equal(station.frames.length, before);
  const read = (await bench.act('readBack', { station: 'CS1', what: 'sensorValue', name: 'Temperature' })) as Json;
  assert.equal(read.value, 22.5);
  assert.deepEqual((await station.call('ClosePeriodicEventStream', { id: 3 })).value, {});
  assert.equal((await station.call('NotifyPriorityCharging', { transactionId: 'T', activated: true })).kind, 'result');
  bench.assertValid();
});

test('2.1: a CALLRESULT that is none is answered with CALLRESULTERROR, in 2.0.1 with nothing', async () => {
  for (const version of ['2.1', '2.0.1'] as const) {
    const bench = await createBench();
    const station = await bench.boot('CS1', version);
    station.answer('Reset', () => ({ status: 'Maybe' }));
    await bench.act('sendRequest', { station: 'CS1', action: 'Reset', payload: { type: 'Immediate' } });
    const [call] = station.frames.filter(([type]) => type === 2);
    const errors = station.frames.filter(([type]) => type === 5);
    if (version === '2.1') assert.deepEqual(errors[0]?.slice(0, 3), [5, call?.[1], 'PropertyConstraintViolation']);
    else assert.deepEqual(errors, []);
    bench.assertValid();
  }
});
