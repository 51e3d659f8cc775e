/**
 * The Common Test Report Format (ctrf.io), a JSON that dashboards and CI actions read. Its statuses know no verdict but
 * passed and failed: an error and an inconclusive case are `failed` with their verdict as `rawStatus`, since neither
 * may be green. What does not apply or was not selected is `skipped`, what the run did not come to is `pending`, and a
 * run without a conclusion has one more test that failed.
 */
import { type Verdict } from '../../harness/record/events.js';
import { type Attempts, attemptsByKey, attemptsOf, attemptWords } from '../model/attempts.js';
import { details } from '../model/details.js';
import { causesByCase } from '../model/causes.js';
import { type CaseRun, type Cause, type NotRun, type RunModel } from '../model/run-model.js';
import { type CaseWriter } from '../model/stream-cases.js';
import { cut, oneLine, visible } from '../model/visible.js';
import { CONCLUSION_CASE, conclusionOf, whyNot, whyNotRun } from '../model/words.js';

const SPEC_VERSION = '0.0.0';
const cleaned = (of: string, max: number): string => visible(cut(of, max));
const statusOf = (verdict: Verdict): string => (verdict === 'pass' ? 'passed' : 'failed');

/** What is said of a case whether or not it ran. */
function about(model: RunModel, facts: CaseRun['facts'], key: string): Record<string, unknown> {
  const { role, version } = model.run.sut;
  const profiles = Object.keys(facts.profiles).map((name) => oneLine(name, 100));
  return {
    name: oneLine(`${key} ${facts.title}`, 300),
    testId: `${role}/${version}/${oneLine(facts.id, 100)}`,
    suite: [`${role} ${version}`, oneLine(facts.block, 100) || 'no block'],
    type: 'conformance',
    ...(profiles.length > 0 && { tags: profiles }),
    labels: {
      role,
      ocpp: version,
      ...(facts.requirements.length > 0 && { requirements: facts.requirements.map((id) => oneLine(id, 60)) }),
    },
  };
}

/** What the attempts at a case came to; they are one test, which is worth what the worst of them is. */
function attemptsIn({ runs, unstable }: Attempts): Record<string, unknown> {
  if (runs.length < 2) return {};
  return { retries: runs.length - 1, flaky: unstable };
}

function ranTest(model: RunModel, attempts: Attempts, run: CaseRun, causes: readonly Cause[]): Record<string, unknown> {
  const { verdict } = run;
  const words = attemptWords(attempts);
  const start = Math.round(model.run.epoch + run.started);
  const duration = Math.max(0, Math.round(run.duration));
  return {
    ...about(model, run.facts, attempts.runs[0]!.key),
    ...attemptsIn(attempts),
    status: statusOf(verdict),
    rawStatus: verdict,
    duration,
    start,
    stop: start + duration,
    ...(verdict !== 'pass' && { message: whyNot(run), trace: cleaned(details(model, run), 20_000) }),
    steps: run.checks
      .slice(0, 500)
      .map((check) => ({ name: oneLine(check.title || check.id, 200), status: statusOf(check.verdict) })),
    extra: {
      reason: oneLine(run.reason, 600),
      ...(words !== undefined && { attempts: words }),
      ...(causes.length > 0 && { causes: causes.map((cause) => oneLine(cause.key, 300)) }),
      identity: oneLine(run.identity, 80),
      messages: run.messages,
      findings: run.findings.length,
      advisories: run.advisories.length,
    },
  };
}

const notRunTest = (model: RunModel, notRun: NotRun): Record<string, unknown> => ({
  ...about(model, notRun.facts, notRun.facts.id),
  status: notRun.kind === 'not-run' ? 'pending' : 'skipped',
  rawStatus: notRun.kind,
  duration: 0,
  message: oneLine(whyNotRun(notRun), 600),
});

/** The run as CTRF, a test at a time. Times are milliseconds since 1970. */
export function ctrf(outline: RunModel): CaseWriter<string> {
  const { run, notRun } = outline;
  const byKey = attemptsByKey(outline.cases);
  const byCase = causesByCase(outline.causes);
  const cases = attemptsOf(outline.cases).map(({ stands }) => stands);
  const missing = conclusionOf(outline);
  const passed = cases.filter(({ verdict }) => verdict === 'pass').length;
  const pending = notRun.filter(({ kind }) => kind === 'not-run').length;
  const conclusion = missing === undefined ? 0 : 1;
  const summary = {
    tests: cases.length + notRun.length + conclusion,
    passed,
    failed: cases.length - passed + conclusion,
    skipped: notRun.length - pending,
    pending,
    other: 0,
    suites: outline.blocks.length,
    start: Math.round(run.epoch),
    stop: Math.round(run.epoch + outline.duration),
    duration: Math.round(outline.duration),
    extra: {
      outcome: outline.outcome,
      exitCode: outline.exitCode,
      conclusion: oneLine(outline.conclusion, 300),
      reds: outline.counts.reds,
      causes: outline.causes
        .slice(0, 200)
        .map(({ key, title, cases }) => ({ key: oneLine(key, 300), title: oneLine(title, 300), cases: cases.length })),
    },
  };
  const { sut } = run;
  const environment = {
    appName: oneLine([sut.vendor, sut.model].filter(Boolean).join(' ') || sut.identity, 200),
    ...(sut.firmware !== undefined && { appVersion: oneLine(sut.firmware, 100) }),
    testEnvironment: `OCPP ${sut.version} ${sut.role}`,
    osPlatform: run.environment.os,
    extra: {
      identity: oneLine(sut.identity, 100),
      catalogue: run.catalogue.revision,
      catalogueDigest: run.catalogue.digest,
      seed: run.seed,
    },
  };
  const head = {
    reportFormat: 'CTRF',
    specVersion: SPEC_VERSION,
    generatedBy: `${run.tool.name} ${run.tool.version}`,
    results: { tool: { name: run.tool.name || 'laddprov', version: run.tool.version }, summary, environment },
  };
  let first = true;
  const next = (test: Record<string, unknown>): string => {
    const line = `${first ? '' : ','}\n${JSON.stringify(test)}`;
    first = false;
    return line;
  };
  return {
    // The tests go in before the two braces that end the head.
    begin: () => `${JSON.stringify(head).slice(0, -2)},"tests":[`,
    each(run) {
      const attempts = byKey.get(run.key) ?? { runs: [run], stands: run, unstable: false };
      return attempts.stands.key === run.key
        ? next(ranTest(outline, attempts, run, byCase.get(run.facts.id) ?? []))
        : '';
    },
    end() {
      let text = notRun.map((each) => next(notRunTest(outline, each))).join('');
      if (missing !== undefined) {
        const rest = { suite: ['run'], status: 'failed', rawStatus: outline.outcome, duration: 0 };
        const message = cleaned(missing, 2000);
        text += next({ name: CONCLUSION_CASE, testId: 'conclusion', ...rest, message });
      }
      return `${text}\n]}}\n`;
    },
  };
}
