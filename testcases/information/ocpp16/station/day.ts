/** 1.6 §4.9: the status of a connector through a day, never one thing when told and another when asked. */
import { noneOf, stationCase } from '../../../../harness/peers/ocpp16.js';
import { putsBackIntoService, takesOutOfService } from '../../../ocpp16/states/availability.js';
import { becomes, CONNECTOR, ENERGY_OFFERED, sameTag, statusWithin } from '../../../ocpp16/states/connector.js';
import { charging } from '../../../ocpp16/states/charging.js';
import { raisesFault } from '../../../ocpp16/states/fault.js';
import { comesBack, cutsOff, unseen } from '../../../ocpp16/states/offline.js';
import { pluggedIn } from '../../../ocpp16/states/plugged-in.js';
import { reserves } from '../../../ocpp16/states/reservation.js';
import { followStatuses, tellsWhenAsked } from '../asked.js';

const BLOCK = 'Station information';
const VERSIONS = ['1.6'] as const;

export const tellsASessionTheSameWhenAsked = stationCase({
  id: 'INFO_16_CS_03',
  versions: VERSIONS,
  block: BLOCK,
  title: 'A station, asked during a session, tells the status that it told before',
  purpose: 'Plugged in, charging, finished and free: what it tells by itself and what it tells when asked agree.',
  profiles: {},
  condition: 'RemoteTrigger',
  requirements: ['1.6 §4.8', '1.6 §4.9', '1.6 §4.10', '1.6 §5.17'],
  from: pluggedIn,
  steps: [
    'The tester asks for the status; the station tells Preparing.',
    'The operator presents the valid token; the station starts a transaction and tells that energy is offered, also when asked.',
    'The operator presents the token again; the station ends the transaction.',
    'The operator takes the cable out; the station tells Available, also when asked.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId }) {
    const { csms, operator, parameters } = context;
    const idTag = parameters.tokens.valid.idToken;
    const within = statusWithin(context);
    await tellsWhenAsked(context, 'plugged-in', ['Preparing']);
    await operator.presentIdToken({ connectorId, idToken: idTag });
    await csms.expectAll(
      [
        csms.message('StartTransaction', { connectorId, idTag: sameTag(idTag) }, '1.6 §4.8'),
        becomes(context, connectorId, ENERGY_OFFERED, '1.6 §4.9', { id: 'StatusNotification-charging' }),
      ],
      { within },
    );
    await tellsWhenAsked(context, 'charging', ENERGY_OFFERED);
    await operator.presentIdToken({ connectorId, idToken: idTag });
    await csms.expect('StopTransaction', {}, '1.6 §4.10', { within });
    await operator.plugOut({ connectorId });
    await csms.expectAll([becomes(context, connectorId, ['Available'])], { within });
    await tellsWhenAsked(context, 'free', ['Available']);
  },
});

export const tellsAReservationTheSameWhenAsked = stationCase({
  id: 'INFO_16_CS_04',
  versions: VERSIONS,
  block: BLOCK,
  title: 'A station, asked during a reservation, tells that it is reserved',
  purpose: 'Reserved is told by itself and when asked, and so is its end.',
  profiles: {},
  condition: 'RemoteTrigger and Reservation',
  requirements: ['1.6 §4.9', '1.6 §5.1', '1.6 §5.13', '1.6 §5.17'],
  steps: [
    'The tester reserves connector 1; the station tells Reserved, also when asked.',
    'The tester cancels the reservation; the station tells Available, also when asked.',
  ],
  operator: [],
  async run(context) {
    const { csms } = context;
    const { reservationId } = await reserves(context);
    await tellsWhenAsked(context, 'reserved', ['Reserved']);
    await csms.call('CancelReservation', { reservationId }, { status: 'Accepted' }, '1.6 §5.1');
    await csms.expectAll([becomes(context, CONNECTOR, ['Available'], ['1.6 §5.1', '1.6 §4.9'])], {
      within: statusWithin(context),
    });
    await tellsWhenAsked(context, 'free', ['Available']);
  },
});

export const staysUnavailableAfterABoot = stationCase({
  id: 'INFO_16_CS_05',
  versions: VERSIONS,
  block: BLOCK,
  title: 'A connector out of service is so when told, when asked, and after a restart',
  purpose: 'Unavailable outlives a restart, and the connector comes back when it is put into service.',
  profiles: {},
  condition: 'RemoteTrigger',
  requirements: ['1.6 §4.2', '1.6 §4.9', '1.6 §5.2', '1.6 §5.17'],
  steps: [
    'The tester takes connector 1 out of service; the station tells Unavailable, also when asked.',
    'The operator restarts the station; it tells Unavailable of that connector again.',
    'The tester puts the connector into service; the station tells Available, also when asked.',
  ],
  operator: ['reboot'],
  async run(context) {
    const { csms, operator, parameters } = context;
    await takesOutOfService(context, CONNECTOR);
    await tellsWhenAsked(context, 'out-of-service', ['Unavailable']);
    await operator.reboot({});
    await csms.expect('BootNotification', {}, '1.6 §4.2', { within: parameters.limits.reboot });
    await csms.expect('StatusNotification', { status: 'Unavailable' }, '1.6 §4.9', {
      where: { connectorId: CONNECTOR },
      id: 'StatusNotification-after-boot',
      within: statusWithin(context),
    });
    await putsBackIntoService(context, CONNECTOR);
    await tellsWhenAsked(context, 'in-service', ['Available']);
  },
});

export const isUnavailableWhenTheSessionIsOver = stationCase({
  id: 'INFO_16_CS_06',
  versions: VERSIONS,
  block: BLOCK,
  title: 'A connector that is scheduled to go out of service does so after the session, and not before',
  purpose: 'While the transaction runs it tells what it did before; when that is over and the EV gone, Unavailable.',
  profiles: {},
  condition: 'RemoteTrigger',
  requirements: ['1.6 §4.9', '1.6 §4.10', '1.6 §5.2', '1.6 §5.12', '1.6 §5.17'],
  from: charging,
  steps: [
    'The tester takes the connector out of service during the transaction; the station says Scheduled.',
    'Asked for the status, the station tells that the session goes on.',
    'The tester ends the transaction and the operator takes the cable out; the station tells Unavailable, also when asked.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context, { connectorId, transactionId }) {
    const { csms, operator, afterwards, check } = context;
    const log = followStatuses(context);
    afterwards(async () => {
      log.stop();
      await csms.attempt('ChangeAvailability', { connectorId, type: 'Operative' });
      await csms.next('StatusNotification', {
        where: { connectorId, status: 'Available' },
        within: statusWithin(context),
      });
    });
    await csms.call('ChangeAvailability', { connectorId, type: 'Inoperative' }, { status: 'Scheduled' }, '1.6 §5.2');
    await tellsWhenAsked(context, 'scheduled', ENERGY_OFFERED);
    await csms.call('RemoteStopTransaction', { transactionId }, { status: 'Accepted' }, '1.6 §5.12');
    await csms.expect('StopTransaction', {}, '1.6 §4.10', {
      where: { transactionId },
      within: statusWithin(context),
    });
    await operator.plugOut({ connectorId });
    const n = await log.until(connectorId, 'Unavailable');
    check('out-of-service', n !== undefined, {
      title: 'the station tells Unavailable when the session is over and the EV is gone',
      requirements: ['1.6 §4.9', '1.6 §5.2'],
      frames: [n ?? csms.conversation.last],
      expected: 'StatusNotification with Unavailable',
      actual: n === undefined ? (log.last(connectorId)?.status ?? 'none came') : 'Unavailable',
      action: 'StatusNotification',
      asserts: ['connectorId', 'status'],
      essential: true,
    });
    await tellsWhenAsked(context, 'over', ['Unavailable']);
  },
});

export const tellsAFaultTheSameWhenAsked = stationCase({
  id: 'INFO_16_CS_07',
  versions: VERSIONS,
  block: BLOCK,
  title: 'A station with a fault tells it, also when asked, and tells its end',
  purpose: 'Faulted comes with an error, Available without one, by itself and when asked.',
  profiles: {},
  condition: 'RemoteTrigger',
  requirements: ['1.6 §4.9', '1.6 §5.17', '1.6 §7.6', '1.6 §7.7'],
  steps: [
    'The operator brings about a ground fault at connector 1; the station tells Faulted with an error, also when asked.',
    'The operator clears the fault; the station tells Available without an error, also when asked.',
  ],
  operator: ['raiseFault', 'clearFault'],
  async run(context) {
    const { csms, operator } = context;
    const within = statusWithin(context);
    await raisesFault(context, 'GroundFailure');
    await csms.expect('StatusNotification', { errorCode: noneOf('NoError') }, ['1.6 §4.9', '1.6 §7.6', '1.6 §7.7'], {
      where: { connectorId: CONNECTOR, status: 'Faulted' },
      id: 'StatusNotification-faulted',
      within,
    });
    await tellsWhenAsked(context, 'faulted', ['Faulted']);
    await operator.clearFault({ connectorId: CONNECTOR });
    await csms.expect('StatusNotification', { errorCode: 'NoError' }, ['1.6 §4.9', '1.6 §7.6'], {
      where: { connectorId: CONNECTOR, status: 'Available' },
      id: 'StatusNotification-recovered',
      within,
    });
    await tellsWhenAsked(context, 'recovered', ['Available']);
  },
});

export const tellsWhatChangedWhileOffline = stationCase({
  id: 'INFO_16_CS_08',
  versions: VERSIONS,
  block: BLOCK,
  title: 'A station that comes back tells what a connector has come to meanwhile',
  purpose: 'Whatever happened while it was offline, what it tells afterwards is the present, also when asked.',
  profiles: {},
  condition: 'RemoteTrigger',
  requirements: ['1.6 §3.7', '1.6 §4.9', '1.6 §5.17', 'OCPP-J 1.6 §5.4'],
  steps: [
    'The tester cuts the station off; the operator plugs an EV in; the tester lets the station in again.',
    'Asked for the status, the station tells Preparing; that it had told so by itself is a recommendation.',
    'The tester cuts it off again; the operator takes the cable out; the tester lets it in, and it tells Available when asked.',
  ],
  operator: ['plugIn', 'plugOut'],
  async run(context) {
    const { csms, operator, advise, afterwards } = context;
    let plugged = false;
    afterwards(async () => {
      if (plugged) await operator.plugOut({ connectorId: CONNECTOR });
    });
    const away = async (moment: string, act: () => Promise<unknown>, status: 'Preparing' | 'Available') => {
      const cut = await cutsOff(context);
      await unseen(context, act);
      await comesBack(context, cut);
      const told = await csms.next('StatusNotification', {
        where: { connectorId: CONNECTOR, status },
        within: statusWithin(context),
      });
      if (!told)
        advise(`untold-${moment}`, `the status that changed offline was not told: ${status}`, '1.6 §4.9', [
          csms.conversation.last,
        ]);
      await tellsWhenAsked(context, moment, [status]);
    };
    await away(
      'plugged-in-offline',
      async () => {
        await operator.plugIn({ connectorId: CONNECTOR });
        plugged = true;
      },
      'Preparing',
    );
    await away(
      'unplugged-offline',
      async () => {
        await operator.plugOut({ connectorId: CONNECTOR });
        plugged = false;
      },
      'Available',
    );
  },
});
