/** What `docs/strangers.md` has to say of what is known: the rows of its tables, and its lists of what passes. */
import { casesOf, type Known } from './known.js';

/** A row of a table without the blanks that a formatter aligns columns with. */
const cells = (row: string) =>
  row
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
    .join('|');

const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;

/** The part of the page that speaks of one encounter, as Markdown. */
export function sectionOf(known: Known): string {
  const { name, passes, others, wrong } = known;
  const rest = Object.entries(others).map(([id, verdict]) => `${id} (${verdict})`);
  return [
    `### ${name}`,
    `Met in ${casesOf(known).length} cases. Passed ${passes.length}: ${passes.join(', ')}.`,
    `Not passed: ${rest.join(', ')}.`,
    [
      '| What it gets wrong | Clause | Where it shows |',
      '| --- | --- | --- |',
      ...wrong.map(
        ({ what, clause, shown, sometimes }) =>
          `| ${what}${sometimes ? ' (Not in every meeting.)' : ''} | ${clause} | ${shown.map(code).join('<br>')} |`,
      ),
    ].join('\n'),
  ].join('\n\n');
}

/** A page's lines as they count: blank ones left out, tables without their alignment. */
export const linesOf = (page: string): readonly string[] =>
  page
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => (line.startsWith('|') ? cells(line).replace(/\|-+(?=\|)/g, '|---') : line.trim()));
