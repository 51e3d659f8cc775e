/**
 * Promises are kept: what a station agreed to send comes, all of it; and a CSMS serves what it asked for, also while
 * the station is not accepted yet. No document sets a time for it: what is late is an advisory, and what was passed over
 * for a later request is a failure.
 */
import { MANY, entry, keep, short } from './bounded.js';
import { type Requests, askedFor, reply, request } from './boot-requests.js';
import { elapsed } from './elapsed.js';
import { type Owed, agreed, askOf } from './owed.js';
import { type Registrations, follow, registrationOf } from './registration.js';
import { defineRule, type Finding, type FrameSeen, isProvoked } from './rule.js';
import { refused } from './served.js';
import { field, integerOf } from './values.js';

interface Station {
  /** What was asked for and is not answered yet, by frame. */
  readonly asked: Map<number, Owed>;
  readonly owed: Map<number, Owed>;
  readonly requests: Requests;
  /** CALLs of the station's that were asked for while it was pending, by frame. */
  readonly wanted: Set<number>;
}
interface State {
  readonly timeout: number;
  readonly registrations: Registrations;
  readonly stations: Map<string, Station>;
}

const MAX_OWED = 64;

const makeStation = (): Station => ({ asked: new Map(), owed: new Map(), requests: new Map(), wanted: new Set() });

function finding(one: Owed, severity: Finding['severity'], message: string, ...frames: readonly number[]): Finding {
  const clause = one.clause;
  return {
    severity,
    by: 'station',
    message,
    clause,
    frames: [one.n, ...(one.last === undefined ? [] : [one.last.n]), ...frames],
  };
}

/** What has not come in its time, once. */
function late(station: Station, t: number, timeout: number, end: boolean): readonly Finding[] {
  const found: Finding[] = [];
  for (const one of station.owed.values()) {
    const waited = elapsed(one.last?.t ?? one.since, t);
    if (one.told || (end ? waited < timeout : waited <= timeout)) continue;
    one.told = true;
    const seconds = Math.round(waited / 1_000);
    const message =
      one.last === undefined
        ? `${one.what} was agreed to, and did not come within ${seconds} s`
        : `${one.what} did not go on for ${seconds} s after a part that announced another one`;
    // The rule on reports speaks of theirs.
    if (one.last === undefined || !one.followed) found.push(finding(one, 'advisory', message));
  }
  return found;
}

/** Takes the station's answer to what was asked of it. */
function answered(station: Station, { answers, message, t }: FrameSeen): void {
  const one = station.asked.get(answers?.n ?? 0);
  if (answers === undefined || one === undefined) return;
  station.asked.delete(one.n);
  if (message.kind !== 'result' || one.served || !agreed(answers.action, message.payload)) return;
  // Whoever asks anew does not wait for the old one any more, unless its time is over.
  for (const other of station.owed.values()) if (other.kind === one.kind && !other.told) station.owed.delete(other.n);
  keep(station.owed, one.n, { ...one, since: t }, MAX_OWED);
}

/** A message of the station's that may be what is owed. */
function came(station: Station, seen: FrameSeen, action: string, payload: unknown): readonly Finding[] {
  const more = field(payload, 'tbc') === true;
  for (const one of station.asked.values()) {
    if (!serves(one, action, payload)) continue;
    one.last = { n: seen.n, t: seen.t };
    one.served ||= !(one.inParts && more);
  }
  const found: Finding[] = [];
  for (const one of station.owed.values()) {
    if (!serves(one, action, payload)) continue;
    one.last = { n: seen.n, t: seen.t };
    if (one.inParts && more) continue;
    station.owed.delete(one.n);
    if (one.requestId !== undefined && one.inParts) found.push(...passedOver(station, one, seen));
  }
  return found;
}

/** Requests of the same kind that came first, whose time is over, and of which nothing or not all was seen. */
function passedOver(station: Station, later: Owed, seen: FrameSeen): readonly Finding[] {
  const earlier = [...station.owed.values()].filter((one) => one.told && one.kind === later.kind && one.n < later.n);
  return earlier.map((one) => {
    station.owed.delete(one.n);
    const what = one.last === undefined ? 'never came' : 'never ended';
    return finding(
      one,
      'fail',
      `${one.what} was agreed to and ${what}, though a later request was served`,
      later.n,
      seen.n,
    );
  });
}

const serves = (one: Owed, action: string, payload: unknown): boolean =>
  one.messages.includes(action) && (one.requestId === undefined || integerOf(payload, 'requestId') === one.requestId);

/** Nothing that a station had agreed to outlives its power or its connection. */
function forget({ asked, owed, wanted }: Station): void {
  asked.clear();
  owed.clear();
  wanted.clear();
}

function ofCsms(station: Station, seen: FrameSeen): readonly Finding[] {
  const { message, answers, version, n, t } = seen;
  if (message.kind === 'call' && !isProvoked(seen)) {
    request(station.requests, version, n, message.action, message.payload);
    const ask = askOf(version, message.action, message.payload);
    if (ask !== undefined)
      keep(station.asked, n, { ...ask, n, since: t, last: undefined, served: false, told: false }, MAX_OWED);
  }
  const wanted = station.wanted.delete(answers?.n ?? 0);
  return wanted && !isProvoked(seen) ? refused(seen) : [];
}

function ofStation(station: Station, seen: FrameSeen, pending: boolean): readonly Finding[] {
  const { message, answers, n } = seen;
  if (answers !== undefined) {
    reply(station.requests, answers.n, message.kind === 'result' ? message.payload : undefined);
    answered(station, seen);
    if (answers.action === 'Reset' && message.kind === 'result') forget(station);
  }
  if (message.kind !== 'call') return [];
  const { action, payload } = message;
  if (pending && !isProvoked(seen) && askedFor(station.requests, action) === 'triggered') station.wanted.add(n);
  const found = came(station, seen, action, payload);
  if (action !== 'BootNotification') return found;
  const wanted = [...station.wanted];
  forget(station);
  for (const one of wanted) station.wanted.add(one);
  if (!pending) station.requests.clear();
  return found;
}

export const promises = defineRule<State>({
  id: 'promises',
  title: 'What was agreed to comes, and what was asked for is served.',
  clauses: {
    '1.6': 'OCPP 1.6 §4.2, §5.9, §5.17; Security Whitepaper N01.FR.08',
    '2.0.1':
      'OCPP 2.0.1 Part 2 §3 FR.05, F06.FR.10, B02.FR.09, B07.FR.03, B08.FR.03, K09, N01.FR.08, N02.FR.03, N09, O03, O04',
    '2.1':
      'OCPP 2.1 Part 2 §3 FR.05, F06.FR.10, B02.FR.09, B07.FR.03, B08.FR.03, K09, N01.FR.08, N02.FR.03, N09, O03, O04, R04',
  },
  init: ({ actionTimeout }) => ({ timeout: actionTimeout, registrations: new Map(), stations: new Map() }),
  on(seen, { timeout, registrations, stations }) {
    if (seen.kind === 'end') return [...stations.values()].flatMap((one) => late(one, seen.t, timeout, true));
    const station = entry(stations, short(seen.identity), MANY.identities, makeStation);
    const overdue = late(station, seen.t, timeout, false);
    if (seen.kind !== 'frame') {
      forget(station);
      return overdue;
    }
    const registration = registrationOf(registrations, seen);
    const pending = registration.status === 'Pending';
    const found = seen.sender === 'csms' ? ofCsms(station, seen) : ofStation(station, seen, pending);
    follow(registration, seen);
    return overdue.length === 0 ? found : [...overdue, ...found];
  },
});
