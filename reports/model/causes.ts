/** What lies behind the reds of a run, for every format. */
import { type EventOf } from '../../harness/record/events.js';
import { type Excerpts } from './excerpts.js';
import { type Cause, type CaseRun, type RunModel } from './run-model.js';
import { counted } from './words.js';

/** Messages that a cause quotes. */
const QUOTED = 4;

/** The causes as the record tells of them, in its order. */
export const causesIn = (told: readonly EventOf<'cause'>[], excerpts: Excerpts): readonly Cause[] =>
  told.map(({ key, title, clause, first, frames, cases, reds }, i) => ({
    ...{ key, title, clause, first, frames, cases, reds },
    id: `cause-${i + 1}`,
    excerpt: excerpts.of(frames, QUOTED),
  }));

/** `40 reds, 9 causes`; undefined where nothing is red. */
export function causeWords({ counts }: Pick<RunModel, 'counts'>): string | undefined {
  if (counts.causes === 0) return undefined;
  return `${counted(counts.reds, 'red')}, ${counted(counts.causes, 'cause')}`;
}

/** The causes that each case is red by, by its id. */
export function causesByCase(causes: readonly Cause[]): ReadonlyMap<string, readonly Cause[]> {
  const byCase = new Map<string, Cause[]>();
  for (const cause of causes)
    for (const id of cause.cases) {
      const known = byCase.get(id);
      if (known) known.push(cause);
      else byCase.set(id, [cause]);
    }
  return byCase;
}

/** The key of the run of a case that shows the cause: its first that did not pass. */
export function firstRunOf(cause: Cause, cases: readonly CaseRun[]): string | undefined {
  const { case: id } = cause.first;
  const runs = cases.filter((run) => run.facts.id === id);
  const check = cause.first.check;
  const shows = runs.find((run) => run.checks.some((each) => each.id === check && each.verdict === 'fail'));
  return (shows ?? runs.find((run) => run.verdict !== 'pass') ?? runs[0])?.key;
}

/** How to see the first case of the cause. */
export const whereToSee = (cause: Cause): string =>
  cause.first.case === undefined
    ? 'report.html#causes'
    : `report.html#case-${cause.first.case.slice(0, 80).replace(/[^\w-]+/g, '-')}`;
