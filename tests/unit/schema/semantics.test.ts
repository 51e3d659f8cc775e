import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VERSIONS, type Version } from '../../../harness/doors/protocol.js';
import { actionsOf, schemaOf } from '../../../harness/schema/schemas.js';
import { semanticProblems } from '../../../harness/schema/semantics/index.js';
import { brief, judge } from './judge.js';

const time = (version: Version, currentTime: string) => brief(version, 'Heartbeat', { currentTime }, 'response');
const FAIL_TIME = ['fail date-time currentTime'];
const ADVISE_TIME = ['advisory date-time currentTime'];

test('2.x: times of RFC 3339 in UTC with three decimals at most are fine', () => {
  for (const text of [
    '2024-02-29T23:59:59Z',
    '2024-01-01T00:00:00.1Z',
    '2024-01-01T00:00:00.123Z',
    '2016-12-31T23:59:60Z',
    '2024-01-01T00:00:00+00:00',
  ])
    for (const version of ['2.0.1', '2.1'] as const) assert.deepEqual(time(version, text), [], text);
});

test('2.x: a fourth decimal, a zone without minutes, and a leap second on any day are wrong', () => {
  for (const text of [
    '2024-01-01T00:00:00.1234Z',
    '2024-01-01T00:00:00+01',
    '2024-01-01T00:00:00+0100',
    '2016-12-30T23:59:60Z',
    '2024-01-01\n00:00:00Z',
  ])
    assert.deepEqual(time('2.0.1', text), FAIL_TIME, text);
});

test('2.x: another zone than UTC, a space for T, and lower case are legal and worth a word', () => {
  for (const text of ['2024-01-01T00:00:00+01:00', '2024-01-01 00:00:00Z', '2024-01-01t00:00:00z'])
    assert.deepEqual(time('2.1', text), ADVISE_TIME, text);
});

test('1.6: nothing that is ISO 8601 is wrong; what is not RFC 3339 in UTC is worth a word', () => {
  for (const text of ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00.123456789Z'])
    assert.deepEqual(time('1.6', text), [], text);
  for (const text of [
    '2024-01-01T00:00:00',
    '20240101T000000Z',
    '2024-01-01T00:00Z',
    '2024-W01-1T00:00:00Z',
    '2024-01-01T00:00:00+01',
    '2024-01-01 00:00:00Z',
    '2024-01-01T00:00:00+02:00',
  ])
    assert.deepEqual(time('1.6', text), ADVISE_TIME, text);
});

const stop = (transactionId: string) => brief('2.0.1', 'RequestStopTransaction', { transactionId });

test('2.x: an identifier has the characters of identifierString alone', () => {
  for (const id of ['AB12ab', 'a*-_=:+|@.z', '', '0f8fad5b-d9cb-469f-a165-70867728950e'])
    assert.deepEqual(stop(id), [], id);
  for (const id of ['a b', 'a/b', 'a#b', 'ä', 'a\n', '{a}', 'a,b'])
    assert.deepEqual(stop(id), ['fail identifier transactionId'], id);
});

test('2.x: what only some types call by an identifier field name is left alone', () => {
  const boot = {
    reason: 'PowerUp',
    chargingStation: { model: 'M 1', vendorName: 'V & Co', serialNumber: 'SN 1/2', firmwareVersion: '1.0 (rc)' },
  };
  assert.deepEqual(brief('2.0.1', 'BootNotification', boot), []);
  const modem = { reason: 'PowerUp', chargingStation: { model: 'M', vendorName: 'V', modem: { iccid: '89 31' } } };
  assert.deepEqual(brief('2.1', 'BootNotification', modem), ['fail identifier chargingStation.modem.iccid']);
});

test('2.x: an id token and an instance with other characters are disputed, so never wrong', () => {
  assert.deepEqual(brief('2.0.1', 'Authorize', { idToken: { idToken: 'Jörg #1', type: 'Local' } }), [
    'advisory identifier idToken.idToken',
  ]);
  const get = (name: string, instance: string) => ({
    getVariableData: [{ component: { name: 'C' }, variable: { name, instance } }],
  });
  assert.deepEqual(brief('2.0.1', 'GetVariables', get('Enabled', 'my vendor')), [
    'advisory identifier getVariableData[0].variable.instance',
  ]);
  assert.deepEqual(brief('2.0.1', 'GetVariables', get('Ena bled', 'x')), [
    'fail identifier getVariableData[0].variable.name',
  ]);
});

test('1.6: an identifier beyond printable ASCII is worth a word, free text is free', () => {
  assert.deepEqual(brief('1.6', 'Authorize', { idTag: 'A b/#1' }), []);
  assert.deepEqual(brief('1.6', 'Authorize', { idTag: 'Jörg' }), ['advisory identifier idTag']);
  assert.deepEqual(
    brief('1.6', 'StatusNotification', {
      connectorId: 1,
      errorCode: 'NoError',
      status: 'Available',
      info: 'Tür offen',
    }),
    [],
  );
});

const schedule = (limit: number) => ({
  evseId: 1,
  chargingProfile: {
    id: 1,
    stackLevel: 0,
    chargingProfilePurpose: 'TxDefaultProfile',
    chargingProfileKind: 'Relative',
    chargingSchedule: [{ id: 1, chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit }] }],
  },
});
const LIMIT = 'chargingProfile.chargingSchedule[0].chargingSchedulePeriod[0].limit';

test('2.x: a decimal that goes to a station has six places at most', () => {
  for (const limit of [0, 16, 6.123456, -1.5, 1e21, 1e-6])
    assert.deepEqual(brief('2.0.1', 'SetChargingProfile', schedule(limit)), [], String(limit));
  for (const limit of [0.1 + 0.2, 6.1234567, 1e-7, 1.5e-6])
    assert.deepEqual(brief('2.0.1', 'SetChargingProfile', schedule(limit)), [`fail decimal ${LIMIT}`], String(limit));
});

test('2.x: a station reports decimals at full resolution', () => {
  const values = {
    evseId: 1,
    meterValue: [{ timestamp: '2024-01-01T00:00:00Z', sampledValue: [{ value: 0.123456789 }] }],
  };
  assert.deepEqual(brief('2.0.1', 'MeterValues', values), []);
});

test('2.x: integers have 32 bits; 1.6 sets no limit', () => {
  const base = (requestId: number) => ({ requestId, reportBase: 'FullInventory' });
  for (const id of [0, 2 ** 31 - 1, -(2 ** 31)])
    assert.deepEqual(brief('2.0.1', 'GetBaseReport', base(id)), [], String(id));
  for (const id of [2 ** 31, -(2 ** 31) - 1, 2 ** 60])
    assert.deepEqual(brief('2.0.1', 'GetBaseReport', base(id)), ['fail integer requestId'], String(id));
  assert.deepEqual(brief('1.6', 'RemoteStopTransaction', { transactionId: 2 ** 40 }), []);
  assert.deepEqual(brief('1.6', 'RemoteStopTransaction', { transactionId: 2 ** 60 }), [
    'advisory integer transactionId',
  ]);
});

const network = (ocppCsmsUrl: string, ocppTransport = 'JSON') => ({
  configurationSlot: 1,
  connectionData: {
    ocppVersion: 'OCPP20',
    ocppTransport,
    ocppCsmsUrl,
    messageTimeout: 30,
    securityProfile: 1,
    ocppInterface: 'Wired0',
  },
});

test('2.x: the address of the CSMS is a WebSocket URL', () => {
  const at = 'connectionData.ocppCsmsUrl';
  for (const url of ['ws://h/ocpp', 'wss://csms.example.com:443/a?b=c', 'WSS://h'])
    assert.deepEqual(brief('2.0.1', 'SetNetworkProfile', network(url)), [], url);
  for (const url of ['https://h', 'h:9000', 'csms.example.com', ''])
    assert.deepEqual(brief('2.0.1', 'SetNetworkProfile', network(url)), [`fail url ${at}`], url);
  assert.deepEqual(brief('2.0.1', 'SetNetworkProfile', network('wss://h/a b')), [`advisory url ${at}`]);
  assert.deepEqual(brief('2.0.1', 'SetNetworkProfile', network('https://h/soap', 'SOAP')), []);
});

test('2.x: an upload target names its protocol; other locations without one are worth a word', () => {
  const log = (remoteLocation: string) => ({ logType: 'SecurityLog', requestId: 1, log: { remoteLocation } });
  assert.deepEqual(brief('2.0.1', 'GetLog', log('sftp://h/logs')), []);
  assert.deepEqual(brief('2.0.1', 'GetLog', log('/logs')), ['fail url log.remoteLocation']);
  const firmware = (location: string) => ({
    requestId: 1,
    firmware: { location, retrieveDateTime: '2024-01-01T00:00:00Z' },
  });
  assert.deepEqual(brief('2.0.1', 'UpdateFirmware', firmware('https://h/fw%20v2.bin')), []);
  assert.deepEqual(brief('2.0.1', 'UpdateFirmware', firmware('fw.bin')), ['advisory url firmware.location']);
});

test('1.6: a location with characters that a URI encodes is worth a word', () => {
  assert.deepEqual(brief('1.6', 'GetDiagnostics', { location: 'ftp://h/a' }), []);
  assert.deepEqual(brief('1.6', 'GetDiagnostics', { location: 'ftp://h/ä b' }), ['advisory url location']);
});

test('2.x: an optional field is not sent as an empty object', () => {
  assert.deepEqual(brief('2.0.1', 'ClearChargingProfile', { chargingProfileCriteria: {} }), [
    'fail empty chargingProfileCriteria',
  ]);
  const value = {
    evseId: 1,
    meterValue: [{ timestamp: '2024-01-01T00:00:00Z', sampledValue: [{ value: 1, unitOfMeasure: {} }] }],
  };
  assert.deepEqual(brief('2.0.1', 'MeterValues', value), ['fail empty meterValue[0].sampledValue[0].unitOfMeasure']);
  assert.deepEqual(
    brief('2.0.1', 'GetChargingProfiles', { requestId: 1, chargingProfile: {} }),
    [],
    'a required object may be empty',
  );
  assert.deepEqual(brief('2.0.1', 'Heartbeat', {}), [], 'so may the payload');
});

test('1.6: a list of 1..* without an item is worth a word, one of 0..* is fine', () => {
  assert.deepEqual(brief('1.6', 'MeterValues', { connectorId: 1, meterValue: [] }), ['fail empty meterValue']);
  assert.deepEqual(
    brief('1.6', 'SendLocalList', { listVersion: 1, updateType: 'Full', localAuthorizationList: [] }),
    [],
  );
});

test('2.x: a message that says it is ASCII is', () => {
  const message = (format: string, content: string) => ({
    message: { id: 1, priority: 'AlwaysFront', message: { format, content } },
  });
  assert.deepEqual(brief('2.0.1', 'SetDisplayMessage', message('ASCII', 'Hello!')), []);
  assert.deepEqual(brief('2.0.1', 'SetDisplayMessage', message('UTF8', 'Grüß Gott')), []);
  assert.deepEqual(brief('2.0.1', 'SetDisplayMessage', message('ASCII', 'a\nb')), [
    'advisory text message.message.content',
  ]);
  assert.deepEqual(brief('2.0.1', 'SetDisplayMessage', message('ASCII', 'Grüß Gott')), [
    'fail text message.message.content',
  ]);
  assert.deepEqual(brief('2.0.1', 'SetDisplayMessage', message('URI', 'page.html')), [
    'advisory url message.message.content',
  ]);
});

test('2.1: times of day and dates of a tariff have their form', () => {
  const tariff = (conditions: object) => ({
    evseId: 0,
    tariff: { tariffId: 'T', currency: 'EUR', energy: { prices: [{ priceKwh: 1, conditions }] } },
  });
  const at = 'tariff.energy.prices[0].conditions';
  assert.deepEqual(
    brief(
      '2.1',
      'SetDefaultTariff',
      tariff({ startTimeOfDay: '00:00', endTimeOfDay: '23:59', validFromDate: '2024-02-29' }),
    ),
    [],
  );
  assert.deepEqual(brief('2.1', 'SetDefaultTariff', tariff({ startTimeOfDay: '24:00' })), [
    `fail local-time ${at}.startTimeOfDay`,
  ]);
  assert.deepEqual(brief('2.1', 'SetDefaultTariff', tariff({ startTimeOfDay: '08.30' })), [
    `advisory local-time ${at}.startTimeOfDay`,
  ]);
  assert.deepEqual(brief('2.1', 'SetDefaultTariff', tariff({ validToDate: '2023-02-29' })), [
    `fail local-time ${at}.validToDate`,
  ]);
});

test('every problem names its clause and speaks in a bounded number of words', () => {
  const problems = [
    ...judge('2.0.1', 'Heartbeat', { currentTime: '2024-01-01T00:00:00.12345Z' }, 'response'),
    ...judge('2.0.1', 'RequestStopTransaction', { transactionId: '\u202e\u001b' }),
  ];
  for (const { clause, detail } of problems)
    assert.ok(clause !== '' && detail.length < 300 && !/[\p{Cc}\u202e]/u.test(detail), detail);
  assert.equal(problems.length, 2);
});

test('a payload that is invalid, hostile or unknown is judged without an error', () => {
  for (const payload of [
    null,
    5,
    'x',
    [],
    { meterValue: 5 },
    { meterValue: [null, [], { sampledValue: { value: {} } }] },
  ])
    for (const version of VERSIONS) assert.deepEqual(semanticProblems(version, 'MeterValues', 'request', payload), []);
  assert.deepEqual(semanticProblems('1.6', 'Nonsense', 'request', {}), []);
  const many = {
    connectorId: 1,
    meterValue: [
      { timestamp: '2024-01-01T00:00:00Z', sampledValue: Array.from({ length: 50_000 }, () => ({ value: '?' })) },
    ],
  };
  assert.equal(semanticProblems('1.6', 'MeterValues', 'request', many).length, 20);
});

test('the walk ends: no schema of any version refers to itself', () => {
  for (const version of VERSIONS) {
    for (const action of actionsOf(version)) {
      for (const part of ['request', 'response'] as const) {
        const schema = schemaOf(version, action, part);
        const visit = (node: unknown, trail: readonly string[]): void => {
          if (typeof node !== 'object' || node === null) return;
          for (const [key, value] of Object.entries(node)) {
            if (key === 'definitions') continue;
            if (key !== '$ref') visit(value, trail);
            else {
              assert.ok(!trail.includes(String(value)), `${version} ${action} ${String(value)}`);
              visit(schema?.definitions?.[String(value).replace('#/definitions/', '')], [...trail, String(value)]);
            }
          }
        };
        visit(schema, []);
      }
    }
  }
});
