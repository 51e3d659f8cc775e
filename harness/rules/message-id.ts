/** Every CALL and SEND has a message id of its own, of at most 36 characters. */
import { is2x } from '../doors/protocol.js';
import { type CallMessage } from '../wire/ocpp-j.js';
import { MANY, entry, fingerprint, keep, quote, short } from './bounded.js';
import { rpc, rpcClauses } from './clauses.js';
import { defineRule, type Finding, type FrameSeen } from './rule.js';

const MAX_LENGTH = 36;
/** How many ids of one sender are remembered. */
const MAX_IDS = 10_000;

interface Use {
  readonly n: number;
  readonly conn: number;
  readonly print: string;
  answered: boolean;
}
interface State {
  /** Per sender: of the connection in 1.6, of the station's identity in 2.x. */
  readonly senders: Map<string, Map<string, Use>>;
  /** CALLs without an answer yet. */
  readonly open: Map<number, Use>;
}

type Judgement = Pick<Finding, 'severity' | 'message' | 'frames'>;

function form(id: string, seen: FrameSeen): readonly Judgement[] {
  // A character may take two units of a text, never less than one.
  const length = id.length > MAX_LENGTH ? [...id].length : id.length;
  const frames = [seen.n];
  if (length > MAX_LENGTH) {
    return [
      {
        severity: 'fail',
        message: `message id ${quote(id)} has ${length} characters, more than ${MAX_LENGTH}`,
        frames,
      },
    ];
  }
  // Nothing forbids an empty id; peers that take it for a missing one exist.
  if (id === '') return [{ severity: 'advisory', message: 'the message id is empty', frames }];
  // 2.x answers messages without a readable id with this one (Part 4 §4.2.3).
  if (id === '-1' && is2x(seen.version)) {
    return [{ severity: 'advisory', message: 'message id "-1" is the one that answers unreadable messages', frames }];
  }
  return [];
}

/**
 * 1.6 wants ids unique per connection; its §3.7.1 speaks of sending the same message again, so that a retry with the
 * same id is doubtful rather than wrong. 2.0.1 errata 4.6 and 2.1 want them unique over all connections of the station
 * and let a retry keep its id; the first editions of 2.0.1 wanted it per connection only.
 */
function reuse(before: Use, print: string, seen: FrameSeen, message: CallMessage): Judgement | undefined {
  const retry = before.print === print && !before.answered;
  if (retry && is2x(seen.version)) return undefined;
  const doubtful = retry || (seen.version === '2.0.1' && before.conn !== seen.conn);
  const where = before.conn === seen.conn ? 'on this connection' : 'on an earlier connection';
  const what = retry ? ', by the same message, unanswered' : '';
  return {
    severity: doubtful ? 'advisory' : 'fail',
    message: `message id ${quote(message.id)} of ${quote(message.action)} was used before ${where}${what}`,
    frames: [before.n, seen.n],
  };
}

export const messageId = defineRule<State>({
  id: 'message-id',
  title: 'Every CALL and SEND has a message id of its own, of at most 36 characters.',
  clauses: rpcClauses('4.1.4'),
  init: () => ({ senders: new Map(), open: new Map() }),
  on(seen, state) {
    if (seen.kind === 'closed') {
      for (const role of ['station', 'csms']) state.senders.delete(`1.6 ${role} ${seen.conn}`);
    }
    if (seen.kind !== 'frame') return [];
    const answered = seen.answers === undefined ? undefined : state.open.get(seen.answers.n);
    if (answered !== undefined) {
      answered.answered = true;
      state.open.delete(answered.n);
    }
    const { message, version } = seen;
    if (message.kind !== 'call' && message.kind !== 'send') return [];
    const scope = is2x(version) ? short(seen.identity) : String(seen.conn);
    const uses = entry(
      state.senders,
      `${version} ${seen.sender} ${scope}`,
      MANY.identities,
      () => new Map<string, Use>(),
    );
    // No key has a line break in it.
    const print = `${short(message.action)}\n${fingerprint(message.payload)}`;
    const key = short(message.id);
    const before = uses.get(key);
    const use: Use = { n: seen.n, conn: seen.conn, print, answered: false };
    keep(uses, key, use, MAX_IDS);
    keep(state.open, seen.n, use, MANY.exchanges);
    if (seen.deliberate === true) return [];
    const again = before === undefined ? undefined : reuse(before, print, seen, message);
    const found = again === undefined ? form(message.id, seen) : [...form(message.id, seen), again];
    return found.map((judgement) => ({ ...judgement, by: seen.sender, clause: rpc(version, '4.1.4') }));
  },
});
