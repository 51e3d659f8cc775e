/** The summary for a pull request: what came of the run and what needs attention, in GitHub's and GitLab's Markdown. */
import { redCases } from '../model/attempts.js';
import { causesByCase, causeWords } from '../model/causes.js';
import { type RunModel } from '../model/run-model.js';
import { duration, headline, lacksInWords, PROFILE_WORD, reproduction } from '../model/words.js';
import { codeSpan, words } from './safe-markdown.js';

/** GitHub takes a summary of 1 MiB and a comment of 65536 characters; this stays below both. */
const MOST = 60;
const SYMBOL = { pass: '✅', fail: '❌', error: '⚠️', inconclusive: '❔' } as const;
const OUTCOME = { conformant: '✅', failures: '❌', incomplete: '❔', error: '⚠️' } as const;

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly string[]): string[] => [
  row(head),
  row(head.map(() => '---')),
  ...rows,
];

/** The certification profiles that the statement claims, and what each lacks. */
function certification({ certification: { profiles, open } }: RunModel): string[] {
  const claimed = profiles.filter(({ conclusion }) => conclusion !== 'not-claimed').slice(0, MOST);
  if (claimed.length === 0) return [];
  const rows = claimed.map(({ name, conclusion, official, passed, failed, missing }) =>
    row([words(name, 60), PROFILE_WORD[conclusion], passed, failed.length, lacksInWords(missing) || '–', official]),
  );
  const head = ['certification profile', 'conclusion', 'passed', 'failed', 'missing', 'official cases'];
  return ['', ...table(head, rows), ...open.flatMap((reason) => ['', `Open: ${words(reason, 400)}`])];
}

/** The faults behind the reds, each with its clearest case. */
function causes(model: RunModel): string[] {
  const said = causeWords(model);
  if (said === undefined) return [];
  const rows = model.causes
    .slice(0, MOST)
    .map(({ title, clause, first, cases, reds }, i) =>
      row([
        i + 1,
        codeSpan(title, 240),
        clause === '' ? '–' : words(clause, 120),
        first.case === undefined ? 'no single case' : codeSpan(first.case, 80),
        cases.length,
        reds,
      ]),
    );
  const more = model.causes.length > MOST ? ['', `And ${model.causes.length - MOST} more in the report.`] : [];
  return ['', `**${said}**`, '', ...table(['', 'cause', 'clause', 'clearest case', 'cases', 'reds'], rows), ...more];
}

/** What became of the product as a whole. */
const incidents = ({ incidents: all }: RunModel): string[] =>
  all.slice(0, 10).flatMap(({ text }) => [`> ${words(text, 300)}`, '']);

/** A paragraph, then tables; at most about 60 cases, and it says how many it left out. */
export function renderMarkdown(model: RunModel): string {
  const { run, counts } = model;
  const { word, sentence } = headline(model);
  const { sut } = run;
  const product = [sut.vendor, sut.model, sut.firmware].filter(Boolean).join(' ') || sut.identity;
  const lines = [
    `### ${OUTCOME[model.outcome]} OCPP ${sut.version} ${sut.role === 'csms' ? 'CSMS' : 'charging station'}: ${word.toLowerCase()}`,
    '',
    `${words(product, 120)}: ${sentence}`,
    '',
    ...model.notices.flatMap((notice) => [`> ${words(notice.text, 400)}`, '']),
    ...incidents(model),
    ...table(
      ['pass', 'fail', 'error', 'inconclusive', 'not run', 'not selected', 'not applicable'],
      [
        row([
          counts.pass,
          counts.fail,
          counts.error,
          counts.inconclusive,
          counts.notRun,
          counts.notSelected,
          counts.notApplicable,
        ]),
      ],
    ),
  ];
  const byCause = causesByCase(model.causes);
  const red = redCases(model).filter(
    ({ run: each, again }) => again || each.verdict !== 'fail' || !byCause.has(each.facts.id),
  );
  lines.push(...causes(model), ...certification(model));
  if (red.length > 0) {
    const rows = red
      .slice(0, MOST)
      .map(({ run: each, why, unstable }) =>
        row([
          `${SYMBOL[each.verdict]} ${each.verdict}${unstable ? ', unstable' : ''}`,
          `${codeSpan(each.key, 80)} ${words(each.facts.title, 160)}`,
          codeSpan(why, 300),
        ]),
      );
    lines.push('', ...table(['verdict', 'case', 'why'], rows));
    if (red.length > MOST) lines.push('', `And ${red.length - MOST} more in the report.`);
  }
  const again = model.causes[0]?.first.case ?? red[0]?.run.facts.id;
  if (again !== undefined) lines.push('', `Again: ${codeSpan(reproduction(model, again), 200)}`);
  if (counts.unstable > 0)
    lines.push(
      '',
      `Unstable, their attempts came to different verdicts: ${counts.unstable}. None of them counts as passed.`,
    );
  if (counts.elsewhere > 0) lines.push('', `In other shards: ${counts.elsewhere}.`);
  if (counts.advisories > 0) lines.push('', `Advisories, which no verdict rests on: ${counts.advisories}.`);
  lines.push(
    '',
    `<sub>${counts.checks} checks, ${counts.frames} messages, ${duration(model.duration)}, seed ${run.seed}, ${words(`${run.tool.name} ${run.tool.version}`, 80)}, catalogue ${words(run.catalogue.revision, 80)}</sub>`,
  );
  return `${lines.join('\n')}\n`;
}
