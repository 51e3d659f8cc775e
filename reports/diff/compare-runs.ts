/** What changed from one run to another: firmware against firmware, one CSMS release against the next. */
import { byNature } from '../model/natural-order.js';
import { type CaseRun, type Check, type RunModel } from '../model/run-model.js';
import { compareSequences, type SequenceLine, sequenceOf } from './sequence.js';
import { type CaseState, type State, statesOf } from './state.js';
import { type AnswerDrift, answerDrifts, caseDrift, type Drift } from './timing.js';

/** What became of a case, the worst first. `lost`: it passed, and there is no verdict on it any more, or no evidence. */
export const CHANGES = [
  'newly-failing',
  'lost',
  'newly-not-applicable',
  'removed',
  'other',
  'newly-passing',
  'new',
  'same-verdict',
] as const;
export type Change = (typeof CHANGES)[number];

export const CHANGE_WORD: Readonly<Record<Change, string>> = {
  'newly-failing': 'newly failing',
  lost: 'no longer shown to pass',
  'newly-not-applicable': 'newly not applicable',
  removed: 'no longer in the catalogue',
  other: 'otherwise changed',
  'newly-passing': 'newly passing',
  new: 'new in the catalogue',
  'same-verdict': 'same verdict, shown otherwise',
};

/** A check that changed: its side is missing where the case does not have it there. */
export interface CheckChange {
  readonly id: string;
  readonly title: string;
  readonly before?: Check;
  readonly after?: Check;
}

export interface CaseDiff {
  readonly key: string;
  readonly title: string;
  readonly block: string;
  readonly change: Change;
  readonly before: State;
  readonly after: State;
  /** Why it has its new state: the reason that the second run gives. */
  readonly why: string;
  readonly checks: readonly CheckChange[];
  readonly messages: readonly SequenceLine[];
  readonly drift?: Drift;
}

export interface RunDiff {
  readonly before: RunModel;
  readonly after: RunModel;
  /** What a reader must know before comparing: other cases, another seed, clocks of another speed. */
  readonly notices: readonly string[];
  /** Only what changed, the worst first. */
  readonly cases: readonly CaseDiff[];
  readonly unchanged: number;
  readonly answers: readonly AnswerDrift[];
  /** 0: nothing got worse. 1: something newly fails. 3: nothing newly fails, but something is no longer shown to pass. */
  readonly exitCode: 0 | 1 | 3;
}

const hasVerdict = (state: State): boolean => ['pass', 'fail', 'error', 'inconclusive'].includes(state);

function changeOf(before: State, after: State): Change | undefined {
  if (before === after) return undefined;
  if (after === 'fail') return 'newly-failing';
  if (before === 'absent') return 'new';
  if (after === 'absent') return before === 'pass' ? 'removed' : 'other';
  if (after === 'pass') return 'newly-passing';
  if (!hasVerdict(before) && !hasVerdict(after)) return 'other';
  if (after === 'not-applicable') return 'newly-not-applicable';
  return before === 'pass' ? 'lost' : 'other';
}

/** Checks by id; one that a case makes several times is told apart by its turn. */
function checksById(run: CaseRun | undefined): Map<string, Check> {
  const found = new Map<string, Check>();
  for (const check of run?.checks ?? []) {
    let key = check.id;
    for (let turn = 2; found.has(key); turn++) key = `${check.id}#${turn}`;
    found.set(key, check);
  }
  return found;
}

function checkChanges(before: CaseRun | undefined, after: CaseRun | undefined): CheckChange[] {
  const [earlier, later] = [checksById(before), checksById(after)];
  return [...new Set([...later.keys(), ...earlier.keys()])].flatMap((id): CheckChange[] => {
    const [one, two] = [earlier.get(id), later.get(id)];
    if (one?.verdict === two?.verdict) return [];
    // A check that the case made on one side only, and that passed there, is told by the messages.
    if ((one ?? two)!.verdict === 'pass' && (one === undefined || two === undefined)) return [];
    return [{ id, title: (two ?? one)!.title, ...(one && { before: one }), ...(two && { after: two }) }];
  });
}

const NONE: CaseState = { state: 'absent' };

function compareCase(key: string, before: CaseState, after: CaseState, timed: boolean): CaseDiff | undefined {
  const facts = (after.run ?? after.notRun ?? before.run ?? before.notRun)!.facts;
  const change = changeOf(before.state, after.state);
  const both = before.run !== undefined && after.run !== undefined;
  const messages = both ? compareSequences(sequenceOf(before.run), sequenceOf(after.run)) : [];
  const checks = both ? checkChanges(before.run, after.run) : checkChanges(undefined, after.run);
  const drift = both && timed ? caseDrift(before.run, after.run) : undefined;
  if (change === undefined && messages.length === 0 && checks.length === 0 && drift === undefined) return undefined;
  return {
    key,
    title: facts.title,
    block: facts.block,
    change: change ?? 'same-verdict',
    before: before.state,
    after: after.state,
    why: after.run?.reason ?? after.notRun?.reason ?? '',
    checks,
    messages,
    ...(drift && { drift }),
  };
}

function noticesOf({ run: a }: RunModel, { run: b }: RunModel): string[] {
  const notices: string[] = [];
  if (a.sut.version !== b.sut.version)
    notices.push(`The runs are of different OCPP versions: ${a.sut.version} and ${b.sut.version}.`);
  if (a.catalogue.digest !== b.catalogue.digest)
    notices.push('The runs were made with different catalogues: what changed may be a case and not the product.');
  if (a.environment.schemas !== b.environment.schemas) notices.push('The runs were made with different schemas.');
  if (a.seed !== b.seed)
    notices.push(`The runs have different seeds, ${a.seed} and ${b.seed}: the tester's choices were not the same.`);
  if (a.speed !== b.speed || a.wire !== b.wire)
    notices.push('The clocks or the wires of the runs were not alike, so times are not compared.');
  return notices;
}

/** Compares two runs of the same role. */
export function compareRuns(before: RunModel, after: RunModel): RunDiff {
  const [earlier, later] = [statesOf(before), statesOf(after)];
  const timed = before.run.speed === after.run.speed && before.run.wire === after.run.wire;
  const keys = [...new Set([...earlier.keys(), ...later.keys()])];
  const cases = keys
    .flatMap((key) => compareCase(key, earlier.get(key) ?? NONE, later.get(key) ?? NONE, timed) ?? [])
    .sort((a, b) => CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change) || byNature(a.key, b.key));
  const worse = (change: Change) => cases.some((each) => each.change === change && each.before === 'pass');
  const exitCode = cases.some(({ change }) => change === 'newly-failing')
    ? 1
    : worse('lost') || worse('newly-not-applicable') || worse('removed')
      ? 3
      : 0;
  const answers = timed ? answerDrifts(before, after) : [];
  return {
    before,
    after,
    notices: noticesOf(before, after),
    cases,
    unchanged: keys.length - cases.length,
    answers,
    exitCode,
  };
}
