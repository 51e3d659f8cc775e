/**
 * Ids that were given are the ids that are used: of transactions (1.6), remote starts (2.x), reservations, requests and
 * monitors. An id of before the observation is legal, and a rule sees only part of history.
 */
import { type Version, is2x } from '../doors/protocol.js';
import { MANY, entry, short } from './bounded.js';
import { part2 } from './clauses.js';
import { type Ids16, type Judgement, judgeIds16, makeIds16 } from './given-ids-16.js';
import { type Ids2x, judgeIds2x, makeIds2x } from './given-ids-2x.js';
import { type Monitors, judgeMonitors } from './given-monitors.js';
import { type GivenRequests, judgeRequests, makeGivenRequests, mistaken } from './given-requests.js';
import { defineRule, type Finding, type FrameSeen, isProvoked } from './rule.js';

interface Station {
  readonly version: Version;
  readonly ids16: Ids16;
  readonly ids2x: Ids2x;
  readonly requests: GivenRequests;
  readonly monitors: Monitors;
}
interface State {
  readonly timeout: number;
  readonly stations: Map<string, Station>;
}

const makeStation = (version: Version): Station => ({
  version,
  ids16: makeIds16(),
  ids2x: makeIds2x(),
  requests: makeGivenRequests(),
  monitors: new Map(),
});

function judge(station: Station, seen: FrameSeen): readonly Judgement[] {
  const requests = judgeRequests(station.requests, seen);
  if (!is2x(seen.version)) return [...requests, ...judgeIds16(station.ids16, seen)];
  return [...requests, ...judgeIds2x(station.ids2x, seen), ...judgeMonitors(station.monitors, seen)];
}

/** Those of 2.x. */
const REQUIREMENTS = [
  '§3 FR.05',
  'E03.FR.03',
  'F01.FR.25',
  'F02.FR.01',
  'F02.FR.06',
  'L01.FR.10',
  'N01.FR.07',
  'N07.FR.06',
] as const;

export const givenIds = defineRule<State>({
  id: 'given-ids',
  title: 'The ids that were given are the ids that are used.',
  clauses: {
    '1.6': 'OCPP 1.6 §4.7, §4.8, §4.10 (errata 3.18), §5.13; Security Whitepaper N01.FR.07, L01.FR.10',
    '2.0.1': part2('2.0.1', ...REQUIREMENTS),
    '2.1': part2('2.1', ...REQUIREMENTS),
  },
  init: ({ actionTimeout }) => ({ timeout: actionTimeout, stations: new Map() }),
  on(seen, { timeout, stations }) {
    if (seen.kind === 'end')
      return [...stations.values()].flatMap((one) => mistaken(one.requests, one.version, seen.t, timeout));
    const station = entry(stations, short(seen.identity), MANY.identities, () => makeStation(seen.version));
    const late = mistaken(station.requests, station.version, seen.t, timeout);
    if (seen.kind !== 'frame') return late;
    const found = judge(station, seen);
    if (isProvoked(seen) || found.length === 0) return late;
    return [...late, ...found.map((judgement): Finding => ({ ...judgement, by: 'station' }))];
  },
});
