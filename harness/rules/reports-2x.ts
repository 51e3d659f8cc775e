/** 2.x: a report consists of the parts 0, 1, 2 … and the last one says so. */
import { MANY, entry, fingerprint, keep, short } from './bounded.js';
import { part2 } from './clauses.js';
import { type Awaited, type Sent, mayRepeat, sending, settle } from './delivery.js';
import { defineRule, type Finding, type FrameSeen, isProvoked } from './rule.js';
import { field, integerOf, textOf } from './values.js';
import { type Version } from '../doors/protocol.js';

interface Report {
  readonly kind: Kind;
  readonly requestId: number;
  readonly version: Version;
  /** The frame that asked for it; 0 when it was not seen. */
  readonly asked: number;
  refused: string | undefined;
  next: number;
  /** The frame of the last part, when it said that it is the last. */
  ended: number;
  last: Sent | undefined;
  /** It has been said that it does not go on. */
  stalled: boolean;
  /** The digests of the latest parts, for those that are sent again. */
  readonly parts: Map<string, Sent>;
}
interface Kind {
  readonly part: string;
  readonly requests: readonly string[];
  readonly requirements: { readonly order: readonly string[]; readonly asked: readonly string[] };
}
interface Station {
  readonly reports: Map<string, Report>;
  readonly awaited: Awaited;
}
interface State {
  readonly timeout: number;
  readonly stations: Map<string, Station>;
}
type Judgement = Omit<Finding, 'by'>;

const KINDS: readonly Kind[] = [
  {
    part: 'NotifyReport',
    requests: ['GetBaseReport', 'GetReport'],
    requirements: { order: ['B07.FR.10', 'B08.FR.14'], asked: ['B07.FR.04', 'B07.FR.05', 'B08.FR.04'] },
  },
  {
    part: 'NotifyMonitoringReport',
    requests: ['GetMonitoringReport'],
    requirements: { order: ['N02.FR.09'], asked: ['N02.FR.03', 'N02.FR.04'] },
  },
];
const MAX_REPORTS = 64;
const MAX_PARTS = 32;

const makeReport = (kind: Kind, requestId: number, version: Version, asked: number): Report => ({
  kind,
  requestId,
  version,
  asked,
  refused: undefined,
  next: 0,
  ended: 0,
  last: undefined,
  stalled: false,
  parts: new Map(),
});

const makeStation = (): Station => ({ reports: new Map(), awaited: new Map() });

const keyOf = (kind: Kind, requestId: number): string => `${kind.part} ${requestId}`;
const name = ({ kind, requestId }: Report): string => `${kind.part} of request ${requestId}`;

function asked(station: Station, seen: FrameSeen, action: string, payload: unknown): void {
  const kind = KINDS.find(({ requests }) => requests.includes(action));
  const requestId = integerOf(payload, 'requestId');
  if (kind === undefined || requestId === undefined) return;
  // A new request with an old id starts a new report.
  keep(station.reports, keyOf(kind, requestId), makeReport(kind, requestId, seen.version, seen.n), MAX_REPORTS);
}

function refused(station: Station, { answers, message }: FrameSeen): void {
  const kind = KINDS.find(({ requests }) => requests.includes(answers?.action ?? ''));
  const requestId = integerOf(answers?.payload, 'requestId');
  const report =
    kind === undefined || requestId === undefined ? undefined : station.reports.get(keyOf(kind, requestId));
  if (report === undefined || report.asked !== answers?.n) return;
  const status = message.kind === 'result' ? textOf(message.payload, 'status') : 'an error';
  if (status !== undefined && status !== 'Accepted') report.refused = status.slice(0, 40);
}

function part(station: Station, seen: FrameSeen, kind: Kind, payload: unknown): readonly Judgement[] {
  const requestId = integerOf(payload, 'requestId');
  const seqNo = integerOf(payload, 'seqNo');
  if (requestId === undefined || seqNo === undefined) return [];
  const key = keyOf(kind, requestId);
  const known = station.reports.get(key);
  const report = known ?? entry(station.reports, key, MAX_REPORTS, () => makeReport(kind, requestId, seen.version, 0));
  const sent = sending(station.awaited, seen, fingerprint(payload));
  const again = report.parts.get(sent.print);
  keep(report.parts, sent.print, sent, MAX_PARTS);
  const found: Judgement[] = [];
  const say = (
    severity: Finding['severity'],
    message: string,
    frame: number,
    requirements: readonly string[],
  ): void => {
    const frames = frame === 0 ? [seen.n] : [frame, seen.n];
    found.push({
      severity,
      message: `${name(report)} ${message}`,
      clause: part2(seen.version, ...requirements),
      frames,
    });
  };
  const { order, asked } = kind.requirements;
  if (again !== undefined) {
    if (!mayRepeat(again, seen))
      say('advisory', `seqNo ${seqNo} was sent again though it had been answered`, again.n, order);
    return found;
  }
  if (known === undefined) {
    say('advisory', 'was not asked for in what was seen', 0, asked);
    // It may have begun before the observation did.
    report.next = seqNo;
  }
  if (report.refused !== undefined) {
    say('fail', `came though its request was answered with ${report.refused}`, report.asked, asked);
    report.refused = undefined;
  }
  if (report.ended !== 0) say('fail', 'goes on after a part that said it was the last', report.ended, order);
  else if (seqNo !== report.next)
    say('fail', `has seqNo ${seqNo} where ${report.next} comes next`, report.last?.n ?? 0, order);
  report.next = seqNo + 1;
  report.last = sent;
  if (field(payload, 'tbc') !== true) report.ended = seen.n;
  return found;
}

/** A report that began and does not go on, though its last part was taken and its connection stands. */
function unfinished(report: Report, t: number, timeout: number): readonly Judgement[] {
  const { last } = report;
  if (report.stalled || last === undefined || report.ended !== 0) return [];
  if (last.outcome !== 'result' || t - last.t <= timeout) return [];
  report.stalled = true;
  const message = `${name(report)} did not go on for ${Math.round((t - last.t) / 1_000)} s after a part that announced another one`;
  return [
    {
      severity: 'advisory',
      message,
      clause: part2(report.version, ...report.kind.requirements.order),
      frames: [last.n],
    },
  ];
}

export const reports2x = defineRule<State>({
  id: 'reports-2x',
  title: 'A report consists of the parts 0, 1, 2 and so on, and its last part says that it is the last.',
  clauses: {
    '2.0.1': part2('2.0.1', 'B07.FR.10', 'B08.FR.14', 'N02.FR.09'),
    '2.1': part2('2.1', 'B07.FR.10', 'B08.FR.14', 'N02.FR.09'),
  },
  init: ({ callTimeout }) => ({ timeout: callTimeout, stations: new Map() }),
  on(seen, { timeout, stations }) {
    if (seen.kind === 'end') {
      // A case that ends does not end what it asked for.
      const reports = [...stations.values()].flatMap(({ reports }) => [...reports.values()]);
      return reports
        .flatMap((report) => unfinished(report, seen.t, timeout))
        .map((found) => ({ ...found, by: 'station' }));
    }
    const station = entry(stations, short(seen.identity), MANY.identities, makeStation);
    if (seen.kind !== 'frame') {
      // What a new connection, or none, does to a report that is under way is not said.
      for (const [key, report] of station.reports) if (report.last !== undefined) station.reports.delete(key);
      return [];
    }
    settle(station.awaited, seen);
    const { message } = seen;
    if (seen.sender === 'csms') {
      if (message.kind === 'call') asked(station, seen, message.action, message.payload);
      return [];
    }
    refused(station, seen);
    const kind = message.kind === 'call' ? KINDS.find((one) => one.part === message.action) : undefined;
    if (kind === undefined || message.kind !== 'call') return [];
    const found = part(station, seen, kind, message.payload);
    return isProvoked(seen) ? [] : found.map((judgement) => ({ ...judgement, by: seen.sender }));
  },
});
