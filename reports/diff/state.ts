import { type Verdict } from '../../harness/record/events.js';
import { type CaseRun, type NotRun, type NotRunKind, type RunModel } from '../model/run-model.js';

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

/** Every case of a run by its key; a case that ran twice has two. */
export function statesOf(model: RunModel): ReadonlyMap<string, CaseState> {
  const states = new Map<string, CaseState>();
  for (const run of model.cases) states.set(run.key, { state: run.verdict, run });
  for (const notRun of model.notRun) states.set(notRun.facts.id, { state: notRun.kind, notRun });
  return states;
}
