/**
 * Attempts: a case that did not pass may be tried again, which shows whether it always comes to the same verdict. No
 * further attempt makes it better: the worst verdict is the case's.
 */
import { type Case } from '../peers/case.js';
import { worse } from '../peers/judge.js';
import { type Verdict } from '../record/events.js';
import { type CaseResult } from './case-result.js';

/** What came of a case after all its attempts. */
export interface Outcome extends CaseResult {
  /** Its attempts came to different verdicts. */
  readonly unstable?: true;
}

/** The results of a run, one for each case. */
export interface Outcomes {
  /** Takes a result; one of a further run of the case goes into the case's. */
  add(result: CaseResult): void;
  /** A case that is over gets a worse verdict. */
  amend(id: string, verdict: Verdict, reason: string): void;
  /** In the order in which the cases ended for the first time. */
  all(): readonly Outcome[];
}

export function createOutcomes(): Outcomes {
  const byId = new Map<string, Outcome>();
  return {
    add(result) {
      const before = byId.get(result.id);
      if (!before || before.disturbed !== undefined) return void byId.set(result.id, result);
      const kept = worse(before.verdict, result.verdict) === before.verdict ? before : result;
      // A case that runs again for another reason, as the sanity case does, is no attempt at the same thing.
      const again = result.attempt > 1 && before.verdict !== result.verdict;
      const flips = before.unstable === true || again;
      byId.set(result.id, { ...kept, attempt: result.attempt, ...(flips && { unstable: true }) });
    },
    amend(id, verdict, reason) {
      const before = byId.get(id);
      if (before && worse(before.verdict, verdict) === verdict) byId.set(id, { ...before, verdict, reason });
    },
    all: () => [...byId.values()],
  };
}

/** Hands out cases to one lane, each again while it does not pass and has attempts left. */
export interface Turns {
  next(): Case | undefined;
  ended(result: CaseResult): void;
}

/**
 * `take` gives the next case that no lane has; `retries` is how often a case is tried again at most. A case that was
 * disturbed runs again at once, unless `later` takes it: where several lanes run, another's case may do it again.
 */
export function createTurns(
  take: () => Case | undefined,
  retries: number,
  over: () => boolean,
  later?: (item: Case) => void,
): Turns {
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
      again = !['pass', 'not-applicable'].includes(result.verdict) && result.attempt <= retries;
      if (result.disturbed === undefined) return;
      again = later === undefined;
      if (current) later?.(current);
    },
  };
}
