import { occupancy } from '../../../harness/rules/occupancy.js';
import { type Scene, at, table } from './scene.js';

const ONLY_16 = ['1.6'] as const;
const ONLY_2X = ['2.0.1', '2.1'] as const;
const LONG = 40;
const tells = (s: Scene, status: string, minutes = 1): unknown =>
  s.version === '1.6'
    ? s.asks('station', 'StatusNotification', { connectorId: 1, status, errorCode: 'NoError' })
    : s.asks('station', 'StatusNotification', {
        evseId: 1,
        connectorId: 1,
        connectorStatus: status,
        timestamp: at(minutes),
      });
const event = (s: Scene, eventType: string, chargingState: string | undefined, minutes = 1): unknown =>
  s.asks('station', 'TransactionEvent', {
    eventType,
    timestamp: at(minutes),
    triggerReason: 'CablePluggedIn',
    seqNo: 0,
    evse: { id: 1, connectorId: 1 },
    transactionInfo: { transactionId: 'T1', ...(chargingState && { chargingState }) },
  });
const starts = (s: Scene): unknown =>
  s.version === '1.6'
    ? s.asks(
        'station',
        'StartTransaction',
        { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: at(1) },
        { transactionId: 7, idTagInfo: { status: 'Accepted' } },
      )
    : event(s, 'Started', 'Charging');
const ends = (s: Scene): unknown =>
  s.version === '1.6'
    ? s.asks('station', 'StopTransaction', { transactionId: 7, meterStop: 1, timestamp: at(2) })
    : event(s, 'Ended', undefined, 2);
const OCCUPIED = { '1.6': 'Charging', '2.0.1': 'Occupied', '2.1': 'Occupied' } as const;
const passes = (s: Scene): void => {
  s.wait(LONG);
  s.asks('station', 'Heartbeat', {}, { currentTime: at(3) });
};

table(occupancy, [
  {
    name: 'a session whose statuses and transaction come in either order',
    expect: 'silent',
    script(s) {
      tells(s, 'Available');
      starts(s);
      tells(s, OCCUPIED[s.version]);
      passes(s);
      tells(s, 'Available');
      ends(s);
      passes(s);
    },
  },
  {
    name: 'a connector that is free while its transaction goes on',
    expect: [['fail', 'station', /is told to be Available while transaction (7|T1) has an EV/]],
    script(s) {
      starts(s);
      tells(s, OCCUPIED[s.version]);
      tells(s, 'Available', 2);
      passes(s);
    },
  },
  {
    name: 'a connector that never says that it is in use',
    expect: [['fail', 'station', /Available/]],
    script(s) {
      tells(s, 'Available');
      starts(s);
      passes(s);
    },
  },
  {
    name: 'a fault, a boot, and a lost connection in a session',
    expect: 'silent',
    script(s) {
      starts(s);
      tells(s, 'Faulted');
      passes(s);
      tells(s, 'Available', 2);
      s.open();
      passes(s);
    },
  },
  {
    name: 'a message of the transaction that is not taken, so that its end waits',
    expect: 'silent',
    script(s) {
      starts(s);
      tells(s, OCCUPIED[s.version]);
      s.station([2, 'x', 'MeterValues', {}]);
      s.csms([4, 'x', 'InternalError', '', {}]);
      tells(s, 'Available', 2);
      passes(s);
    },
  },
  {
    name: 'another connector that is free',
    versions: ONLY_16,
    expect: 'silent',
    script(s) {
      starts(s);
      s.asks('station', 'StatusNotification', { connectorId: 2, status: 'Available', errorCode: 'NoError' });
      s.asks('station', 'StatusNotification', { connectorId: 0, status: 'Available', errorCode: 'NoError' });
      passes(s);
    },
  },
  {
    name: 'a transaction that began before the EV came, and one that goes on after it left',
    versions: ONLY_2X,
    expect: 'silent',
    script(s) {
      event(s, 'Started', 'Idle');
      tells(s, 'Available');
      passes(s);
      tells(s, 'Occupied');
      event(s, 'Updated', 'Charging');
      tells(s, 'Available', 2);
      event(s, 'Updated', 'Idle', 2);
      passes(s);
    },
  },
  {
    name: 'events that were queued and come after the status',
    versions: ONLY_2X,
    expect: 'silent',
    script(s) {
      tells(s, 'Available', 9);
      event(s, 'Started', 'Charging', 1);
      s.wait(25);
      event(s, 'Updated', 'SuspendedEV', 5);
      s.wait(25);
      event(s, 'Ended', undefined, 8);
      passes(s);
    },
  },
  {
    name: 'a status that is told by NotifyEvent',
    versions: ONLY_2X,
    expect: [['fail', 'station', /connector 1 of EVSE 1 is told to be Available/]],
    script(s) {
      event(s, 'Started', 'EVConnected');
      s.asks('station', 'NotifyEvent', {
        generatedAt: at(2),
        seqNo: 0,
        eventData: [
          {
            timestamp: at(2),
            actualValue: 'Available',
            component: { name: 'Connector', evse: { id: 1, connectorId: 1 } },
            variable: { name: 'AvailabilityState' },
          },
        ],
      });
      passes(s);
    },
  },
]);
