import { givenIds } from '../../../harness/rules/given-ids.js';
import { type Scene, at, table } from './scene.js';

const X2 = ['2.0.1', '2.1'] as const;
const TOKEN = { idToken: '04A1', type: 'ISO14443' };
const remote = (s: Scene, remoteStartId: number, status = 'Accepted'): unknown =>
  s.asks('csms', 'RequestStartTransaction', { remoteStartId, idToken: TOKEN }, { status });
const event = (s: Scene, id: string, eventType: string, info: object = {}, more: object = {}): unknown =>
  s.asks('station', 'TransactionEvent', {
    eventType,
    timestamp: at(1),
    triggerReason: 'RemoteStart',
    seqNo: 0,
    transactionInfo: { transactionId: id, ...info },
    ...more,
  });
const reserves = (s: Scene, id: number, more: object = {}): unknown =>
  s.asks(
    'csms',
    'ReserveNow',
    { id, expiryDateTime: at(60), idToken: TOKEN, evseId: 1, ...more },
    { status: 'Accepted' },
  );
const local = { triggerReason: 'Authorized', idToken: TOKEN, evse: { id: 1, connectorId: 1 } };
const asks = (s: Scene, action: string, requestId: number, status = 'Accepted'): unknown =>
  s.asks('csms', action, { requestId }, { status });
const log = (s: Scene, status: string, requestId?: number): unknown =>
  s.asks('station', 'LogStatusNotification', { status, ...(requestId !== undefined && { requestId }) });

table(givenIds, [
  {
    name: 'a remote start whose id is carried once, in the first event or in the next one',
    versions: X2,
    expect: 'silent',
    script(s) {
      remote(s, 1);
      event(s, 'A', 'Started', { remoteStartId: 1 });
      event(s, 'A', 'Updated');
      event(s, 'B', 'Started', {}, { triggerReason: 'CablePluggedIn' });
      remote(s, 2);
      event(s, 'B', 'Updated', { remoteStartId: 2 });
      event(s, 'C', 'Updated');
      event(s, 'D', 'Started', {}, { offline: true });
    },
  },
  {
    name: 'remote starts whose id is left out, refused, used twice, made up and unknown',
    versions: X2,
    expect: [
      ['fail', 'station', /transaction "A" was started remotely, and its event names no remote start/],
      ['fail', 'station', /transaction "B" names remote start 2, which the station had refused/],
      ['advisory', 'station', /transaction "D" names remote start 3, which transaction "C" came of/],
      ['fail', 'station', /transaction "E" names remote start 0, though the one that was asked for is 1/],
      ['advisory', 'station', /transaction "F" names remote start 77, though the one that was asked for is 1/],
    ],
    script(s) {
      remote(s, 1);
      event(s, 'A', 'Started');
      event(s, 'A', 'Updated');
      remote(s, 2, 'Rejected');
      event(s, 'B', 'Started', { remoteStartId: 2 });
      remote(s, 3);
      event(s, 'C', 'Started', { remoteStartId: 3 });
      event(s, 'D', 'Started', { remoteStartId: 3 });
      event(s, 'E', 'Started', { remoteStartId: 0 }, { idToken: TOKEN });
      event(s, 'F', 'Started', { remoteStartId: 77 });
    },
  },
  {
    name: 'a remote start of before the observation',
    versions: X2,
    expect: [['advisory', 'station', /transaction "A" names remote start 5; legal only if that was asked for before/]],
    script: (s) => event(s, 'A', 'Started', { remoteStartId: 5 }),
  },
  {
    name: 'reservations that are named in one event or another, and one that expired',
    versions: X2,
    expect: 'silent',
    script(s) {
      reserves(s, 1);
      event(s, 'A', 'Started', {}, { ...local, reservationId: 1 });
      event(s, 'A', 'Ended', {}, local);
      reserves(s, 2);
      event(s, 'B', 'Started', {}, local);
      event(s, 'B', 'Updated', {}, { triggerReason: 'CablePluggedIn', reservationId: 2 });
      event(s, 'B', 'Ended', {}, local);
      reserves(s, 3);
      s.asks('station', 'ReservationStatusUpdate', { reservationId: 3, reservationUpdateStatus: 'Expired' });
      event(s, 'C', 'Started', {}, local);
      event(s, 'C', 'Ended', {}, local);
      reserves(s, 4, { evseId: 2 });
      event(s, 'D', 'Started', {}, local);
      event(s, 'D', 'Ended', {}, local);
      const friend = { ...local, idToken: { idToken: 'FRIEND', type: 'ISO14443' } };
      reserves(s, 5, { groupIdToken: { idToken: 'G', type: 'Central' } });
      event(s, 'E', 'Started', {}, { ...friend, reservationId: 5 });
      event(s, 'E', 'Ended', {}, friend);
      reserves(s, 6);
      event(s, 'F', 'Started', {}, friend);
      event(s, 'F', 'Ended', {}, friend);
      event(s, 'G', 'Started', {}, local);
      event(s, 'G', 'Ended', {}, local);
    },
  },
  {
    name: 'reservations that are named wrong, never, and without having been made',
    versions: X2,
    expect: [
      ['fail', 'station', /transaction "A" names reservation -1, though it uses up reservation 1/],
      ['fail', 'station', /transaction "B" ended and never named reservation 2/],
      ['advisory', 'station', /transaction "C" names reservation 9; legal only if it was made before/],
      ['advisory', 'station', /transaction "D" ended and never named reservation 3/],
    ],
    script(s) {
      reserves(s, 1);
      event(s, 'A', 'Started', {}, { ...local, reservationId: -1 });
      event(s, 'A', 'Ended', {}, local);
      s.asks('csms', 'CancelReservation', { reservationId: 1 }, { status: 'Accepted' });
      reserves(s, 2);
      event(s, 'B', 'Started', {}, local);
      event(s, 'B', 'Ended', {}, local);
      event(s, 'C', 'Started', {}, { ...local, reservationId: 9 });
      reserves(s, 3, { evseId: undefined });
      event(s, 'D', 'Started', {}, local);
      event(s, 'D', 'Ended', {}, local);
    },
  },
  {
    name: 'reports and logs under the ids of their requests, and those of before the observation',
    versions: X2,
    expect: 'silent',
    script(s) {
      s.asks('station', 'NotifyReport', { requestId: 3, seqNo: 7 });
      log(s, 'Uploaded', 8);
      asks(s, 'GetBaseReport', 4);
      s.asks('station', 'NotifyReport', { requestId: 3, seqNo: 8 });
      s.asks('station', 'NotifyReport', { requestId: 4, seqNo: 0 });
      asks(s, 'GetLog', 9, 'AcceptedCanceled');
      log(s, 'AcceptedCanceled', 8);
      log(s, 'Uploading', 9);
      log(s, 'Uploaded', 9);
      s.asks('csms', 'TriggerMessage', { requestedMessage: 'LogStatusNotification' }, { status: 'Accepted' });
      log(s, 'Idle');
      s.wait(100);
    },
  },
  {
    name: 'reports and statuses under ids that nobody gave',
    versions: X2,
    expect: [
      ['fail', 'station', /NotifyReport names request -1, which nobody gave; request 4 is under way/],
      ['fail', 'station', /LogStatusNotification names request 17, which nobody gave; request 9 is under way/],
      ['fail', 'station', /LogStatusNotification names request 0, which nobody gave; request 10 is under way/],
      ['fail', 'station', /FirmwareStatusNotification names request 5, which the station had refused/],
      ['fail', 'station', /ReportChargingProfiles names request 99, which nobody gave, and request 6 got none/],
    ],
    script(s) {
      asks(s, 'GetReport', 4);
      s.asks('station', 'NotifyReport', { requestId: -1, seqNo: 0 });
      s.asks('station', 'NotifyReport', { requestId: 4, seqNo: 0 });
      asks(s, 'GetLog', 9);
      log(s, 'Uploading', 17);
      asks(s, 'GetLog', 10);
      log(s, 'Uploading', 10);
      log(s, 'Uploaded', 0);
      asks(s, 'UpdateFirmware', 5, 'Rejected');
      s.asks('station', 'FirmwareStatusNotification', { status: 'Downloading', requestId: 5 });
      asks(s, 'GetChargingProfiles', 6);
      s.asks('station', 'ReportChargingProfiles', { requestId: 99 });
      s.wait(60);
    },
  },
  {
    name: 'statuses that name no request',
    versions: X2,
    expect: [
      ['fail', 'station', /FirmwareStatusNotification with status Downloading names no request/],
      ['fail', 'station', /LogStatusNotification with status Uploading names no request/],
      ['advisory', 'station', /LogStatusNotification with status Uploaded names no request/],
    ],
    script(s) {
      s.asks('station', 'FirmwareStatusNotification', { status: 'Downloading' });
      log(s, 'Uploading');
      s.asks('csms', 'TriggerMessage', { requestedMessage: 'LogStatusNotification' }, { status: 'Accepted' });
      log(s, 'Uploaded');
    },
  },
  {
    name: 'a signed update and a log of the whitepaper under ids that nobody gave',
    versions: ['1.6'],
    expect: [
      ['fail', 'station', /LogStatusNotification names request 17, which nobody gave; request 9 is under way/],
      ['fail', 'station', /SignedFirmwareStatusNotification with status Downloaded names no request/],
    ],
    script(s) {
      asks(s, 'GetLog', 9);
      log(s, 'Uploading', 17);
      asks(s, 'SignedUpdateFirmware', 3);
      s.asks('station', 'SignedFirmwareStatusNotification', { status: 'Downloading', requestId: 3 });
      s.asks('station', 'SignedFirmwareStatusNotification', { status: 'Downloaded' });
    },
  },
  {
    name: 'monitors that are named for the variable of another one, or with another severity',
    versions: X2,
    expect: [
      ['fail', 'station', /an event names monitor 7, which is set on .*power.* for .*temperature/],
      ['advisory', 'station', /an event of monitor 7 has severity 2, and the monitor 5/],
    ],
    script(s) {
      const on = (name: string): object => ({ component: { name: 'EVSE', evse: { id: 1 } }, variable: { name } });
      const set = { id: 7, status: 'Accepted', type: 'UpperThreshold', severity: 5, ...on('Power') };
      const tells = (more: object): unknown =>
        s.asks('station', 'NotifyEvent', { eventData: [{ variableMonitoringId: 7, ...on('Power'), ...more }] });
      s.asks('csms', 'SetVariableMonitoring', {}, { setMonitoringResult: [set] });
      tells({});
      tells({ severity: 5 });
      tells(on('Temperature'));
      tells({ severity: 2 });
      tells({ variableMonitoringId: 8, ...on('Temperature') });
      s.asks('csms', 'ClearVariableMonitoring', { id: [7] });
      tells(on('Temperature'));
    },
  },
]);
