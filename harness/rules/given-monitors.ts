/** 2.x: an event names the monitor that brought it about, and that monitor's variable (N07.FR.06). */
import { keep, quote } from './bounded.js';
import { part2 } from './clauses.js';
import { type Judgement } from './given-ids-16.js';
import { type FrameSeen } from './rule.js';
import { field, integerOf, listOf, textOf } from './values.js';

interface Monitor {
  readonly n: number;
  /** Its component and variable as one key. */
  readonly key: string;
  readonly severity: number | undefined;
}
export type Monitors = Map<number, Monitor>;

const MAX_MONITORS = 512;
/** Items of one message that are looked at. */
const MOST = 200;
/** What may change which monitors there are. */
const CHANGES: readonly string[] = ['ClearVariableMonitoring', 'SetMonitoringBase'];

function keyOf(item: unknown): string {
  const [component, variable] = [field(item, 'component'), field(item, 'variable')];
  const evse = field(component, 'evse');
  return [
    textOf(component, 'name'),
    textOf(component, 'instance'),
    integerOf(evse, 'id'),
    integerOf(evse, 'connectorId'),
    textOf(variable, 'name'),
    textOf(variable, 'instance'),
  ]
    .map((part) =>
      String(part ?? '')
        .toLowerCase()
        .slice(0, 50),
    )
    .join('/');
}

function set(monitors: Monitors, { message, answers, n }: FrameSeen): void {
  if (message.kind !== 'result' || answers === undefined) return;
  for (const item of listOf(message.payload, 'setMonitoringResult').slice(0, MOST)) {
    const id = integerOf(item, 'id');
    if (id === undefined || textOf(item, 'status') !== 'Accepted') continue;
    keep(monitors, id, { n, key: keyOf(item), severity: integerOf(item, 'severity') }, MAX_MONITORS);
  }
}

function told(monitors: Monitors, seen: FrameSeen, item: unknown): readonly Judgement[] {
  const id = integerOf(item, 'variableMonitoringId');
  const monitor = id === undefined ? undefined : monitors.get(id);
  if (id === undefined || monitor === undefined) return [];
  const frames = [monitor.n, seen.n];
  const clause = part2(seen.version, 'N07.FR.06');
  const key = keyOf(item);
  if (key !== monitor.key) {
    const message = `an event names monitor ${id}, which is set on ${quote(monitor.key, 80)}, for ${quote(key, 80)}`;
    return [{ severity: 'fail', message, clause, frames }];
  }
  const severity = integerOf(item, 'severity');
  if (severity === undefined || monitor.severity === undefined || severity === monitor.severity) return [];
  const message = `an event of monitor ${id} has severity ${severity}, and the monitor ${monitor.severity}`;
  return [{ severity: 'advisory', message, clause: part2(seen.version, 'EventDataType'), frames }];
}

/** What a frame shows of the ids of monitors. */
export function judgeMonitors(monitors: Monitors, seen: FrameSeen): readonly Judgement[] {
  const { message, answers, sender } = seen;
  if (sender === 'csms') {
    if (message.kind === 'call' && CHANGES.includes(message.action)) monitors.clear();
    return [];
  }
  if (answers?.action === 'SetVariableMonitoring') set(monitors, seen);
  if (message.kind !== 'call') return [];
  if (message.action === 'BootNotification') monitors.clear();
  if (message.action !== 'NotifyEvent') return [];
  return listOf(message.payload, 'eventData')
    .slice(0, MOST)
    .flatMap((item) => told(monitors, seen, item));
}
