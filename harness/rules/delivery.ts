/**
 * Whether a message may be sent again. Transaction-related messages and reports are retried when they were not
 * delivered (1.6 §3.7.1, 2.x E13): not answered, answered with an error, or answered when the sender may no longer
 * have been listening.
 */
import { MANY, keep } from './bounded.js';
import { type FrameSeen } from './rule.js';

/**
 * No product gives up on an answer sooner than this (milliseconds). What a sender does after it, without an answer,
 * may be the consequence of its own time limit, which the documents leave to it.
 */
export const SHORTEST_TIMEOUT = 5_000;

/** A CALL that may be sent again, and what became of it. */
export interface Sent {
  readonly n: number;
  readonly t: number;
  readonly conn: number;
  /** A digest of what makes it the same message. */
  readonly print: string;
  outcome: 'open' | 'result' | 'error';
  /** How long the answer took, in milliseconds. */
  took: number;
}

/** The CALLs whose outcome is awaited, by frame number. */
export type Awaited = Map<number, Sent>;

/** Notes a CALL and awaits its outcome. */
export function sending(awaited: Awaited, seen: FrameSeen, print: string): Sent {
  const sent: Sent = { n: seen.n, t: seen.t, conn: seen.conn, print, outcome: 'open', took: 0 };
  keep(awaited, seen.n, sent, MANY.exchanges);
  return sent;
}

/** Notes the outcome when `seen` answers an awaited CALL. */
export function settle(awaited: Awaited, seen: FrameSeen): Sent | undefined {
  const sent = seen.answers === undefined ? undefined : awaited.get(seen.answers.n);
  if (sent === undefined) return undefined;
  awaited.delete(sent.n);
  sent.outcome = seen.message.kind === 'result' ? 'result' : 'error';
  sent.took = seen.t - sent.t;
  return sent;
}

/** Whether `again` may repeat `sent`: there was no answer that its sender must have had. */
export function mayRepeat(sent: Sent, again: FrameSeen): boolean {
  return sent.outcome !== 'result' || sent.conn !== again.conn || sent.took >= SHORTEST_TIMEOUT;
}
