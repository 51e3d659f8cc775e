/**
 * A fault and its end belong together: a connector is faulted by an error that was told (1.6), and a monitor tells the
 * end of each of its alerts once (2.x).
 */
import { MANY, entry, keep, short } from './bounded.js';
import { defineRule, type Finding, type FrameSeen, isProvoked } from './rule.js';
import { field, integerOf, listOf, textOf } from './values.js';

interface Place {
  /** The last report. */
  readonly n: number;
  /** 1.6: the frame that told the error of the fault at hand, whatever its status was; 0 when it was none. */
  readonly error: number;
}
interface Monitor {
  /** Whether its last event was an alert, or the end of one. */
  readonly alerting: boolean;
  readonly eventId: number | undefined;
  readonly n: number;
}
interface Station {
  readonly places: Map<number, Place>;
  readonly monitors: Map<number, Monitor>;
}
type Judgement = Omit<Finding, 'by'>;

const MAX_PLACES = 256;
const MAX_MONITORS = 512;
/** Items of one message that are looked at. */
const MOST = 200;
/** What changes what a monitor does: what it told before says nothing any more (N07.FR.11, N07.FR.12). */
const CHANGES: readonly string[] = [
  'SetVariableMonitoring',
  'ClearVariableMonitoring',
  'SetMonitoringBase',
  'SetMonitoringLevel',
];

const makeStation = (): Station => ({ places: new Map(), monitors: new Map() });

function status(station: Station, { n }: FrameSeen, payload: unknown): readonly Judgement[] {
  const id = integerOf(payload, 'connectorId');
  const [state, code] = [textOf(payload, 'status'), textOf(payload, 'errorCode')];
  if (id === undefined || id < 0 || state === undefined || code === undefined) return [];
  const before = station.places.get(id);
  const error = code !== 'NoError' ? n : state === 'Faulted' ? (before?.error ?? 0) : 0;
  keep(station.places, id, { n, error }, MAX_PLACES);
  // A fault of the station is a fault of its connectors.
  const told = error !== 0 || (station.places.get(0)?.error ?? 0) !== 0;
  if (state !== 'Faulted' || told) return [];
  const where = id === 0 ? 'the station' : `connector ${id}`;
  const message = `${where} is Faulted, and no error was told that it would have`;
  return [{ severity: 'fail', message, clause: 'OCPP 1.6 §7.7, §7.6', frames: [n] }];
}

function event(station: Station, { version, n }: FrameSeen, item: unknown): readonly Judgement[] {
  const id = integerOf(item, 'variableMonitoringId');
  if (id === undefined || textOf(item, 'trigger') !== 'Alerting') return [];
  const cleared = field(item, 'cleared') === true;
  const eventId = integerOf(item, 'eventId');
  const before = station.monitors.get(id);
  // One that was not answered comes again as it was.
  if (before !== undefined && before.eventId === eventId && before.alerting !== cleared) return [];
  keep(station.monitors, id, { alerting: !cleared, eventId, n }, MAX_MONITORS);
  if (before === undefined || before.alerting === cleared) return [];
  const clause = `OCPP ${version} Part 2 N07.FR.02, N07.FR.16, N07.FR.17`;
  return cleared
    ? [
        {
          severity: 'fail',
          message: `monitor ${id} tells the end of an alert again, with no alert between`,
          clause,
          frames: [before.n, n],
        },
      ]
    : [
        {
          severity: 'advisory',
          message: `monitor ${id} alerts again, though the end of its last alert was not told`,
          clause,
          frames: [before.n, n],
        },
      ];
}

export const faults = defineRule<Map<string, Station>>({
  id: 'faults',
  title: 'A fault is told with its error, and the end of an alert once, after the alert.',
  clauses: {
    '1.6': 'OCPP 1.6 §7.6, §7.7',
    '2.0.1': 'OCPP 2.0.1 Part 2 N07.FR.02, N07.FR.16, N07.FR.17',
    '2.1': 'OCPP 2.1 Part 2 N07.FR.02, N07.FR.16, N07.FR.17',
  },
  init: () => new Map(),
  on(seen, stations) {
    if (seen.kind !== 'frame' || seen.message.kind !== 'call') return [];
    const station = entry(stations, short(seen.identity), MANY.identities, makeStation);
    const { action, payload } = seen.message;
    if (seen.sender === 'csms') {
      if (CHANGES.includes(action)) station.monitors.clear();
      return [];
    }
    if (action === 'BootNotification') station.places.clear();
    const found =
      action === 'StatusNotification' && seen.version === '1.6'
        ? status(station, seen, payload)
        : action === 'NotifyEvent'
          ? listOf(payload, 'eventData')
              .slice(0, MOST)
              .flatMap((item) => event(station, seen, item))
          : [];
    return isProvoked(seen) ? [] : found.map((judgement) => ({ ...judgement, by: seen.sender }));
  },
});
