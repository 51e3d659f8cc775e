import { type Verdict } from '../../harness/record/events.js';
import { attemptsOf } from '../model/attempts.js';
import { type CaseRun, type NotRun, type NotRunKind, type RunModel } from '../model/run-model.js';
import { worstVerdict as worst } from '../../harness/record/verdicts.js';

/** What a run has of a case: a verdict, a reason not to have one, or nothing at all. */
export type State = Verdict | NotRunKind | 'absent';

export const STATE_WORD: Readonly<Record<State, string>> = {
  pass: 'pass',
  fail: 'fail',
  error: 'error',
  inconclusive: 'inconclusive',
  'not-applicable': 'not applicable',
  'not-selected': 'not selected',
  elsewhere: 'in another shard',
  'not-run': 'not run',
  absent: 'not in the catalogue',
};

export interface CaseState {
  readonly state: State;
  readonly run?: CaseRun;
  readonly notRun?: NotRun;
}

/**
 * Every case of a run by its id, by the attempt that stands for it. A case that ran again for another reason, as the
 * sanity case does at the end of a run and in each shard, has a second state: the worst of all but its first run.
 */
export function statesOf(model: RunModel): ReadonlyMap<string, CaseState> {
  const states = new Map<string, CaseState>();
  for (const { stands: run } of attemptsOf(model.cases)) {
    const key = states.has(run.facts.id) ? `${run.facts.id}~2` : run.facts.id;
    const before = states.get(key)?.run?.verdict;
    if (before === undefined || worst([before, run.verdict]) !== before) states.set(key, { state: run.verdict, run });
  }
  for (const notRun of model.notRun) states.set(notRun.facts.id, { state: notRun.kind, notRun });
  return states;
}
