/** Several attempts at one case: which of them stands for it, and whether they agree. */
import { type CaseRun, type RunModel } from './run-model.js';
import { worstVerdict as worst } from '../../harness/record/verdicts.js';
import { whyNot } from './words.js';

/** The attempts at one case, in their order; most cases have one. */
export interface Attempts {
  readonly runs: readonly CaseRun[];
  /** The first with the worst verdict: what the case is worth. */
  readonly stands: CaseRun;
  /** They came to different verdicts. */
  readonly unstable: boolean;
}

const cameTo = (run: CaseRun): string => run.recorded ?? run.verdict;

function gathered(runs: readonly CaseRun[]): Attempts {
  const verdict = worst(runs.map((run) => run.verdict));
  const stands = runs.find((run) => run.verdict === verdict) ?? runs[0]!;
  // What a doubt about the whole run makes of a pass says nothing of the case.
  const unstable = new Set(runs.map(cameTo)).size > 1;
  return { runs, stands, unstable };
}

/** Every case run of the model once, further attempts with the first. A case that ran twice otherwise is there twice. */
export function attemptsOf(cases: readonly CaseRun[]): readonly Attempts[] {
  const groups: CaseRun[][] = [];
  const latest = new Map<string, CaseRun[]>();
  for (const run of cases) {
    const before = run.retry ? latest.get(run.facts.id) : undefined;
    if (before) before.push(run);
    else {
      const group = [run];
      groups.push(group);
      latest.set(run.facts.id, group);
    }
  }
  return groups.map(gathered);
}

/** The attempts that each case run is one of, by its key. */
export const attemptsByKey = (cases: readonly CaseRun[]): ReadonlyMap<string, Attempts> =>
  new Map(attemptsOf(cases).flatMap((attempts) => attempts.runs.map((run) => [run.key, attempts])));

export const unstableCases = (cases: readonly CaseRun[]): readonly Attempts[] =>
  attemptsOf(cases).filter(({ unstable }) => unstable);

/** `unstable: fail, then pass`, `fail in each of 3 attempts`; undefined for a case that was tried once. */
export function attemptWords({ runs, unstable, stands }: Attempts): string | undefined {
  if (runs.length < 2) return undefined;
  const same = runs.every((run) => cameTo(run) === stands.verdict);
  if (unstable) return `unstable: ${runs.map(cameTo).join(', then ')}`;
  return same ? `${stands.verdict} in each of ${runs.length} attempts` : runs.map(cameTo).join(', then ');
}

export interface Red {
  readonly run: CaseRun;
  /** Why it is not green, and what its attempts came to. */
  readonly why: string;
  readonly unstable: boolean;
  /** It was tried more than once. */
  readonly again: boolean;
}

const FIRST: Readonly<Record<CaseRun['verdict'], number>> = { fail: 0, error: 1, inconclusive: 2, pass: 3 };

/** The cases that are not green, failed ones first; each once, by the attempt that stands for it. */
export function redCases({ cases }: Pick<RunModel, 'cases'>): readonly Red[] {
  return attemptsOf(cases)
    .filter(({ stands }) => stands.verdict !== 'pass')
    .sort((a, b) => FIRST[a.stands.verdict] - FIRST[b.stands.verdict])
    .map((attempts): Red => {
      const words = attemptWords(attempts);
      const why = whyNot(attempts.stands);
      return {
        run: attempts.stands,
        why: words === undefined ? why : `${words[0]!.toUpperCase()}${words.slice(1)}; ${why}`,
        unstable: attempts.unstable,
        again: words !== undefined,
      };
    });
}
