import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Version } from '../../../harness/doors/protocol.js';
import { MAX_PROBLEMS, validatePayload } from '../../../harness/schema/validate.js';

const rules = (version: Version, action: string, payload: unknown, part: 'request' | 'response' = 'request') =>
  validatePayload(version, action, part, payload).map(({ path, rule }) => `${path} ${rule}`);

const BOOT = { reason: 'PowerUp', chargingStation: { model: 'M', vendorName: 'V' } };
const heartbeat = (currentTime: string) => ({ currentTime });
const profile = (limit: number) => ({
  connectorId: 1,
  csChargingProfiles: {
    chargingProfileId: 1,
    stackLevel: 0,
    chargingProfilePurpose: 'TxDefaultProfile',
    chargingProfileKind: 'Relative',
    chargingSchedule: { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit }] },
  },
});

test('a valid payload has no problem', () => {
  assert.deepEqual(rules('2.0.1', 'BootNotification', BOOT), []);
  assert.deepEqual(rules('2.1', 'BootNotification', BOOT), []);
  assert.deepEqual(rules('1.6', 'Heartbeat', {}), []);
});

test('each problem names its place and the keyword that does not hold', () => {
  const payload = { reason: 'Boredom', chargingStation: { model: 'M'.repeat(21), modem: { iccid: 5 }, color: 'red' } };
  assert.deepEqual(rules('2.0.1', 'BootNotification', payload).sort(), [
    'chargingStation.color additionalProperties',
    'chargingStation.model maxLength',
    'chargingStation.modem.iccid type',
    'chargingStation.vendorName required',
    'reason enum',
  ]);
  const values = {
    connectorId: 1,
    meterValue: [{ timestamp: '2024-01-01T00:00:00Z', sampledValue: [{ value: '1' }, { unit: 'Wh' }] }],
  };
  assert.deepEqual(rules('1.6', 'MeterValues', values), ['meterValue[0].sampledValue[1].value required']);
});

test('null is no value for an optional field', () => {
  assert.deepEqual(rules('2.0.1', 'BootNotification', { ...BOOT, customData: null }), ['customData type']);
  assert.deepEqual(
    rules('1.6', 'StatusNotification', { connectorId: 1, errorCode: 'NoError', status: 'Available', info: null }),
    ['info type'],
  );
});

test('the empty lists that 2.x forbids are refused, and those that the 1.6 schema allows are not', () => {
  assert.deepEqual(rules('2.0.1', 'MeterValues', { evseId: 1, meterValue: [] }), ['meterValue minItems']);
  assert.deepEqual(rules('1.6', 'MeterValues', { connectorId: 1, meterValue: [] }), []);
});

test('every value with one decimal from 0 to 500 is a multiple of 0.1, and one with two is not', () => {
  for (let tenths = 0; tenths <= 5000; tenths++)
    assert.deepEqual(rules('1.6', 'SetChargingProfile', profile(tenths / 10)), []);
  const limit = 'csChargingProfiles.chargingSchedule.chargingSchedulePeriod[0].limit multipleOf';
  for (const value of [0.25, 6.01, 16.55, 0.001])
    assert.deepEqual(rules('1.6', 'SetChargingProfile', profile(value)), [limit]);
});

test('the length of a text is counted in characters, not in UTF-16 units', () => {
  const boot = (model: string) => ({ ...BOOT, chargingStation: { model, vendorName: 'V' } });
  assert.deepEqual(rules('2.0.1', 'BootNotification', boot('🔌'.repeat(20))), []);
  assert.deepEqual(rules('2.0.1', 'BootNotification', boot('🔌'.repeat(21))), ['chargingStation.model maxLength']);
});

test('2.x refuses what is no date-time, or has no zone or no seconds', () => {
  for (const time of ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00.123+01:00', '2016-12-31T23:59:60Z'])
    assert.deepEqual(rules('2.0.1', 'Heartbeat', heartbeat(time), 'response'), [], time);
  for (const time of [
    'yesterday',
    '2024-01-01T00:00:00',
    '2024-01-01T00:00Z',
    '2023-02-29T00:00:00Z',
    '2024-01-01T25:00:00Z',
    '2024-01-01',
  ])
    assert.deepEqual(rules('2.0.1', 'Heartbeat', heartbeat(time), 'response'), ['currentTime format'], time);
});

test('1.6 accepts every date-time of ISO 8601, and nothing else', () => {
  for (const time of [
    '2024-01-01T00:00:00',
    '2024-01-01T00:00Z',
    '20240101T000000Z',
    '2024-W01-1T00:00:00+01',
    '2024-01-01T24:00:00Z',
  ])
    assert.deepEqual(rules('1.6', 'Heartbeat', heartbeat(time), 'response'), [], time);
  for (const time of [
    'yesterday',
    '2024-13-01T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2024-01-01',
    '01/02/2024 10:00',
    '2024-01-01T10:61:00Z',
    '2024-06-15T12:00:60Z',
  ])
    assert.deepEqual(rules('1.6', 'Heartbeat', heartbeat(time), 'response'), ['currentTime format'], time);
});

test('a location of 1.6 that is a plain path is refused', () => {
  assert.deepEqual(rules('1.6', 'GetDiagnostics', { location: '/var/log' }), ['location format']);
  assert.deepEqual(rules('1.6', 'GetDiagnostics', { location: 'ftp://user:pw@host:21/path' }), []);
  assert.deepEqual(
    rules('1.6', 'UpdateFirmware', { location: 'https://host/fw v2.bin', retrieveDate: '2024-01-01T00:00:00Z' }),
    [],
  );
});

test('both spellings of Celsius are members of the enum', () => {
  for (const unit of ['Celsius', 'Celcius']) {
    const sampledValue = [{ value: '20', measurand: 'Temperature', unit }];
    const values = { connectorId: 1, meterValue: [{ timestamp: '2024-01-01T00:00:00Z', sampledValue }] };
    assert.deepEqual(rules('1.6', 'MeterValues', values), []);
  }
});

test('customData and the data of a DataTransfer may hold anything, at any depth', () => {
  let deep: unknown = 'x';
  for (let i = 0; i < 10_000; i++) deep = [deep];
  assert.deepEqual(rules('2.0.1', 'Heartbeat', { customData: { vendorId: 'v', deep } }), []);
  assert.deepEqual(rules('2.1', 'DataTransfer', { vendorId: 'v', data: deep }), []);
});

test('an unknown message, and the response of a SEND, cannot be valid', () => {
  assert.deepEqual(rules('1.6', 'Nonsense', {}), [' action']);
  assert.deepEqual(rules('2.1', 'NotifyPeriodicEventStream', {}, 'response'), [' action']);
});

test('a payload that is too deep or too large is refused before it is judged', () => {
  let deep: unknown = 'x';
  for (let i = 0; i < 100_000; i++) deep = { deep };
  assert.deepEqual(rules('2.0.1', 'Heartbeat', { deep }), [' depth']);
  assert.deepEqual(rules('2.0.1', 'Heartbeat', { many: Array.from({ length: 200_000 }, () => 0) }), [' size']);
});

test('many problems are cut to a bound, and long values to a readable length', () => {
  const payload = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`field${i}`, i]));
  assert.equal(validatePayload('2.0.1', 'Heartbeat', 'request', payload).length, MAX_PROBLEMS);
  const [problem] = validatePayload('1.6', 'Authorize', 'request', { idTag: 'A'.repeat(1_000_000) });
  assert.equal(problem?.rule, 'maxLength');
  assert.ok((problem?.detail.length ?? 999) < 200);
});

test('hostile names and values are quoted, cut and escaped', () => {
  const name = `${'n'.repeat(500)}\n<script>`;
  const [unknown] = validatePayload('1.6', 'Heartbeat', 'request', { [name]: 1 });
  assert.equal(unknown?.path, `["${'n'.repeat(60)}"]`);
  const [proto] = validatePayload('1.6', 'Heartbeat', 'request', JSON.parse('{"__proto__":{"a":1}}'));
  assert.equal(proto?.rule, 'additionalProperties');
  const [value] = validatePayload('1.6', 'Reset', 'request', { type: 'Hard\u001b[31m\u202e\u0085' });
  assert.match(value?.detail ?? '', /^"Hard\\u001b\[31m\\u202e\\u0085" is not one of Hard, Soft$/);
});
