/** A sender has one CALL under way at a time. */
import { is2x } from '../doors/protocol.js';
import { MANY, endOf, entry, quote } from './bounded.js';
import { peerOf, rpc, rpcClauses } from './clauses.js';
import { SHORTEST_TIMEOUT } from './delivery.js';
import { elapsed } from './elapsed.js';
import { defineRule } from './rule.js';

interface Call {
  readonly n: number;
  readonly t: number;
  readonly action: string;
}
interface State {
  readonly timeout: number;
  /** The unanswered CALLs per connection and sender, oldest first. */
  readonly senders: Map<number, Call[]>;
}
/** A sender that ignores the rule is known by then. */
const MAX_CALLS = 32;

export const oneCall = defineRule<State>({
  id: 'one-call',
  title: 'A sender waits for the answer to a CALL before it sends the next one.',
  clauses: rpcClauses('4.1.1'),
  init: ({ callTimeout }) => ({ timeout: callTimeout, senders: new Map() }),
  on(seen, { timeout, senders }) {
    if (seen.kind === 'closed') {
      senders.delete(endOf(seen.conn, 'station'));
      senders.delete(endOf(seen.conn, 'csms'));
    }
    if (seen.kind !== 'frame') return [];
    const { answers, message } = seen;
    if (answers !== undefined) {
      const asker = endOf(seen.conn, peerOf(seen.sender));
      const rest = (senders.get(asker) ?? []).filter((call) => call.n !== answers.n);
      if (rest.length === 0) senders.delete(asker);
      else senders.set(asker, rest);
    }
    // What is wrong on purpose neither offends nor holds up what follows.
    if (message.kind !== 'call' || seen.deliberate === true) return [];
    const calls = entry(senders, endOf(seen.conn, seen.sender), MANY.connections, (): Call[] => []);
    while (calls.length > 0 && elapsed(calls[0]?.t ?? 0, seen.t) >= timeout) calls.shift();
    const last = calls.at(-1);
    calls.push({ n: seen.n, t: seen.t, action: quote(message.action) });
    if (calls.length > MAX_CALLS) calls.shift();
    if (last === undefined) return [];
    const gap = elapsed(last.t, seen.t);
    // A sender's own time limit may be shorter than the plan's: past the shortest one, waiting may just have ended.
    const sure = is2x(seen.version) && gap < Math.min(SHORTEST_TIMEOUT, timeout);
    const doubt = is2x(seen.version) && !sure ? '; legal only if its own time limit is that short' : '';
    return [
      {
        severity: sure ? 'fail' : 'advisory',
        by: seen.sender,
        message: `${quote(message.action)} was sent ${Math.round(gap)} ms after ${last.action}, which is not answered yet${doubt}`,
        clause: rpc(seen.version, '4.1.1'),
        frames: [last.n, seen.n],
      },
    ];
  },
});
