/** CSV as RFC 4180 has it, and safe to open in a spreadsheet. */

export type Cell = string | number | boolean;

/** What makes a spreadsheet calculate instead of show, at the start of a cell; full-width forms count as well. */
const FORMULA = /(^|;)(\s*)(?=[=+\-@＝＋－＠])/g;

/**
 * A text that begins like a formula gets an apostrophe before it, at its start and after each semicolon, which is the
 * separator where a comma divides decimals.
 */
function cell(value: Cell): string {
  if (typeof value === 'number') return String(value);
  const text = String(value).replace(FORMULA, "$1$2'");
  return /[",;\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record with its line end. */
export const csvRow = (cells: readonly Cell[]): string => `${cells.map(cell).join(',')}\r\n`;
