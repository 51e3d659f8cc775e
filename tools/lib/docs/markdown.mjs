/** Pieces of Markdown, safe for the cells of a table. */

const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A table from its head and its rows, all arrays of texts. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A text as code; a text that is empty stays empty. */
export const code = (text) => (text === '' ? '' : `\`${text}\``);

/** The texts as code, with commas between. */
export const codes = (texts) => texts.map(code).join(', ');
