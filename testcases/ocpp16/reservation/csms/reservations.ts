/** 1.6 §5.13 ReserveNow and §5.1 CancelReservation, for a central system. */
import { csmsCase, matching, noneOf, type Response } from '../../../../harness/peers/ocpp16.js';
import { isReserved, usesTheReservation } from '../../states/csms-reservation.js';
import { sameTag } from '../../states/connector.js';
import { CONNECTOR, playChargePoint } from '../../states/csms-session.js';

export const reservesAConnector = csmsCase({
  id: 'TC_046_CSMS',
  versions: ['1.6'],
  block: 'Reservation',
  title: 'A central system reserves a connector and takes the transaction that ends the reservation',
  purpose: 'It names connector, token and end, and accepts its own token when the charge point starts with it.',
  profiles: { Reservation: 'mandatory' },
  requirements: ['1.6 §5.13', '1.6 §4.1', '1.6 §4.8', '1.6 §4.9'],
  steps: [
    'The operator has the central system send ReserveNow for the connector; the tester accepts and reports Reserved.',
    'The tester authorises the token, reports Preparing and starts a transaction that names the reservation; the central system accepts the token.',
    'The tester reports Charging; the central system answers.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const point = playChargePoint(context);
    const reservation = await isReserved(context, 'Accepted');
    await point.report('Reserved', reservation);
    await usesTheReservation(point, reservation);
  },
});

/** How long the reservation is to last that nobody uses, and the most that is waited for one, in milliseconds. */
const UNUSED = 60_000;
const PATIENCE = 3_600_000;

export const takesAnExpiredReservation = csmsCase({
  id: 'TC_047_CSMS',
  versions: ['1.6'],
  block: 'Reservation',
  title: 'A central system takes it that a reservation was not used',
  purpose: 'The connector is available again when the reservation expires, and that is answered.',
  profiles: { Reservation: 'mandatory' },
  requirements: ['1.6 §5.13', '1.6 §4.9'],
  steps: [
    'The operator has the central system send ReserveNow for a minute; the tester accepts and reports Reserved.',
    'When the reservation expires, the tester reports Available; the central system answers.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { now, pass, stop } = context;
    const point = playChargePoint(context);
    const reservation = await isReserved(context, 'Accepted', { lasts: UNUSED });
    await point.report('Reserved', reservation);
    const left = Math.max(0, reservation.expiry - now());
    if (!(left <= PATIENCE)) stop('the reservation lasts longer than the tester waits');
    await pass(left);
    await point.report('Available', reservation);
  },
});

/** A case in which the charge point does not reserve. */
const copesWith = (id: string, status: Response<'ReserveNow'>['status'], what: string) =>
  csmsCase({
    id,
    versions: ['1.6'],
    block: 'Reservation',
    title: `A central system copes with a charge point that does not reserve: ${what}`,
    purpose: `${status} is an answer like any other: the conversation goes on.`,
    profiles: { Reservation: 'mandatory' },
    requirements: ['1.6 §5.13', '1.6 §4.6'],
    steps: [
      `The operator has the central system send ReserveNow for the connector; the tester answers ${status}.`,
      'The tester sends Heartbeat; the central system answers.',
    ],
    operator: ['sendRequest'],
    async run(context) {
      await isReserved(context, status);
      await context.station.call('Heartbeat', {}, {}, '1.6 §4.6');
    },
  });

export const copesWithAFaultyConnector = copesWith('TC_048_1_CSMS', 'Faulted', 'the connector is faulty');
export const copesWithAnOccupiedConnector = copesWith('TC_048_2_CSMS', 'Occupied', 'the connector is in use');
export const copesWithAnUnavailableConnector = copesWith('TC_048_3_CSMS', 'Unavailable', 'it is out of service');
export const copesWithARefusal = copesWith('TC_048_4_CSMS', 'Rejected', 'it takes no reservations');

export const reservesTheChargePoint = csmsCase({
  id: 'TC_049_CSMS',
  versions: ['1.6'],
  block: 'Reservation',
  title: 'A central system reserves a charge point, whichever connector it may be',
  purpose: 'It reserves connector 0 and takes the transaction that ends the reservation.',
  profiles: { Reservation: 'mandatory' },
  requirements: ['1.6 §5.13', '1.6 §4.1', '1.6 §4.8', '1.6 §4.9'],
  steps: [
    'The tester reports every connector but the first as Unavailable; the central system answers.',
    'The operator has the central system send ReserveNow for connector 0; the tester accepts and reports its free connector as Reserved.',
    'The tester authorises the token, reports Preparing and starts a transaction that names the reservation; the central system accepts the token.',
    'The tester reports Charging; the central system answers.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const point = playChargePoint(context);
    for (let connectorId = CONNECTOR + 1; connectorId <= context.parameters.connectors; connectorId++)
      await point.report('Unavailable', { connectorId });
    const reservation = await isReserved(context, 'Accepted', { connectorId: 0 });
    await point.report('Reserved');
    await usesTheReservation(point, { ...reservation, connectorId: CONNECTOR });
  },
});

export const cancelsAReservation = csmsCase({
  id: 'TC_051_CSMS',
  versions: ['1.6'],
  block: 'Reservation',
  title: 'A central system cancels a reservation',
  purpose: 'It names the reservation that it made, and takes it that the connector is available again.',
  profiles: { Reservation: 'mandatory' },
  requirements: ['1.6 §5.1', '1.6 §5.13', '1.6 §4.9'],
  steps: [
    'The operator has the central system send ReserveNow for the connector; the tester accepts and reports Reserved.',
    'The operator has the central system cancel that reservation; the tester accepts and reports Available.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator } = context;
    const point = playChargePoint(context);
    const reservation = await isReserved(context, 'Accepted');
    const { reservationId } = reservation;
    await point.report('Reserved', reservation);
    station.answer('CancelReservation', (asked) => ({
      status: asked.reservationId === reservationId ? 'Accepted' : 'Rejected',
    }));
    await operator.sendRequest({ action: 'CancelReservation', payload: { reservationId } });
    await station.expect('CancelReservation', { reservationId }, '1.6 §5.1');
    await point.report('Available', reservation);
  },
});

export const copesWithARefusedCancellation = csmsCase({
  id: 'TC_052_CSMS',
  versions: ['1.6'],
  block: 'Reservation',
  title: 'A central system copes with a charge point that does not know the reservation to cancel',
  purpose: 'Rejected is an answer like any other: the conversation goes on.',
  profiles: { Reservation: 'mandatory' },
  requirements: ['1.6 §5.1', '1.6 §5.13', '1.6 §4.6', '1.6 §4.9'],
  steps: [
    'The operator has the central system send ReserveNow for the connector; the tester accepts and reports Reserved.',
    'The operator has the central system cancel a reservation with another number; the tester rejects.',
    'The tester sends Heartbeat; the central system answers.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator, afterwards, parameters } = context;
    const point = playChargePoint(context);
    const reservation = await isReserved(context, 'Accepted');
    const { reservationId } = reservation;
    afterwards(async () => {
      station.answer('CancelReservation', { status: 'Accepted' });
      await operator.sendRequest({ action: 'CancelReservation', payload: { reservationId } });
      await station.next('CancelReservation', { within: parameters.limits.message });
    });
    await point.report('Reserved', reservation);
    station.answer('CancelReservation', (asked) => ({
      status: asked.reservationId === reservationId ? 'Accepted' : 'Rejected',
    }));
    await operator.sendRequest({ action: 'CancelReservation', payload: { reservationId: reservationId + 1 } });
    await station.expect('CancelReservation', { reservationId: noneOf(reservationId) }, '1.6 §5.1');
    await station.call('Heartbeat', {}, {}, '1.6 §4.6');
  },
});

export const reservesForAGroup = csmsCase({
  id: 'TC_053_CSMS',
  versions: ['1.6'],
  block: 'Reservation',
  title: 'A central system reserves a connector for a group, and tells of each token which group it is in',
  purpose:
    'It names the group, accepts another token as one of it, and takes the end of the transaction by that token.',
  profiles: { Reservation: 'mandatory' },
  requirements: ['1.6 §5.13', '1.6 §4.1', '1.6 §4.8', '1.6 §4.9', '1.6 §4.10'],
  steps: [
    'The operator has the central system send ReserveNow for a token and its group; the tester accepts and reports Reserved.',
    'The tester authorises the token, reports Preparing, starts a transaction that names the reservation and reports Charging.',
    'The tester sends Authorize with another token of the group; the central system accepts it and names the group.',
    'The tester stops the transaction with that token and reports Finishing; the central system answers.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, parameters, advise } = context;
    const { group, groupMember } = parameters.tokens;
    const member = groupMember.idToken;
    const point = playChargePoint(context);
    const reservation = await isReserved(context, 'Accepted', { parentIdTag: group.idToken });
    const { connectorId, parentIdTag = group.idToken } = reservation;
    await point.report('Reserved', reservation);
    await usesTheReservation(point, reservation);
    // §4.1, errata 4.12: the group may be left out; where it is there, it is the one that was reserved for.
    const inGroup = matching(
      `absent or ${sameTag(parentIdTag).says}`,
      (value) => value === undefined || sameTag(parentIdTag).matches(value),
    );
    const { idTagInfo } = await station.call(
      'Authorize',
      { idTag: member },
      { idTagInfo: { status: 'Accepted', parentIdTag: inGroup } },
      ['1.6 §4.1', '1.6 §5.13'],
      { id: 'Authorize-member' },
    );
    const named = idTagInfo.parentIdTag !== undefined;
    if (!named)
      advise(
        'no-group',
        'the token of the group is accepted without its group: legal, but the official tool waits for parentIdTag',
        'errata 4.12',
        [station.conversation.last],
      );
    // Without the group the charge point cannot tell that the member may stop it (§4.1).
    await point.stop('Local', { idTag: named ? member : reservation.idTag });
    await point.report('Finishing', { connectorId });
  },
});
