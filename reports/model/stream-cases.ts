/** Reads a long record one case at a time, so that what is in memory does not grow with it. */
import { buildRunModel, type Events } from './build-run-model.js';
import { type Collector, createCollector, type Depth } from './case-collector.js';
import { type CaseDraft, finishCase } from './case-draft.js';
import { type CaseRun, type RunModel } from './run-model.js';

/** A record that can be read from its beginning as often as it is asked for. */
export interface RecordSource {
  events(): Events;
}

/** The model without messages and without the texts of checks that passed: what the record amounts to, small enough to keep. */
export const outlineOf = (source: RecordSource): Promise<RunModel> => buildRunModel(source.events(), { outline: true });

/** Makes a file, or files, of case runs that come one by one, in the order in which they ended. */
export interface CaseWriter<T> {
  begin(): T;
  each(run: CaseRun): T;
  end(): T;
}

/** The case runs of a whole model in the order in which `casesOf` gives them. */
export const casesIn = (model: RunModel): readonly CaseRun[] => [...model.cases].sort((a, b) => a.place - b.place);

/**
 * Every case run of the record in full, in the order in which they ended, and none without an end, since that
 * did not run. Verdicts and reasons are those of the outline, because what comes later can change what a case is worth.
 */
export async function* casesOf(
  source: RecordSource,
  outline: RunModel,
  depth: Exclude<Depth, 'outline'> = 'whole',
): AsyncGenerator<CaseRun> {
  const known = new Map(outline.cases.map((run) => [run.key, run]));
  let collector: Collector | undefined;
  const finish = (draft: CaseDraft): CaseRun => {
    const { run } = finishCase(draft, outline.duration, undefined);
    // What was found of a case after its end is in the outline alone.
    const { verdict, reason, before, findings, advisories, incidents, left } = known.get(run.key) ?? run;
    const late = { findings, advisories, incidents, left, ...(before !== undefined && { before }) };
    return { ...run, verdict, reason, ...late };
  };
  for await (const event of source.events()) {
    if (event.type === 'run-start') collector ??= createCollector(event, depth);
    else if (event.type !== 'run-end' && collector !== undefined) {
      const ended = collector.take(event);
      if (ended === undefined) continue;
      if (known.has(ended.key)) yield finish(ended);
      collector.forget(ended);
    }
  }
}
