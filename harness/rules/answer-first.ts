/**
 * A station answers before it sends what it was asked to send: a triggered message (1.6 §5.17, 2.x F06.FR.04), and the
 * parts of a report (2.x Part 2 §3, FR.05). A message that would have come anyway is not the one that was asked for.
 */
import { type Version, is2x } from '../doors/protocol.js';
import { MANY, entry, keep, quote, short } from './bounded.js';
import { part2 } from './clauses.js';
import { REPORTS } from './data/reports.js';
import { defineRule, type Finding, type FrameSeen, isProvoked } from './rule.js';
import { triggered } from './triggers.js';
import { integerOf, listOf, textOf } from './values.js';

/** A request that is not answered yet, and what came too early. */
interface Open {
  readonly n: number;
  readonly conn: number;
  readonly action: string;
  /** The messages that it asks for. */
  readonly messages: readonly string[];
  /** The request's own id, which its report carries. */
  readonly requestId: number | undefined;
  /** Another request had this id before, and its report may be the one that comes. */
  readonly again: boolean;
  early: { readonly n: number; readonly action: string; readonly sure: boolean } | undefined;
}
interface Station {
  readonly open: Map<number, Open>;
  /** Ids of reports that were asked for, by message. */
  readonly ids: Map<string, number>;
}

const IDLE: readonly string[] = [
  'DiagnosticsStatusNotification',
  'FirmwareStatusNotification',
  'LogStatusNotification',
  'PublishFirmwareStatusNotification',
  'SignedFirmwareStatusNotification',
];
/** Sampled values of one message that are looked at. */
const MOST = 200;

const makeStation = (): Station => ({ open: new Map(), ids: new Map() });

/** Whether the documents let a station send this only when it was triggered. */
function onlyTriggered(action: string, payload: unknown): boolean {
  if (IDLE.includes(action)) return textOf(payload, 'status') === 'Idle';
  if (action === 'BootNotification') return textOf(payload, 'reason') === 'Triggered';
  if (action === 'TransactionEvent') return textOf(payload, 'triggerReason') === 'Trigger';
  if (action !== 'MeterValues') return false;
  const samples = listOf(payload, 'meterValue').flatMap((value) => listOf(value, 'sampledValue'));
  return samples.slice(0, MOST).some((sample) => textOf(sample, 'context') === 'Trigger');
}

const clauseOf = (version: Version, { action }: Open): string => {
  if (is2x(version))
    return action === 'TriggerMessage' ? part2(version, 'F06.FR.04, §3 FR.05') : part2(version, '§3 FR.05');
  return 'OCPP 1.6 §5.17';
};

function asked(station: Station, { n, conn, version }: FrameSeen, action: string, payload: unknown): void {
  const report = is2x(version) ? REPORTS.find(({ requests }) => requests.includes(action)) : undefined;
  const requestId = report === undefined ? undefined : integerOf(payload, 'requestId');
  const messages = report === undefined ? triggered(action, payload) : requestId === undefined ? [] : [report.part];
  if (messages.length === 0) return;
  const key = `${messages[0]} ${requestId}`;
  const again = requestId !== undefined && station.ids.has(key);
  if (requestId !== undefined) keep(station.ids, key, n, MANY.exchanges);
  keep(station.open, n, { n, conn, action, messages, requestId, again, early: undefined }, MANY.exchanges);
}

function sent(station: Station, { n, conn }: FrameSeen, action: string, payload: unknown): void {
  for (const open of station.open.values()) {
    if (open.conn !== conn || open.early !== undefined || !open.messages.includes(action)) continue;
    if (open.requestId !== undefined && integerOf(payload, 'requestId') !== open.requestId) continue;
    // The whitepaper, which has ExtendedTriggerMessage, does not speak of the order.
    const sure = open.requestId === undefined ? onlyTriggered(action, payload) : !open.again;
    open.early = { n, action, sure: sure && open.action !== 'ExtendedTriggerMessage' };
  }
}

function answered(station: Station, seen: FrameSeen): readonly Finding[] {
  const open = station.open.get(seen.answers?.n ?? 0);
  if (open === undefined) return [];
  station.open.delete(open.n);
  const accepted = seen.message.kind === 'result' && textOf(seen.message.payload, 'status') === 'Accepted';
  if (!accepted || open.early === undefined) return [];
  const { sure, action, n } = open.early;
  const doubt = sure ? '' : '; legal only if it would have come anyway';
  return [
    {
      severity: sure ? 'fail' : 'advisory',
      by: 'station',
      message: `${quote(action)} came before the answer to the ${open.action} that asked for it${doubt}`,
      clause: clauseOf(seen.version, open),
      frames: [open.n, n, seen.n],
    },
  ];
}

export const answerFirst = defineRule<Map<string, Station>>({
  id: 'answer-first',
  title: 'A station answers before it sends what it was asked to send.',
  clauses: {
    '1.6': 'OCPP 1.6 §5.17',
    '2.0.1': part2('2.0.1', 'F06.FR.04', '§3 FR.05'),
    '2.1': part2('2.1', 'F06.FR.04', '§3 FR.05'),
  },
  init: () => new Map(),
  on(seen, stations) {
    if (seen.kind === 'end') return [];
    const station = entry(stations, short(seen.identity), MANY.identities, makeStation);
    if (seen.kind !== 'frame') {
      for (const open of station.open.values()) if (open.conn === seen.conn) station.open.delete(open.n);
      return [];
    }
    const { message, sender } = seen;
    if (sender === 'csms') {
      if (message.kind === 'call' && !isProvoked(seen)) asked(station, seen, message.action, message.payload);
      return [];
    }
    if (message.kind === 'call' && !isProvoked(seen)) sent(station, seen, message.action, message.payload);
    return answered(station, seen);
  },
});
