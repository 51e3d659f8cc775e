/**
 * Attempts: a case that did not pass may be tried again, which shows whether it always comes to the same verdict. No
 * further attempt makes it better: the worst verdict is the case's.
 */
import { type Case } from '../peers/case.js';
import { worse } from '../peers/judge.js';
import { type CaseResult } from './run-case.js';

/** What came of a case after all its attempts. */
export interface Outcome extends CaseResult {
  /** Its attempts came to different verdicts. */
  readonly unstable?: true;
}

/** The results of a run, one for each case. */
export interface Outcomes {
  /** Takes a result; one of a further attempt goes into the case's. */
  add(result: CaseResult): void;
  /** In the order in which the cases ended for the first time. */
  all(): readonly Outcome[];
}

export function createOutcomes(): Outcomes {
  const byId = new Map<string, Outcome>();
  return {
    add(result) {
      const before = byId.get(result.id);
      // Run again for another reason, as the sanity case is at the end: what it shows last counts.
      if (!before || result.attempt === 1) return void byId.set(result.id, result);
      const kept = worse(before.verdict, result.verdict) === before.verdict ? before : result;
      const flips = before.unstable === true || before.verdict !== result.verdict;
      byId.set(result.id, { ...kept, attempt: result.attempt, ...(flips && { unstable: true }) });
    },
    all: () => [...byId.values()],
  };
}

/** Hands out cases to one lane, each again while it does not pass and has attempts left. */
export interface Turns {
  next(): Case | undefined;
  ended(result: CaseResult): void;
}

/** `take` gives the next case that no lane has; `retries` is how often a case is tried again at most. */
export function createTurns(take: () => Case | undefined, retries: number, over: () => boolean): Turns {
  let current: Case | undefined;
  let again = false;
  return {
    next() {
      if (over()) return undefined;
      if (!again) current = take();
      again = false;
      return current;
    },
    ended(result) {
      again = result.verdict !== 'pass' && result.attempt <= retries;
    },
  };
}
