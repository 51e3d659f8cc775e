/** What an earlier run, by its record, makes of the selection: what did not pass in it, or what has changed since. */
import { type CaseVerdict, type EventOf } from '../record/events.js';
import { readRecord } from '../record/read.js';
import { caseDigest, casesFor, type Catalogue, generatorDigest } from './catalogue.js';
import { type Only } from './choose.js';

export interface EarlierRun {
  readonly path: string;
  readonly start: EventOf<'run-start'>;
  /** The cases that began, with the verdicts of all their attempts; undefined for one without an end. */
  readonly verdicts: ReadonlyMap<string, readonly (CaseVerdict | undefined)[]>;
  /** No pass of it counts. */
  readonly doubt: boolean;
}

const nothing = (headline: string, hint: string) =>
  Object.assign(new Error(headline), { code: 'NOTHING_TO_RUN' as const, headline, hint });

/** Reads the record at `path`; rejects with RECORD_INVALID where it is none. */
export async function readEarlierRun(path: string): Promise<EarlierRun> {
  let start: EventOf<'run-start'> | undefined;
  let doubt = false;
  const verdicts = new Map<string, (CaseVerdict | undefined)[]>();
  for await (const event of readRecord(path)) {
    if (event.type === 'run-start') start ??= event;
    else if (event.type === 'case-start') verdicts.set(event.case, [...(verdicts.get(event.case) ?? []), undefined]);
    else if (event.type === 'case-end') {
      const own = verdicts.get(event.case);
      // What was disturbed ran again, and that counts.
      own?.splice(-1, 1, ...(event.disturbed === undefined ? [event.verdict] : []));
    } else if (event.type === 'case-amend') verdicts.get(event.case)?.splice(-1, 1, event.verdict);
    else if (event.type === 'run-end') doubt = event.doubt !== undefined;
  }
  if (!start)
    throw Object.assign(new Error(`${path} does not begin with run-start`), {
      code: 'RECORD_INVALID' as const,
      headline: `${path} does not begin with run-start`,
      hint: 'Name the folder that a run wrote, or its record.jsonl.',
    });
  return { path, start, verdicts, doubt };
}

/**
 * The cases that did not pass: failed, inconclusive or in error in any attempt, cut off, or chosen and not come to.
 * Throws NOTHING_TO_RUN where there are none: a run of no case would be green by accident.
 */
export function lastFailed({ path, start, verdicts, doubt }: EarlierRun): Only {
  const passed = (id: string) => {
    const own = verdicts.get(id);
    // What does not apply has nothing that could be mended.
    const good = (verdict: CaseVerdict | undefined) => verdict === 'pass' || verdict === 'not-applicable';
    return own !== undefined && !doubt && own.every(good);
  };
  // Cases that took the place of others began without being listed.
  const meant = [...start.cases.filter(({ run }) => run).map(({ id }) => id), ...verdicts.keys()];
  const ids = new Set(meant.filter((id) => !passed(id)));
  if (ids.size === 0)
    throw nothing(`every case of ${path} passed`, 'There is nothing to run again: leave out --last-failed.');
  return { ids, reason: `It is not among what did not pass in the run of ${start.started}.`, whole: true };
}

export interface Changed {
  readonly only: Only;
  /** What the comparison cannot see. */
  readonly notices: readonly string[];
}

/**
 * The cases whose own digest is another than in the run, or that it did not have. Throws NOTHING_TO_RUN where none is.
 */
export function changedSince({ path, start }: EarlierRun, catalogue: Catalogue, toolVersion: string): Changed {
  const { role, version } = start.sut;
  const ours = casesFor(catalogue, role, version);
  const made = new Set(catalogue.generated(role, version).map(({ id }) => id));
  const before = new Map(start.cases.map((item) => [item.id, item.digest]));
  const notices: string[] = [];
  const when = `the run of ${start.started}`;
  const old = start.catalogue.generator === undefined;
  if (old)
    notices.push(`The record of ${when} was made before cases had digests of their own: every case counts as changed.`);
  else if (start.tool.version !== toolVersion)
    notices.push(
      `${when} was made with laddprov ${start.tool.version}, this is ${toolVersion}: what cases share (states, helpers, rules, the tester itself) may have changed too, and no case's digest shows that. Run everything before a release.`,
    );
  const sameGenerator = !old && start.catalogue.generator === generatorDigest(catalogue);
  const changed = ours.filter((item) =>
    made.has(item.id) ? !sameGenerator : old || before.get(item.id) !== caseDigest(item, catalogue.files),
  );
  if (changed.length === 0)
    throw nothing(
      `no case changed since ${when} (${path})`,
      ['There is nothing to run: leave out --changed-since.', ...notices].join(' '),
    );
  return {
    only: { ids: new Set(changed.map(({ id }) => id)), reason: `It has not changed since ${when}.`, whole: false },
    notices,
  };
}
