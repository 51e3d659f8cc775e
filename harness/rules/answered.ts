/** Every valid CALL is answered while its connection is open. */
import { type Role, type Version, is2x } from '../doors/protocol.js';
import { limitText } from '../doors/durations.js';
import { MANY, endOf, keep, quote } from './bounded.js';
import { nameOf, peerOf, rpc } from './clauses.js';
import { elapsed } from './elapsed.js';
import { judgeCall } from './judged.js';
import { type Registration, type Registrations, follow, registrationOf } from './registration.js';
import { defineRule, type Finding, type FrameSeen, type Seen } from './rule.js';

interface Open {
  readonly n: number;
  readonly t: number;
  readonly conn: number;
  readonly identity: string;
  readonly version: Version;
  readonly action: string;
  /** Who owes the answer. */
  readonly by: Role;
  readonly severity: Finding['severity'];
}
interface State {
  readonly timeout: number;
  /** CALLs whose time has not run out; `t` is when all of it was sent. */
  readonly open: Map<number, Open>;
  /** CALLs whose time ran out while their receiver was silent: it may have lost its power or its network. */
  readonly silent: Map<number, Open>;
  /** Per connection and role: the last frame that it sent. */
  readonly last: Map<number, number>;
  readonly registrations: Registrations;
}

const clauseOf = (version: Version): string =>
  version === '1.6' ? `${rpc(version, '4.2.3')} with errata 3.2` : rpc(version, '4.1.7, §4.2.2');

function finding(open: Open, timeout: number, severity: Finding['severity'], how: string): Finding {
  const message = `${quote(open.action)} was not answered within ${limitText(timeout)}${how}`;
  return { severity, by: open.by, message, clause: clauseOf(open.version), frames: [open.n] };
}

/**
 * Whether an answer is owed, and how surely. 2.x lets a receiver drop what does not meet the schemas (Part 4 §4.2.3);
 * 1.6 does not say so. A station is silent while it is Rejected (1.6 §4.2; B03.FR.02), and in 1.6 it only SHOULD
 * answer while it is Pending.
 */
function owed(seen: FrameSeen, { status }: Registration): Finding['severity'] | undefined {
  if (seen.message.kind !== 'call' || seen.deliberate === true) return undefined;
  const toStation = seen.sender === 'csms';
  if (toStation && status === 'Rejected') return undefined;
  if (!judgeCall(seen.version, seen.sender, seen.message).valid) return is2x(seen.version) ? undefined : 'advisory';
  if (toStation && status === 'waiting') return 'advisory';
  return toStation && status === 'Pending' && seen.version === '1.6' ? 'advisory' : 'fail';
}

/**
 * Sorts out the CALLs whose time has run out at `t`: found wanting, or their receiver was not heard of since. An answer
 * in the last moment is in time, but a case that ends in that moment has waited in vain, and the finding belongs to it.
 */
function expire(state: State, { kind, t }: Seen): readonly Finding[] {
  const found: Finding[] = [];
  for (const open of state.open.values()) {
    const waited = elapsed(open.t, t);
    if (kind === 'end' ? waited < state.timeout : waited <= state.timeout) continue;
    state.open.delete(open.n);
    if ((state.last.get(endOf(open.conn, open.by)) ?? 0) > open.n)
      found.push(finding(open, state.timeout, open.severity, ''));
    else keep(state.silent, open.n, open, MANY.exchanges);
  }
  return found;
}

const NONE: readonly never[] = [];

function take(from: Map<number, Open>, which: (open: Open) => boolean): readonly Open[] {
  if (from.size === 0) return NONE;
  const taken = [...from.values()].filter(which);
  for (const open of taken) from.delete(open.n);
  return taken;
}

/** A connection that ended, or that its station gave up for a new one. */
function ended(state: State, which: (open: Open) => boolean): readonly Finding[] {
  take(state.open, which);
  const how = ', and its connection then ended without a sign of life';
  return take(state.silent, which).map((open) => finding(open, state.timeout, 'advisory', how));
}

function frame(state: State, seen: FrameSeen): readonly Finding[] {
  keep(state.last, endOf(seen.conn, seen.sender), seen.n, 2 * MANY.connections);
  const alive = take(state.silent, (open) => open.conn === seen.conn && open.by === seen.sender);
  const late = `, though ${nameOf(seen.sender)} was heard of again`;
  const found = alive.map((open) => finding(open, state.timeout, open.severity, late));
  if (seen.answers !== undefined) state.open.delete(seen.answers.n);

  const registration = registrationOf(state.registrations, seen);
  const severity = owed(seen, registration);
  if (severity !== undefined && seen.message.kind === 'call') {
    const { n, t, took = 0, conn, identity, version, message } = seen;
    const open = {
      n,
      t: t + took,
      conn,
      identity,
      version,
      action: message.action.slice(0, 64),
      by: peerOf(seen.sender),
      severity,
    };
    keep(state.open, n, open, MANY.exchanges);
  }
  follow(registration, seen);
  // What was asked before is not answered any more either.
  if (registration.status === 'Rejected') {
    const hushed = (open: Open): boolean => open.identity === seen.identity && open.by === 'station';
    take(state.open, hushed);
    take(state.silent, hushed);
  }
  return found;
}

function on(seen: Seen, state: State): readonly Finding[] {
  const found = expire(state, seen);
  if (seen.kind === 'frame') return found.concat(frame(state, seen));
  if (seen.kind === 'closed') return [...found, ...ended(state, (open) => open.conn === seen.conn)];
  if (seen.kind === 'open') return [...found, ...ended(state, (open) => open.identity === seen.identity)];
  return [...found, ...take(state.silent, () => true).map((open) => finding(open, state.timeout, open.severity, ''))];
}

export const answered = defineRule<State>({
  id: 'answered',
  title: 'Every valid CALL is answered while its connection is open.',
  clauses: { '1.6': clauseOf('1.6'), '2.0.1': clauseOf('2.0.1'), '2.1': clauseOf('2.1') },
  init: ({ callTimeout }) => ({
    timeout: callTimeout,
    open: new Map(),
    silent: new Map(),
    last: new Map(),
    registrations: new Map(),
  }),
  on,
});
