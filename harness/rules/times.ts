/**
 * Times go forward: what a CSMS says is now is never before what it said earlier, and what a station says of one thing
 * is not older than what it said of it before. A station may set its clock whenever the CSMS tells the time, so that
 * nothing of it is more than an advisory.
 */
import { MANY, entry, keep, short } from './bounded.js';
import { datedIn } from './dated.js';
import { elapsed } from './elapsed.js';
import { defineRule, type Finding, type FrameSeen, isProvoked } from './rule.js';
import { instantOf } from './values.js';

interface Stamp {
  readonly at: number;
  readonly n: number;
}
interface Station {
  /** What the CSMS said last, and when. */
  now: (Stamp & { readonly t: number }) | undefined;
  readonly series: Map<string, Stamp & { readonly seqNo: number | undefined }>;
  /** It has been said that the station's clock is ahead. */
  ahead: boolean;
}
type Judgement = Omit<Finding, 'by'>;

const MAX_SERIES = 512;
/** Milliseconds: whole seconds, and the servers of one CSMS, which set their clocks each for itself. */
const SLACK = 5_000;
/** Milliseconds: less than any time zone is off, more than any clock that is ever set. */
const AHEAD = 15 * 60_000;
const TELLS: readonly string[] = ['BootNotification', 'Heartbeat'];

const clauseOf = ({ version, sender }: FrameSeen): string => {
  if (version === '1.6') return sender === 'csms' ? 'OCPP 1.6 §4.6, §6.4, §6.30' : 'OCPP 1.6 §3.7, §4.2, §4.6';
  return `OCPP ${version} Part 2 ${sender === 'csms' ? 'G02.FR.03' : 'B01.FR.06, G02.FR.06'}`;
};
const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

function csmsSays(station: Station, seen: FrameSeen): readonly Judgement[] {
  const { message, answers, n, t } = seen;
  if (message.kind !== 'result' || !TELLS.includes(answers?.action ?? '')) return [];
  const at = instantOf(message.payload, 'currentTime');
  if (at === undefined) return [];
  const before = station.now;
  station.now = { at, n, t };
  station.ahead = false;
  // Whoever was ahead of this time may set its clock back now.
  for (const [key, stamp] of station.series) if (stamp.at > at) station.series.delete(key);
  if (before === undefined || at >= before.at - SLACK) return [];
  const words = `the present time is ${seconds(before.at - at)} before what it was said to be ${seconds(elapsed(before.t, t))} earlier`;
  return [{ severity: 'fail', message: words, clause: clauseOf(seen), frames: [before.n, n] }];
}

function stationSays(station: Station, seen: FrameSeen): readonly Judgement[] {
  const clause = clauseOf(seen);
  const found: Judgement[] = [];
  for (const { series, about, at, seqNo } of datedIn(seen)) {
    const before = station.series.get(series);
    // Numbered, and sent later than its number says: only the number tells the order.
    const late = before?.seqNo !== undefined && seqNo !== undefined && seqNo <= before.seqNo;
    if (before !== undefined && at < before.at && !late)
      found.push({
        severity: 'advisory',
        message: `${about} is ${seconds(before.at - at)} older than the one before; legal only if it was held back, or the clock was set back`,
        clause,
        frames: [before.n, seen.n],
      });
    if (!late) keep(station.series, series, { at, n: seen.n, seqNo }, MAX_SERIES);
    const { now } = station;
    if (now === undefined || station.ahead) continue;
    const ahead = at - (now.at + elapsed(now.t, seen.t));
    if (ahead <= AHEAD) continue;
    station.ahead = true;
    found.push({
      severity: 'advisory',
      message: `${about} lies ${Math.round(ahead / 60_000)} minutes ahead of the time that the CSMS told: the clock or its time zone is wrong`,
      clause,
      frames: [now.n, seen.n],
    });
  }
  return found;
}

export const times = defineRule<Map<string, Station>>({
  id: 'times',
  title: 'Times go forward: what is now for the CSMS, and what a station says of one thing.',
  clauses: {
    '1.6': 'OCPP 1.6 §3.7, §4.2, §4.6',
    '2.0.1': 'OCPP 2.0.1 Part 2 G02.FR.03, G02.FR.06, B01.FR.06',
    '2.1': 'OCPP 2.1 Part 2 G02.FR.03, G02.FR.06, B01.FR.06',
  },
  init: () => new Map(),
  on(seen, stations) {
    if (seen.kind !== 'frame' || isProvoked(seen)) return [];
    const station = entry(stations, short(seen.identity), MANY.identities, (): Station => ({
      now: undefined,
      series: new Map(),
      ahead: false,
    }));
    const found = seen.sender === 'csms' ? csmsSays(station, seen) : stationSays(station, seen);
    return found.map((judgement) => ({ ...judgement, by: seen.sender }));
  },
});
