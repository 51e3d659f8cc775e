import { givenIds } from '../../../harness/rules/given-ids.js';
import { type Scene, at, table } from './scene.js';

const starts = (s: Scene, transactionId: number, more: object = {}): unknown =>
  s.asks(
    'station',
    'StartTransaction',
    { connectorId: 1, idTag: 'CAFEF00D', meterStart: 971, timestamp: at(0), ...more },
    { transactionId, idTagInfo: { status: 'Accepted' } },
  );
const stops = (s: Scene, transactionId: number, more: object = {}): unknown =>
  s.asks('station', 'StopTransaction', { meterStop: 1_002, timestamp: at(2), transactionId, ...more });
const meters = (s: Scene, transactionId: unknown, minutes = 1, connectorId = 1): void => {
  const meterValue = `[{"timestamp":"${at(minutes)}","sampledValue":[{"value":"0.505"}]}]`;
  const payload = `{"connectorId":${connectorId},"transactionId":${String(transactionId)},"meterValue":${meterValue}}`;
  s.station(`[2,"m${minutes}${String(transactionId)}","MeterValues",${payload}]`);
  s.csms([3, `m${minutes}${String(transactionId)}`, {}]);
};
const lost = (s: Scene, id: string, more: object = {}): void =>
  s.station([
    2,
    id,
    'StartTransaction',
    { connectorId: 1, idTag: 'CAFEF00D', meterStart: 1, timestamp: at(0), ...more },
  ]);
const reserves = (s: Scene, reservationId: number, more: object = {}, status = 'Accepted'): unknown =>
  s.asks(
    'csms',
    'ReserveNow',
    { connectorId: 1, expiryDate: at(60), idTag: '123987', reservationId, ...more },
    { status },
  );

table(givenIds, [
  {
    row: 'FIELD-03',
    name: 'meter values under the largest number of 64 bits, once',
    versions: ['1.6'],
    expect: [['fail', 'station', /MeterValues names transaction 9223372036854776000, though .* answered with 4711$/]],
    script(s) {
      starts(s, 4_711);
      meters(s, '9223372036854775807', 0);
      meters(s, '9223372036854775807', 1);
    },
  },
  {
    row: 'FIELD-07',
    name: 'a stop under -1 though the start was answered',
    versions: ['1.6'],
    expect: [
      ['fail', 'station', /StopTransaction names transaction -1, though StartTransaction was answered with 37$/],
    ],
    script(s) {
      starts(s, 37);
      stops(s, -1, { idTag: 'CAFEF00D' });
    },
  },
  {
    row: 'FIELD-09',
    name: 'a stop that is sent again under -1',
    versions: ['1.6'],
    expect: [
      ['fail', 'station', /StopTransaction names transaction -1, though StartTransaction was answered with 58$/],
    ],
    script(s) {
      starts(s, 58);
      s.station([2, '531531539', 'StopTransaction', { meterStop: 2, timestamp: at(5), transactionId: 58 }]);
      s.station([2, '531531539', 'StopTransaction', { meterStop: 2, timestamp: at(5), transactionId: -1 }]);
    },
  },
  {
    row: 'FIELD-08',
    name: 'a start that uses up a reservation and names another one, or none',
    versions: ['1.6'],
    expect: [
      ['fail', 'station', /StartTransaction names reservation -1, though it uses up reservation 179/],
      ['fail', 'station', /StartTransaction names no reservation, though it uses up reservation 180/],
    ],
    script(s) {
      reserves(s, 179);
      starts(s, 8, { idTag: '123987', reservationId: -1 });
      stops(s, 8);
      reserves(s, 180, { connectorId: 0 });
      starts(s, 9, { idTag: '123987' });
    },
  },
  {
    row: 'FIELD-02',
    name: 'a reservation that was not made in what was seen',
    versions: ['1.6'],
    expect: [['advisory', 'station', /names reservation 0; legal only if it was made before/]],
    script: (s) => starts(s, 51, { reservationId: 0 }),
  },
  {
    name: 'ids that are used as they were given, and those of before the observation',
    versions: ['1.6'],
    expect: 'silent',
    script(s) {
      meters(s, 12);
      stops(s, 12);
      stops(s, -1);
      reserves(s, 179);
      starts(s, 0, { idTag: '123987', reservationId: 179 });
      meters(s, 12, -5);
      meters(s, 0);
      meters(s, 13, 1, 2);
      stops(s, 0);
      meters(s, 14, 3);
    },
  },
  {
    name: 'a transaction whose start was never answered',
    versions: ['1.6'],
    expect: 'silent',
    script(s) {
      lost(s, 'a');
      s.wait(60);
      lost(s, 'b');
      s.csms([4, 'b', 'InternalError', '', {}]);
      meters(s, -1);
      stops(s, -1);
    },
  },
  {
    name: 'placeholders where the answer may have been missed: after a reboot, on a new connection, when it was late',
    versions: ['1.6'],
    expect: [
      ['advisory', 'station', /names transaction -1.*legal only if the station never had that answer/],
      ['advisory', 'station', /names transaction 0.*legal only if/],
      ['advisory', 'station', /names transaction 2147483647.*legal only if/],
    ],
    script(s) {
      starts(s, 1);
      s.asks('station', 'BootNotification', {});
      stops(s, -1);
      starts(s, 2, { timestamp: at(10) });
      s.closed();
      s.open();
      meters(s, 0, 11);
      stops(s, 2, { timestamp: at(12) });
      lost(s, 'late', { timestamp: at(20) });
      s.wait(6);
      s.csms([3, 'late', { transactionId: 3, idTagInfo: { status: 'Accepted' } }]);
      stops(s, 2 ** 31 - 1, { timestamp: at(22) });
    },
  },
  {
    name: 'reservations that are over, replaced, refused, of other tokens and of other connectors',
    versions: ['1.6'],
    expect: 'silent',
    script(s) {
      const mine = { idTag: '123987' };
      const status = (connectorId: number, state: string): unknown =>
        s.asks('station', 'StatusNotification', { connectorId, errorCode: 'NoError', status: state });
      reserves(s, 1, { expiryDate: at(1) });
      starts(s, 1, { ...mine, timestamp: at(2) });
      stops(s, 1, { timestamp: at(3) });
      reserves(s, 2, {}, 'Occupied');
      reserves(s, 3, { connectorId: 2 });
      reserves(s, 4, { idTag: 'OTHER' });
      reserves(s, 5);
      s.asks('csms', 'CancelReservation', { reservationId: 5 }, { status: 'Accepted' });
      reserves(s, 6);
      status(1, 'Reserved');
      status(1, 'Available');
      reserves(s, 7);
      status(0, 'Unavailable');
      reserves(s, 8);
      s.asks('csms', 'ChangeAvailability', { connectorId: 1, type: 'Inoperative' }, { status: 'Accepted' });
      starts(s, 2, { ...mine, timestamp: at(4) });
    },
  },
  {
    name: 'reservations that others of the same group may have used up',
    versions: ['1.6'],
    expect: 'silent',
    script(s) {
      reserves(s, 1, { parentIdTag: 'GROUP' });
      starts(s, 1, { idTag: 'FRIEND', reservationId: 1 });
      stops(s, 1);
      reserves(s, 2, { parentIdTag: 'GROUP', connectorId: 0 });
      starts(s, 2, { idTag: 'FRIEND' });
      stops(s, 2);
      reserves(s, 3);
      starts(s, 3, { idTag: 'FRIEND' });
      stops(s, 3);
      starts(s, 4, { idTag: '123987' });
    },
  },
  {
    name: 'a start that may be older than the reservation, since it waited for a connection',
    versions: ['1.6'],
    expect: [['advisory', 'station', /names no reservation, though it uses up reservation 9/]],
    script(s) {
      reserves(s, 9);
      s.closed();
      s.open();
      starts(s, 2, { idTag: '123987' });
    },
  },
]);
