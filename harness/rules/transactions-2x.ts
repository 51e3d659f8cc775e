/** 2.x: a transaction has one beginning, one end and every event between, and its registers do not fall. */
import { MANY, entry, fingerprint, keep, quote, short, some } from './bounded.js';
import { part2 } from './clauses.js';
import { type Awaited, type Sent, mayRepeat, sending, settle } from './delivery.js';
import { describeFall, readRegisters, readingOf2x, type Shown } from './readings.js';
import { defineRule, type Finding, type FrameSeen, isProvoked } from './rule.js';
import { field, instantOf, integerOf, listOf, objectOf, textOf } from './values.js';
import { type Version } from '../doors/protocol.js';

interface Mark {
  readonly n: number;
  readonly t: number;
  readonly seqNo: number;
  /** By the station's clock. */
  readonly at: number | undefined;
}
interface Transaction {
  readonly id: string;
  readonly version: Version;
  started: Mark | undefined;
  ended: Mark | undefined;
  /** The latest events by sequence number; `forgotten` when older ones had to go. */
  readonly events: Map<number, Sent>;
  distinct: number;
  forgotten: boolean;
  lowest: number;
  highest: number;
  /** Some events waited for a connection: others may still be waiting, or were dropped for want of memory. */
  queued: boolean;
  evse: number | undefined;
  /** evse and connector were given, or their absence was found. */
  placed: boolean;
  /** The transaction that started on the same EVSE before this one had ended. */
  successor: Mark | undefined;
  overlapFound: boolean;
  readonly registers: Map<string, Shown>;
}
interface Station {
  readonly transactions: Map<string, Transaction>;
  /** The transaction that was last placed on each EVSE. */
  readonly onEvse: Map<number, Transaction>;
  readonly awaited: Awaited;
}
type Judgement = Omit<Finding, 'by'>;
interface Event {
  readonly seen: FrameSeen;
  readonly payload: unknown;
  readonly type: string;
  readonly mark: Mark;
}

const MAX_TRANSACTIONS = 64;
const MAX_EVENTS = 128;
const MAX_EVSES = 128;
/** Whole seconds are common in timestamps: what is closer together has no order (milliseconds). */
const SAME_TIME = 1_000;
const CONNECTED: readonly string[] = ['EVConnected', 'Charging', 'SuspendedEV', 'SuspendedEVSE'];

const makeStation = (): Station => ({ transactions: new Map(), onEvse: new Map(), awaited: new Map() });

const makeTransaction = (id: string, version: Version): Transaction => ({
  id,
  version,
  started: undefined,
  ended: undefined,
  events: new Map(),
  distinct: 0,
  forgotten: false,
  lowest: Number.POSITIVE_INFINITY,
  highest: Number.NEGATIVE_INFINITY,
  queued: false,
  evse: undefined,
  placed: false,
  successor: undefined,
  overlapFound: false,
  registers: new Map(),
});

const name = (one: Transaction): string => `transaction ${quote(one.id)}`;

/** An event without what changes when it is sent again later. */
function printOf(payload: unknown): string {
  const whole = objectOf(payload) ?? {};
  if (!Object.hasOwn(whole, 'offline')) return fingerprint(whole);
  const { offline: _, ...rest } = whole;
  return fingerprint(rest);
}

/** A sequence number that was used before: the same event again, or another one. */
function repeated(one: Transaction, before: Sent, print: string, { seen, mark }: Event): Judgement | undefined {
  const frames = [before.n, seen.n];
  if (before.print !== print) {
    const message = `${name(one)} has two different events with seqNo ${mark.seqNo}`;
    return { severity: 'fail', message, clause: part2(one.version, 'E01.FR.07', 'E §1.3.2.1'), frames };
  }
  if (mayRepeat(before, seen)) return undefined;
  const message = `${name(one)}: the event with seqNo ${mark.seqNo} was sent again though it had been answered`;
  return { severity: 'advisory', message, clause: part2(one.version, 'E13.FR.02'), frames };
}

/** The beginning, the end, and what may not lie outside of them. Delivery need not be in order, sequence numbers are. */
function bounds(one: Transaction, { seen, type, mark }: Event): readonly Judgement[] {
  const found: Judgement[] = [];
  const say = (message: string, other: Mark, ...requirements: readonly string[]): void => {
    const clause = part2(one.version, ...requirements);
    found.push({ severity: 'fail', message: `${name(one)} ${message}`, clause, frames: [other.n, seen.n] });
  };
  if (type === 'Started') {
    if (one.started !== undefined) say('started twice', one.started, 'E01.FR.08');
    else if (one.distinct > 0 && one.lowest < mark.seqNo)
      say('has an event before Started', mark, 'E01.FR.07', 'E §1.3.2.1');
    one.started ??= mark;
  } else if (one.started !== undefined && mark.seqNo < one.started.seqNo) {
    say('has an event before Started', one.started, 'E01.FR.07', 'E §1.3.2.1');
  }
  if (type === 'Ended') {
    if (one.ended !== undefined) say('ended twice', one.ended, 'E §1.3.2');
    else if (one.highest > mark.seqNo) say('has an event after Ended', mark, 'E §1.3.2');
    one.ended ??= mark;
  } else if (one.ended !== undefined && mark.seqNo > one.ended.seqNo) {
    say('has an event after Ended', one.ended, 'E §1.3.2');
  }
  return found;
}

function count(one: Transaction, sent: Sent, seqNo: number): void {
  // An event below all that is remembered may be one of those that had to go.
  if (one.forgotten && seqNo < one.highest && seqNo < Math.min(...one.events.keys())) return;
  if (one.events.size >= MAX_EVENTS) one.forgotten = true;
  keep(one.events, seqNo, sent, MAX_EVENTS);
  one.distinct += 1;
  one.lowest = Math.min(one.lowest, seqNo);
  one.highest = Math.max(one.highest, seqNo);
}

/** Takes note of where the transaction is; another one there that has not ended is succeeded by this one. */
function place(station: Station, one: Transaction, { payload, mark }: Event): void {
  const evse = integerOf(field(payload, 'evse'), 'id');
  if (evse === undefined || one.evse === evse) return;
  one.evse = evse;
  const other = station.onEvse.get(evse);
  // One that is delivered late does not come after what is there already.
  const start = one.started ?? mark;
  const late = other?.started?.at !== undefined && start.at !== undefined && start.at < other.started.at;
  if (other !== undefined && other.ended === undefined && one.ended === undefined && !late) other.successor ??= start;
  if (!late) keep(station.onEvse, evse, one, MAX_EVSES);
}

/** Something happened in a transaction after another one had started on its EVSE. */
function overlap(one: Transaction, { seen, payload, mark }: Event): Judgement | undefined {
  const { successor } = one;
  if (successor === undefined || one.overlapFound || field(payload, 'offline') === true) return undefined;
  if (mark.at === undefined || successor.at === undefined || mark.at <= successor.at + SAME_TIME) return undefined;
  one.overlapFound = true;
  const message = `${name(one)} went on after another one had started on EVSE ${one.evse}`;
  return { severity: 'fail', message, clause: part2(one.version, 'E01.FR.14'), frames: [successor.n, seen.n] };
}

/** Once an EV is connected, evse and connector are given. */
function unplaced(one: Transaction, { seen, payload }: Event): Judgement | undefined {
  const evse = field(payload, 'evse');
  if (integerOf(evse, 'id') !== undefined && integerOf(evse, 'connectorId') !== undefined) one.placed = true;
  const state = textOf(field(payload, 'transactionInfo'), 'chargingState') ?? '';
  if (one.placed || one.started === undefined || !CONNECTED.includes(state)) return undefined;
  one.placed = true;
  const message = `${name(one)} is ${state}, and neither this event nor one before gave evse and connector`;
  return { severity: 'advisory', message, clause: part2(one.version, 'E01.FR.16'), frames: [one.started.n, seen.n] };
}

function judge(station: Station, seen: FrameSeen, payload: unknown): readonly (Judgement | undefined)[] {
  const id = textOf(field(payload, 'transactionInfo'), 'transactionId');
  const seqNo = integerOf(payload, 'seqNo');
  const type = textOf(payload, 'eventType');
  if (id === undefined || seqNo === undefined || type === undefined) return [];
  const one = entry(station.transactions, short(id), MAX_TRANSACTIONS, () => makeTransaction(short(id), seen.version));
  const print = printOf(payload);
  const sent = sending(station.awaited, seen, print);
  const event: Event = { seen, payload, type, mark: { n: seen.n, t: seen.t, seqNo, at: instantOf(payload) } };
  if (field(payload, 'offline') === true) one.queued = true;
  const before = one.events.get(seqNo);
  if (before !== undefined) {
    const judgement = repeated(one, before, print, event);
    if (before.print === print) keep(one.events, seqNo, sent, MAX_EVENTS);
    return [judgement];
  }
  const found = bounds(one, event);
  count(one, sent, seqNo);
  place(station, one, event);
  const falls = readRegisters(one.registers, listOf(payload, 'meterValue'), seen.n, readingOf2x);
  const fallen = falls.map((fall): Judgement => ({
    severity: 'fail',
    message: describeFall(fall),
    clause: part2(seen.version, 'J02.FR.16'),
    frames: [fall.from.n, fall.to.n],
  }));
  return [...found, overlap(one, event), unplaced(one, event), ...fallen];
}

/** What can only be said when nothing comes any more. */
function atEnd(one: Transaction): readonly Judgement[] {
  const found: Judgement[] = [];
  const { started, ended, successor } = one;
  if (
    started !== undefined &&
    ended !== undefined &&
    !one.forgotten &&
    ended.seqNo - started.seqNo + 1 > one.distinct
  ) {
    const missing = gaps(one, started.seqNo, ended.seqNo);
    const doubt = one.queued ? '; legal only if they were dropped or are queued since it was offline' : '';
    const message = `${name(one)} has no event with seqNo ${some(missing)} between Started and Ended${doubt}`;
    const clause = part2(one.version, 'E01.FR.07', 'E04.FR.07', 'E §1.3.2.1');
    found.push({ severity: one.queued ? 'advisory' : 'fail', message, clause, frames: [started.n, ended.n] });
  }
  if (successor !== undefined && ended === undefined && started !== undefined && !one.overlapFound) {
    const message = `${name(one)} did not end though another one started on EVSE ${one.evse}; its end may still be queued`;
    found.push({
      severity: 'advisory',
      message,
      clause: part2(one.version, 'E01.FR.14'),
      frames: [started.n, successor.n],
    });
  }
  return found;
}

/** The first numbers without an event; a hostile seqNo must not make the list long. */
function gaps(one: Transaction, from: number, to: number): readonly number[] {
  const missing: number[] = [];
  for (let seqNo = from + 1; seqNo < to && missing.length < 6; seqNo++) if (!one.events.has(seqNo)) missing.push(seqNo);
  return missing;
}

/** What a connection that ended, or a new one, means for events that were not delivered. */
function interrupted(station: Station): void {
  for (const one of station.transactions.values()) if (one.ended === undefined) one.queued = true;
}

export const transactions2x = defineRule<Map<string, Station>>({
  id: 'transactions-2x',
  title: 'A transaction has one beginning, one end and every event between, and its registers do not fall.',
  clauses: {
    '2.0.1': part2('2.0.1', 'E01', 'E §1.3.2', 'J02.FR.16'),
    '2.1': part2('2.1', 'E01', 'E §1.3.2', 'J02.FR.16'),
  },
  init: () => new Map(),
  on(seen, stations) {
    if (seen.kind === 'end') {
      const found = [...stations.values()].flatMap((station) => [...station.transactions.values()].flatMap(atEnd));
      stations.clear();
      return found.map((judgement) => ({ ...judgement, by: 'station' }));
    }
    const station = entry(stations, short(seen.identity), MANY.identities, makeStation);
    if (seen.kind !== 'frame') {
      interrupted(station);
      return [];
    }
    settle(station.awaited, seen);
    const { message } = seen;
    if (seen.sender !== 'station' || message.kind !== 'call' || message.action !== 'TransactionEvent') return [];
    const found = judge(station, seen, message.payload);
    if (isProvoked(seen)) return [];
    return found.flatMap((judgement) => (judgement === undefined ? [] : [{ ...judgement, by: seen.sender }]));
  },
});
