/** Reservations that a station has taken on and that are not over, in whichever version. */
import { is2x } from '../doors/protocol.js';
import { keep, short } from './bounded.js';
import { type FrameSeen, isProvoked } from './rule.js';
import { toldStatuses } from './told-status.js';
import { field, instantOf, integerOf, textOf } from './values.js';

export interface Reservation {
  readonly id: number;
  /** The connector (1.6) or EVSE (2.x); 0 or undefined where it may be any. */
  readonly place: number | undefined;
  /** The reserved token as a key, without letter case. */
  readonly token: string;
  /** When it expires, by the clock of the CSMS. */
  readonly expires: number | undefined;
  /** A token of the same group may use it up as well. */
  readonly group: boolean;
  /** Only certain connectors of the EVSE serve (2.x). */
  readonly narrowed: boolean;
  /** The frame that asked for it, and its connection. */
  readonly n: number;
  readonly conn: number;
  /** The place was told to be Reserved since. */
  shown: boolean;
}
export type Reservations = Map<number, Reservation>;

const MAX_RESERVATIONS = 128;

/** An idTag (1.6) or idToken (2.x) as a key: neither has letter case. */
export function tokenOf(token: unknown): string | undefined {
  if (typeof token === 'string') return short(token.toLowerCase());
  const text = textOf(token, 'idToken');
  return text === undefined ? undefined : short(`${textOf(token, 'type') ?? ''} ${text}`.toLowerCase());
}

function reserved(all: Reservations, { answers, conn, version }: FrameSeen): void {
  const payload = answers?.payload;
  const id = integerOf(payload, is2x(version) ? 'id' : 'reservationId');
  const token = tokenOf(field(payload, is2x(version) ? 'idToken' : 'idTag'));
  if (answers === undefined || id === undefined || token === undefined) return;
  const expires = instantOf(payload, is2x(version) ? 'expiryDateTime' : 'expiryDate');
  const place = integerOf(payload, is2x(version) ? 'evseId' : 'connectorId');
  const narrowed = field(payload, 'connectorType') !== undefined;
  const group = field(payload, is2x(version) ? 'groupIdToken' : 'parentIdTag') !== undefined;
  keep(all, id, { id, place, token, expires, group, narrowed, n: answers.n, conn, shown: false }, MAX_RESERVATIONS);
}

/** Ends the reservations of a place, or all of them. */
function end(all: Reservations, place: number | undefined): void {
  for (const one of all.values()) if (place === undefined || place === 0 || one.place === place) all.delete(one.id);
}

/** Which place a status is of; 0 for the whole station. */
function statusesOf(seen: FrameSeen): readonly { readonly place: number; readonly status: string }[] {
  const { message } = seen;
  const told = toldStatuses(seen).map(({ key, status }) => ({ place: Number(key.split('.')[0]), status }));
  if (seen.version !== '1.6' || message.kind !== 'call' || integerOf(message.payload, 'connectorId') !== 0) return told;
  return [{ place: 0, status: textOf(message.payload, 'status') ?? '' }];
}

/**
 * Takes note of what makes, replaces or ends a reservation (1.6 §5.13, 2.x H01, H02). What may have ended one, such as
 * a boot or a connector that is no longer told to be reserved, ends it here: only what stands for sure is kept.
 */
export function followReservations(all: Reservations, seen: FrameSeen): void {
  const { message, answers, sender } = seen;
  if (sender !== 'station') return;
  const status = message.kind === 'result' ? textOf(message.payload, 'status') : undefined;
  if (answers?.action === 'ReserveNow' && status === 'Accepted' && !isProvoked(seen)) reserved(all, seen);
  if (answers?.action === 'CancelReservation') all.delete(integerOf(answers.payload, 'reservationId') ?? -1);
  if (answers?.action === 'ChangeAvailability') {
    end(all, integerOf(answers.payload, 'connectorId') ?? integerOf(field(answers.payload, 'evse'), 'id'));
  }
  if (message.kind !== 'call') return;
  if (message.action === 'BootNotification') all.clear();
  if (message.action === 'ReservationStatusUpdate') all.delete(integerOf(message.payload, 'reservationId') ?? -1);
  for (const { place, status: told } of statusesOf(seen)) {
    if (told === 'Faulted' || told === 'Unavailable') end(all, place);
    for (const one of all.values()) {
      if (one.place !== place) continue;
      if (told === 'Available' && one.shown) all.delete(one.id);
      if (told === 'Reserved') one.shown = true;
    }
  }
}

/** Those for `token` at `place` that had not expired by `at` (milliseconds since the epoch). */
export function reservedFor(
  all: Reservations,
  token: string | undefined,
  place: number,
  at: number | undefined,
): readonly Reservation[] {
  return [...all.values()].filter((one) => {
    const here = one.place === undefined || one.place === 0 || one.place === place;
    const stands = at === undefined || one.expires === undefined || at < one.expires;
    return one.token === token && here && stands;
  });
}

/** Something began at `place`: what was reserved there, or for the group of whoever began it, may be used up. */
export function begins(all: Reservations, place: number, named: number | undefined): void {
  for (const one of all.values()) {
    const anywhere = one.place === undefined || one.place === 0;
    if (one.id === named || one.place === place || (anywhere && one.group)) all.delete(one.id);
  }
}
