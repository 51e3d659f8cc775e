import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bootedBench, type Bench, type Json } from './bench.js';
import { story } from './story2.js';

const place = { evseId: 1, connectorId: 1 };
const variable = (component: Json, name: string, more: object = {}): object => ({
  component: typeof component === 'string' ? { name: component } : component,
  variable: { name },
  ...more,
});
const get = async (bench: Bench, ...getVariableData: object[]): Promise<Json[]> =>
  (await bench.call('GetVariables', { getVariableData })).value.getVariableResult;
const set = async (bench: Bench, ...setVariableData: object[]): Promise<string[]> =>
  ((await bench.call('SetVariables', { setVariableData })).value.setVariableResult as Json[]).map(
    (one) => one.attributeStatus,
  );
const reported = async (bench: Bench, action: string, payload: object): Promise<Json[]> => {
  bench.take();
  assert.equal((await bench.call(action, payload)).value.status, 'Accepted');
  await bench.run(5);
  const parts = bench.take('NotifyReport').map((seen) => seen.payload);
  assert.deepEqual(
    parts.map(({ seqNo }) => seqNo),
    parts.map((_, index) => index),
  );
  assert.deepEqual(
    parts.map(({ tbc }) => tbc ?? false),
    parts.map((_, index) => index < parts.length - 1),
  );
  return parts.flatMap(({ reportData }) => reportData);
};

/** The variables that Part 2 requires of the controllers and the hardware of a product without optional blocks. */
const REQUIRED = `
  AlignedDataCtrlr.Interval AlignedDataCtrlr.Measurands AlignedDataCtrlr.TxEndedInterval AlignedDataCtrlr.TxEndedMeasurands
  AuthCtrlr.AuthorizeRemoteStart AuthCtrlr.LocalAuthorizeOffline AuthCtrlr.LocalPreAuthorize
  ChargingStation.AvailabilityState ChargingStation.Available ChargingStation.SupplyPhases
  ClockCtrlr.DateTime ClockCtrlr.TimeSource Connector.Available Connector.ConnectorType Connector.SupplyPhases
  DeviceDataCtrlr.BytesPerMessage.GetReport DeviceDataCtrlr.BytesPerMessage.GetVariables DeviceDataCtrlr.BytesPerMessage.SetVariables
  DeviceDataCtrlr.ItemsPerMessage.GetReport DeviceDataCtrlr.ItemsPerMessage.GetVariables DeviceDataCtrlr.ItemsPerMessage.SetVariables
  EVSE.AvailabilityState EVSE.Available EVSE.Power EVSE.SupplyPhases
  MonitoringCtrlr.BytesPerMessage.SetVariableMonitoring MonitoringCtrlr.ItemsPerMessage.SetVariableMonitoring
  OCPPCommCtrlr.FileTransferProtocols OCPPCommCtrlr.MessageTimeout.Default OCPPCommCtrlr.MessageAttemptInterval.TransactionEvent
  OCPPCommCtrlr.MessageAttempts.TransactionEvent OCPPCommCtrlr.NetworkConfigurationPriority
  OCPPCommCtrlr.NetworkProfileConnectionAttempts OCPPCommCtrlr.OfflineThreshold OCPPCommCtrlr.ResetRetries
  OCPPCommCtrlr.UnlockOnEVSideDisconnect SampledDataCtrlr.TxEndedInterval SampledDataCtrlr.TxEndedMeasurands
  SampledDataCtrlr.TxStartedMeasurands SampledDataCtrlr.TxUpdatedInterval SampledDataCtrlr.TxUpdatedMeasurands
  SecurityCtrlr.CertificateEntries SecurityCtrlr.OrganizationName SecurityCtrlr.SecurityProfile TxCtrlr.EVConnectionTimeOut
  TxCtrlr.StopTxOnEVSideDisconnect TxCtrlr.StopTxOnInvalidId TxCtrlr.TxStartPoint TxCtrlr.TxStopPoint`
  .trim()
  .split(/\s+/);

for (const version of ['2.0.1', '2.1'] as const) {
  test(`${version}: variables are read and written by the rules of B05 and B06`, async () => {
    const bench = await bootedBench(version, { password: 'a-password-of-16' });
    const results = await get(
      bench,
      variable('OCPPCommCtrlr', 'OfflineThreshold'),
      variable('ocppcommctrlr', 'offlinethreshold', { attributeType: 'Actual' }),
      variable('Nonsense', 'OfflineThreshold'),
      variable('OCPPCommCtrlr', 'Nonsense'),
      variable('OCPPCommCtrlr', 'OfflineThreshold', { attributeType: 'Target' }),
      variable('OCPPCommCtrlr', 'MessageTimeout'),
      variable('SecurityCtrlr', 'BasicAuthPassword'),
      variable({ name: 'EVSE', evse: { id: 1 } }, 'AvailabilityState'),
      variable('TemperatureSensor', 'Temperature', { attributeType: 'MaxSet' }),
    );
    assert.deepEqual(
      results.map(({ attributeStatus, attributeValue }) => [attributeStatus, attributeValue]),
      [
        ['Accepted', '60'],
        ['Accepted', '60'],
        ['UnknownComponent', undefined],
        ['UnknownVariable', undefined],
        ['NotSupportedAttributeType', undefined],
        ['UnknownVariable', undefined],
        ['Rejected', undefined],
        ['Accepted', 'Available'],
        ['Accepted', '70'],
      ],
    );
    assert.ok(results.every(({ attributeType }) => attributeType !== undefined));
    const statuses = await set(
      bench,
      variable('OCPPCommCtrlr', 'OfflineThreshold', { attributeValue: '10' }),
      variable('OCPPCommCtrlr', 'OfflineThreshold', { attributeValue: 'ten' }),
      variable('OCPPCommCtrlr', 'OfflineThreshold', { attributeValue: '-1' }),
      variable('ClockCtrlr', 'DateTime', { attributeValue: '2026-01-01T00:00:00Z' }),
      variable('TxCtrlr', 'TxStartPoint', { attributeValue: 'Authorized,Nonsense' }),
      variable('OCPPCommCtrlr', 'NetworkConfigurationPriority', { attributeValue: '0' }),
      variable('Nonsense', 'X', { attributeValue: '0' }),
    );
    assert.deepEqual(statuses, [
      'Accepted',
      'Rejected',
      'Rejected',
      'Rejected',
      'Rejected',
      'RebootRequired',
      'UnknownComponent',
    ]);
    await set(bench, variable('SecurityCtrlr', 'BasicAuthPassword', { attributeValue: 'another-password-16' }));
    await bench.run(10);
    assert.equal(
      Buffer.from(bench.handshakes.at(-1)!.authorization!.slice(6), 'base64').toString(),
      'CS 01:another-password-16',
    );
    const many = Array.from({ length: 51 }, () => variable('OCPPCommCtrlr', 'OfflineThreshold'));
    assert.equal((await bench.call('GetVariables', { getVariableData: many })).value, 'OccurrenceConstraintViolation');
    await bench.act('powerCycle', {});
    await bench.run(10);
    assert.equal((await get(bench, variable('OCPPCommCtrlr', 'OfflineThreshold')))[0].attributeValue, '10');
    bench.assertValid();
  });

  test(`${version}: reports come in numbered parts and hold what is required`, async () => {
    const bench = await bootedBench(version);
    const full = await reported(bench, 'GetBaseReport', { requestId: 5, reportBase: 'FullInventory' });
    const names = new Set(
      full.map((one) => [one.component.name, one.variable.name, one.variable.instance].filter(Boolean).join('.')),
    );
    assert.deepEqual(
      REQUIRED.filter((name) => !names.has(name)),
      [],
    );
    for (const { variableCharacteristics: facts, variableAttribute } of full) {
      if (!/List$/.test(facts.dataType)) continue;
      const value: string = variableAttribute[0].value;
      assert.ok(
        value.split(',').every((item) => item === '' || (facts.valuesList as string).split(',').includes(item)),
        value,
      );
    }
    const configuration = await reported(bench, 'GetBaseReport', {
      requestId: 6,
      reportBase: 'ConfigurationInventory',
    });
    assert.ok(
      configuration.every((one) =>
        (one.variableAttribute as Json[]).some((attribute) => attribute.mutability !== 'ReadOnly'),
      ),
    );
    const summary = await reported(bench, 'GetBaseReport', { requestId: 7, reportBase: 'SummaryInventory' });
    assert.equal(summary.length, 5);
    const wanted = {
      requestId: 8,
      componentVariable: [{ component: { name: 'TemperatureSensor' }, variable: { name: 'Temperature' } }],
    };
    const sensors = await reported(bench, 'GetReport', wanted);
    assert.deepEqual(
      sensors.map((one) => one.component.evse?.id),
      [undefined, 1, 2],
    );
    assert.equal(sensors[0].variableCharacteristics.unit, 'Celsius');
    assert.equal(sensors[0].variableCharacteristics.maxLimit, 125);
    const none = { requestId: 9, componentCriteria: ['Problem'] };
    assert.equal((await bench.call('GetReport', none)).value.status, 'EmptyResultSet');
    bench.assertValid();
  });

  test(`${version}: a temperature threshold alerts once, clears once, and survives a reboot`, async () => {
    const bench = await bootedBench(version);
    const monitor = { ...variable('TemperatureSensor', 'Temperature'), type: 'UpperThreshold', value: 50, severity: 3 };
    const put = async (...setMonitoringData: object[]): Promise<Json[]> =>
      (await bench.call('SetVariableMonitoring', { setMonitoringData })).value.setMonitoringResult;
    const [first] = await put(monitor);
    assert.equal(first.status, 'Accepted');
    const heat = (value: number): Promise<string> =>
      bench.act('setSensor', { sensor: 'TemperatureSensor', variable: 'Temperature', value });
    for (const value of [50, 55, 60, 40]) await heat(value);
    const events = bench.take('NotifyEvent').map(({ payload }) => payload.eventData[0]);
    assert.deepEqual(
      events.map((event) => [event.trigger, event.actualValue, event.cleared, event.variableMonitoringId]),
      [
        ['Alerting', '55', undefined, first.id],
        ['Alerting', '40', true, first.id],
      ],
    );
    await bench.act('powerCycle', {});
    await bench.run(10);
    bench.take();
    await heat(60);
    assert.equal(bench.take('NotifyEvent').length, 1);
    const wrong = await put(
      monitor,
      { ...monitor, severity: 4, value: 900 },
      { ...monitor, id: 99 },
      { ...monitor, ...variable('Nonsense', 'X') },
      { ...monitor, ...variable('TemperatureSensor', 'X') },
      { ...monitor, ...variable('TemperatureSensor', 'Active') },
      { ...monitor, type: 'Delta', value: -1 },
    );
    assert.deepEqual(
      wrong.map(({ status }) => status),
      [
        'Duplicate',
        'Rejected',
        'Rejected',
        'UnknownComponent',
        'UnknownVariable',
        'UnsupportedMonitorType',
        'Rejected',
      ],
    );
    const [periodic] = await put({ ...monitor, type: 'Periodic', value: 10 });
    await bench.run(35);
    assert.equal(
      bench.take('NotifyEvent').filter(({ payload }) => payload.eventData[0].trigger === 'Periodic').length,
      3,
    );
    assert.equal((await bench.call('GetMonitoringReport', { requestId: 3 })).value.status, 'Accepted');
    await bench.run(1);
    assert.equal(bench.take('NotifyMonitoringReport')[0]?.payload.monitor[0].variableMonitoring.length, 2);
    const clear = await bench.call('ClearVariableMonitoring', { id: [periodic.id, 77] });
    assert.deepEqual(
      (clear.value.clearMonitoringResult as Json[]).map((one) => one.status),
      ['Accepted', 'NotFound'],
    );
    await bench.run(30);
    assert.equal(bench.take('NotifyEvent').length, 0);
    bench.assertValid();
  });

  test(`${version}: availability changes at every level, at once or later, and survives a reboot`, async () => {
    const bench = await bootedBench(version);
    const change = async (operationalStatus: string, evse?: object): Promise<string> =>
      (await bench.call('ChangeAvailability', { operationalStatus, ...(evse ? { evse } : {}) })).value.status;
    assert.equal(await change('Inoperative', { id: 9 }), 'Rejected');
    assert.equal(await change('Inoperative', { id: 2, connectorId: 1 }), 'Accepted');
    await bench.act('plugIn', place);
    await bench.act('presentIdToken', { ...place, idToken: 'TAG' });
    bench.take();
    assert.equal(await change('Inoperative'), 'Scheduled');
    await bench.act('presentIdToken', { ...place, idToken: 'TAG' });
    assert.deepEqual(story(bench.take()), ['Ended StopAuthorized EVConnected Local <TAG>', '1 Unavailable']);
    await bench.act('powerCycle', {});
    await bench.run(10);
    assert.deepEqual(story(bench.take()).slice(1, 3), ['1 Unavailable', '2 Unavailable']);
    assert.equal(await change('Operative'), 'Accepted');
    assert.deepEqual(story(bench.take()), ['1 Occupied']);
    assert.equal(await change('Operative', { id: 2, connectorId: 1 }), 'Accepted');
    assert.deepEqual(story(bench.take()), ['2 Available']);
    bench.assertValid();
  });

  test(`${version}: triggers, unlocks and unknown messages are answered by what they ask`, async () => {
    const bench = await bootedBench(version);
    const trigger = async (requestedMessage: string, evse?: object): Promise<string> =>
      (await bench.call('TriggerMessage', { requestedMessage, ...(evse ? { evse } : {}) })).value.status;
    assert.equal(await trigger('BootNotification'), 'Rejected');
    assert.equal(await trigger('SignChargingStationCertificate'), 'NotImplemented');
    assert.equal(await trigger('StatusNotification', { id: 1 }), 'Rejected');
    assert.equal(await trigger('StatusNotification', { id: 1, connectorId: 1 }), 'Accepted');
    assert.equal(await trigger('TransactionEvent', { id: 1 }), 'Rejected');
    assert.equal(await trigger('MeterValues', { id: 1 }), 'Accepted');
    assert.equal(await trigger('Heartbeat'), 'Accepted');
    assert.deepEqual(story(bench.take()), ['1 Available', 'MeterValues', 'Heartbeat']);
    const unlock = async (evseId: number): Promise<string> =>
      (await bench.call('UnlockConnector', { evseId, connectorId: 1 })).value.status;
    assert.equal(await unlock(1), 'Unlocked');
    assert.equal(await unlock(8), 'UnknownConnector');
    await bench.act('plugIn', place);
    await bench.act('presentIdToken', { ...place, idToken: 'TAG' });
    assert.equal(await unlock(1), 'OngoingAuthorizedTransaction');
    bench.take();
    assert.equal(await trigger('TransactionEvent'), 'Accepted');
    const [event] = bench.take('TransactionEvent');
    assert.deepEqual(
      [event?.payload.triggerReason, event?.payload.meterValue[0].sampledValue[0].context],
      ['Trigger', 'Trigger'],
    );
    assert.equal((await bench.call('DataTransfer', { vendorId: 'x' })).value.status, 'UnknownVendorId');
    assert.equal((await bench.call('Nonsense', {})).value, 'NotImplemented');
    assert.equal((await bench.call('SetChargingProfile', {})).value, 'NotSupported');
    assert.equal((await bench.call('Reset', {})).value, 'OccurrenceConstraintViolation');
    assert.equal((await bench.call('Reset', { type: 'Immediate', more: 1 })).value, 'FormatViolation');
    bench.text('{');
    bench.text('[7,"a",{}]');
    await bench.run(1);
    assert.match(bench.raw.at(-1)!, /^\[4,"-1","RpcFrameworkError"/);
    bench.assertValid();
  });
}

test('2.1: a bad CALLRESULT is answered with CALLRESULTERROR', async () => {
  const bench = await bootedBench('2.1');
  bench.answer('Heartbeat', () => ({ currentTime: 5 }));
  await bench.call('TriggerMessage', { requestedMessage: 'Heartbeat' });
  await bench.run(1);
  assert.match(bench.raw.at(-1)!, /^\[5,".+","TypeConstraintViolation"/);
});
