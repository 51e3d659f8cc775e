/** 1.6 §5.13: reservations that a central system makes at the charge point that the tester plays. */
import { between, matching, type OnCsms, present, type Response } from '../../../harness/peers/ocpp16.js';
import { SLACK } from './connector.js';
import { type ChargePoint, CONNECTOR } from './csms-session.js';

/** How long a reservation is to last that is not about to expire, in milliseconds. */
const LONG = 3_600_000;

export interface ReservationOptions {
  /** 0 is the charge point; connector 1 by default. */
  readonly connectorId?: number;
  readonly parentIdTag?: string;
  /** Milliseconds. */
  readonly lasts?: number;
}

/** A reservation as the central system made it: it may number it itself, and take a token of its own. */
export interface Reservation {
  readonly reservationId: number;
  /** Where the reservation is used: connector 1, when it is of the charge point. */
  readonly connectorId: number;
  readonly idTag: string;
  readonly parentIdTag: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expiry: number;
}

/** Has the central system reserve, which the tester answers with `status`. */
export async function isReserved(
  { station, operator, parameters, now }: OnCsms,
  status: Response<'ReserveNow'>['status'],
  { connectorId = CONNECTOR, parentIdTag, lasts = LONG }: ReservationOptions = {},
): Promise<Reservation> {
  const since = Math.trunc(now());
  const group = parentIdTag !== undefined && { parentIdTag };
  station.answer('ReserveNow', { status });
  await operator.sendRequest({
    action: 'ReserveNow',
    payload: {
      connectorId,
      expiryDate: new Date(since + lasts).toISOString(),
      idTag: parameters.tokens.valid.idToken,
      reservationId: 1 + (since % 1_000_000_000),
      ...group,
    },
  });
  const toCome = matching('a time to come', (value) => typeof value === 'string' && Date.parse(value) > since - SLACK);
  const { payload } = await station.expect(
    'ReserveNow',
    {
      connectorId: connectorId === 0 ? 0 : between(1, parameters.connectors),
      expiryDate: toCome,
      ...(group && { parentIdTag: present }),
    },
    '1.6 §5.13',
  );
  const exists = payload.connectorId >= 1 && payload.connectorId <= parameters.connectors;
  return {
    reservationId: payload.reservationId,
    connectorId: exists ? payload.connectorId : CONNECTOR,
    idTag: payload.idTag,
    parentIdTag: payload.parentIdTag ?? parentIdTag,
    expiry: Date.parse(payload.expiryDate),
  };
}

/** Who reserved comes, is authorised and charges. */
export async function usesTheReservation(
  point: ChargePoint,
  { reservationId, connectorId, idTag }: Reservation,
): Promise<void> {
  await point.authorize(idTag);
  await point.report('Preparing', { connectorId });
  await point.start(idTag, { connectorId, reservationId });
  await point.report('Charging', { connectorId });
}
