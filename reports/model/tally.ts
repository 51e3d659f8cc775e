import { type Verdict } from '../../harness/record/events.js';
import { verdictPerCase } from '../../harness/record/verdicts.js';
import { type CaseRun, type NotRunKind, type Standing, type Tally } from './run-model.js';

type Counter = { -readonly [K in keyof Tally]: number };

const NOT_RUN: Readonly<Record<NotRunKind, keyof Tally>> = {
  'not-applicable': 'notApplicable',
  'not-selected': 'notSelected',
  elsewhere: 'elsewhere',
  'not-run': 'notRun',
};

export function emptyTally(): Counter {
  return { pass: 0, inconclusive: 0, fail: 0, error: 0, notApplicable: 0, notSelected: 0, elsewhere: 0, notRun: 0 };
}

/** Counts one case in. */
export function count(tally: Counter, what: Verdict | NotRunKind): void {
  const key = what in NOT_RUN ? NOT_RUN[what as NotRunKind] : (what as Verdict);
  tally[key]++;
}

/** How many of the tally's cases have a verdict. */
export const ran = (tally: Tally): number => tally.pass + tally.inconclusive + tally.fail + tally.error;

/** All cases of the tally. */
export const all = (tally: Tally): number =>
  ran(tally) + tally.notApplicable + tally.notSelected + tally.elsewhere + tally.notRun;

/** What a group of cases amounts to. What does not apply is not missed; what was not selected or not run is. */
export function standingOf(tally: Tally): Standing {
  if (tally.error > 0) return 'error';
  if (tally.fail > 0) return 'fail';
  if (tally.inconclusive > 0) return 'inconclusive';
  if (tally.pass === 0) return 'none';
  return tally.notSelected + tally.elsewhere + tally.notRun > 0 ? 'incomplete' : 'pass';
}

/** Each case once, with the worst verdict of its runs, in the order in which they began. */
export function oncePerCase(cases: readonly CaseRun[]): { facts: CaseRun['facts']; verdict: Verdict }[] {
  const facts = new Map(cases.map((run) => [run.facts.id, run.facts]));
  const verdicts = verdictPerCase(cases.map((run) => ({ id: run.facts.id, verdict: run.verdict })));
  return [...verdicts].map(([id, verdict]) => ({ facts: facts.get(id)!, verdict }));
}
