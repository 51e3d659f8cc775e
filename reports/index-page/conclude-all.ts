/** What several runs come to together. */
import { type Outcome } from '../model/run-model.js';
import { ran } from '../model/tally.js';
import { counted, OUTCOME_WORD } from '../model/words.js';
import { resultsOf, type RunsIndex } from './runs-index.js';

export interface ConclusionOverAll {
  /** That of the run that needs attention most. */
  readonly outcome: Outcome;
  /** `Not conformant: 3 of 11 runs; incomplete: 1`. */
  readonly words: string;
  /** What bounds it. */
  readonly sentence: string;
}

type Concluded = Pick<RunsIndex, 'runs' | 'without' | 'select' | 'interrupted'>;

/** As the exit code has it: what needs attention most comes first. */
const RED: readonly Outcome[] = ['error', 'failures', 'incomplete'];

const lower = (word: string): string => word.replace(/^./, (letter) => letter.toLowerCase());

function wordsOf({ runs, without, interrupted }: Concluded): Pick<ConclusionOverAll, 'outcome' | 'words'> {
  const outcomes = runs.map(({ result }) => result?.model.outcome ?? 'incomplete');
  const groups = RED.map((outcome) => [outcome, outcomes.filter((each) => each === outcome).length] as const);
  const [first, ...others] = groups.filter(([, n]) => n > 0);
  if (first !== undefined) {
    const [outcome, n] = first;
    const rest = others.map(([each, m]) => `; ${lower(OUTCOME_WORD[each])}: ${m}`).join('');
    return { outcome, words: `${OUTCOME_WORD[outcome]}: ${n} of ${counted(runs.length, 'run')}${rest}` };
  }
  if (runs.length === 0) return { outcome: 'incomplete', words: `${OUTCOME_WORD.incomplete}: there is no run` };
  if (without.length > 0) {
    const words = `${counted(without.length, 'selected case')} did not run in any run`;
    return { outcome: 'incomplete', words: `${OUTCOME_WORD.incomplete}: ${words}` };
  }
  if (interrupted !== undefined) return { outcome: 'incomplete', words: `${OUTCOME_WORD.incomplete}: ended early` };
  const all = runs.length === 1 ? 'the only run' : `all ${runs.length} runs`;
  return { outcome: 'conformant', words: `${OUTCOME_WORD.conformant}: ${all}` };
}

function sentenceOf(index: Concluded): string {
  const counts = resultsOf(index).map(({ model }) => model.counts);
  const sum = (of: (each: (typeof counts)[number]) => number): number =>
    counts.reduce((total, each) => total + of(each), 0);
  const [tried, passed, failed] = [sum(ran), sum(({ pass }) => pass), sum(({ fail }) => fail)];
  const unbegun = index.runs.length - counts.length;
  return [
    tried === 0
      ? 'No case ran.'
      : passed === tried
        ? 'Every case that ran passed.'
        : failed > 0
          ? `${failed} of ${tried} cases that ran failed.`
          : `${passed} of ${tried} cases that ran passed, none failed.`,
    ...(unbegun > 0
      ? [`${counted(unbegun, 'run')} did not begin and ${unbegun === 1 ? 'is' : 'are'} in no count.`]
      : []),
    ...(index.select.length > 0 ? ['Cases that were not selected say nothing.'] : []),
  ].join(' ');
}

/**
 * The conclusion over all runs. It is conformant only where each of them is, none is missing, nothing ended them early,
 * and every selected case found a product.
 */
export const concludeAll = (index: Concluded): ConclusionOverAll => ({
  ...wordsOf(index),
  sentence: sentenceOf(index),
});
