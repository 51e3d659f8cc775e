/**
 * JUnit XML in the form that CI systems read: a suite per block, a test case per case. A failed case is a `failure`. A
 * tester error and an inconclusive case are an `error` (of type `error` and `inconclusive`), since both mean that the
 * expected evidence is missing and neither may be green. A case without a verdict is `skipped`; because CI shows that
 * as harmless, a run that is incomplete, or in which nothing ran, has one more test case that is an error and says so.
 */
import { type Attempts, attemptsOf, attemptWords } from '../model/attempts.js';
import { type CaseRun, type NotRun, type RunModel } from '../model/run-model.js';
import { cut } from '../model/visible.js';
import { details } from '../model/details.js';
import { CONCLUSION_CASE, conclusionOf, headline, whyNot, whyNotRun } from '../model/words.js';

/** What XML 1.0 does not allow as a character (section 2.2), and halves of surrogate pairs. */
// eslint-disable-next-line no-control-regex
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

const clean = (text: string, max: number): string => cut(text, max).replace(ILLEGAL, '');
const attribute = (text: string, max = 500): string => clean(text, max).replace(/[&<>"\n\r\t]/g, (c) => ENTITIES[c]!);
const content = (text: string, max = 20_000): string => clean(text, max).replace(/[&<>\r]/g, (c) => ENTITIES[c]!);
const seconds = (ms: number): string => (ms / 1000).toFixed(3);

const opening = (name: string, className: string, time: string): string =>
  `<testcase name="${attribute(name)}" classname="${attribute(className)}" time="${time}"`;

const about = (run: CaseRun): string => `type="${run.verdict}" message="${attribute(whyNot(run))}"`;

/** Another attempt that did not pass, in the words of Maven's Surefire, which Jenkins and others read. */
function rerun(model: RunModel, run: CaseRun): string {
  const tag = run.verdict === 'fail' ? 'rerunFailure' : 'rerunError';
  return `<${tag} ${about(run)}><stackTrace>${content(details(model, run))}</stackTrace></${tag}>`;
}

/** A case with all its attempts: one of them stands for it, and what they came to is a property. */
function ranCase(model: RunModel, attempts: Attempts, className: string): string {
  const { runs, stands, unstable } = attempts;
  const open = opening(`${runs[0]!.key} ${stands.facts.title}`, className, seconds(stands.duration));
  if (stands.verdict === 'pass') return `${open}/>`;
  const tag = stands.verdict === 'fail' ? 'failure' : 'error';
  const words = attemptWords(attempts);
  const told =
    words === undefined
      ? []
      : ([
          ['attempts', words],
          ['unstable', String(unstable)],
        ] as const);
  const causes = model.causes
    .filter((cause) => cause.cases.includes(stands.facts.id))
    .map((cause) => ['cause', cause.key] as const);
  const rows = [...told, ...causes].map(([name, value]) => `<property name="${name}" value="${attribute(value)}"/>`);
  const said = rows.length === 0 ? '' : `<properties>${rows.join('')}</properties>`;
  const others = runs.filter((run) => run !== stands && run.verdict !== 'pass').map((run) => rerun(model, run));
  const body = content(details(model, stands));
  return `${open}>${said}<${tag} ${about(stands)}>${body}</${tag}>${others.join('')}</testcase>`;
}

function skippedCase(notRun: NotRun, className: string): string {
  const { facts } = notRun;
  const why = whyNotRun(notRun);
  const open = opening(`${facts.id} ${facts.title}`, className, '0.000');
  return `${open}><skipped message="${attribute(why)}"/></testcase>`;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly string[];
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  /** Milliseconds. */
  readonly time: number;
}

function suiteOf(model: RunModel, block: string, className: (block: string) => string): Suite {
  const runs = model.cases.filter((run) => run.facts.block === block);
  const cases = attemptsOf(runs);
  const notRun = model.notRun.filter((each) => each.facts.block === block);
  const failures = cases.filter(({ stands }) => stands.verdict === 'fail').length;
  return {
    name: block,
    cases: [
      ...cases.map((attempts) => ranCase(model, attempts, className(block))),
      ...notRun.map((each) => skippedCase(each, className(block))),
    ],
    failures,
    errors: cases.filter(({ stands }) => stands.verdict !== 'pass').length - failures,
    skipped: notRun.length,
    time: runs.reduce((sum, run) => sum + run.duration, 0),
  };
}

/** The test case that keeps a run without a red case, but also without a conclusion, from being green. */
function conclusionSuite(model: RunModel, why: string, className: (block: string) => string): Suite {
  const { word, sentence } = headline(model);
  const open = opening(CONCLUSION_CASE, className('run'), '0.000');
  const body = `<error type="${model.outcome}" message="${attribute(`${word}. ${sentence}`)}">${content(why)}</error>`;
  return { name: 'run', cases: [`${open}>${body}</testcase>`], failures: 0, errors: 1, skipped: 0, time: 0 };
}

function properties(model: RunModel): string {
  const { run } = model;
  const values: readonly (readonly [string, string | number | undefined])[] = [
    ['sut.identity', run.sut.identity],
    ['sut.role', run.sut.role],
    ['sut.version', run.sut.version],
    ['sut.vendor', run.sut.vendor],
    ['sut.model', run.sut.model],
    ['sut.firmware', run.sut.firmware],
    ['tool', `${run.tool.name} ${run.tool.version}`],
    ['catalogue.revision', run.catalogue.revision],
    ['catalogue.digest', run.catalogue.digest],
    ['seed', run.seed],
    ['operator', run.operator],
    ['reds', model.counts.causes > 0 ? model.counts.reds : undefined],
    ['causes', model.counts.causes > 0 ? model.counts.causes : undefined],
    ['conclusion', model.conclusion],
    ['exitCode', model.exitCode],
  ];
  const rows = values
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<property name="${name}" value="${attribute(String(value))}"/>`);
  return `<properties>${rows.join('')}</properties>`;
}

/** The run as JUnit XML. Times are in seconds. */
export function renderJunit(model: RunModel): string {
  const { role, version } = model.run.sut;
  const className = (block: string): string => `laddprov.${role}.${version}.${block}`;
  const suites = model.blocks.map((block) => suiteOf(model, block.name, className));
  const missing = conclusionOf(model);
  if (missing !== undefined) suites.push(conclusionSuite(model, missing, className));
  const sum = (pick: (suite: Suite) => number): number => suites.reduce((total, suite) => total + pick(suite), 0);
  const numbers = (tests: number, failures: number, errors: number, skipped: number, time: number): string =>
    `tests="${tests}" failures="${failures}" errors="${errors}" skipped="${skipped}" time="${seconds(time)}"`;
  const timestamp = attribute(model.run.started, 40);
  const inner = suites.map(
    (suite) =>
      `<testsuite name="${attribute(suite.name)}" ${numbers(suite.cases.length, suite.failures, suite.errors, suite.skipped, suite.time)} timestamp="${timestamp}">\n` +
      `${properties(model)}\n${suite.cases.join('\n')}\n</testsuite>`,
  );
  const total = numbers(
    sum((s) => s.cases.length),
    sum((s) => s.failures),
    sum((s) => s.errors),
    sum((s) => s.skipped),
    model.duration,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="laddprov" ${total}>\n${inner.join('\n')}\n</testsuites>\n`;
}
