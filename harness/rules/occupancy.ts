/**
 * A connector is not told to be free while a transaction has an EV connected to it. The two come in messages of their
 * own, in either order: only what is still so after the time that an answer may take is a contradiction.
 */
import { MANY, entry, keep, short } from './bounded.js';
import { elapsed } from './elapsed.js';
import { defineRule, type Finding, type FrameSeen, type RuleSettings, isProvoked } from './rule.js';
import { connectorOf, toldStatuses, type ToldStatus } from './told-status.js';
import { field, instantOf, integerOf, textOf } from './values.js';

interface Running {
  readonly id: string;
  readonly key: string;
  readonly n: number;
}
interface Suspicion {
  readonly told: ToldStatus & { readonly n: number };
  readonly id: string;
  readonly transactionN: number;
  /** Since when nothing more was said of it. */
  since: number;
}
interface Station {
  readonly told: Map<string, ToldStatus & { readonly n: number }>;
  /** Transactions with an EV connected, by id. */
  readonly running: Map<string, Running>;
  readonly starting: Map<number, string>;
  readonly suspicions: Map<string, Suspicion>;
  /** A message of a transaction that was not taken, or not answered yet: what follows it may be held back. */
  blocked: boolean;
  version: FrameSeen['version'];
}
interface State {
  /** How long both may stand beside each other, in milliseconds. */
  readonly grace: number;
  readonly stations: Map<string, Station>;
}

const MAX_TRANSACTIONS = 128;
const MAX_CONNECTORS = 256;
const FREE: readonly string[] = ['available', 'reserved'];
const CONNECTED: readonly string[] = ['Charging', 'EVConnected', 'SuspendedEV', 'SuspendedEVSE'];
const DELIVERED: readonly string[] = ['StartTransaction', 'StopTransaction', 'MeterValues', 'TransactionEvent'];

const CLAUSES = {
  '1.6': 'OCPP 1.6 §4.9, §7.7',
  '2.0.1': 'OCPP 2.0.1 Part 2 G01.FR.03, ConnectorStatusEnumType',
  '2.1': 'OCPP 2.1 Part 2 G01.FR.03, ConnectorStatusEnumType',
} as const;

const makeStation = ({ version }: FrameSeen): Station => ({
  told: new Map(),
  running: new Map(),
  starting: new Map(),
  suspicions: new Map(),
  blocked: false,
  version,
});

const isFree = ({ status }: ToldStatus): boolean => FREE.includes(status.toLowerCase());

/** Both stand beside each other from now on, if they do. */
function suspect(station: Station, { id, key, n }: Running, t: number): void {
  const told = station.told.get(key);
  if (told === undefined || !isFree(told)) return;
  keep(station.suspicions, key, { told, id, transactionN: n, since: t }, MAX_CONNECTORS);
}

function runs(station: Station, one: Running, t: number): void {
  const before = station.running.get(one.id);
  keep(station.running, one.id, one, MAX_TRANSACTIONS);
  if (before === undefined) suspect(station, one, t);
}

function over(station: Station, id: string): void {
  station.running.delete(id);
  for (const [key, suspicion] of station.suspicions) if (suspicion.id === id) station.suspicions.delete(key);
}

function tells(station: Station, seen: FrameSeen): void {
  for (const told of toldStatuses(seen)) {
    keep(station.told, told.key, { ...told, n: seen.n }, MAX_CONNECTORS);
    const running = [...station.running.values()].find(({ key }) => key === told.key);
    if (!isFree(told)) station.suspicions.delete(told.key);
    else if (running && !station.suspicions.has(told.key)) suspect(station, running, seen.t);
  }
}

/** 2.x: an event of a transaction says whether the EV is connected, from that event on. */
function event(station: Station, seen: FrameSeen, payload: unknown): void {
  const info = field(payload, 'transactionInfo');
  const id = (textOf(info, 'transactionId') ?? '').slice(0, 64);
  const state = textOf(info, 'chargingState');
  if (textOf(payload, 'eventType') === 'Ended') return over(station, id);
  if (state !== undefined && !CONNECTED.includes(state)) return over(station, id);
  const evse = field(payload, 'evse');
  const connector = connectorOf(integerOf(evse, 'id'), integerOf(evse, 'connectorId'));
  const key = connector?.key ?? station.running.get(id)?.key;
  if (key === undefined) return;
  if (state !== undefined || station.running.has(id)) runs(station, { id, key, n: seen.n }, seen.t);
  const suspicion = station.suspicions.get(key);
  const at = instantOf(payload);
  // What it tells of now was before the status: the rest is on its way.
  if (suspicion && at !== undefined && suspicion.told.at !== undefined && at < suspicion.told.at)
    suspicion.since = seen.t;
}

function follow(station: Station, seen: FrameSeen): void {
  const { message, answers } = seen;
  if (seen.sender === 'csms') {
    if (!DELIVERED.includes(answers?.action ?? '')) return;
    if (message.kind !== 'result') return;
    station.blocked = false;
    const key = station.starting.get(answers!.n);
    const id = integerOf(message.payload, 'transactionId');
    if (key === undefined || id === undefined) return;
    station.starting.delete(answers!.n);
    return runs(station, { id: String(id), key, n: answers!.n }, seen.t);
  }
  if (message.kind !== 'call') return;
  const { action, payload } = message;
  if (action === 'BootNotification') {
    station.running.clear();
    station.told.clear();
    station.suspicions.clear();
  }
  if (DELIVERED.includes(action)) station.blocked = true;
  if (action === 'StartTransaction') {
    const connector = connectorOf(undefined, integerOf(payload, 'connectorId'));
    if (connector) keep(station.starting, seen.n, connector.key, MAX_TRANSACTIONS);
  }
  if (action === 'StopTransaction') over(station, String(integerOf(payload, 'transactionId')));
  if (action === 'TransactionEvent') event(station, seen, payload);
  tells(station, seen);
}

/** What is still so, and nothing is on its way that would end it. */
function expired(station: Station, t: number, grace: number): readonly Finding[] {
  return [...station.suspicions].flatMap(([key, { told, id, transactionN, since }]): readonly Finding[] => {
    if (elapsed(since, t) <= grace) return [];
    station.suspicions.delete(key);
    if (station.blocked) return [];
    return [
      {
        severity: 'fail',
        by: 'station',
        message: `${told.name} is told to be ${told.status} while transaction ${id} has an EV connected to it`,
        clause: CLAUSES[station.version],
        frames: [transactionN, told.n].sort((a, b) => a - b),
      },
    ];
  });
}

export const occupancy = defineRule<State>({
  id: 'occupancy',
  title: 'A connector is not told to be free while a transaction has an EV connected to it.',
  clauses: CLAUSES,
  init: ({ callTimeout, minimumStatusDuration }: RuleSettings) => ({
    grace: callTimeout + minimumStatusDuration * 1_000,
    stations: new Map(),
  }),
  on(seen, { grace, stations }) {
    if (seen.kind === 'end') return [...stations.values()].flatMap((station) => expired(station, seen.t, grace));
    if (seen.kind !== 'frame') {
      const station = stations.get(short(seen.identity));
      // What a station tells after a gap may have been otherwise before it.
      station?.told.clear();
      station?.suspicions.clear();
      if (station) station.blocked = false;
      return [];
    }
    const station = entry(stations, short(seen.identity), MANY.identities, () => makeStation(seen));
    const found = expired(station, seen.t, grace);
    follow(station, seen);
    return isProvoked(seen) ? [] : found;
  },
});
