/**
 * Deals the cases out to the lanes. A CSMS may let a token be in one transaction only (1.6 §7.2, ConcurrentTx), so a
 * lane without tokens of its own is handed no case that may charge.
 */
import { type Case } from '../peers/case.js';

export interface DealOptions {
  readonly cases: readonly Case[];
  /** How many lanes, from the first, have tokens of their own; all of them where the SUT is a station. */
  readonly lanesWithOwnTokens: number;
  /** Whether a case presents no token that is accepted. */
  readonly tokenless: (item: Case) => boolean;
}

/** Gives the lane with that index (from 0) its next case; undefined when there is none left for it. */
export function createDealer({
  cases,
  lanesWithOwnTokens,
  tokenless,
}: DealOptions): (lane: number) => Case | undefined {
  const queue = [...cases];
  return (lane) => {
    if (lane < lanesWithOwnTokens) return queue.shift();
    const at = queue.findIndex(tokenless);
    return at < 0 ? undefined : queue.splice(at, 1)[0];
  };
}
