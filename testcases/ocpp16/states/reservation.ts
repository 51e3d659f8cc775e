/** 1.6 §5.13, §5.1: reservations as station cases make them, use them and put an end to them. */
import { absent, type OnStation, type Response, stationState } from '../../../harness/peers/ocpp16.js';
import { takesOutOfService } from './availability.js';
import { backToIdle, becomes, CONNECTOR, everyConnector, register, sameTag, statusWithin } from './connector.js';
import { knownTransaction } from './transaction.js';

/** How long a reservation lasts that is not about to expire, in milliseconds: longer than any case. */
const LONG = 3_600_000;

export interface ReservationOptions {
  /** 0 is the station; connector 1 by default. */
  readonly connectorId?: number;
  /** By default the valid token. */
  readonly idTag?: string;
  readonly parentIdTag?: string;
  /** Milliseconds. */
  readonly lasts?: number;
}

export interface Reservation {
  readonly reservationId: number;
  readonly connectorId: number;
  readonly idTag: string;
  /** Milliseconds since the epoch. */
  readonly expiry: number;
}

/** The request for a reservation, and what is to be known of it. */
export function reservationRequest(
  { parameters, now }: OnStation,
  { connectorId = CONNECTOR, idTag = parameters.tokens.valid.idToken, parentIdTag, lasts = LONG }: ReservationOptions,
) {
  const reservationId = 1 + (Math.trunc(now()) % 1_000_000_000);
  const expiry = Math.trunc(now()) + lasts;
  const expiryDate = new Date(expiry).toISOString();
  const reservation: Reservation = { reservationId, connectorId, idTag, expiry };
  const request = { connectorId, expiryDate, idTag, reservationId, ...(parentIdTag !== undefined && { parentIdTag }) };
  return { request, reservation };
}

/** Sees to it that the reservation is gone when the case is over, whatever the station made of it. */
export function cancelsAfterwards(context: OnStation, { reservationId }: Pick<Reservation, 'reservationId'>): void {
  const { csms, afterwards, parameters } = context;
  afterwards(async () => {
    const outcome = await csms.attempt('CancelReservation', { reservationId });
    if (outcome.kind !== 'result' || outcome.payload['status'] !== 'Accepted') return;
    await csms.next('StatusNotification', { where: { status: 'Available' }, within: parameters.limits.message });
  });
}

/** Asks for a reservation, which is answered with `status`. */
export async function asksToReserve(
  context: OnStation,
  status: Response<'ReserveNow'>['status'],
  options: ReservationOptions = {},
): Promise<Reservation> {
  const { request, reservation } = reservationRequest(context, options);
  cancelsAfterwards(context, reservation);
  await context.csms.call('ReserveNow', request, { status }, '1.6 §5.13');
  return reservation;
}

/** Reserves a connector and sees it reported; the report may come before the answer. */
export async function reserves(context: OnStation, options: ReservationOptions = {}): Promise<Reservation> {
  const reservation = await asksToReserve(context, 'Accepted', options);
  await context.csms.expectAll([becomes(context, reservation.connectorId, ['Reserved'], ['1.6 §5.13', '1.6 §4.9'])], {
    within: statusWithin(context),
  });
  return reservation;
}

export const reserved = stationState({
  name: 'reserved',
  description: 'connector 1 is reserved for the valid token',
  enter: (context) => reserves(context),
});

/** A token that is presented at a station with one reader can mean no other connector then. */
export const oneConnector = stationState({
  name: 'one connector in service',
  description: 'every connector but connector 1 is out of service',
  async enter(context): Promise<void> {
    for (const id of everyConnector(context)) if (id !== 0 && id !== CONNECTOR) await takesOutOfService(context, id);
  },
});

/** Answers StartTransaction from now on, and ends whatever runs on connector 1 when the case is over. */
export function endsTheSessionAfterwards(context: OnStation): void {
  const transaction = knownTransaction(context);
  context.afterwards(() => backToIdle(context, transaction.open()));
}

/** Who charges: the transaction names the reservation that it ends, or none. */
export interface Charger {
  readonly idTag: string;
  readonly reservationId: number | undefined;
}

/** A transaction begins and energy flows; §4.8 and §4.9 leave the order of the two open. */
export const begins = (context: OnStation, { idTag, reservationId }: Charger) => [
  context.csms.message(
    'StartTransaction',
    { connectorId: CONNECTOR, idTag: sameTag(idTag), reservationId: reservationId ?? absent, meterStart: register() },
    ['1.6 §4.8', '1.6 §5.13'],
  ),
  becomes(context, CONNECTOR, ['Charging']),
];

/** The cable is in and the station is asked to start. With a reservation, the cable may go unreported before that. */
export async function chargesRemotely(context: OnStation, charger: Charger): Promise<void> {
  const { csms, operator } = context;
  const within = statusWithin(context);
  endsTheSessionAfterwards(context);
  csms.answer('Authorize', { idTagInfo: { status: 'Accepted' } });
  await operator.plugIn({ connectorId: CONNECTOR });
  if (charger.reservationId === undefined)
    await csms.expectAll([becomes(context, CONNECTOR, ['Preparing'])], { within });
  const request = { connectorId: CONNECTOR, idTag: charger.idTag };
  await csms.call('RemoteStartTransaction', request, { status: 'Accepted' }, ['1.6 §5.11', '1.6 §5.13']);
  await csms.expectAll(begins(context, charger), { within });
}

/** §5.13: the transaction ended the reservation, so there is nothing left to cancel (§5.1). */
export async function hasEnded({ csms }: OnStation, { reservationId }: Reservation): Promise<void> {
  await csms.call('CancelReservation', { reservationId }, { status: 'Rejected' }, ['1.6 §5.1', '1.6 §5.13']);
}
