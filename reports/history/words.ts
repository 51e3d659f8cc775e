/** The words and signs of the history, the same for a terminal and for a page. */
import { type CaseState, type RunFacts, type RunOutcome } from '../../harness/history/entry.js';
import { type Unstable } from '../../harness/history/changes.js';
import { byNature } from '../model/natural-order.js';
import { oneLine } from '../model/visible.js';

export const OUTCOME_WORD: Readonly<Record<RunOutcome, string>> = {
  conformant: 'All passed',
  failures: 'Not conformant',
  incomplete: 'Incomplete',
  error: 'Tester error',
};

export const STATE_SIGN: Readonly<Record<CaseState, string>> = {
  pass: '✓',
  fail: '✕',
  error: '!',
  inconclusive: '?',
  'not-applicable': '-',
  'not-run': '○',
};

export const stateWord = (state: CaseState): string => state.replace('-', ' ');

/** How a run is called: the beginning of its digest. */
export const shortId = ({ digest }: RunFacts): string => digest.slice(0, 10);

/** When it began, in minutes, UTC. */
export const startOf = ({ started }: RunFacts): string => oneLine(started, 40).slice(0, 16).replace('T', ' ');

export const firmwareOf = ({ firmware }: Pick<RunFacts, 'firmware'>): string =>
  firmware === undefined ? 'unknown' : oneLine(firmware, 50) || 'unknown';

/** Cases that have neither pass nor fail although they were to run. */
export const otherOf = ({ counts }: RunFacts): number => counts.inconclusive + counts.error + counts.notRun;

/** What passed and failed with one firmware, by case; a case may have done so with several. */
export function unstableCases(unstable: readonly Unstable[]): readonly (readonly [string, readonly Unstable[]])[] {
  const cases = new Map<string, Unstable[]>();
  for (const each of unstable) cases.set(each.id, [...(cases.get(each.id) ?? []), each]);
  return [...cases].sort(([a], [b]) => byNature(a, b));
}
