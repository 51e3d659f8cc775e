/** Two tables: every case with its verdict or why it has none, and every check. */
import { causesByCase } from '../model/causes.js';
import { type CaseRun, type Cause, type Check, type NotRun, type RunModel } from '../model/run-model.js';
import { type CaseWriter } from '../model/stream-cases.js';
import { oneLine } from '../model/visible.js';
import { whyNot } from '../model/words.js';
import { csvRow } from './csv.js';

/** The most characters of a text in a cell; a spreadsheet takes 32767. */
const LONGEST = 2000;

const line = (text: string): string => oneLine(text, LONGEST);

const CASES = [
  'case',
  'run',
  'block',
  'title',
  'verdict',
  'reason',
  'profiles',
  'requirements',
  'identity',
  'started_ms',
  'duration_ms',
  'checks',
  'checks_passed',
  'findings',
  'advisories',
  'messages',
  'causes',
];

function caseRow(run: CaseRun, causes: readonly Cause[] = []): string {
  const { facts, verdict, checks } = run;
  return csvRow([
    line(facts.id),
    run.attempt,
    line(facts.block),
    line(facts.title),
    verdict,
    verdict === 'pass' ? line(run.reason) : line(whyNot(run)),
    line(Object.keys(facts.profiles).join(' | ')),
    line(facts.requirements.join(' | ')),
    line(run.identity),
    run.started,
    run.duration,
    checks.length,
    checks.filter((check) => check.verdict === 'pass').length,
    run.findings.length,
    run.advisories.length,
    run.messages,
    line(causes.map((cause) => cause.key).join(' | ')),
  ]);
}

function notRunRow({ facts, kind, reason }: NotRun): string {
  const profiles = line(Object.keys(facts.profiles).join(' | '));
  const about = [line(facts.id), 0, line(facts.block), line(facts.title), kind.replace('-', ' '), line(reason)];
  return csvRow([...about, profiles, line(facts.requirements.join(' | ')), '', 0, 0, 0, 0, 0, 0, 0, '']);
}

/** The cases; those that did not run come last, with `not applicable`, `not selected` or `not run` for a verdict. */
export const casesCsv = ({ notRun, causes }: RunModel): CaseWriter<string> => {
  const byCase = causesByCase(causes);
  return {
    begin: () => csvRow(CASES),
    each: (run) => caseRow(run, byCase.get(run.facts.id)),
    end: () => notRun.map(notRunRow).join(''),
  };
};

const CHECKS = [
  'case',
  'run',
  'check',
  'title',
  'phase',
  'verdict',
  'blame',
  'expected',
  'actual',
  'requirements',
  'messages',
  'dictated',
  't_ms',
];

const checkRow = (run: CaseRun, check: Check): string =>
  csvRow([
    line(run.facts.id),
    run.attempt,
    line(check.id),
    line(check.title),
    check.phase,
    check.verdict,
    check.blame ?? '',
    line(check.expected),
    line(check.actual),
    line(check.requirements.join(' | ')),
    check.frames.join(' '),
    check.dictated ?? false,
    check.t,
  ]);

/** The checks of every case. */
export const checksCsv = (): CaseWriter<string> => ({
  begin: () => csvRow(CHECKS),
  each: (run) => run.checks.map((check) => checkRow(run, check)).join(''),
  end: () => '',
});
