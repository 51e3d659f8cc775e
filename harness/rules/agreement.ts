/**
 * What a station says in two ways is the same: its connectors' status when it tells and when it is asked (2.x), its
 * make in BootNotification and in the device model (2.x), and how many connectors it has (1.6).
 */
import { MANY, entry, keep, quote, short } from './bounded.js';
import { elapsed } from './elapsed.js';
import { defineRule, type Finding, type FrameSeen, isProvoked } from './rule.js';
import { isAvailability, connectorOf, toldStatuses } from './told-status.js';
import { field, integerOf, listOf, textOf } from './values.js';
import { type Told, toldVariables } from './variables-told.js';

interface Said {
  readonly value: string;
  readonly n: number;
  readonly t: number;
}
/** A status that was read and is not the one that was told. */
interface Doubt {
  readonly name: string;
  readonly told: Said;
  readonly read: Said;
}
interface Station {
  readonly told: Map<string, Said>;
  readonly doubts: Map<string, Doubt>;
  /** What the last BootNotification said, and 1.6: NumberOfConnectors. */
  readonly facts: Map<string, Said>;
  version: FrameSeen['version'];
}
interface State {
  readonly timeout: number;
  readonly stations: Map<string, Station>;
}
type Judgement = Omit<Finding, 'by'>;

const MAX_CONNECTORS = 256;
/** Findings for one frame; the first ones say it all. */
const MOST = 8;
/** Milliseconds: what was told just now may have changed while the question was on its way. */
const SETTLED = 2_000;

const makeStation = ({ version }: FrameSeen): Station => ({
  told: new Map(),
  doubts: new Map(),
  facts: new Map(),
  version,
});
const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();
const said = (value: string, { n, t }: FrameSeen): Said => ({ value: value.slice(0, 200), n, t });

/** 2.x: the variables that Part 2 says to be as reported in BootNotification, and one that hardly can be otherwise. */
const IDENTITY: Readonly<Record<string, { readonly field: string; readonly severity: Finding['severity'] }>> = {
  vendorname: { field: 'vendorName', severity: 'fail' },
  model: { field: 'model', severity: 'fail' },
  serialnumber: { field: 'serialNumber', severity: 'advisory' },
};
/** 1.6: what BootNotification says of the station itself. */
const MAKE_16: readonly string[] = ['chargePointVendor', 'chargePointModel', 'chargePointSerialNumber'];

function boots(station: Station, seen: FrameSeen, payload: unknown): readonly Judgement[] {
  station.told.clear();
  station.doubts.clear();
  const source = seen.version === '1.6' ? payload : field(payload, 'chargingStation');
  const names = seen.version === '1.6' ? MAKE_16 : Object.values(IDENTITY).map((one) => one.field);
  return names.flatMap((name): readonly Judgement[] => {
    const value = textOf(source, name);
    const before = station.facts.get(name);
    if (value === undefined) return [];
    station.facts.set(name, said(value, seen));
    if (before === undefined || before.value === value.slice(0, 200)) return [];
    const clause = seen.version === '1.6' ? 'OCPP 1.6 §4.2, §6.3' : `OCPP ${seen.version} Part 2 B01.FR.01`;
    const message = `${name} is ${quote(value)} in a boot and was ${quote(before.value)} in the one before`;
    return [{ severity: 'advisory', message, clause, frames: [before.n, seen.n] }];
  });
}

/** 2.x: a value that the station could read, and does not tell. One that is not there is an empty text (B06.FR.13). */
function unsaid({ component, variable }: Told, { version, n }: FrameSeen): Judgement {
  const message = `${quote(`${component}.${variable}`, 80)} was read and Accepted, and no value is told`;
  return { severity: 'fail', message, clause: `OCPP ${version} Part 2 B06.FR.10, B06.FR.13`, frames: [n] };
}

/** 2.x: what is read of a connector or of the station against what was told. */
function reads(station: Station, seen: FrameSeen): readonly Judgement[] {
  return toldVariables(seen).flatMap((one): readonly Judgement[] => {
    const { component, variable, attribute, value, how } = one;
    if (how === 'GetVariables' && value === undefined) return [unsaid(one, seen)];
    if (attribute !== 'Actual' || value === undefined) return [];
    if (component.toLowerCase() === 'chargingstation' && one.instance === undefined && one.evseId === undefined) {
      const known = Object.hasOwn(IDENTITY, variable.toLowerCase()) ? IDENTITY[variable.toLowerCase()] : undefined;
      const boot = known && station.facts.get(known.field);
      if (known === undefined || boot === undefined || same(boot.value, value)) return [];
      const message = `${known.field} is ${quote(boot.value)} in BootNotification and ${quote(value)} in the device model`;
      const clause = `OCPP ${seen.version} Part 2 Appendices §3 (ChargingStation)`;
      return [{ severity: known.severity, message, clause, frames: [boot.n, seen.n] }];
    }
    const connector = connectorOf(one.evseId ?? 0, one.connectorId);
    if (how !== 'GetVariables' || !isAvailability(component, variable) || connector === undefined) return [];
    const told = station.told.get(connector.key);
    if (told === undefined || elapsed(told.t, seen.t) <= SETTLED) return [];
    if (same(told.value, value)) station.doubts.delete(connector.key);
    else if (!station.doubts.has(connector.key))
      keep(station.doubts, connector.key, { name: connector.name, told, read: said(value, seen) }, MAX_CONNECTORS);
    return [];
  });
}

/** 1.6 §3.8: connectors are numbered from 1 to as many as there are. */
function numbers(station: Station, { n, message, answers }: FrameSeen): readonly Judgement[] {
  if (message.kind === 'result' && answers?.action === 'GetConfiguration') {
    for (const item of listOf(message.payload, 'configurationKey').slice(0, 1_000)) {
      const value = textOf(item, 'value') ?? '';
      if (textOf(item, 'key')?.toLowerCase() === 'numberofconnectors' && /^\d{1,6}$/.test(value))
        station.facts.set('connectors', { value, n, t: 0 });
    }
  }
  const connectors = station.facts.get('connectors');
  const connectorId = message.kind === 'call' ? integerOf(message.payload, 'connectorId') : undefined;
  if (connectors === undefined || connectorId === undefined || connectorId <= Number(connectors.value)) return [];
  const words = `connector ${connectorId} is spoken of, though NumberOfConnectors is ${connectors.value}`;
  return [{ severity: 'fail', message: words, clause: 'OCPP 1.6 §3.8, §9.1.21', frames: [connectors.n, n] }];
}

/** What was read, was not what had been told, and was not told afterwards either. */
function unreported(station: Station, t: number, timeout: number): readonly Finding[] {
  return [...station.doubts].flatMap(([key, { name, told, read }]): readonly Finding[] => {
    if (elapsed(read.t, t) <= timeout) return [];
    station.doubts.delete(key);
    return [
      {
        severity: 'fail',
        by: 'station',
        message: `${name} was told to be ${quote(told.value)}, is ${quote(read.value)} when it is read, and no report of that came`,
        clause: `OCPP ${station.version} Part 2 G01.FR.03, G01.FR.04, G01.FR.07, Appendices §3 (Connector)`,
        frames: [told.n, read.n],
      },
    ];
  });
}

function judge(station: Station, seen: FrameSeen): readonly Judgement[] {
  const { message } = seen;
  for (const { key, status } of toldStatuses(seen)) {
    keep(station.told, key, said(status, seen), MAX_CONNECTORS);
    station.doubts.delete(key);
  }
  if (message.kind === 'call' && message.action === 'BootNotification') return boots(station, seen, message.payload);
  return seen.version === '1.6' ? numbers(station, seen) : reads(station, seen);
}

export const agreement = defineRule<State>({
  id: 'agreement',
  title: 'What a station says of itself in two ways is the same.',
  clauses: {
    '1.6': 'OCPP 1.6 §3.8, §4.2, §9.1.21',
    '2.0.1': 'OCPP 2.0.1 Part 2 B01.FR.01, G01, Appendices §3 (ChargingStation, Connector)',
    '2.1': 'OCPP 2.1 Part 2 B01.FR.01, G01, Appendices §3 (ChargingStation, Connector)',
  },
  init: ({ callTimeout }) => ({ timeout: callTimeout, stations: new Map() }),
  on(seen, { timeout, stations }) {
    if (seen.kind === 'end') return [...stations.values()].flatMap((one) => unreported(one, seen.t, timeout));
    const known = stations.get(short(seen.identity));
    if (seen.kind !== 'frame') {
      known?.doubts.clear();
      known?.told.clear();
      return [];
    }
    const station = entry(stations, short(seen.identity), MANY.identities, () => makeStation(seen));
    const late = unreported(station, seen.t, timeout);
    if (seen.sender !== 'station' || isProvoked(seen)) return late;
    const found = judge(station, seen).slice(0, MOST);
    return [...late, ...found.map((judgement): Finding => ({ ...judgement, by: 'station' }))];
  },
});
