import { redCases } from '../model/attempts.js';
import { causesByCase, causeWords, whereToSee } from '../model/causes.js';
import { shortened } from '../model/shorten.js';
import { type CaseRun, type RunModel } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { counted, duration, EXIT_MEANING, generatedWords, headline, profilesInWords } from '../model/words.js';

const WIDTH = 92;
const MOST = 40;
const MOST_INCIDENTS = 10;
const SYMBOL: Readonly<Record<CaseRun['verdict'], string>> = { pass: '✓', fail: '✕', error: '!', inconclusive: '?' };

/** Breaks a text into lines of at most `WIDTH` characters, each after `indent`; a longer word is broken too. */
function wrap(text: string, indent: string): string[] {
  const room = WIDTH - indent.length;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => each.match(new RegExp(`.{1,${room}}`, 'gsu')) ?? [])) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(indent + line);
  return lines;
}

/** A labelled line, its continuation under it. */
function row(label: string, text: string): string[] {
  const [first = '', ...rest] = wrap(text, ' '.repeat(11));
  return [label.padEnd(11) + first.trimStart(), ...rest];
}

function counts({ counts: of }: RunModel): string {
  const parts: readonly (readonly [number, string])[] = [
    [of.pass, 'pass'],
    [of.fail, 'fail'],
    [of.error, 'error'],
    [of.inconclusive, 'inconclusive'],
    [of.notRun, 'not run'],
    [of.notSelected, 'not selected'],
    [of.elsewhere, 'in other shards'],
    [of.notApplicable, 'not applicable'],
  ];
  return parts
    .filter(([n], i) => n > 0 || i < 2)
    .map(([n, word]) => `${n} ${word}`)
    .join(', ');
}

/** Causes that are listed; the report has all. */
const MOST_CAUSES = 25;

/** What lies behind the reds: a line for each cause, then its clearest case, and where to see it. */
function causes(model: RunModel): string[] {
  const words = causeWords(model);
  if (words === undefined) return [];
  const lines = ['', words];
  for (const [i, cause] of model.causes.slice(0, MOST_CAUSES).entries()) {
    const number = `${i + 1}. `.padStart(5);
    const [first = '', ...rest] = wrap(shortened(oneLine(cause.title, 240)), '     ');
    lines.push(number + first.trimStart(), ...rest);
    const others = cause.cases.length - 1;
    const where = cause.first.case === undefined ? 'no single case' : oneLine(cause.first.case, 80);
    const more = others > 0 ? ` and ${counted(others, 'other case')}` : '';
    const clause = cause.clause === '' ? '' : `, ${oneLine(cause.clause, 80)}`;
    lines.push(...wrap(`${where}${more}${clause}: ${whereToSee(cause)}`, '     '));
  }
  const left = model.causes.length - MOST_CAUSES;
  if (left > 0) lines.push(`     and ${counted(left, 'more cause')} in the report`);
  return lines;
}

/** What became of the product, in the words of the run. */
function incidents({ incidents: all }: RunModel): string[] {
  const lines = all.slice(0, MOST_INCIDENTS).flatMap(({ text }) => wrap(oneLine(text, 300), '! '));
  const left = all.length - MOST_INCIDENTS;
  return [...lines, ...(left > 0 ? [`! and ${counted(left, 'more incident')}`] : [])];
}

/** The end-of-run summary for a terminal: plain text, no control sequences, lines of at most 92 characters. */
export function renderText(model: RunModel): string {
  const { run } = model;
  const byCause = causesByCase(model.causes);
  // What a cause stands for is told with it.
  const red = redCases(model).filter(
    ({ run: each, again }) => again || each.verdict !== 'fail' || !byCause.has(each.facts.id),
  );
  const product = [run.sut.vendor, run.sut.model, run.sut.firmware].filter(Boolean).join(' ');
  const lines = wrap(
    oneLine(
      `${run.sut.identity}${product === '' ? '' : ` (${product})`}, ${run.sut.role}, OCPP ${run.sut.version}`,
      300,
    ),
    '',
  );
  for (const notice of model.notices) lines.push(...wrap(oneLine(notice.text, 600), '! '.padEnd(2)));
  lines.push(...incidents(model), ...causes(model));
  if (red.length > 0) lines.push('');
  for (const { run: each, why } of red.slice(0, MOST)) {
    const title = oneLine(`${each.key} ${each.facts.title}`, 200);
    lines.push(...wrap(`${SYMBOL[each.verdict]} ${each.verdict} ${title}`, '  '));
    lines.push(...wrap(shortened(why), '      '));
  }
  if (red.length > MOST) lines.push(`  and ${red.length - MOST} more`);
  const { word, sentence } = headline(model);
  const seen = model.counts;
  const generated = generatedWords(run);
  const { unstable } = seen;
  const profiles = profilesInWords(model);
  lines.push(
    '',
    ...row('cases', counts(model)),
    ...(causeWords(model) === undefined
      ? []
      : row('causes', `${model.counts.causes}, behind ${counted(model.counts.reds, 'red')}`)),
    ...(unstable > 0 ? row('unstable', `${counted(unstable, 'case')}, whose attempts came to different verdicts`) : []),
    ...row(
      'seen',
      `${counted(seen.checks, 'check')}, ${counted(seen.frames, 'message')}, ${counted(seen.findings, 'finding')}, advisories: ${seen.advisories}`,
    ),
    ...(model.claims.length > 0
      ? row('statement', `${counted(model.claims.length, 'difference')} from what was shown`)
      : []),
    ...(generated === undefined ? [] : row('generated', generated)),
    ...row('took', `${duration(model.duration)}, seed ${run.seed}`),
    ...row('exit code', `${model.exitCode}, ${EXIT_MEANING[model.exitCode] ?? 'no meaning known'}`),
    ...(profiles === undefined ? [] : row('profiles', profiles)),
    ...row('result', `${word}. ${sentence}`),
  );
  return `${lines.join('\n')}\n`;
}
