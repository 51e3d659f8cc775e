/** Judges a run against its baseline: which failures are known, and which entries of the baseline are not true any more. */
import { type Attempts, attemptsByKey, attemptWords } from '../model/attempts.js';
import { causesByCase } from '../model/causes.js';
import { type CaseRun, type RunModel } from '../model/run-model.js';
import { whyNot } from '../model/words.js';
import { type Baseline, type BaselineEntry, entryName } from './baseline-file.js';

export interface GateProblem {
  /** `unknown`: a failure that is not listed; `unstable`: one that is, of a case that also came to another verdict. The
   * others speak of an entry. */
  readonly kind: 'unknown' | 'unstable' | 'passes' | 'matches-nothing' | 'expired';
  readonly text: string;
  /** The entry's place in the baseline. */
  readonly index?: number;
}

export interface Waived {
  readonly key: string;
  readonly entries: readonly BaselineEntry[];
}

export interface Gate {
  readonly problems: readonly GateProblem[];
  /** The case runs whose failures are all known. */
  readonly waived: readonly Waived[];
  /** Entries of cases that this run did not come to, or of causes that it may not have come to. */
  readonly unjudged: number;
  /** What is known of each failure that is not listed, as an entry; the reason is still to be written. */
  readonly unlisted: readonly Omit<BaselineEntry, 'reason'>[];
  readonly exitCode: number;
}

/** What is wrong in a case run, as far as an entry can name it: its red checks and the rules that found something. */
function faultsOf(run: CaseRun): { checks: ReadonlySet<string>; rules: ReadonlySet<string> } {
  const red = run.checks.filter((check) => check.verdict !== 'pass');
  return {
    checks: new Set(red.map((check) => check.id)),
    rules: new Set(run.findings.map((finding) => finding.source)),
  };
}

const whole = (entry: BaselineEntry): boolean =>
  entry.cause === undefined && entry.check === undefined && entry.rule === undefined;

/** Whether the entry names something that is wrong in this run of its case. */
function matches(entry: BaselineEntry, run: CaseRun): boolean {
  if (whole(entry)) return run.verdict === entry.verdict;
  const { checks, rules } = faultsOf(run);
  return entry.check !== undefined ? checks.has(entry.check) : rules.has(entry.rule!);
}

/** Whether the entries together account for all that is wrong in the case. */
function covered(run: CaseRun, entries: readonly BaselineEntry[]): boolean {
  if (entries.some((entry) => whole(entry) && entry.verdict === run.verdict)) return true;
  const { checks, rules } = faultsOf(run);
  if (checks.size + rules.size === 0) return false;
  return (
    entries.some((entry) => entry.verdict === run.verdict) &&
    [...checks].every((id) => entries.some((entry) => entry.check === id)) &&
    [...rules].every((id) => entries.some((entry) => entry.rule === id))
  );
}

/** Whether the run says anything of a cause that it does not show: it ran all that applies. */
const ranAll = ({ complete, counts }: RunModel): boolean =>
  complete && counts.notSelected + counts.notRun + counts.elsewhere === 0;

function judgeCause(entry: BaselineEntry, index: number, model: RunModel, today: string): GateProblem | undefined {
  const problem = (kind: GateProblem['kind'], words: string): GateProblem => ({
    kind,
    index,
    text: `${entryName(entry)}: ${words}`,
  });
  if (!model.causes.some(({ key }) => key === entry.cause))
    return ranAll(model) ? problem('passes', 'nothing in this run is red by it; take it out') : undefined;
  if (entry.until === undefined || entry.until >= today) return undefined;
  return problem('expired', `it was known until ${entry.until}, and it is still there`);
}

function judgeEntry(entry: BaselineEntry, index: number, model: RunModel, today: string): GateProblem | undefined {
  if (entry.cause !== undefined) return judgeCause(entry, index, model, today);
  const name = entryName(entry);
  const runs = model.cases.filter((run) => run.facts.id === entry.case);
  const problem = (kind: GateProblem['kind'], words: string): GateProblem => ({
    kind,
    index,
    text: `${name}: ${words}`,
  });
  if (runs.length === 0) {
    const kind = model.notRun.find(({ facts }) => facts.id === entry.case)?.kind;
    if (kind === undefined) return problem('matches-nothing', 'the catalogue has no such case');
    return kind === 'not-applicable'
      ? problem('matches-nothing', 'the case does not apply to this product, so it cannot fail')
      : undefined;
  }
  if (runs.some((run) => matches(entry, run))) {
    if (entry.until === undefined || entry.until >= today) return undefined;
    return problem('expired', `it was known until ${entry.until}, and it still fails`);
  }
  if (entry.check !== undefined && runs.every((run) => run.checks.every((check) => check.id !== entry.check))) {
    return problem('matches-nothing', 'the case has no such check in this run');
  }
  if (entry.rule !== undefined && model.rules.every((rule) => rule.id !== entry.rule)) {
    return problem('matches-nothing', 'there is no such rule');
  }
  const verdict = runs.map((run) => run.verdict).join(', ');
  return problem('passes', `it is listed as ${entry.verdict}, but not so in this run (${verdict}); take it out`);
}

/** The exit code with the known failures left out, in the order of the exit codes of a run. */
function exitOf(
  model: RunModel,
  waived: ReadonlySet<string>,
  problems: readonly GateProblem[],
  strict: boolean,
): number {
  const left = model.cases.filter((run) => !waived.has(run.key));
  const has = (verdict: CaseRun['verdict']) => left.some((run) => run.verdict === verdict);
  const outside = model.findings.filter((finding) => finding.caseKey === undefined);
  if (has('error') || model.exitCode === 2 || model.exitCode === 4) return model.exitCode === 2 ? 2 : 4;
  if (has('fail') || problems.length > 0) return 1;
  if (outside.length > 0) return outside.some(({ blame }) => blame !== 'sut') ? 4 : 1;
  const broken = ['no-run-end', 'interrupted', 'doubt', 'counts-differ', 'exit-contradicted', 'after-the-end'];
  const incomplete = model.notices.some(({ code }) => broken.includes(code)) || model.counts.notRun > 0;
  if (incomplete || has('inconclusive')) return 3;
  if (model.cases.length === 0 || model.counts.checks === 0) return 4;
  return strict && model.counts.advisories > 0 ? 1 : 0;
}

/**
 * `today` is a date (`2026-03-14`); `strict` makes advisories count. Only `fail` and `inconclusive` can be known: an
 * error is the tester's, and an interrupted run says nothing, whatever is listed.
 */
export function gateRun(model: RunModel, baseline: Baseline, today: string, strict = false): Gate {
  const judged = baseline.entries.map((entry, index) => judgeEntry(entry, index, model, today));
  const valid = baseline.entries.filter((_, index) => judged[index] === undefined);
  const waived: Waived[] = [];
  const problems: GateProblem[] = [];
  const unlisted: Omit<BaselineEntry, 'reason'>[] = [];
  const attempts = attemptsByKey(model.cases);
  const byCase = causesByCase(model.causes);
  const told = new Set<Attempts>();
  const tell = (run: CaseRun, kind: 'unknown' | 'unstable', text: string) => {
    const all = attempts.get(run.key)!;
    if (!told.has(all)) problems.push({ kind, text });
    told.add(all);
  };
  for (const run of model.cases) {
    if (run.verdict !== 'fail' && run.verdict !== 'inconclusive') continue;
    const own = valid.filter((entry) => entry.case === run.facts.id);
    const behind = run.verdict === 'fail' ? (byCase.get(run.facts.id) ?? []) : [];
    const byCause = valid.filter((entry) => behind.some(({ key }) => key === entry.cause));
    const explained = behind.length > 0 && behind.every(({ key }) => byCause.some((entry) => entry.cause === key));
    const entries = explained ? byCause : own;
    const all = attempts.get(run.key)!;
    if (explained || covered(run, own)) {
      // A baseline knows failures, not chance.
      if (all.unstable) tell(run, 'unstable', `${run.facts.id} is listed, and it is ${attemptWords(all)}`);
      else waived.push({ key: run.key, entries });
    } else {
      // An inconclusive case that is not listed makes the run incomplete by itself; only a failure is the gate's.
      const [cause] = behind.filter(({ key }) => !byCause.some((entry) => entry.cause === key));
      const by = cause === undefined ? '' : ` (cause: ${cause.key})`;
      if (run.verdict === 'fail') tell(run, 'unknown', `${run.key} is not listed: ${whyNot(run)}${by}`);
      const known = baseline.entries.some((entry) => whole(entry) && entry.case === run.facts.id);
      const listed = unlisted.some((entry) => entry.case === run.facts.id);
      if (!known && !listed) unlisted.push({ case: run.facts.id, verdict: run.verdict });
    }
  }
  problems.push(...judged.filter((problem) => problem !== undefined));
  const ids = new Set([...model.cases, ...model.notRun].map(({ facts }) => facts.id));
  const ran = new Set(model.cases.map((run) => run.facts.id));
  const shown = new Set(model.causes.map(({ key }) => key));
  const unjudged = baseline.entries.filter(({ case: id, cause }) =>
    id === undefined ? !shown.has(cause ?? '') && !ranAll(model) : ids.has(id) && !ran.has(id),
  ).length;
  const exitCode = exitOf(model, new Set(waived.map(({ key }) => key)), problems, strict);
  return { problems, waived, unjudged, unlisted, exitCode };
}

/** The gate for a terminal: what is known, what is wrong with the baseline, and what comes of it. */
export function gateText(gate: Gate): string {
  const lines = [`baseline   ${gate.waived.length} known, ${gate.problems.length} problems`];
  if (gate.unjudged > 0) lines.push(`           ${gate.unjudged} entries are of what this run did not come to`);
  for (const { key, entries } of gate.waived)
    lines.push(
      `  known  ${key}: ${entries.map((entry) => `${entry.reason}${entry.until ? ` (until ${entry.until})` : ''}`).join('; ')}`,
    );
  for (const { text } of gate.problems) lines.push(`  ✕ ${text}`);
  lines.push(`exit code  ${gate.exitCode}`);
  return lines.join('\n');
}
