/** The comparison of two runs for a terminal: plain text, bounded. */
import { type RunModel } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { duration, headline } from '../model/words.js';
import { CHANGE_WORD, CHANGES, type CaseDiff, type RunDiff } from './compare-runs.js';
import { STATE_WORD } from './state.js';
import { ANSWER_MS, ANSWER_RATIO, ANSWERS, CASE_MS, CASE_RATIO, type Drift } from './timing.js';

const MOST = 40;
const LINES = 14;
const MARK = { same: ' ', gone: '-', new: '+', gap: ' ' } as const;

const aboutRun = (model: RunModel): string => {
  const { sut, started } = model.run;
  const product = [sut.vendor, sut.model, sut.firmware].filter(Boolean).join(' ');
  return oneLine(`${sut.identity}${product === '' ? '' : ` (${product})`}, ${started}: ${headline(model).word}`, 300);
};

/** `1.2 s before, 3.4 s now (2.8 times)` */
export function driftWords({ before, after, ratio }: Drift): string {
  const times = Number.isFinite(ratio) ? ` (${ratio.toFixed(1)} times)` : '';
  return `${duration(before)} before, ${duration(after)} now${times}`;
}

/** What counts as drift, named with its thresholds. */
export const DRIFT_WORDS = `A case drifted when its duration changed ${CASE_RATIO} times and by ${CASE_MS / 1000} s; an answer when the median of at least ${ANSWERS} changed ${ANSWER_RATIO} times and by ${ANSWER_MS} ms.`;

function caseLines({ key, title, before, after, why, checks, messages, drift }: CaseDiff): string[] {
  const lines = [`  ${oneLine(`${key} ${title}: ${STATE_WORD[before]} → ${STATE_WORD[after]}`, 200)}`];
  if (after !== 'pass' && why !== '') lines.push(`      ${oneLine(why, 300)}`);
  for (const check of checks.slice(0, 10)) {
    lines.push(
      `      check ${oneLine(`${check.id}: ${check.before?.verdict ?? 'not made'} → ${check.after?.verdict ?? 'not made'}`, 160)}`,
    );
    const { after: now } = check;
    if (now && now.verdict !== 'pass')
      lines.push(`        expected ${oneLine(now.expected, 200)}`, `        received ${oneLine(now.actual, 200)}`);
  }
  if (checks.length > 10) lines.push(`      and ${checks.length - 10} more checks`);
  for (const line of messages.slice(0, LINES)) lines.push(`      ${MARK[line.kind]} ${line.text}`);
  if (messages.length > LINES) lines.push(`        and ${messages.length - LINES} more lines`);
  if (drift) lines.push(`      took ${driftWords(drift)}`);
  return lines;
}

/** Every change, the worst first; then what drifted, and what the exit code says. */
export function renderDiffText(diff: RunDiff): string {
  const lines = [`before  ${aboutRun(diff.before)}`, `now     ${aboutRun(diff.after)}`];
  for (const notice of diff.notices) lines.push(`! ${oneLine(notice, 300)}`);
  for (const change of CHANGES) {
    const cases = diff.cases.filter((each) => each.change === change);
    if (cases.length === 0) continue;
    lines.push('', `${cases.length} ${CHANGE_WORD[change]}`);
    for (const each of cases.slice(0, MOST)) lines.push(...caseLines(each));
    if (cases.length > MOST) lines.push(`  and ${cases.length - MOST} more`);
  }
  if (diff.answers.length > 0) {
    lines.push('', 'answers of the SUT, median');
    for (const each of diff.answers.slice(0, MOST)) lines.push(`  ${oneLine(each.action, 60)}: ${driftWords(each)}`);
  }
  lines.push('', `${diff.unchanged} cases as before. ${DRIFT_WORDS}`, conclusionWords(diff));
  return `${lines.join('\n')}\n`;
}

/** What the exit code says, in a sentence. */
export function conclusionWords({ exitCode, cases }: RunDiff): string {
  const failing = cases.filter((each) => each.change === 'newly-failing').length;
  if (exitCode === 1) return `Worse: ${failing} newly failing.`;
  if (exitCode === 3) return 'Nothing newly fails, but not everything that passed before is still shown to pass.';
  return cases.length === 0 ? 'No difference.' : 'Nothing got worse.';
}
