/**
 * Turns the facts of a record (or of a captured log) into what rules see: frames are parsed, answers are joined to
 * their CALLs, and what is deliberately wrong is marked, and what reacts to it. What a hostile peer can make it keep is bounded.
 */
import { type Role, type Version } from '../doors/protocol.js';
import { type CallMessage, type Message, parseMessage } from '../wire/ocpp-j.js';
import { type Paced, sendingTime } from '../wire/sending-time.js';
import { keep, short } from './bounded.js';
import { peerOf } from './clauses.js';
import { judgePayload } from './judged.js';
import { type ConnectionSeen, type EndSeen, type FrameSeen } from './rule.js';

export interface OpenFact {
  readonly conn: number;
  readonly identity: string;
  readonly version: Version;
  readonly t: number;
}
export interface FrameFact {
  readonly conn: number;
  readonly n: number;
  readonly t: number;
  readonly sender: Role;
  readonly text: string;
  readonly binary?: boolean | undefined;
  /** How the tester sent it, where not simply in one frame. */
  readonly sending?: Paced | undefined;
  /** Set when the frame was over the limit and `text` is cut: its size, or just true. */
  readonly oversize?: number | boolean | undefined;
  /** Set when the tester made the frame wrong on purpose: the reason, or just true. */
  readonly deliberate?: string | boolean | undefined;
}

export interface Joiner {
  open(fact: OpenFact): ConnectionSeen;
  /** Undefined for a connection that was not opened before: its version is not known. */
  frame(fact: FrameFact): FrameSeen | undefined;
  closed(fact: { readonly conn: number; readonly t: number }): ConnectionSeen | undefined;
  end(t: number): EndSeen;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Answered = NonNullable<FrameSeen['answers']>;
interface OpenCall {
  readonly answers: Answered;
  readonly size: number;
  readonly deliberate: boolean;
  /** The actions of other CALLs with its id that were open at any time while it was. */
  readonly rivals: Set<string>;
}
/** What one side of a connection sent and waits for. */
interface Side {
  readonly calls: Map<string, OpenCall[]>;
  /** The CALL that an error was taken to refuse while others with its id, wrong on purpose, stayed open. */
  readonly refused: Map<string, OpenCall>;
  count: number;
  size: number;
  /** When it sent deliberately wrong frames that nothing reacted to yet. */
  readonly wrong: number[];
}
interface Link extends OpenFact {
  readonly sides: Readonly<Record<Role, Side>>;
}

const MAX_CONNECTIONS = 1_024;
/** Open CALLs of one sender on one connection, and the characters that they hold. */
const MAX_CALLS = 256;
const MAX_SIZE = 8 * 1024 * 1024;
/** A reaction to a deliberately wrong frame is expected within this time (milliseconds). */
const REACTION = 60_000;
const MAX_WRONG = 32;

const side = (): Side => ({ calls: new Map(), refused: new Map(), count: 0, size: 0, wrong: [] });

/** How a frame begins of which only the beginning is there: its message type and its id. */
const HEAD = /^\s*\[\s*([2-6])\s*,\s*("(?:[^"\\]|\\.){0,256}")\s*,/;

function headOf(text: string): { readonly type?: number; readonly id?: string } {
  const [, type, id] = HEAD.exec(text.slice(0, 1_024)) ?? [];
  if (type === undefined || id === undefined) return {};
  try {
    return { type: Number(type), id: JSON.parse(id) as string };
  } catch {
    return {};
  }
}

function read(fact: FrameFact, version: Version): Message {
  if (fact.binary === true) return { kind: 'malformed', reason: 'binary', detail: 'a binary frame' };
  if (fact.oversize !== undefined && fact.oversize !== false) {
    const size = fact.oversize === true ? '' : ` of ${fact.oversize} bytes`;
    const detail = `a frame${size}, more than the tester reads`;
    return { kind: 'malformed', reason: 'oversize', detail, ...headOf(fact.text) };
  }
  try {
    return parseMessage(fact.text, version);
  } catch {
    // A text can be nested so deeply that nothing can walk it any more.
    return { kind: 'malformed', reason: 'not-json', detail: 'the text is nested too deeply' };
  }
}

/** The oldest CALL goes when a sender keeps too many open. */
function forget(from: Side): void {
  while (from.count > MAX_CALLS || (from.size > MAX_SIZE && from.count > 1)) {
    const oldest = from.calls.keys().next().value as string;
    take(from, oldest, () => 0);
  }
}

function asked(from: Side, fact: FrameFact, message: CallMessage): void {
  const { n, t, text } = fact;
  const call: OpenCall = {
    answers: { n, action: message.action, payload: message.payload, t },
    size: text.length,
    deliberate: isDeliberate(fact),
    rivals: new Set(),
  };
  const same = from.calls.get(message.id);
  for (const other of same ?? []) {
    other.rivals.add(short(message.action));
    call.rivals.add(short(other.answers.action));
  }
  if (same === undefined) from.calls.set(message.id, [call]);
  else same.push(call);
  from.count += 1;
  from.size += call.size;
  forget(from);
}

/** Takes one of the open CALLs with this id: the one at the place that `which` gives. */
function take(from: Side, id: string, which: (same: readonly OpenCall[]) => number): OpenCall | undefined {
  const same = from.calls.get(id);
  if (same === undefined) return undefined;
  const [call] = same.splice(which(same), 1);
  if (call === undefined) return undefined;
  if (same.length === 0) {
    from.calls.delete(id);
    from.refused.delete(id);
  }
  from.count -= 1;
  from.size -= call.size;
  return call;
}

const isDeliberate = (fact: FrameFact): boolean => fact.deliberate !== undefined && fact.deliberate !== false;

/** Whether the message is of a kind that answers: also a malformed one whose message type says so. */
function isReaction(message: Message): boolean {
  if (message.kind !== 'malformed') return message.kind !== 'call' && message.kind !== 'send';
  return message.type === 3 || message.type === 4 || message.type === 5;
}

/**
 * The CALL that an answer is for where the tester gave an id twice on purpose: nobody says in which order they are
 * served. A result is for the first that its payload fits, and an error refuses the later one until a result says
 * otherwise.
 */
function ambiguous(from: Side, message: Message & { readonly id: string }, version: Version): OpenCall | undefined {
  const { id } = message;
  const { refused } = from;
  const fits = ({ answers: { action } }: OpenCall): boolean =>
    message.kind === 'result' && judgePayload(version, action, 'response', message.payload).schema.length === 0;
  const before = refused.get(id);
  const open = from.calls.get(id) ?? [];
  const swapped = before !== undefined && !open.some(fits) && fits(before);
  const call = take(from, id, (same) =>
    message.kind === 'error' ? same.length - 1 : Math.max(0, same.findIndex(fits)),
  );
  if (message.kind === 'error' && call !== undefined && from.calls.has(id)) refused.set(id, call);
  return swapped ? before : call;
}

/** The CALL that a CALLRESULT or CALLERROR (well-formed or not) answers. A CALLRESULTERROR answers none. */
function answered(from: Side, message: Message, version: Version): OpenCall | undefined {
  const { id } = message;
  if (!isReaction(message) || message.kind === 'result-error' || id === undefined) return undefined;
  if (message.kind === 'malformed' && message.type === 5) return undefined;
  const open = from.calls.get(id) ?? [];
  const twice = (open.length > 1 && open.some(({ deliberate }) => deliberate)) || from.refused.has(id);
  return twice ? ambiguous(from, { ...message, id }, version) : take(from, id, () => 0);
}

/** A reaction without a CALL belongs to a deliberately wrong frame, if there was one lately: it may carry any id. */
function reactsToWrong(from: Side, t: number): boolean {
  while (from.wrong.length > 0 && t - (from.wrong[0] ?? 0) > REACTION) from.wrong.shift();
  return from.wrong.shift() !== undefined;
}

export function createJoiner(): Joiner {
  const links = new Map<number, Link>();
  return {
    open(fact) {
      const { conn, identity, version, t } = fact;
      keep(links, conn, { conn, identity, version, t, sides: { station: side(), csms: side() } }, MAX_CONNECTIONS);
      return { kind: 'open', t, conn, identity, version };
    },
    frame(fact) {
      const link = links.get(fact.conn);
      if (link === undefined) return undefined;
      const { conn, identity, version } = link;
      const message = read(fact, version);
      const other = link.sides[peerOf(fact.sender)];
      const own = link.sides[fact.sender];
      const call = answered(other, message, version);
      const deliberate = isDeliberate(fact);
      let reacts = false;
      // Only 2.1 knows a reaction to a wrong answer (CALLRESULTERROR).
      if (deliberate && (!isReaction(message) || version === '2.1')) {
        own.wrong.push(fact.t);
        if (own.wrong.length > MAX_WRONG) own.wrong.shift();
      }
      if (call?.deliberate === true || (call === undefined && isReaction(message))) {
        if (reactsToWrong(other, fact.t) || call?.deliberate === true) reacts = true;
      }
      if (message.kind === 'call') asked(own, fact, message);
      const size = typeof fact.oversize === 'number' ? fact.oversize : fact.text.length;
      const { n, t, sender } = fact;
      const seen: Writable<FrameSeen> = { kind: 'frame', n, t, conn, identity, version, sender, message, size };
      if (call !== undefined) seen.answers = call.answers;
      if (call !== undefined && call.rivals.size > 0) seen.rivals = [...call.rivals];
      const took = sendingTime(fact.sending);
      if (took > 0) seen.took = took;
      if (deliberate) seen.deliberate = true;
      if (reacts) seen.reacts = true;
      return seen;
    },
    closed({ conn, t }) {
      const link = links.get(conn);
      if (link === undefined) return undefined;
      links.delete(conn);
      return { kind: 'closed', t, conn, identity: link.identity, version: link.version };
    },
    end: (t) => ({ kind: 'end', t }),
  };
}
