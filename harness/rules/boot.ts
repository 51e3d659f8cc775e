/** Until the CSMS has accepted a station, both sides send only what they may. */
import { is2x, type Version } from '../doors/protocol.js';
import { MANY, entry, keep, quote, short } from './bounded.js';
import { part2, rpc } from './clauses.js';
import { type Requests, askedFor, reply, request } from './boot-requests.js';
import { type Registration, type Registrations, follow, registrationOf } from './registration.js';
import { defineRule, type Finding, type FrameSeen, isProvoked } from './rule.js';
import { textOf } from './values.js';

interface Station {
  readonly requests: Requests;
  /** Messages sent before a BootNotification, per connection: the first of them, 0 once it has booted there. */
  readonly early: Map<number, number>;
  /** CALLs that were sent while they should not have been, by frame, and the requirement that rules their answer. */
  readonly unwelcome: Map<number, string>;
}
interface State {
  readonly registrations: Registrations;
  readonly stations: Map<string, Station>;
}
type Judgement = Omit<Finding, 'by'>;

/** A station's timer is not ours: what it does this much too early (milliseconds, and share) is in time. */
const TOLERANCE = 1_000;
const DRIFT = 0.01;

const boot16 = 'OCPP 1.6 §4.2';
const clauseOf = (version: Version, ...requirements: readonly string[]): string =>
  version === '1.6' ? boot16 : part2(version, ...requirements);

/** A station's CALL or SEND other than BootNotification. */
function early(seen: FrameSeen, action: string, station: Station, registration: Registration): Judgement | undefined {
  const { status, before, answeredOn, boot, answer } = registration;
  const { version, n } = seen;
  if (status === 'unknown' || status === 'Accepted') {
    if (!station.early.has(seen.conn)) keep(station.early, seen.conn, n, MANY.connections);
    return undefined;
  }
  const asked = askedFor(station.requests, action);
  if (asked === 'triggered' && status !== 'Rejected') return undefined;
  const frames = [status === 'waiting' ? boot : answer, n];
  const text = `${quote(action)} was sent while ${status === 'waiting' ? 'the BootNotification has no answer' : `the station is ${status}`}`;
  if (status === 'waiting') {
    // A station that sends BootNotification again on the connection that it was accepted on may not have booted.
    const doubtful =
      asked !== 'no' || (before === 'Accepted' && answeredOn === seen.conn) || seen.message.kind === 'send';
    return { severity: doubtful ? 'advisory' : 'fail', message: text, clause: clauseOf(version, 'B01.FR.08'), frames };
  }
  const doubtful = seen.message.kind === 'send' || (status === 'Pending' && asked === 'consequence');
  const rests = status === 'Pending' ? ['B02.FR.02'] : ['B03.FR.02'];
  if (!doubtful) keep(station.unwelcome, n, status === 'Pending' ? 'B02.FR.09' : 'B03.FR.07', MANY.exchanges);
  return { severity: doubtful ? 'advisory' : 'fail', message: text, clause: clauseOf(version, ...rests), frames };
}

/** A BootNotification before the time that the last answer set. */
function tooSoon(seen: FrameSeen, station: Station, registration: Registration): Judgement | undefined {
  const { status, since, interval, conn, answer } = registration;
  if (status !== 'Pending' && status !== 'Rejected') return undefined;
  const wait = interval * 1_000;
  if (
    seen.t - since >= wait * (1 - DRIFT) - TOLERANCE ||
    askedFor(station.requests, 'BootNotification') === 'triggered'
  )
    return undefined;
  const rejected = status === 'Rejected';
  // On a new connection it may have booted, and then it has to send one at once (B01.FR.03).
  const again = conn !== seen.conn;
  const should = seen.version === '1.6' && !rejected;
  const message = `BootNotification was sent ${Math.round((seen.t - since) / 1_000)} s after an answer that asks for ${interval} s`;
  const clause = clauseOf(seen.version, ...(rejected ? ['B03.FR.02', 'B03.FR.06'] : ['B02.FR.04']));
  return { severity: again || should ? 'advisory' : 'fail', message, clause, frames: [answer, seen.n] };
}

/** The first BootNotification on a connection that other messages went before. */
function afterOthers(seen: FrameSeen, station: Station): Judgement | undefined {
  const first = station.early.get(seen.conn) ?? 0;
  keep(station.early, seen.conn, 0, MANY.connections);
  if (first === 0 || askedFor(station.requests, 'BootNotification') === 'triggered') return undefined;
  const reason = 'payload' in seen.message ? textOf(seen.message.payload, 'reason') : undefined;
  if (reason === 'Triggered') return undefined;
  // Without power there was no connection: what came first on this one came after the boot.
  const sure = is2x(seen.version) && reason === 'PowerUp';
  const message = 'the station sent other messages on this connection before its BootNotification';
  if (sure) return { severity: 'fail', message, clause: clauseOf(seen.version, 'B01.FR.08'), frames: [first, seen.n] };
  const doubt = '; legal only if it was accepted before and something that it reports has changed';
  return { severity: 'advisory', message: message + doubt, clause: rpc(seen.version, '5.4'), frames: [first, seen.n] };
}

const REMOTE: readonly string[] = ['RemoteStartTransaction', 'RemoteStopTransaction'];
const REQUEST: readonly string[] = ['RequestStartTransaction', 'RequestStopTransaction'];

/** A CALL of the CSMS's. */
function towards(
  seen: FrameSeen,
  action: string,
  payload: unknown,
  station: Station,
  registration: Registration,
): Judgement | undefined {
  const { status, answer } = registration;
  const { version, n } = seen;
  if (status !== 'Rejected') request(station.requests, version, n, action, payload);
  if (status === 'Rejected') {
    keep(station.unwelcome, n, 'B03.FR.08', MANY.exchanges);
    const message = `${quote(action)} was sent to a station that the CSMS has rejected`;
    return {
      severity: version === '1.6' ? 'advisory' : 'fail',
      message,
      clause: clauseOf(version, 'B03.FR.03'),
      frames: [answer, n],
    };
  }
  if (status === 'Pending' && version === '1.6' && REMOTE.includes(action)) {
    return {
      severity: 'fail',
      message: `${action} was sent while the station is Pending`,
      clause: boot16,
      frames: [answer, n],
    };
  }
  if (status === 'Pending' && is2x(version) && REQUEST.includes(action))
    keep(station.unwelcome, n, 'B02.FR.05', MANY.exchanges);
  if (status === 'Accepted' && textOf(payload, 'requestedMessage') === 'BootNotification') {
    if (is2x(version)) keep(station.unwelcome, n, 'F06.FR.17', MANY.exchanges);
    const message = 'BootNotification was triggered at a station that is accepted';
    const clause = 'OCPP 1.6 §5.17 (errata 3.35, 3.40)';
    if (version === '1.6') return { severity: 'advisory', message, clause, frames: [answer, n] };
  }
  return undefined;
}

/** The answer to a CALL that should not have been sent, or not then. */
function answer(seen: FrameSeen, requirement: string): Judgement | undefined {
  const { answers, message, version } = seen;
  if (answers === undefined) return undefined;
  const frames = [answers.n, seen.n];
  const what = quote(answers.action);
  const status = message.kind === 'result' ? textOf(message.payload, 'status') : undefined;
  const code = message.kind === 'error' ? message.code : undefined;
  const clause = clauseOf(version, requirement);
  if (version === '1.6') {
    if (seen.sender === 'station')
      return { severity: 'fail', message: `${what} was answered while the station is Rejected`, clause, frames };
    if (code !== undefined) return undefined;
    const text = `${what} of a station that is not accepted was answered as if it were`;
    return { severity: 'advisory', message: text, clause: 'OCPP-J 1.6 §5.6 (errata 3.8)', frames };
  }
  if (requirement === 'B02.FR.05' || requirement === 'F06.FR.17') {
    if (status === 'Rejected') return undefined;
    const sure = requirement === 'B02.FR.05' ? status !== undefined : status === 'Accepted';
    const text = `${what} was not answered with status Rejected, but with ${quote(status ?? code ?? 'something else')}`;
    return { severity: sure ? 'fail' : 'advisory', message: text, clause, frames };
  }
  if (code === 'SecurityError') return undefined;
  const text = `${what} was answered with ${code === undefined ? 'a CALLRESULT' : quote(code)}, not with SecurityError`;
  return { severity: 'fail', message: text, clause, frames };
}

function judge(seen: FrameSeen, station: Station, registration: Registration): readonly (Judgement | undefined)[] {
  const { message, answers } = seen;
  if (message.kind === 'call' || message.kind === 'send') {
    if (seen.sender === 'csms') return [towards(seen, message.action, message.payload, station, registration)];
    if (message.action !== 'BootNotification') return [early(seen, message.action, station, registration)];
    const found = [tooSoon(seen, station, registration), afterOthers(seen, station)];
    // What was asked of it while it was accepted is no trigger for what it sends until it is accepted again.
    if (registration.status === 'Accepted' || registration.status === 'unknown') station.requests.clear();
    return found;
  }
  if (answers === undefined) return [];
  if (seen.sender === 'station')
    reply(station.requests, answers.n, message.kind === 'result' ? message.payload : undefined);
  const requirement = station.unwelcome.get(answers.n);
  station.unwelcome.delete(answers.n);
  return requirement === undefined ? [] : [answer(seen, requirement)];
}

export const boot = defineRule<State>({
  id: 'boot',
  title: 'Until the CSMS has accepted a station, both sides send only what they may.',
  clauses: {
    '1.6': boot16,
    '2.0.1': part2('2.0.1', 'B01.FR.08', 'B02', 'B03'),
    '2.1': part2('2.1', 'B01.FR.08', 'B02', 'B03'),
  },
  init: () => ({ registrations: new Map(), stations: new Map() }),
  on(seen, { registrations, stations }) {
    if (seen.kind !== 'frame') return [];
    const registration = registrationOf(registrations, seen);
    const station = entry(stations, short(seen.identity), MANY.identities, (): Station => ({
      requests: new Map(),
      early: new Map(),
      unwelcome: new Map(),
    }));
    const found = judge(seen, station, registration);
    follow(registration, seen);
    if (isProvoked(seen)) return [];
    return found.flatMap((judgement) => (judgement === undefined ? [] : [{ ...judgement, by: seen.sender }]));
  },
});
