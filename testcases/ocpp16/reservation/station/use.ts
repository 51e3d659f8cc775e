/** 1.6 §5.13 ReserveNow: who reserved a connector, and nobody else, charges there. */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { becomes, CONNECTOR, sameTag, SLACK, statusWithin, watched } from '../../states/connector.js';
import {
  begins,
  chargesRemotely,
  endsTheSessionAfterwards,
  hasEnded,
  oneConnector,
  reserved,
  reserves,
} from '../../states/reservation.js';

export const chargesWhoReserved = stationCase({
  id: 'TC_046_1_CS',
  versions: ['1.6'],
  block: 'Reservation',
  title: 'A station lets only the token that reserved a connector charge there',
  purpose: 'Another token changes nothing; the right one starts the transaction, which ends the reservation.',
  profiles: { Reservation: 'mandatory' },
  requirements: ['1.6 §5.13', '1.6 §5.1', '1.6 §4.1', '1.6 §4.8', '1.6 §4.9'],
  from: oneConnector,
  steps: [
    'The tester reserves the connector for the valid token; the station accepts and reports Reserved.',
    'The operator presents another valid token; the connector does not become Preparing.',
    'The operator presents the token that reserved; the station may ask about it, and reports Preparing.',
    'The operator plugs in; the station starts a transaction that names the reservation and reports Charging, in either order.',
    'The tester cancels the reservation; the station rejects, since it has ended.',
  ],
  operator: ['presentIdToken', 'plugIn', 'plugOut'],
  async run(context) {
    const { csms, operator, parameters, check } = context;
    const within = statusWithin(context);
    const reservation = await reserves(context);
    const { idTag } = reservation;
    csms.answer('Authorize', { idTagInfo: { status: 'Accepted' } });
    endsTheSessionAfterwards(context);
    await operator.presentIdToken({ connectorId: CONNECTOR, idToken: parameters.tokens.second.idToken });
    // §4.9, G2: Reserved is left for Preparing by the reservation's own token alone.
    await csms.forbid('StatusNotification', watched(context), ['1.6 §5.13', '1.6 §4.9'], {
      where: { connectorId: CONNECTOR, status: 'Preparing' },
    });
    await operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
    await csms.expectAll([becomes(context, CONNECTOR, ['Preparing'], ['1.6 §5.13', '1.6 §4.9'])], { within });
    const question = await csms.next('Authorize', { within: SLACK });
    if (question)
      check('Authorize', sameTag(idTag).matches(question.payload.idTag), {
        title: 'the station asks about the token that was presented',
        requirements: '1.6 §4.1',
        frames: [question.n],
        expected: `Authorize with idTag ${idTag}`,
        actual: question.payload.idTag,
        action: 'Authorize',
        asserts: ['idTag'],
      });
    await operator.plugIn({ connectorId: CONNECTOR });
    await csms.expectAll(begins(context, reservation), { within });
    await hasEnded(context, reservation);
  },
});

export const chargesRemotelyWhereReserved = stationCase({
  id: 'TC_046_2_CS',
  versions: ['1.6'],
  block: 'Reservation',
  title: 'A station starts remotely for the token that reserved the connector',
  purpose: 'The transaction names the reservation, and ends it.',
  profiles: { Reservation: 'mandatory' },
  requirements: ['1.6 §5.13', '1.6 §5.1', '1.6 §5.11', '1.6 §4.8', '1.6 §4.9'],
  steps: [
    'The tester reserves the connector for the valid token; the station accepts and reports Reserved.',
    'The operator plugs in; the tester asks the station to start with that token; the station accepts.',
    'The station starts a transaction that names the reservation and reports Charging, in either order.',
    'The tester cancels the reservation; the station rejects, since it has ended.',
  ],
  operator: ['plugIn', 'plugOut'],
  async run(context) {
    const reservation = await reserves(context);
    await chargesRemotely(context, reservation);
    await hasEnded(context, reservation);
  },
});

/** How long the reservation lasts that nobody uses, in milliseconds, beyond what holds a status back. */
const UNUSED = 60_000;

export const freesWhatExpires = stationCase({
  id: 'TC_047_CS',
  versions: ['1.6'],
  block: 'Reservation',
  title: 'A station makes a connector available again when its reservation expires',
  purpose: 'It does so at the expiry date and not before; then anybody may charge.',
  profiles: { Reservation: 'mandatory' },
  requirements: ['1.6 §5.13', '1.6 §5.11', '1.6 §4.8', '1.6 §4.9'],
  from: oneConnector,
  steps: [
    'The tester reserves the connector for a minute; the station accepts and reports Reserved.',
    'Nobody comes. The station does not report Available before the expiry date, and does so then.',
    'The operator plugs in; the tester asks the station to start with another token; the station accepts.',
    'The station starts a transaction that names no reservation and reports Charging, in either order.',
  ],
  operator: ['plugIn', 'plugOut'],
  async run(context) {
    const { csms, now, parameters } = context;
    const lasts = UNUSED + parameters.minimumStatusDuration * 1000;
    const { expiry } = await reserves(context, { lasts });
    await csms.forbid('StatusNotification', Math.max(0, expiry - SLACK - now()), '1.6 §5.13', {
      where: { connectorId: CONNECTOR, status: 'Available' },
      title: 'the connector stays reserved until the reservation expires',
    });
    await csms.expectAll([becomes(context, CONNECTOR, ['Available'], ['1.6 §5.13', '1.6 §4.9'])], {
      within: Math.max(0, expiry - now()) + statusWithin(context),
    });
    await chargesRemotely(context, { idTag: parameters.tokens.second.idToken, reservationId: undefined });
  },
});

export const cancelsAReservation = stationCase({
  id: 'TC_051_CS',
  versions: ['1.6'],
  block: 'Reservation',
  title: 'A station gives up a reservation that is cancelled',
  purpose: 'The connector is available again, and anybody may charge.',
  profiles: { Reservation: 'mandatory' },
  requirements: ['1.6 §5.1', '1.6 §5.11', '1.6 §5.13', '1.6 §4.8', '1.6 §4.9'],
  from: reserved,
  steps: [
    'The tester cancels the reservation; the station accepts and reports Available.',
    'The operator plugs in; the tester asks the station to start with another token; the station accepts.',
    'The station starts a transaction that names no reservation and reports Charging, in either order.',
  ],
  operator: ['plugIn', 'plugOut'],
  async run(context, { reservationId }) {
    const { csms, parameters } = context;
    await csms.call('CancelReservation', { reservationId }, { status: 'Accepted' }, '1.6 §5.1');
    await csms.expectAll([becomes(context, CONNECTOR, ['Available'], ['1.6 §5.1', '1.6 §4.9'])], {
      within: statusWithin(context),
    });
    await chargesRemotely(context, { idTag: parameters.tokens.second.idToken, reservationId: undefined });
  },
});

export const refusesToCancelAnother = stationCase({
  id: 'TC_052_CS',
  versions: ['1.6'],
  block: 'Reservation',
  title: 'A station refuses to cancel a reservation that it does not have',
  purpose: 'It tells one reservation from another, and keeps the one that it has.',
  profiles: { Reservation: 'mandatory' },
  requirements: ['1.6 §5.1'],
  from: reserved,
  steps: [
    'The tester cancels a reservation with an unknown number; the station rejects.',
    'The tester cancels the reservation that there is; the station accepts.',
  ],
  operator: [],
  async run({ csms }, { reservationId }) {
    const unknown = { reservationId: reservationId + 1 };
    await csms.call('CancelReservation', unknown, { status: 'Rejected' }, '1.6 §5.1', {
      id: 'CancelReservation-unknown',
    });
    await csms.call('CancelReservation', { reservationId }, { status: 'Accepted' }, '1.6 §5.1');
  },
});
