/** Two tables: every case with its verdict or why it has none, and every check. */
import { type RunModel } from '../model/run-model.js';
import { casesOf, type RecordSource } from '../model/stream-cases.js';
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
];

/** The cases; those that did not run come last, with `not applicable`, `not selected` or `not run` for a verdict. */
export async function* streamCasesCsv(source: RecordSource, outline: RunModel): AsyncGenerator<string> {
  yield csvRow(CASES);
  for await (const run of casesOf(source, outline)) {
    const { facts, verdict, checks } = run;
    yield csvRow([
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
      run.frames.length,
    ]);
  }
  for (const { facts, kind, reason } of outline.notRun) {
    const profiles = line(Object.keys(facts.profiles).join(' | '));
    const about = [line(facts.id), 0, line(facts.block), line(facts.title), kind.replace('-', ' '), line(reason)];
    yield csvRow([...about, profiles, line(facts.requirements.join(' | ')), '', 0, 0, 0, 0, 0, 0, 0]);
  }
}

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

/** The checks of every case. */
export async function* streamChecksCsv(source: RecordSource, outline: RunModel): AsyncGenerator<string> {
  yield csvRow(CHECKS);
  for await (const run of casesOf(source, outline)) {
    for (const check of run.checks) {
      yield csvRow([
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
    }
  }
}
