/** Puts generated parts between their marks: `<!-- generated: NAME -->` and `<!-- end -->`. */
import { format, resolveConfig } from 'prettier';

const MARKED = /(<!-- generated: ([\w-]+) -->\n)([\s\S]*?)(<!-- end -->)/g;

/** The names of the parts that a page asks for. */
export const partsIn = (text) => [...text.matchAll(MARKED)].map(([, , name]) => name);

/**
 * The text with every marked part as `parts` (a Map from name to Markdown) has it, formatted as the house formats.
 * `path` names the page, for the format and for problems.
 */
export async function rewrite(path, text, parts) {
  const opened = text.split('<!-- generated:').length - 1;
  if (opened !== partsIn(text).length) throw new Error(`${path}: a generated part has a wrong mark or no end`);
  const options = { ...(await resolveConfig(path)), parser: 'markdown' };
  const fresh = new Map();
  for (const name of partsIn(text)) {
    const part = parts.get(name);
    if (part === undefined) throw new Error(`${path}: nothing generates a part called ${name}`);
    fresh.set(name, (await format(part, options)).trim());
  }
  return text.replace(MARKED, (_whole, open, name, _old, end) => `${open}\n${fresh.get(name)}\n\n${end}`);
}
