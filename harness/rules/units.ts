/**
 * Within one session a quantity keeps its unit: another one is legal, and trips readers that took the first for granted.
 */
import { is2x } from '../doors/protocol.js';
import { MANY, entry, keep, quote, short } from './bounded.js';
import { defineRule, type Finding, type FrameSeen, isProvoked } from './rule.js';
import { field, integerOf, listOf, textOf } from './values.js';

interface Told {
  readonly unit: string;
  readonly n: number;
}
interface Session {
  /** The connector (1.6) or EVSE (2.x) that it is on. */
  place: number | undefined;
  /** The unit of each quantity, as it was told first; undefined once a change was found. */
  readonly units: Map<string, Told | undefined>;
}
interface Station {
  /** By connector in 1.6, by transaction in 2.x. */
  readonly sessions: Map<string, Session>;
  /** 1.6: the connectors of transactions, and of starts that are not answered, by frame. */
  readonly connectors: Map<number, number>;
  readonly starting: Map<number, number>;
}

const MAX_SESSIONS = 64;
const MAX_QUANTITIES = 128;
/** Sampled values of one message that are looked at. */
const MOST = 200;

const makeStation = (): Station => ({ sessions: new Map(), connectors: new Map(), starting: new Map() });
const makeSession = (): Session => ({ place: undefined, units: new Map() });

/** The unit of a sampled value; undefined where it has none, or is no plain number. */
function unitOf(sample: unknown, measurand: string, version: FrameSeen['version']): string | undefined {
  const usual = measurand.startsWith('Energy.') ? 'Wh' : undefined;
  if (!is2x(version)) return textOf(sample, 'format') === 'SignedData' ? undefined : (textOf(sample, 'unit') ?? usual);
  const unit = field(sample, 'unitOfMeasure');
  const power = integerOf(unit, 'multiplier') ?? 0;
  const name = textOf(unit, 'unit') ?? usual;
  return name === undefined || power === 0 ? name : `10^${power} ${name}`;
}

function changes(session: Session, seen: FrameSeen, values: readonly unknown[]): readonly Finding[] {
  const samples = values.flatMap((value) => listOf(value, 'sampledValue')).slice(0, MOST);
  return samples.flatMap((sample): readonly Finding[] => {
    const measurand = textOf(sample, 'measurand') ?? 'Energy.Active.Import.Register';
    const [phase, location] = [textOf(sample, 'phase') ?? '', textOf(sample, 'location') ?? 'Outlet'];
    const unit = unitOf(sample, measurand, seen.version)?.slice(0, 40);
    if (unit === undefined) return [];
    const key = [measurand, phase, location].map((part) => part.slice(0, 40)).join(' ');
    const before = session.units.get(key);
    if (before === undefined) {
      // A change is found once.
      if (!session.units.has(key)) keep(session.units, key, { unit, n: seen.n }, MAX_QUANTITIES);
      return [];
    }
    if (before.unit === unit) return [];
    session.units.set(key, undefined);
    const message = `${quote(measurand)} is told in ${unit}, and was told in ${before.unit} before, within one session`;
    const clause = is2x(seen.version) ? `OCPP ${seen.version} Part 2 UnitOfMeasureType` : 'OCPP 1.6 §7.43, §7.45';
    return [{ severity: 'advisory', by: 'station', message, clause, frames: [before.n, seen.n] }];
  });
}

function in16(station: Station, seen: FrameSeen, action: string, payload: unknown): readonly Finding[] {
  const connector = integerOf(payload, 'connectorId');
  if (action === 'StartTransaction' && connector !== undefined) {
    keep(station.sessions, String(connector), makeSession(), MAX_SESSIONS);
    keep(station.starting, seen.n, connector, MAX_SESSIONS);
    return [];
  }
  const id = integerOf(payload, 'transactionId');
  const place = action === 'StopTransaction' ? station.connectors.get(id ?? 0) : connector;
  const session = station.sessions.get(String(place));
  if (session === undefined) return [];
  if (action === 'MeterValues') return changes(session, seen, listOf(payload, 'meterValue'));
  if (action !== 'StopTransaction') return [];
  station.sessions.delete(String(place));
  return changes(session, seen, listOf(payload, 'transactionData'));
}

function in2x(station: Station, seen: FrameSeen, action: string, payload: unknown): readonly Finding[] {
  const values = listOf(payload, 'meterValue');
  if (action === 'MeterValues') {
    const place = integerOf(payload, 'evseId');
    const session = [...station.sessions.values()].find((each) => place !== undefined && each.place === place);
    return session === undefined ? [] : changes(session, seen, values);
  }
  const id = textOf(field(payload, 'transactionInfo'), 'transactionId');
  if (action !== 'TransactionEvent' || id === undefined) return [];
  const session = entry(station.sessions, short(id), MAX_SESSIONS, makeSession);
  session.place = integerOf(field(payload, 'evse'), 'id') ?? session.place;
  if (textOf(payload, 'eventType') === 'Ended') station.sessions.delete(short(id));
  return changes(session, seen, values);
}

export const units = defineRule<Map<string, Station>>({
  id: 'units',
  title: 'Within one session a quantity keeps its unit.',
  clauses: {
    '1.6': 'OCPP 1.6 §7.43, §7.45',
    '2.0.1': 'OCPP 2.0.1 Part 2 UnitOfMeasureType',
    '2.1': 'OCPP 2.1 Part 2 UnitOfMeasureType',
  },
  init: () => new Map(),
  on(seen, stations) {
    if (seen.kind !== 'frame') return [];
    const station = entry(stations, short(seen.identity), MANY.identities, makeStation);
    const { message, answers } = seen;
    const starting = seen.sender === 'csms' ? station.starting.get(answers?.n ?? 0) : undefined;
    if (starting !== undefined && message.kind === 'result')
      keep(station.connectors, integerOf(message.payload, 'transactionId') ?? 0, starting, MAX_SESSIONS);
    if (seen.sender === 'csms' || message.kind !== 'call') return [];
    const judge = is2x(seen.version) ? in2x : in16;
    const found = judge(station, seen, message.action, message.payload);
    return isProvoked(seen) ? [] : found;
  },
});
