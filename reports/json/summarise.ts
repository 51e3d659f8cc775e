import { type SortedCases } from '../model/certification-model.js';
import { causesByCase } from '../model/causes.js';
import { type Cause, type Check, type CaseRun, type Observation, type RunModel } from '../model/run-model.js';
import { type CaseWriter } from '../model/stream-cases.js';
import { cut } from '../model/visible.js';
import { unstableCases } from '../model/attempts.js';
import { type Summary } from './summary-schema.js';

/** The longest text that a summary carries; the record has the rest. */
const LONGEST = 4000;

const bound = (text: string): string => cut(text, LONGEST);

/** A copy in which every string is bounded, whoever wrote it. */
function bounded<T>(value: T): T {
  if (typeof value === 'string') return bound(value) as T;
  if (Array.isArray(value)) return value.map(bounded) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, bounded(each as unknown)])) as T;
}

function checkOf({
  id,
  title,
  phase,
  verdict,
  expected,
  actual,
  requirements,
  frames,
  dictated,
}: Check): Summary['cases'][number]['checks'][number] {
  return { id, title, phase, verdict, expected, actual, requirements, frames, dictated: dictated ?? false };
}

function caseOf(run: CaseRun, causes: readonly Cause[] = []): Summary['cases'][number] {
  const { key, facts, identity, verdict, reason, finished, started, duration, before } = run;
  const { id, block, title, profiles } = facts;
  const rest = { identity, verdict, reason, finished, started, duration };
  const again = {
    ...(run.retry && { retry: true }),
    ...(before !== undefined && { before }),
    ...(causes.length > 0 && { causes: causes.map((cause) => cause.key) }),
  };
  return { key, id, ...again, block, title, profiles, ...rest, frames: run.messages, checks: run.checks.map(checkOf) };
}

function observationOf({ caseKey, span, ...rest }: Observation): Summary['findings'][number] {
  return {
    ...rest,
    frames: [...rest.frames],
    ...(span && { span: [...span] }),
    ...(caseKey !== undefined && { case: caseKey }),
  };
}

function certificationOf({ certification }: RunModel): Summary['certification'] {
  const { profiles, unassigned, open } = certification;
  const copied = <T extends SortedCases>(of: T) => ({
    ...of,
    failed: [...of.failed],
    notApplicable: [...of.notApplicable],
    missing: [...of.missing],
  });
  return { profiles: profiles.map(copied), unassigned: copied(unassigned), open: [...open] };
}

type Head = Omit<Summary, 'cases' | keyof Tail>;
type Tail = Pick<Summary, 'notRun' | 'findings' | 'advisories' | 'claims' | 'agreed' | 'told'>;

function claimOf({ subject, kind, claimed, shown, frames }: RunModel['claims'][number]): Summary['claims'][number] {
  return { subject, kind, claimed, shown, frames };
}

/** What stands before the cases. */
function headOf(model: RunModel): Head {
  const { run } = model;
  return bounded<Head>({
    format: 1,
    tool: run.tool,
    catalogue: run.catalogue,
    sut: run.sut,
    started: run.started,
    ...(model.ended !== undefined && { ended: model.ended }),
    duration: model.duration,
    seed: run.seed,
    ...(run.generated && { generated: run.generated }),
    ...(run.shard && { shard: run.shard }),
    ...(run.merged && { merged: run.merged.map(({ shard, started, digest }) => ({ shard, started, digest })) }),
    ...(run.retries !== undefined && { retries: run.retries }),
    speed: run.speed,
    wire: run.wire,
    operator: run.operator,
    complete: model.complete,
    ...(model.interrupted !== undefined && { interrupted: model.interrupted }),
    conclusion: model.conclusion,
    outcome: model.outcome,
    exitCode: model.exitCode,
    notices: [...model.notices],
    counts: model.counts,
    causes: model.causes.map(({ key, title, clause, reds, first, frames, cases }) => ({
      ...{ key, title, clause, reds, first, frames: [...frames], cases: [...cases] },
    })),
    incidents: model.incidents.map(({ kind, text, t, case: id, span, frames }) => ({
      ...{ kind, text, t, frames: [...frames] },
      ...(id !== undefined && { case: id }),
      ...(span && { span: [...span] }),
    })),
    left: model.left.map(({ case: id, kind, subject, text }) => ({ case: id, kind, subject, text })),
    blocks: [...model.blocks],
    profiles: [...model.profiles],
    certification: certificationOf(model),
    unstable: unstableCases(model.cases).map(({ runs, stands }) => ({
      id: stands.facts.id,
      verdict: stands.verdict,
      attempts: runs.map(({ key, verdict }) => ({ case: key, verdict })),
    })),
    requirements: model.requirements.map(({ id, standing, checks, notRun }) => ({
      id,
      standing,
      checks: checks.map(({ caseKey, checkId, verdict }) => ({ case: caseKey, check: checkId, verdict })),
      notRun: [...notRun],
    })),
    rules: model.rules.map(({ findings, advisories, ...rule }) => ({
      ...rule,
      findings: findings.length,
      advisories: advisories.length,
    })),
  });
}

/** What stands after them. */
const tailOf = (model: RunModel): Tail =>
  bounded<Tail>({
    notRun: model.notRun.map(({ facts: { id, block, title }, kind, reason }) => ({ id, block, title, kind, reason })),
    findings: model.findings.map(observationOf),
    advisories: model.advisories.map(observationOf),
    claims: model.claims.map(claimOf),
    agreed: model.agreed.map(claimOf),
    told: {
      vendor: [...model.told.vendor],
      model: [...model.told.model],
      firmware: [...model.told.firmware],
      serial: [...model.told.serial],
    },
  });

/** The run as a program reads it; valid against `summarySchema`. */
export function summarise(model: RunModel): Summary {
  const byCase = causesByCase(model.causes);
  return {
    ...headOf(model),
    cases: model.cases.map((run) => bounded(caseOf(run, byCase.get(run.facts.id)))),
    ...tailOf(model),
  };
}

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** The summary as the text of a file, a case at a time. */
export function summary(outline: RunModel): CaseWriter<string> {
  let any = false;
  const byCase = causesByCase(outline.causes);
  return {
    // Head and tail are objects of their own: the one ends without its brace, the other begins without it.
    begin: () => `${json(headOf(outline)).slice(0, -2)},\n  "cases": [`,
    each(run) {
      const text = json(bounded(caseOf(run, byCase.get(run.facts.id)))).replaceAll('\n', '\n    ');
      const before = any ? ',' : '';
      any = true;
      return `${before}\n    ${text}`;
    },
    end: () => `${any ? '\n  ' : ''}],${json(tailOf(outline)).slice(1)}\n`,
  };
}
