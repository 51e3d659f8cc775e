/** 2.x: a transaction carries the ids of the remote start and of the reservation that it came of. */
import { type Version } from '../doors/protocol.js';
import { entry, keep, quote, short } from './bounded.js';
import { part2 } from './clauses.js';
import { type Judgement, isPlaceholder } from './given-ids-16.js';
import {
  type Reservation,
  type Reservations,
  begins,
  followReservations,
  reservedFor,
  tokenOf,
} from './reservations.js';
import { type FrameSeen, isProvoked } from './rule.js';
import { field, instantOf, integerOf, textOf } from './values.js';

/** A RequestStartTransaction that was answered. */
interface RemoteStart {
  readonly id: number;
  readonly n: number;
  readonly conn: number;
  readonly token: string | undefined;
  readonly accepted: boolean;
  /** The transaction that carries its id. */
  transaction: string | undefined;
}
interface Transaction {
  readonly id: string;
  /** The event that told of its start was seen. */
  started: boolean;
  remoteStartId: number | undefined;
  /** It was said that it lacks the id of its remote start. */
  told: boolean;
  /** The reservation that it uses up, until it names one. */
  reservation: Reservation | undefined;
  named: boolean;
}
export interface Ids2x {
  readonly starts: Map<number, RemoteStart>;
  /** The last remote start had no id. */
  unnumbered: boolean;
  readonly transactions: Map<string, Transaction>;
  readonly reservations: Reservations;
}

const MAX_STARTS = 128;
const MAX_TRANSACTIONS = 64;

export const makeIds2x = (): Ids2x => ({
  starts: new Map(),
  unnumbered: false,
  transactions: new Map(),
  reservations: new Map(),
});

const makeTransaction = (id: string): Transaction => ({
  id,
  started: false,
  remoteStartId: undefined,
  told: false,
  reservation: undefined,
  named: false,
});

function answered(ids: Ids2x, seen: FrameSeen): void {
  const { answers, message, conn } = seen;
  const id = integerOf(answers?.payload, 'remoteStartId');
  if (answers?.action !== 'RequestStartTransaction' || isProvoked(seen)) return;
  ids.unnumbered = id === undefined;
  if (id === undefined) return;
  const accepted = message.kind === 'result' && textOf(message.payload, 'status') === 'Accepted';
  const token = tokenOf(field(answers.payload, 'idToken'));
  keep(ids.starts, id, { id, n: answers.n, conn, token, accepted, transaction: undefined }, MAX_STARTS);
}

const clauseOf = (version: Version): string => part2(version, 'C05.FR.03', 'F01.FR.25', 'F02.FR.01');

/** An event that carries the id of a remote start. */
function carries(ids: Ids2x, one: Transaction, seen: FrameSeen, payload: unknown, id: number): readonly Judgement[] {
  const clause = clauseOf(seen.version);
  const name = `transaction ${quote(one.id)} names remote start ${id}`;
  const start = ids.starts.get(id);
  const first = one.remoteStartId === undefined;
  one.remoteStartId ??= id;
  if (!first) return [];
  if (start !== undefined) {
    const other = start.transaction;
    start.transaction ??= one.id;
    if (!start.accepted)
      return [
        { severity: 'fail', message: `${name}, which the station had refused`, clause, frames: [start.n, seen.n] },
      ];
    if (other === undefined || other === one.id) return [];
    const message = `${name}, which transaction ${quote(other)} came of`;
    return [{ severity: 'advisory', message, clause, frames: [start.n, seen.n] }];
  }
  const token = tokenOf(field(payload, 'idToken'));
  const waiting = [...ids.starts.values()].find((each) => each.accepted && each.transaction === undefined);
  // An id of before the observation is legal; the placeholder of a start with the same token is none.
  const sure = waiting?.conn === seen.conn && waiting.token === token && isPlaceholder(id);
  const message =
    waiting === undefined
      ? `${name}; legal only if that was asked for before`
      : `${name}, though the one that was asked for is ${waiting.id}`;
  const frames = waiting === undefined ? [seen.n] : [waiting.n, seen.n];
  return [{ severity: sure ? 'fail' : 'advisory', message, clause, frames }];
}

/** An event that says it comes of a remote start, and names none. */
function lacks(ids: Ids2x, one: Transaction, seen: FrameSeen, payload: unknown): readonly Judgement[] {
  if (ids.unnumbered) return [];
  if (textOf(payload, 'triggerReason') !== 'RemoteStart' || one.remoteStartId !== undefined || one.told) return [];
  // Its beginning may have carried the id.
  if (!one.started || field(payload, 'offline') === true) return [];
  one.told = true;
  const message = `transaction ${quote(one.id)} was started remotely, and its event names no remote start`;
  return [{ severity: 'fail', message, clause: clauseOf(seen.version), frames: [seen.n] }];
}

function reservationOf(ids: Ids2x, one: Transaction, seen: FrameSeen, payload: unknown): readonly Judgement[] {
  const named = integerOf(payload, 'reservationId');
  const token = tokenOf(field(payload, 'idToken'));
  const place = integerOf(field(payload, 'evse'), 'id');
  const known = named !== undefined && ids.reservations.has(named);
  if (token !== undefined && place !== undefined && one.reservation === undefined && !one.named) {
    one.reservation = reservedFor(ids.reservations, token, place, instantOf(payload)).at(0);
    if (one.reservation === undefined) begins(ids.reservations, place, named);
  }
  const { reservation } = one;
  const clause = part2(seen.version, 'E03.FR.03', 'F02.FR.06');
  if (named !== undefined && !one.named) {
    one.named = true;
    ids.reservations.delete(named);
    if (named === reservation?.id || known) return [];
    const unknown = `transaction ${quote(one.id)} names reservation ${named}`;
    if (reservation === undefined) {
      const message = `${unknown}; legal only if it was made before`;
      return [{ severity: 'advisory', message, clause, frames: [seen.n] }];
    }
    return [wrong(reservation, seen, `${unknown}, though it uses up reservation ${reservation.id}`, clause)];
  }
  // Which event is the next one is open; one that never comes is not.
  if (reservation === undefined || one.named || textOf(payload, 'eventType') !== 'Ended' || !one.started) return [];
  ids.reservations.delete(reservation.id);
  const message = `transaction ${quote(one.id)} ended and never named reservation ${reservation.id}, which it used up`;
  return [wrong(reservation, seen, message, clause)];
}

function wrong(reservation: Reservation, seen: FrameSeen, message: string, clause: string): Judgement {
  const { n, conn, place, narrowed } = reservation;
  const sure = conn === seen.conn && place !== undefined && place !== 0 && !narrowed;
  return { severity: sure ? 'fail' : 'advisory', message, clause, frames: [n, seen.n] };
}

/** What a frame shows of the ids of transactions in 2.x. */
export function judgeIds2x(ids: Ids2x, seen: FrameSeen): readonly Judgement[] {
  followReservations(ids.reservations, seen);
  if (seen.sender === 'csms') return [];
  answered(ids, seen);
  const { message } = seen;
  if (message.kind !== 'call' || message.action !== 'TransactionEvent') return [];
  const { payload } = message;
  const info = field(payload, 'transactionInfo');
  const id = textOf(info, 'transactionId');
  if (id === undefined) return [];
  const one = entry(ids.transactions, short(id), MAX_TRANSACTIONS, () => makeTransaction(short(id)));
  if (textOf(payload, 'eventType') === 'Started') one.started = true;
  const remote = integerOf(info, 'remoteStartId');
  const found = remote === undefined ? lacks(ids, one, seen, payload) : carries(ids, one, seen, payload, remote);
  return [...found, ...reservationOf(ids, one, seen, payload)];
}
