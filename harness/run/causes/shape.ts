/** Texts without what changes from run to run, so that two that say the same thing are the same. */

/** A quoted text that is a name: an action, a field, an enum value, a key. Ids, tokens and times have digits. */
const NAME = /^[A-Za-z][A-Za-z.:-]{0,60}$/;
/** The longest text that is looked at; a SUT can make one as long as it likes. */
const LONGEST = 1_000;

/** What a check adds for people, and what says nothing of the fault: what else came, how long was waited. */
const ASIDES: readonly RegExp[] = [
  /; (?:nothing else came|what came(?: was|:) .*)$/s,
  /, after \d+ messages since it last was asked$/,
  / within [\d.]+ m?s(?= |$|;)/,
];

/** Whether a quoted or bare word is a name that stays the same in every run. */
export const isName = (word: string): boolean => NAME.test(word);

/**
 * The text with names kept and everything else that is a value taken out: `connector 3 went from Charging to Reserved`
 * becomes `connector # went from Charging to Reserved`, `"5d1f-77"` becomes `"…"`.
 */
export function shapeOf(text: string): string {
  let rest = text.slice(0, LONGEST);
  for (const aside of ASIDES) rest = rest.replace(aside, '');
  return rest
    .replace(/"(?:[^"\\]|\\.)*"?/g, (quoted) => (isName(quoted.slice(1, -1)) ? quoted : '"…"'))
    .replace(/[{[](?=[^\s]*["#…:,])[^{}[\]]*[}\]]?/g, '{…}')
    .replace(/\b[\w-]*\d[\w.:+-]*/g, '#')
    .replace(/#(?:[, ]+#)+/g, '#')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What `text` says of each of the paths: `status is "Rejected", interval is 4` → status: "Rejected", interval: 4. */
export function valuesAt(text: string, paths: readonly string[]): ReadonlyMap<string, string> {
  const found = paths
    .map((path) => [path, text.startsWith(`${path} is `) ? 0 : text.indexOf(` ${path} is `)] as const)
    .filter(([, at]) => at >= 0)
    .sort((a, b) => a[1] - b[1]);
  return new Map(
    found.map(([path, at], i) => {
      const from = text.indexOf(`${path} is `, at) + path.length + 4;
      const end = found[i + 1]?.[1] ?? text.length;
      return [path, text.slice(from, end).replace(/,\s*$/, '').trim()];
    }),
  );
}

/** A path without the places in lists: `meterValue[0].sampledValue[2].unit` → `meterValue[].sampledValue[].unit`. */
export const placeOf = (path: string): string => path.replace(/\[\d+\]/g, '[]').replace(/#\d+$/, '');

/** The name at the end of a path. */
export const fieldOf = (path: string): string => /([A-Za-z]\w*)[^A-Za-z]*$/.exec(path)?.[1] ?? path;
