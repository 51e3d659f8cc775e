/** Counts cases by verdict: the one way in which footer, reports, summaries and the terminal do. */
import { type CaseVerdict, type Verdict } from './events.js';

const ORDER: readonly Verdict[] = ['pass', 'inconclusive', 'fail', 'error'];

/** The worst of the verdicts; undefined for none. */
export function worstVerdict(verdicts: Iterable<Verdict>): Verdict | undefined {
  let rank = -1;
  for (const verdict of verdicts) rank = Math.max(rank, ORDER.indexOf(verdict));
  return ORDER[rank];
}

/**
 * Each case once, with the worst verdict of its runs, in the order in which they began. A run of a case that has no end
 * has no verdict and does not belong here: an interrupted case did not run.
 */
export function verdictPerCase(
  runs: Iterable<{ readonly id: string; readonly verdict: Verdict }>,
): ReadonlyMap<string, Verdict> {
  const byId = new Map<string, Verdict>();
  for (const { id, verdict } of runs) {
    const before = byId.get(id);
    byId.set(id, before === undefined ? verdict : worstVerdict([before, verdict])!);
  }
  return byId;
}

/** How many cases have which verdict; those that were seen not to apply have none. */
export function countVerdicts(
  runs: Iterable<{ readonly id: string; readonly verdict: CaseVerdict }>,
): Readonly<Record<Verdict, number>> {
  const counts = { pass: 0, inconclusive: 0, fail: 0, error: 0 };
  const judged = [...runs].flatMap(({ id, verdict }) => (verdict === 'not-applicable' ? [] : [{ id, verdict }]));
  for (const verdict of verdictPerCase(judged).values()) counts[verdict]++;
  return counts;
}
