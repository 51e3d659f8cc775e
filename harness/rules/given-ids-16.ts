/** 1.6: transactions carry the id that StartTransaction.conf gave, and a start the id of the reservation it uses up. */
import { keep } from './bounded.js';
import { SHORTEST_TIMEOUT } from './delivery.js';
import { type Reservations, begins, followReservations, reservedFor, tokenOf } from './reservations.js';
import { type Finding, type FrameSeen } from './rule.js';
import { field, instantOf, integerOf, listOf } from './values.js';

interface Transaction {
  readonly connector: number;
  readonly token: string | undefined;
  readonly startedAt: number | undefined;
  /** The frame that told of its start. */
  readonly n: number;
  /** What the CSMS answered, where and in time. */
  id: number | undefined;
  given: { readonly n: number; readonly conn: number; readonly inTime: boolean } | undefined;
  over: boolean;
  /** It was said that its meter values have another id. */
  told: boolean;
}
export interface Ids16 {
  /** The latest transaction per connector, and those whose start is not answered, by frame. */
  readonly latest: Map<number, Transaction>;
  readonly starting: Map<number, Transaction>;
  readonly byId: Map<number, Transaction>;
  /** Transactions whose StopTransaction is not answered, by its frame. */
  readonly stopping: Map<number, Transaction>;
  readonly reservations: Reservations;
}
export type Judgement = Omit<Finding, 'by'>;

const MAX_TRANSACTIONS = 128;
/** Milliseconds: whole seconds are common, and a sample may be older than the message that carries it. */
const SAME_TIME = 1_000;
/** What stands in programs where no number is known: none, the largest of 32 bits, the largest of 64. */
const PLACEHOLDERS: readonly number[] = [-1, 0, 2 ** 31 - 1, -(2 ** 31), 2 ** 32 - 1, Number('9223372036854775807')];

export const isPlaceholder = (id: number): boolean => PLACEHOLDERS.includes(id);

export const makeIds16 = (): Ids16 => ({
  latest: new Map(),
  starting: new Map(),
  byId: new Map(),
  stopping: new Map(),
  reservations: new Map(),
});

/** Any number: the largest placeholder is no safe integer. */
const numberOf = (payload: unknown, name: string): number | undefined => {
  const value = field(payload, name);
  return typeof value === 'number' ? value : undefined;
};

/** Whether the station must have had the id that it was given: in time, and it still is on that connection. */
const knows = ({ given }: Transaction, seen: FrameSeen): boolean => given?.inTime === true && given.conn === seen.conn;

function reservationOf(ids: Ids16, seen: FrameSeen, payload: unknown, connector: number): readonly Judgement[] {
  const named = integerOf(payload, 'reservationId');
  const token = tokenOf(field(payload, 'idTag'));
  const used = reservedFor(ids.reservations, token, connector, instantOf(payload));
  const clause = 'OCPP 1.6 §4.8, §5.13, §6.45';
  const [first] = used;
  if (used.some(({ id }) => id === named)) {
    ids.reservations.delete(named ?? -1);
    return [];
  }
  if (first === undefined) {
    if (named === undefined || ids.reservations.has(named)) return [];
    const message = `StartTransaction names reservation ${named}; legal only if it was made before`;
    return [{ severity: 'advisory', message, clause, frames: [seen.n] }];
  }
  ids.reservations.delete(first.id);
  const says = named === undefined ? 'names no reservation' : `names reservation ${named}`;
  const message = `StartTransaction ${says}, though it uses up reservation ${first.id}`;
  // A start that waited for a connection may be older than the reservation.
  return [{ severity: first.conn === seen.conn ? 'fail' : 'advisory', message, clause, frames: [first.n, seen.n] }];
}

function started(ids: Ids16, seen: FrameSeen, payload: unknown): readonly Judgement[] {
  const connector = integerOf(payload, 'connectorId');
  if (connector === undefined || connector <= 0) return [];
  const [token, startedAt] = [tokenOf(field(payload, 'idTag')), instantOf(payload)];
  const before = ids.latest.get(connector);
  const again =
    before !== undefined && before.id === undefined && before.token === token && before.startedAt === startedAt;
  const now: Transaction = again
    ? before
    : { connector, token, startedAt, n: seen.n, id: undefined, given: undefined, over: false, told: false };
  keep(ids.latest, connector, now, MAX_TRANSACTIONS);
  keep(ids.starting, seen.n, now, MAX_TRANSACTIONS);
  if (again) return [];
  const found = reservationOf(ids, seen, payload, connector);
  begins(ids.reservations, connector, integerOf(payload, 'reservationId'));
  return found;
}

function answered(ids: Ids16, { answers, message, n, t, conn }: FrameSeen): void {
  if (answers === undefined) return;
  const stopped = ids.stopping.get(answers.n);
  if (stopped !== undefined && message.kind === 'result') stopped.over = true;
  ids.stopping.delete(answers.n);
  const started = ids.starting.get(answers.n);
  ids.starting.delete(answers.n);
  const id = message.kind === 'result' ? integerOf(message.payload, 'transactionId') : undefined;
  if (started === undefined || id === undefined) return;
  started.id = id;
  started.given = { n, conn, inTime: t - answers.t < SHORTEST_TIMEOUT };
  keep(ids.byId, id, started, MAX_TRANSACTIONS);
}

const clauseOf = (action: string): string =>
  action === 'StopTransaction'
    ? 'OCPP 1.6 §4.8, §4.10, §6.49 (errata 3.18)'
    : 'OCPP 1.6 §4.7, §4.8, §6.31 (errata 3.18)';

function instead(one: Transaction, seen: FrameSeen, action: string, id: number, sure: boolean): Judgement {
  const doubt = sure ? '' : '; legal only if the station never had that answer';
  return {
    severity: sure ? 'fail' : 'advisory',
    message: `${action} names transaction ${id}, though StartTransaction was answered with ${one.id}${doubt}`,
    clause: clauseOf(action),
    frames: [one.n, one.given?.n ?? one.n, seen.n],
  };
}

function stopped(ids: Ids16, seen: FrameSeen, payload: unknown): readonly Judgement[] {
  const id = numberOf(payload, 'transactionId');
  if (id === undefined) return [];
  const known = ids.byId.get(id);
  if (known !== undefined) {
    keep(ids.stopping, seen.n, known, MAX_TRANSACTIONS);
    return [];
  }
  if (!isPlaceholder(id)) return [];
  const running = [...ids.latest.values()].filter((one) => !one.over);
  const nameless = running.find((one) => one.id === undefined);
  // It never had an id, and then -1 is what the errata ask for.
  if (nameless !== undefined && id === -1) {
    nameless.over = true;
    return [];
  }
  const at = instantOf(payload);
  const token = tokenOf(field(payload, 'idTag'));
  const mine = running.find(
    (one) => one.id !== undefined && (at === undefined || one.startedAt === undefined || at >= one.startedAt),
  );
  if (mine === undefined) return [];
  keep(ids.stopping, seen.n, mine, MAX_TRANSACTIONS);
  const own = token === undefined || token === mine.token;
  return [instead(mine, seen, 'StopTransaction', id, own && nameless === undefined && knows(mine, seen))];
}

function metered(ids: Ids16, seen: FrameSeen, payload: unknown): readonly Judgement[] {
  const id = numberOf(payload, 'transactionId');
  const one = ids.latest.get(integerOf(payload, 'connectorId') ?? 0);
  if (id === undefined || one?.id === undefined || one.over || one.told || id === one.id || ids.byId.has(id)) return [];
  const begin = one.startedAt ?? Number.NEGATIVE_INFINITY;
  const slack = isPlaceholder(id) ? 0 : SAME_TIME + 1;
  const times = listOf(payload, 'meterValue').map((value) => instantOf(value));
  // Samples of an earlier transaction, which began before the observation, may come late.
  if (times.length === 0 || times.some((time) => time === undefined || time < begin + slack)) return [];
  one.told = true;
  return [instead(one, seen, 'MeterValues', id, knows(one, seen))];
}

/** What a frame shows of ids in 1.6. */
export function judgeIds16(ids: Ids16, seen: FrameSeen): readonly Judgement[] {
  followReservations(ids.reservations, seen);
  if (seen.sender === 'csms') {
    answered(ids, seen);
    return [];
  }
  const { message } = seen;
  if (message.kind !== 'call') return [];
  const { action, payload } = message;
  if (action === 'BootNotification') {
    // It may have lost its transactions with its power.
    for (const one of ids.latest.values()) one.given = undefined;
  }
  if (action === 'StartTransaction') return started(ids, seen, payload);
  if (action === 'StopTransaction') return stopped(ids, seen, payload);
  return action === 'MeterValues' ? metered(ids, seen, payload) : [];
}
