/** Every answer belongs to a CALL that was not answered before. */
import { type ErrorMessage, type ResultMessage, isNullPayload } from '../wire/ocpp-j.js';
import { is2x } from '../doors/protocol.js';
import { MANY, endOf, entry, keep, quote, short } from './bounded.js';
import { part2, peerOf, rpc, rpcClauses } from './clauses.js';
import { judgePayload } from './judged.js';
import { defineRule, type Finding, type FrameSeen } from './rule.js';

/** What one side of a connection sent that an answer may speak of, by id. */
interface Side {
  /** CALLs by id, answered or not. */
  readonly calls: Map<
    string,
    { readonly n: number; readonly action: string; answered: boolean; readonly again: boolean }
  >;
  readonly sends: Map<string, number>;
  /** Malformed frames whose id could be read, and whether a CALLRESULT is as good an answer as a CALLERROR. */
  readonly malformed: Map<string, { readonly n: number; readonly tolerable: boolean }>;
  /** Malformed frames whose id could not be read. */
  unreadable: number;
  /** CALLRESULTs by id (2.1), and whether they were by their schema. */
  readonly results: Map<string, { readonly n: number; readonly valid: boolean }>;
}
interface State {
  readonly sides: Map<number, Side>;
  /** Per identity: the CALLs that were open when its last connection ended, by sender and id. */
  readonly orphans: Map<string, Set<string>>;
}

type Judgement = Pick<Finding, 'severity' | 'message' | 'clause' | 'frames'>;

const makeSide = (): Side => ({
  calls: new Map(),
  sends: new Map(),
  malformed: new Map(),
  unreadable: 0,
  results: new Map(),
});

const MAX_ID = 36;
const isPlainId = (id: string): boolean => id !== '' && id.length <= MAX_ID && !id.includes('\ufffd');

/** The newest CALL that has no answer yet. */
const openCall = ({ calls }: Side): { readonly n: number; readonly action: string } | undefined =>
  [...calls.values()].findLast(({ answered }) => !answered);

/**
 * Whether a receiver may find that it cannot read a message, or not its id: a malformed one, one whose id is none, too
 * long or in use, and an answer that is made up on purpose.
 */
function isDoubtful({ calls }: Side, { message, deliberate, answers }: FrameSeen): boolean {
  if (message.kind === 'malformed') return true;
  if (message.kind === 'call' || message.kind === 'send')
    return !isPlainId(message.id) || (deliberate === true && calls.has(short(message.id)));
  return deliberate === true && answers === undefined;
}

/** Takes note of what `seen` may be answered by. */
function remember(side: Side, seen: FrameSeen): void {
  const { message, n } = seen;
  if (isDoubtful(side, seen)) side.unreadable = Math.min(side.unreadable + 1, MANY.exchanges);
  if (message.kind === 'call') {
    const id = short(message.id);
    const call = { n, action: quote(message.action), answered: false, again: side.calls.has(id) };
    keep(side.calls, id, call, MANY.exchanges);
  }
  if (message.kind === 'send') keep(side.sends, short(message.id), n, MANY.exchanges);
  if (message.kind === 'malformed') {
    // What was too long for the tester to read may have been a whole CALL.
    const tolerable = isNullPayload(message) || message.reason === 'oversize';
    if (message.id !== undefined) keep(side.malformed, short(message.id), { n, tolerable }, MANY.exchanges);
  }
  if (message.kind === 'result' && seen.version === '2.1') {
    const { answers } = seen;
    const valid =
      answers === undefined || judgePayload('2.1', answers.action, 'response', message.payload).schema.length === 0;
    keep(side.results, short(message.id), { n, valid }, MANY.exchanges);
  }
}

/** An answer whose CALL is not open. `asker` is the side that it is meant for. */
function stray(
  seen: FrameSeen,
  message: ResultMessage | ErrorMessage,
  asker: Side,
  orphan: boolean,
): Judgement | undefined {
  const id = short(message.id);
  const what = `${message.kind === 'result' ? 'a CALLRESULT' : 'a CALLERROR'} for id ${quote(message.id)}`;
  const clause = rpc(seen.version, '4.1.4');
  const sent = asker.sends.get(id);
  if (sent !== undefined) {
    const rests = `${rpc(seen.version, '4.2.4')}; ${part2(seen.version, 'N15.FR.02')}`;
    return { severity: 'fail', message: `${what} answers a SEND`, clause: rests, frames: [sent, seen.n] };
  }
  const malformed = asker.malformed.get(id);
  if (malformed !== undefined) {
    asker.malformed.delete(id);
    if (message.kind === 'error' || malformed.tolerable) return undefined;
    const text = `${what} answers a malformed frame as if it were a CALL`;
    return { severity: 'advisory', message: text, clause: rpc(seen.version, '4.2.3'), frames: [malformed.n, seen.n] };
  }
  const call = asker.calls.get(id);
  // An id that was used for several CALLs has as many answers.
  if (call?.answered === true && call.again) return undefined;
  if (call?.answered === true)
    return { severity: 'fail', message: `${what} answers a CALL twice`, clause, frames: [call.n, seen.n] };
  if (message.kind === 'error' && asker.unreadable > 0) {
    asker.unreadable -= 1;
    if (message.id === '-1' || seen.version === '1.6') return undefined;
    const text = `${what} answers an unreadable message, which takes id "-1"`;
    return { severity: 'advisory', message: text, clause: rpc(seen.version, '4.2.3'), frames: [seen.n] };
  }
  const open = openCall(asker);
  // Only 2.x has this id, for what cannot be read; there may have been such a thing before the observation began.
  if (message.kind === 'error' && message.id === '-1' && is2x(seen.version)) {
    const text = 'a CALLERROR with id "-1" complains of an unreadable message where every message was readable';
    const rests = rpc(seen.version, '4.2.3');
    if (open === undefined) return { severity: 'advisory', message: text, clause: rests, frames: [seen.n] };
    const unanswered = `${text}; ${open.action} has no answer yet`;
    return { severity: 'fail', message: unanswered, clause: rests, frames: [open.n, seen.n] };
  }
  if (orphan)
    return {
      severity: 'advisory',
      message: `${what} answers a CALL of an earlier connection`,
      clause,
      frames: [seen.n],
    };
  const none = `${what} answers no CALL of this connection`;
  if (open === undefined) return { severity: 'fail', message: none, clause, frames: [seen.n] };
  return { severity: 'fail', message: `${none}; ${open.action} has no answer yet`, clause, frames: [open.n, seen.n] };
}

/** 2.1: a CALLRESULTERROR carries the id of a CALLRESULT that could not be used. */
function complaint(seen: FrameSeen, id: string, other: Side): Judgement | undefined {
  const result = other.results.get(short(id));
  const clause = rpc(seen.version, '4.2.3');
  if (result === undefined) {
    // A CALLRESULT that could not be read.
    if (other.malformed.has(short(id)) || other.unreadable > 0) return undefined;
    return {
      severity: 'fail',
      message: `a CALLRESULTERROR for id ${quote(id)}, which no CALLRESULT has`,
      clause,
      frames: [seen.n],
    };
  }
  if (!result.valid) return undefined;
  const message = 'a CALLRESULTERROR for a CALLRESULT that its schema allows';
  return { severity: 'advisory', message, clause, frames: [result.n, seen.n] };
}

function orphaned(state: State, conn: number, identity: string): void {
  const open = new Set<string>();
  for (const role of ['station', 'csms'] as const) {
    const side = state.sides.get(endOf(conn, role));
    for (const [id, call] of side?.calls ?? []) if (!call.answered) open.add(`${role} ${id}`);
    state.sides.delete(endOf(conn, role));
  }
  keep(state.orphans, short(identity), open, MANY.identities);
}

export const unasked = defineRule<State>({
  id: 'unasked',
  title: 'Every answer belongs to a CALL that was not answered before.',
  clauses: rpcClauses('4.1.4'),
  init: () => ({ sides: new Map(), orphans: new Map() }),
  on(seen, state) {
    if (seen.kind === 'closed') orphaned(state, seen.conn, seen.identity);
    if (seen.kind !== 'frame') return [];
    const own = entry(state.sides, endOf(seen.conn, seen.sender), MANY.connections, makeSide);
    const asker = peerOf(seen.sender);
    const other = entry(state.sides, endOf(seen.conn, asker), MANY.connections, makeSide);
    remember(own, seen);
    const { message } = seen;
    if (seen.answers !== undefined && message.kind !== 'call' && message.kind !== 'send') {
      const call = message.id === undefined ? undefined : other.calls.get(short(message.id));
      if (call !== undefined) call.answered = true;
      return [];
    }
    if (seen.deliberate === true) return [];
    const orphan =
      'id' in message && (state.orphans.get(short(seen.identity))?.has(`${asker} ${short(message.id ?? '')}`) ?? false);
    const judgement =
      message.kind === 'result' || message.kind === 'error'
        ? stray(seen, message, other, orphan)
        : message.kind === 'result-error'
          ? complaint(seen, message.id, other)
          : undefined;
    return judgement === undefined ? [] : [{ ...judgement, by: seen.sender }];
  },
});
