/** 1.6: a transaction starts, is metered and stops, once each, and its registers do not fall. */
import { MANY, entry, fingerprint, keep, short } from './bounded.js';
import { type Awaited, type Sent, mayRepeat, sending, settle } from './delivery.js';
import { describeFall, fell, readRegisters, readingOf16, type Shown } from './readings.js';
import { defineRule, type Finding, type FrameSeen, isProvoked } from './rule.js';
import { instantOf, integerOf, field, listOf, textOf } from './values.js';

interface Transaction {
  /** Undefined until the CSMS has answered; undefined for ever when it never does. */
  id: number | undefined;
  /** Undefined for one that started before the observation did. */
  readonly connector: number | undefined;
  start: Sent | undefined;
  readonly meterStart: number | undefined;
  readonly startedAt: number | undefined;
  /**
   * Its StopTransaction may never come: the CSMS did not accept the token, where stopping is left open (errata 3.17),
   * or the station booted meanwhile.
   */
  doubtful: boolean;
  /** The CSMS gave its id while another transaction had it: each of them stops under it. */
  shared?: true;
  stop: Sent | undefined;
  readonly registers: Map<string, Shown>;
}
interface Station {
  /** The latest transaction per connector, and all with an id. */
  readonly latest: Map<number, Transaction>;
  readonly byId: Map<number, Transaction>;
  /** Transactions whose StartTransaction is not answered, by its frame. */
  readonly starting: Map<number, Transaction>;
  readonly awaited: Awaited;
}
type Judgement = Omit<Finding, 'by'>;

const MAX_TRANSACTIONS = 128;
const MAX_CONNECTORS = 256;

const makeStation = (): Station => ({ latest: new Map(), byId: new Map(), starting: new Map(), awaited: new Map() });

function transaction(connector: number | undefined, payload: unknown, start: Sent | undefined): Transaction {
  const meterStart = integerOf(payload, 'meterStart');
  const startedAt = instantOf(payload);
  return {
    id: undefined,
    connector,
    start,
    meterStart,
    startedAt,
    doubtful: false,
    stop: undefined,
    registers: new Map(),
  };
}

function started(station: Station, seen: FrameSeen, payload: unknown): Judgement | undefined {
  const connector = integerOf(payload, 'connectorId');
  if (connector === undefined || connector < 0) return undefined;
  const print = fingerprint(payload);
  const before = station.latest.get(connector);
  const sent = sending(station.awaited, seen, print);
  // Whole seconds and a meter that stands still: the next session may begin as the last one did, which is over.
  const over = before?.stop !== undefined && before.start?.outcome === 'result';
  if (before?.start !== undefined && before.start.print === print && !over) {
    const legal = mayRepeat(before.start, seen);
    const frames = [before.start.n, seen.n];
    before.start = sent;
    keep(station.starting, seen.n, before, MAX_TRANSACTIONS);
    const message = 'StartTransaction was sent again though it had been answered';
    return legal ? undefined : { severity: 'fail', message, clause: 'OCPP 1.6 §3.7.1', frames };
  }
  const now = transaction(connector, payload, sent);
  keep(station.latest, connector, now, MAX_CONNECTORS);
  keep(station.starting, seen.n, now, MAX_TRANSACTIONS);
  if (before?.start === undefined || before.stop !== undefined) return undefined;
  // Never answered, or lost with the power: its StopTransaction may have been given up (§3.7.1).
  const doubtful = before.id === undefined || before.doubtful;
  const message = `a transaction started on connector ${connector} while another one was running there`;
  const clause = 'OCPP 1.6 §3.7, §4.8 (chronological delivery; errata 3.16)';
  return { severity: doubtful ? 'advisory' : 'fail', message, clause, frames: [before.start.n, seen.n] };
}

/** The CSMS gave a StartTransaction its id. */
function assigned(station: Station, seen: FrameSeen): Judgement | undefined {
  const { message, answers } = seen;
  const started = answers === undefined ? undefined : station.starting.get(answers.n);
  if (answers === undefined || started === undefined || message.kind !== 'result') return undefined;
  station.starting.delete(answers.n);
  const id = integerOf(message.payload, 'transactionId');
  if (id === undefined) return undefined;
  started.doubtful = (textOf(field(message.payload, 'idTagInfo'), 'status') ?? 'Accepted') !== 'Accepted';
  started.id = id;
  const other = station.byId.get(id);
  keep(station.byId, id, started, MAX_TRANSACTIONS);
  if (other === undefined || other === started || other.start === undefined) return undefined;
  if (other.stop === undefined) started.shared = true;
  const text = `transaction id ${id} was given to a second transaction`;
  const clause = 'OCPP 1.6 §4.8, §6.46';
  return {
    severity: other.stop === undefined ? 'fail' : 'advisory',
    message: text,
    clause,
    frames: [other.start.n, seen.n],
  };
}

/** The transaction that a message speaks of; -1 is the oldest one that never got an id (errata 3.18). */
function spokenOf(station: Station, id: number): Transaction | undefined {
  if (id !== -1) return station.byId.get(id);
  return [...station.latest.values()].find((one) => one.id === undefined && one.stop === undefined);
}

function metered(found: Transaction, meterValues: readonly unknown[], seen: FrameSeen): readonly Judgement[] {
  const falls = readRegisters(found.registers, meterValues, seen.n, readingOf16);
  return falls.map((fall) => ({
    severity: 'fail',
    message: describeFall(fall),
    clause: 'OCPP 1.6 §7.31 (errata 3.77)',
    frames: [fall.from.n, fall.to.n],
  }));
}

/** What the last StopTransaction says against what came before it. */
function stopValues(found: Transaction, payload: unknown, seen: FrameSeen): readonly Judgement[] {
  const judgements: Judgement[] = [];
  const frames = found.start === undefined ? [seen.n] : [found.start.n, seen.n];
  const meterStop = integerOf(payload, 'meterStop');
  const clause = 'OCPP 1.6 §7.31 (errata 3.77)';
  if (meterStop !== undefined && found.meterStart !== undefined && meterStop < found.meterStart) {
    const message = `meterStop ${meterStop} is less than meterStart ${found.meterStart}`;
    judgements.push({ severity: 'fail', message, clause, frames });
  }
  const last = found.registers.get('Energy.Active.Import.Register  Outlet');
  if (
    meterStop !== undefined &&
    last !== undefined &&
    fell(last, { register: last.register, value: meterStop, step: 1 })
  ) {
    // meterStop may come from another meter than the samples do.
    const message = `meterStop ${meterStop} is less than ${last.value}, read before it`;
    judgements.push({ severity: 'advisory', message, clause, frames: [last.n, seen.n] });
  }
  const at = instantOf(payload);
  if (at !== undefined && found.startedAt !== undefined && at < found.startedAt) {
    const message = 'the transaction stopped before it started; legal only if the clock was set back';
    judgements.push({ severity: 'advisory', message, clause: 'OCPP 1.6 §3.7', frames });
  }
  return judgements;
}

function stopped(station: Station, seen: FrameSeen, payload: unknown): readonly Judgement[] {
  const id = integerOf(payload, 'transactionId');
  if (id === undefined) return [];
  const sent = sending(station.awaited, seen, fingerprint(payload));
  const found = spokenOf(station, id);
  if (found === undefined) {
    if (id === -1) return [];
    const foreign = transaction(undefined, undefined, undefined);
    keep(station.byId, id, Object.assign(foreign, { id, stop: sent }), MAX_TRANSACTIONS);
    const message = `transaction ${id} stopped, of which nothing was seen; legal only if it started before`;
    return [{ severity: 'advisory', message, clause: 'OCPP 1.6 §6.50', frames: [seen.n] }];
  }
  const before = found.stop;
  found.stop = sent;
  if (before === undefined) {
    return [...metered(found, listOf(payload, 'transactionData'), seen), ...stopValues(found, payload, seen)];
  }
  if (found.shared || (before.print === sent.print && mayRepeat(before, seen))) return [];
  const same = before.print === sent.print;
  // "This same message" is what is sent again; one that was refused may have been mended.
  const severity = !same && before.outcome === 'error' ? 'advisory' : 'fail';
  const message = same
    ? `StopTransaction of ${id} was sent again though it had been answered`
    : `transaction ${id} stopped a second time, with another content`;
  return [{ severity, message, clause: 'OCPP 1.6 §3.7.1, §4.10', frames: [before.n, seen.n] }];
}

function sampled(station: Station, seen: FrameSeen, payload: unknown): readonly Judgement[] {
  const id = integerOf(payload, 'transactionId');
  const connector = integerOf(payload, 'connectorId');
  if (id === undefined || id === -1) return [];
  const found = entry(station.byId, id, MAX_TRANSACTIONS, () =>
    Object.assign(transaction(connector, undefined, undefined), { id }),
  );
  const judgements: Judgement[] = [];
  const clause = 'OCPP 1.6 §4.7 (errata 3.16)';
  if (found.stop !== undefined) {
    const message = `MeterValues for transaction ${id} after its StopTransaction`;
    judgements.push({ severity: 'advisory', message, clause: 'OCPP 1.6 §3.7', frames: [found.stop.n, seen.n] });
  }
  if (connector === 0) {
    const message = `MeterValues of the whole station name transaction ${id}, which is not recommended`;
    judgements.push({ severity: 'advisory', message, clause, frames: [seen.n] });
    // The main meter is another one than the connector's.
    return judgements;
  }
  if (found.start !== undefined && connector !== undefined && found.connector !== connector) {
    const message = `MeterValues of connector ${connector} name transaction ${id}, which is on connector ${found.connector}`;
    judgements.push({ severity: 'fail', message, clause, frames: [found.start.n, seen.n] });
    return judgements;
  }
  return [...judgements, ...metered(found, listOf(payload, 'meterValue'), seen)];
}

function judge(station: Station, seen: FrameSeen): readonly (Judgement | undefined)[] {
  settle(station.awaited, seen);
  const { message } = seen;
  if (seen.sender === 'csms') return [assigned(station, seen)];
  if (message.kind !== 'call') return [];
  if (message.action === 'BootNotification') {
    for (const one of station.latest.values()) if (one.stop === undefined) one.doubtful = true;
  }
  if (message.action === 'StartTransaction') return [started(station, seen, message.payload)];
  if (message.action === 'StopTransaction') return stopped(station, seen, message.payload);
  return message.action === 'MeterValues' ? sampled(station, seen, message.payload) : [];
}

export const transactions16 = defineRule<Map<string, Station>>({
  id: 'transactions-16',
  title: 'A transaction starts, is metered and stops, once each, and its registers do not fall.',
  clauses: { '1.6': 'OCPP 1.6 §3.7, §4.7, §4.8, §4.10' },
  init: () => new Map(),
  on(seen, stations) {
    if (seen.kind !== 'frame') return [];
    const station = entry(stations, short(seen.identity), MANY.identities, makeStation);
    const found = judge(station, seen);
    if (isProvoked(seen)) return [];
    return found.flatMap((judgement) => (judgement === undefined ? [] : [{ ...judgement, by: seen.sender }]));
  },
});
