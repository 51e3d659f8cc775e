/** Asks one thing after another and keeps what comes; a product that says nothing any more is left alone. */
import { type Outcome } from '../../harness/peers/conversation/conversation.js';
import { type Asked } from '../../harness/plan/probed/probe-found.js';
import { type ShownMessage } from '../../harness/plan/claims/shown-facts.js';

/** So many requests in a row may go unanswered before nothing more is asked. */
const PATIENCE = 2;

export interface Notes {
  readonly asked: Asked[];
  readonly messages: ShownMessage[];
  readonly trouble: string[];
}

export const emptyNotes = (): Notes => ({ asked: [], messages: [], trouble: [] });

/** How a request goes out: a peer's `attempt`. */
type Attempt = (action: string, payload: unknown) => Promise<Outcome>;

/** Asks; undefined where nothing came of it, or nothing is asked any more. */
export type Ask = (
  action: string,
  payload: object,
  about?: string,
) => Promise<Extract<Outcome, { kind: 'result' }> | undefined>;

const word = (value: unknown): string | undefined =>
  typeof value === 'string' ? value.replace(/[^\x20-\x7e]/g, '?').slice(0, 60) : undefined;

/** An asker that notes every request with its outcome. */
export function createAsk(attempt: Attempt, notes: Notes): Ask {
  let silent = 0;
  return async (action, payload, about) => {
    if (silent >= PATIENCE) return undefined;
    const outcome = await attempt(action, payload);
    const frames = 'answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n];
    const said =
      outcome.kind === 'result'
        ? (word(outcome.payload['status']) ??
          word((outcome.payload['idTagInfo'] as { status?: unknown } | undefined)?.status) ??
          word((outcome.payload['idTokenInfo'] as { status?: unknown } | undefined)?.status))
        : outcome.kind === 'error' || outcome.kind === 'malformed'
          ? word(outcome.code)
          : undefined;
    notes.asked.push({
      action,
      ...(about !== undefined && { about }),
      outcome: outcome.kind === 'timeout' ? 'silence' : outcome.kind,
      ...(said !== undefined && { says: said }),
      frames,
    });
    const heard = outcome.kind !== 'timeout' && outcome.kind !== 'closed';
    silent = heard ? 0 : silent + 1;
    if (outcome.kind === 'malformed') notes.trouble.push(`${action} got a malformed answer (frame ${outcome.answer})`);
    if (!heard) notes.trouble.push(`${action} got no answer (frame ${outcome.n})`);
    if (silent === PATIENCE) notes.trouble.push(`${PATIENCE} requests in a row got no answer: nothing more was asked`);
    return outcome.kind === 'result' ? outcome : undefined;
  };
}
