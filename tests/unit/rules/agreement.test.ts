import { agreement } from '../../../harness/rules/agreement.js';
import { type Scene, at, table } from './scene.js';

const ONLY_16 = ['1.6'] as const;
const ONLY_2X = ['2.0.1', '2.1'] as const;
const LONG = 40;
const boots = (s: Scene, vendor = 'Laddprov', serial = 'S1'): unknown =>
  s.asks(
    'station',
    'BootNotification',
    s.version === '1.6'
      ? { chargePointVendor: vendor, chargePointModel: 'M', chargePointSerialNumber: serial }
      : { reason: 'PowerUp', chargingStation: { vendorName: vendor, model: 'M', serialNumber: serial } },
    { status: 'Accepted', interval: 300, currentTime: at(0) },
  );
const read = (s: Scene, component: object, variable: string, attributeValue: string): unknown =>
  s.asks(
    'csms',
    'GetVariables',
    {},
    {
      getVariableResult: [{ component, variable: { name: variable }, attributeStatus: 'Accepted', attributeValue }],
    },
  );
const CONNECTOR = { name: 'Connector', evse: { id: 1, connectorId: 1 } };
const state = (s: Scene, value: string): unknown => read(s, CONNECTOR, 'AvailabilityState', value);
const tells = (s: Scene, connectorStatus: string): unknown =>
  s.asks('station', 'StatusNotification', { evseId: 1, connectorId: 1, connectorStatus, timestamp: at(1) });
const passes = (s: Scene): void => {
  s.wait(LONG);
  s.asks('station', 'Heartbeat', {}, { currentTime: at(3) });
};
const has = (s: Scene, value: string): unknown =>
  s.asks('csms', 'GetConfiguration', {}, { configurationKey: [{ key: 'numberOfConnectors', readonly: true, value }] });
const speaks = (s: Scene, connectorId: number): unknown =>
  s.asks('station', 'StatusNotification', { connectorId, status: 'Available', errorCode: 'NoError' });

table(agreement, [
  {
    row: 'T19',
    name: 'a value that is Accepted and not told, which agrees with nothing',
    versions: ONLY_2X,
    expect: [['fail', 'station', /"Connector.AvailabilityState" was read and Accepted, and no value is told/]],
    script(s) {
      const ask = (result: object): unknown =>
        s.asks(
          'csms',
          'GetVariables',
          {},
          { getVariableResult: [{ variable: { name: 'AvailabilityState' }, ...result }] },
        );
      ask({ component: CONNECTOR, attributeStatus: 'Accepted' });
      ask({ component: CONNECTOR, attributeStatus: 'Accepted', attributeValue: '' });
      ask({ component: CONNECTOR, attributeStatus: 'UnknownVariable' });
    },
  },
  {
    name: 'the same station, booting twice',
    expect: 'silent',
    script(s) {
      boots(s);
      boots(s);
    },
  },
  {
    name: 'a station that has another serial number than before',
    expect: [['advisory', 'station', /"S2" in a boot and was "S1"/]],
    script(s) {
      boots(s);
      boots(s, 'Laddprov', 'S2');
    },
  },
  {
    name: 'as many connectors as there are',
    versions: ONLY_16,
    expect: 'silent',
    script(s) {
      speaks(s, 3);
      has(s, '2');
      for (const id of [0, 1, 2]) speaks(s, id);
    },
  },
  {
    name: 'a connector that there is not',
    versions: ONLY_16,
    expect: [['fail', 'station', /connector 3 is spoken of, though NumberOfConnectors is 2/]],
    script(s) {
      has(s, '2');
      speaks(s, 3);
    },
  },
  {
    name: 'a device model that says what the boot said, in other letters',
    versions: ONLY_2X,
    expect: 'silent',
    script(s) {
      boots(s);
      read(s, { name: 'chargingStation' }, 'VendorName', 'LADDPROV');
      read(s, { name: 'Controller' }, 'VendorName', 'Another');
    },
  },
  {
    name: 'another vendor in the device model',
    versions: ONLY_2X,
    expect: [['fail', 'station', /vendorName is "Laddprov" in BootNotification and "Another" in the device model/]],
    script(s) {
      boots(s);
      read(s, { name: 'ChargingStation' }, 'VendorName', 'Another');
    },
  },
  {
    name: 'another serial number in the device model',
    versions: ONLY_2X,
    expect: [['advisory', 'station', /serialNumber/]],
    script(s) {
      boots(s);
      read(s, { name: 'ChargingStation' }, 'SerialNumber', 'other');
    },
  },
  {
    name: 'a status that is read as it was told, one that changed just now, and one that is told soon',
    versions: ONLY_2X,
    expect: 'silent',
    script(s) {
      tells(s, 'Occupied');
      state(s, 'Available');
      passes(s);
      state(s, 'occupied');
      s.wait(10);
      state(s, 'Available');
      s.wait(10);
      tells(s, 'Available');
      passes(s);
    },
  },
  {
    name: 'a status that is read and never told',
    versions: ONLY_2X,
    expect: [['fail', 'station', /connector 1 of EVSE 1 was told to be "Available", is "Occupied" when it is read/]],
    script(s) {
      tells(s, 'Available');
      s.wait(10);
      state(s, 'Occupied');
      passes(s);
    },
  },
  {
    name: 'a status that was told over another connection, or before a boot',
    versions: ONLY_2X,
    expect: 'silent',
    script(s) {
      tells(s, 'Available');
      s.open();
      s.wait(10);
      state(s, 'Occupied');
      passes(s);
      tells(s, 'Available');
      boots(s);
      s.wait(10);
      state(s, 'Occupied');
      passes(s);
    },
  },
]);
