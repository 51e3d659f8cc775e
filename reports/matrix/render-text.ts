/** The matrix for a terminal: a letter for each product, a symbol for each verdict. */
import { type State } from '../diff/state.js';
import { oneLine } from '../model/visible.js';
import { headline } from '../model/words.js';
import { type Matrix, passedOf } from './build-matrix.js';

const SYMBOL: Readonly<Record<State, string>> = {
  pass: '✓',
  fail: '✕',
  error: '!',
  inconclusive: '?',
  'not-applicable': '-',
  'not-selected': '·',
  elsewhere: '·',
  'not-run': '○',
  absent: ' ',
};

const LEGEND = '✓ pass  ✕ fail  ! error  ? inconclusive  - not applicable  · not selected  ○ not run';

const VERDICTS: readonly State[] = ['pass', 'fail', 'error', 'inconclusive'];

/** Products first, then a line per case that one of them was tried with. */
export function renderMatrixText({ columns, rows, notices }: Matrix): string {
  const lines = columns.map(({ letter, name, firmware, model }) => {
    const { sut } = model.run;
    const what = `${name}${firmware === undefined ? '' : ` ${firmware}`}, ${sut.identity}, ${sut.role} ${sut.version}`;
    return `${letter.padEnd(2)} ${oneLine(`${what}: ${headline(model).word}, ${passedOf(model.counts)} passed`, 160)}`;
  });
  const width = Math.min(28, Math.max(4, ...rows.map(({ facts }) => oneLine(facts.id, 28).length)));
  const cells = (texts: readonly string[]) => texts.map((text, i) => text.padEnd(columns[i]!.letter.length)).join(' ');
  lines.push(...notices.map((notice) => `! ${oneLine(notice, 300)}`), '');
  lines.push(`${''.padEnd(width)}  ${cells(columns.map(({ letter }) => letter))}`);
  const tried = rows.filter(({ states }) => states.some((state) => VERDICTS.includes(state)));
  for (const { facts, states, differs } of tried) {
    const symbols = cells(states.map((state) => SYMBOL[state]));
    lines.push(
      `${oneLine(facts.id, width).padEnd(width)}  ${symbols} ${differs ? '≠' : ' '} ${oneLine(facts.title, 60)}`,
    );
  }
  const left = rows.length - tried.length;
  if (left > 0) lines.push('', `${left} cases have no verdict in any of these runs.`);
  lines.push('', `${LEGEND}  ≠ the products differ`);
  return `${lines.join('\n')}\n`;
}
