import { type EventOf, type RecordEvent } from '../../harness/record/events.js';
import { createActionsSeen } from './actions-seen.js';
import { aggregate } from './aggregates.js';
import { certify } from './certification.js';
import { unstableCases } from './attempts.js';
import { causesIn } from './causes.js';
import { createExcerpts } from './excerpts.js';
import { type Collector, createCollector } from './case-collector.js';
import { type CaseDraft, finishCase, isAside } from './case-draft.js';
import { concludes, countsOf } from './outcome.js';
import { RecordError } from './record-error.js';
import { type CaseRun, type NotRun, type Observation, type RunModel } from './run-model.js';
import { createTold } from './told.js';

export type Events = AsyncIterable<RecordEvent> | Iterable<RecordEvent>;

/** Every case that no run of it came to an end, with why; `cutOff` are those that had begun. */
function notRunOf(
  start: EventOf<'run-start'>,
  ended: ReadonlySet<string>,
  cutOff: readonly CaseRun[],
  end?: EventOf<'run-end'>,
): NotRun[] {
  const why = end?.interrupted ?? (end ? 'The run ended before it.' : 'The record ends before it.');
  const begun = new Map(cutOff.map((run) => [run.facts.id, run.facts]));
  const listed = start.cases.filter(({ id }) => !ended.has(id));
  const known = new Set(start.cases.map(({ id }) => id));
  const strangers = [...begun.values()].filter(({ id }) => !known.has(id) && !ended.has(id));
  return [
    ...listed.map(({ run, applicable, reason, shard, digest: _digest, ...facts }): NotRun => {
      if (begun.has(facts.id)) return { facts, kind: 'not-run', reason: `It had begun: ${why}` };
      if (run) return { facts, kind: 'not-run', reason: reason ?? why };
      const kind = shard !== undefined ? 'elsewhere' : applicable ? 'not-selected' : 'not-applicable';
      return { facts, kind, reason: reason ?? 'The record gives no reason.' };
    }),
    ...strangers.map((facts): NotRun => ({ facts, kind: 'not-run', reason: `It had begun: ${why}` })),
  ];
}

/** The case runs that count, and those that do not: without an end, or disturbed and run again. */
function sorted(runs: readonly CaseRun[]): Pick<RunModel, 'cases' | 'uncounted'> {
  const last = new Map(runs.filter((run) => run.finished).map((run) => [run.facts.id, run]));
  const counts = (run: CaseRun): boolean =>
    run.finished && (run.disturbed === undefined || last.get(run.facts.id) === run);
  return { cases: runs.filter(counts), uncounted: runs.filter((run) => !counts(run)) };
}

/** The cases that were seen not to apply while they ran, and in no attempt came to a verdict. */
function asideOf(drafts: readonly CaseDraft[]): NotRun[] {
  const judged = new Set(drafts.filter((draft) => !isAside(draft)).map(({ facts }) => facts.id));
  const found = new Map<string, NotRun>();
  for (const { facts, end } of drafts)
    if (!judged.has(facts.id)) found.set(facts.id, { facts, kind: 'not-applicable', reason: end?.reason ?? '' });
  return [...found.values()];
}

/** What was seen in a case that has no run in the model belongs to none. */
const placed =
  (aside: ReadonlySet<string>) =>
  ({ caseKey, ...seen }: Observation): Observation =>
    caseKey === undefined || aside.has(caseKey) ? seen : { ...seen, caseKey };

export interface BuildOptions {
  /** Leaves out what only the reading of a single case needs, so that a long record does not have to fit into memory. */
  readonly outline?: boolean;
}

/**
 * Reads a record into the model that every format renders. The events come in the record's order and are trusted to
 * have passed `eventSchema`; what they say is not: verdicts, counts and conclusion are compared with the events that
 * they rest on, and a contradiction becomes a notice. Throws a RecordError for a record without exactly one run-start.
 */
export async function buildRunModel(events: Events, { outline = false }: BuildOptions = {}): Promise<RunModel> {
  let start: EventOf<'run-start'> | undefined;
  let end: EventOf<'run-end'> | undefined;
  let collector: Collector | undefined;
  let last = 0;
  let afterEnd = 0;
  const actions = createActionsSeen();
  const told = createTold();
  const excerpts = createExcerpts();

  for await (const event of events) {
    if (event.type === 'run-start') {
      if (start)
        throw new RecordError(
          'RECORD_WITH_TWO_STARTS',
          'The record holds two runs.',
          'Give each run a record of its own.',
        );
      start = event;
      collector = createCollector(event, outline ? 'outline' : 'whole');
      continue;
    }
    if (collector === undefined) break;
    if (end) afterEnd++;
    last = Math.max(last, event.t);
    excerpts.take(event);
    if (event.type === 'frame') {
      actions.take(event);
      told.take(event);
    }
    if (event.type === 'run-end') end ??= event;
    else collector.take(event);
  }
  if (start === undefined || collector === undefined) {
    throw new RecordError(
      'RECORD_WITHOUT_START',
      'The record does not begin with a run-start event.',
      'Is this a laddprov record, and is its first line there?',
    );
  }

  const { notes } = collector;
  const drafts = [...collector.drafts];
  const put = placed(new Set(drafts.filter(isAside).map(({ key }) => key)));
  const [findings, advisories] = [collector.findings.map(put), collector.advisories.map(put)];
  const claims = collector.claims.filter(({ kind }) => kind !== 'agreed');
  const agreed = collector.claims.filter(({ kind }) => kind === 'agreed');
  const frames = collector.frames();
  const finished = drafts.filter((draft) => !isAside(draft)).map((draft) => finishCase(draft, last, end?.doubt));
  const runs = finished.map(({ run }) => run);
  const { cases, uncounted } = sorted(runs);
  const asides = asideOf(drafts);
  const ended = new Set([...cases, ...asides].map(({ facts }) => facts.id));
  const cutOff = uncounted.filter((run) => !run.finished);
  const contradicted = finished.filter((each) => each.contradicted).map(({ run }) => run.key);
  const notRun = [...notRunOf(start, ended, cutOff, end), ...asides];
  const unstable = unstableCases(cases).length;
  const causes = causesIn(collector.causes, excerpts);
  const seen = {
    ...{ frames, findings: findings.length, advisories: advisories.length, causes: causes.length },
    reds: causes.reduce((sum, { reds }) => sum + reds, 0),
  };
  const checks = runs.reduce((sum, run) => sum + run.checks.length, 0);
  const counts = { ...countsOf(cases, notRun), checks, unstable, ...seen };
  const { type: _type, cases: _cases, rules, ...run } = start;
  const concluded = concludes(counts, end, {
    contradicted,
    afterEnd,
    shard: run.shard,
  });
  return {
    run,
    duration: last,
    ...concluded,
    certification: certify({ run, cases, notRun, findings, notices: concluded.notices }),
    counts,
    actions: actions.seen,
    ...{ told: told.told, agreed },
    ...{ causes, incidents: collector.incidents, left: collector.left },
    ...{ cases, uncounted, notRun, findings, advisories, claims, notes },
    ...aggregate(cases, notRun, rules, run.sut.version, findings, advisories),
  };
}
