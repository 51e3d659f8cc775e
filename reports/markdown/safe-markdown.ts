/** Text for GitHub's and GitLab's Markdown: nothing of it becomes markup, a link, a mention or a reference. */
import { oneLine } from '../model/visible.js';

/**
 * Text as code, in which neither of them looks for links, mentions (`@name`) or references (`#12`). The fence is longer
 * than any run of backticks in it; a pipe is escaped, because a table is divided into cells first.
 */
export function codeSpan(text: string, max = 300): string {
  // A backslash of the text itself must not take the escape of the pipe after it.
  const line = oneLine(text, max)
    .replace(/\\(?=\|)/g, '\\ ')
    .replaceAll('|', '\\|');
  if (line === '') return '';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map((match) => match[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^[`\s]|[`\s\\]$/.test(line) ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Letters, digits and such punctuation as means nothing in Markdown; no `.` or `/` of an address. */
const HARMLESS = /^[\p{L}\p{N} ,;:()'’%?–—.+-]*$/u;

/** Words that are harmless as they are stay as they are; anything else becomes code. */
export function words(text: string, max = 300): string {
  const line = oneLine(text, max);
  const plain = HARMLESS.test(line) && !/www\.|\p{L}\.\p{L}|^\s*(?:[-+]|\d+[.)])\s|:\w+:/u.test(line);
  return plain ? line : codeSpan(text, max);
}
