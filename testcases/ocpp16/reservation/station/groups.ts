/** 1.6 §5.13 ReserveNow: reservations of no connector in particular, and reservations for a group. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { asksAboutGroup, hasToAsk } from '../../states/authorization.js';
import { becomes, CONNECTOR, statusWithin } from '../../states/connector.js';
import {
  asksToReserve,
  begins,
  chargesRemotely,
  endsTheSessionAfterwards,
  hasEnded,
  oneConnector,
  type Reservation,
  reserves,
} from '../../states/reservation.js';

export const chargesWhoReservedTheStation = stationCase({
  id: 'TC_049_CS',
  versions: ['1.6'],
  block: 'Reservation',
  title: 'A station lets who reserved it charge at whatever connector is free',
  purpose: 'The transaction names the reservation of connector 0, and ends it.',
  profiles: { Reservation: 'conditional' },
  condition: 'ReserveConnectorZeroSupported',
  requirements: ['1.6 §5.13', '1.6 §5.1', '1.6 §5.11', '1.6 §4.8', '1.6 §4.9'],
  from: oneConnector,
  steps: [
    'The tester reserves connector 0 for the valid token; the station accepts, and may report its free connector as Reserved.',
    'The operator plugs in; the tester asks the station to start with that token; the station accepts.',
    'The station starts a transaction that names the reservation and reports Charging, in either order.',
    'The tester cancels the reservation; the station rejects, since it has ended.',
  ],
  operator: ['plugIn', 'plugOut'],
  async run(context) {
    const { csms, advise } = context;
    const reservation = await asksToReserve(context, 'Accepted', { connectorId: 0 });
    const { last } = csms.conversation;
    const reported = await csms.next('StatusNotification', {
      where: { status: 'Reserved' },
      within: statusWithin(context),
    });
    if (!reported)
      advise(
        'no-reserved-status',
        'the reservation of connector 0 shows in no status: legal, but the official tool waits for Reserved',
        '1.6 §5.13',
        [last],
      );
    await chargesRemotely(context, reservation);
    await hasEnded(context, reservation);
  },
});

/** Reserves the connector for the valid token and its group; the member is another token of that group. */
async function reservesForAGroup(context: OnStation): Promise<{ reservation: Reservation; member: string }> {
  const { group, groupMember } = context.parameters.tokens;
  const reservation = await reserves(context, { parentIdTag: group.idToken });
  return { reservation, member: groupMember.idToken };
}

const UNKNOWN_GROUP = 'the station refused the token without asking, and may know it as one of another group';

/** The question about the member, which is answered with its group whatever token it names. */
async function asksForTheGroup(context: OnStation, member: string) {
  const asks = await hasToAsk(context);
  const question = asksAboutGroup(context, member, { asks, requirements: ['1.6 §5.13', '1.6 §4.1'] });
  return { asks, question };
}

export const chargesAMemberOfTheGroup = stationCase({
  id: 'TC_053_1_CS',
  versions: ['1.6'],
  block: 'Reservation',
  title: 'A station lets another token of the group charge that a reservation is for',
  purpose: 'It asks about the token unless it may know it, finds the group, and ends the reservation.',
  profiles: { Reservation: 'mandatory' },
  requirements: ['1.6 §5.13', '1.6 §5.1', '1.6 §4.1', '1.6 §4.8', '1.6 §4.9'],
  from: oneConnector,
  steps: [
    'The tester reserves the connector for the valid token and its group; the station accepts and reports Reserved.',
    'The operator presents another token of the group; the station asks about it unless it may know it, and reports Preparing, in either order.',
    'The operator plugs in; the station starts a transaction that names the reservation and reports Charging, in either order.',
    'The tester cancels the reservation; the station rejects, since it has ended.',
  ],
  operator: ['presentIdToken', 'plugIn', 'plugOut'],
  async run(context) {
    const { csms, operator, stop } = context;
    const within = statusWithin(context);
    const { reservation, member } = await reservesForAGroup(context);
    const { asks, question } = await asksForTheGroup(context, member);
    endsTheSessionAfterwards(context);
    await operator.presentIdToken({ connectorId: CONNECTOR, idToken: member });
    const preparing = becomes(context, CONNECTOR, ['Preparing'], ['1.6 §5.13', '1.6 §4.9']);
    if (asks) await csms.expectAll([question, preparing], { within });
    else if (
      !(await csms.next('StatusNotification', { where: { connectorId: CONNECTOR, status: 'Preparing' }, within }))
    )
      stop(UNKNOWN_GROUP);
    await operator.plugIn({ connectorId: CONNECTOR });
    await csms.expectAll(begins(context, { ...reservation, idTag: member }), { within });
    await hasEnded(context, reservation);
  },
});

export const chargesAMemberOfTheGroupRemotely = stationCase({
  id: 'TC_053_2_CS',
  versions: ['1.6'],
  block: 'Reservation',
  title: 'A station starts remotely for another token of the group that a reservation is for',
  purpose: 'It asks about the token unless it may know it, finds the group, and ends the reservation.',
  profiles: { Reservation: 'mandatory' },
  requirements: ['1.6 §5.13', '1.6 §5.1', '1.6 §5.11', '1.6 §4.1', '1.6 §4.8', '1.6 §4.9'],
  from: oneConnector,
  steps: [
    'The tester reserves the connector for the valid token and its group; the station accepts and reports Reserved.',
    'The operator plugs in; the tester asks the station to start with another token of the group; the station accepts.',
    'The station asks about the token unless it may know it, starts a transaction that names the reservation and reports Charging.',
    'The tester cancels the reservation; the station rejects, since it has ended.',
  ],
  operator: ['plugIn', 'plugOut'],
  async run(context) {
    const { csms, operator, stop } = context;
    const { reservation, member } = await reservesForAGroup(context);
    const { asks, question } = await asksForTheGroup(context, member);
    endsTheSessionAfterwards(context);
    await operator.plugIn({ connectorId: CONNECTOR });
    const request = { connectorId: CONNECTOR, idTag: member };
    if (asks) {
      await csms.call('RemoteStartTransaction', request, { status: 'Accepted' }, ['1.6 §5.11', '1.6 §5.13']);
    } else {
      const outcome = await csms.attempt('RemoteStartTransaction', request);
      if (outcome.kind !== 'result' || outcome.payload['status'] !== 'Accepted') stop(UNKNOWN_GROUP);
    }
    await csms.expectAll([question, ...begins(context, { ...reservation, idTag: member })], {
      within: statusWithin(context),
    });
    await hasEnded(context, reservation);
  },
});
