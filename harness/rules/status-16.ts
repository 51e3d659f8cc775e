/** 1.6: the statuses of a connector follow each other as the table of §4.9 says. */
import { MANY, entry, short } from './bounded.js';
import {
  EV_ERROR_STATUSES,
  PASSED_THROUGH,
  STATION_STATUSES,
  STATUSES,
  type Status16,
  TRANSITIONS,
} from './data/status-transitions-16.js';
import { defineRule, type Finding, type FrameSeen, isProvoked } from './rule.js';
import { instantOf, integerOf, textOf } from './values.js';

interface Connector {
  status: Status16;
  n: number;
  /** On which connection it was reported: after a new one only the latest status is sent. */
  conn: number;
  /** The status before Faulted, where it was reported. */
  beforeFault: Status16 | undefined;
  /** What its own clock said, if it said so. */
  at: number | undefined;
}
interface State {
  readonly minimum: number;
  readonly stations: Map<string, Map<number, Connector>>;
}
type Judgement = Pick<Finding, 'severity' | 'message' | 'frames'>;

const MAX_CONNECTORS = 256;

const isStatus = (text: string | undefined): text is Status16 => STATUSES.includes(text as Status16);

function step(
  before: Connector,
  status: Status16,
  id: number,
  seen: FrameSeen,
  minimum: number,
): Judgement | undefined {
  const from = before.status;
  if (from === status || id === 0) return undefined;
  const frames = [before.n, seen.n];
  // With a minimum duration any one status may go unreported, and with one left out every pair is possible.
  if (minimum > 0) return undefined;
  if (from === 'Faulted' && before.beforeFault !== undefined && before.beforeFault !== status) {
    const message = `connector ${id} went from Faulted to ${status}, not back to ${before.beforeFault}, where it was before the fault`;
    return { severity: 'advisory', message, frames };
  }
  if (TRANSITIONS[from].includes(status)) return undefined;
  const skipped = PASSED_THROUGH.find((jump) => jump[0] === from && jump[2] === status)?.[1];
  const doubt = skipped === undefined ? '' : `; legal only if ${skipped} in between was too short to be reported`;
  const message = `connector ${id} went from ${from} to ${status}, which is no transition${doubt}`;
  return { severity: skipped === undefined ? 'fail' : 'advisory', message, frames };
}

function order(before: Connector, at: number | undefined, id: number, seen: FrameSeen): Judgement | undefined {
  if (at === undefined || before.at === undefined || at >= before.at) return undefined;
  const message = `connector ${id} reports a status that is older than the one before; legal only if its clock was set back`;
  return { severity: 'advisory', message, frames: [before.n, seen.n] };
}

function report(
  connectors: Map<number, Connector>,
  payload: unknown,
  seen: FrameSeen,
  minimum: number,
): readonly Judgement[] {
  const id = integerOf(payload, 'connectorId');
  const status = textOf(payload, 'status');
  if (id === undefined || id < 0 || !isStatus(status)) return [];
  const found: (Judgement | undefined)[] = [];
  if (id === 0 && !STATION_STATUSES.includes(status)) {
    found.push({
      severity: 'fail',
      message: `connector 0, the whole station, has no status ${status}`,
      frames: [seen.n],
    });
  }
  if (textOf(payload, 'errorCode') === 'EVCommunicationError' && !EV_ERROR_STATUSES.includes(status)) {
    found.push({
      severity: 'fail',
      message: `EVCommunicationError does not go with status ${status}`,
      frames: [seen.n],
    });
  }
  const at = instantOf(payload);
  const known = connectors.get(id);
  const before = known?.conn === seen.conn ? known : undefined;
  if (before !== undefined) found.push(step(before, status, id, seen, minimum), order(before, at, id, seen));
  const fault = status === 'Faulted' ? (before?.status === 'Faulted' ? before.beforeFault : before?.status) : undefined;
  const now: Connector = { status, n: seen.n, conn: seen.conn, beforeFault: fault, at: at ?? before?.at };
  Object.assign(
    entry(connectors, id, MAX_CONNECTORS, () => now),
    now,
  );
  return found.filter((judgement) => judgement !== undefined);
}

export const status16 = defineRule<State>({
  id: 'status-16',
  title: 'The statuses of a connector follow each other as the table of transitions says.',
  clauses: { '1.6': 'OCPP 1.6 §4.9 (errata 3.19, 3.20)' },
  init: ({ minimumStatusDuration }) => ({ minimum: minimumStatusDuration, stations: new Map() }),
  on(seen, { minimum, stations }) {
    if (seen.kind !== 'frame' || seen.sender !== 'station' || seen.message.kind !== 'call') return [];
    const connectors = entry(stations, short(seen.identity), MANY.identities, () => new Map<number, Connector>());
    const { action, payload } = seen.message;
    // Whatever happens while it boots is not reported.
    if (action === 'BootNotification') connectors.clear();
    if (action !== 'StatusNotification') return [];
    const found = report(connectors, payload, seen, minimum);
    if (isProvoked(seen)) return [];
    return found.map((judgement) => ({ ...judgement, by: seen.sender, clause: 'OCPP 1.6 §4.9 (errata 3.19, 3.20)' }));
  },
});
