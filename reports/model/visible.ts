/**
 * Text that came from a SUT, made safe to look at: what would hide, reorder or overprint other text is shown as its
 * code point. Escaping for HTML, XML and JSON is the formats' own work and comes on top.
 */

/**
 * Controls except tab and newline; the soft hyphen and fillers; marks, overrides and isolates that change direction;
 * zero-width and line-separating characters; tags; noncharacters; halves of surrogate pairs.
 */
const HIDDEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/** More marks on one letter than any script needs; they would be drawn over the lines above and below. */
const STACKED = /(\p{M}{4})\p{M}+/gu;

const codePoint = (char: string): string => `⟨U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟩`;

/** Runs of anything but printable ASCII and newlines; most text has none, and is done with at this. */
const UNUSUAL = /[^\n\x20-\x7e]+/g;

/** Shows hidden characters as `⟨U+202E⟩`. Tabs and newlines stay. */
export function visible(text: string): string {
  return text.replace(UNUSUAL, (run) => run.replace(HIDDEN, codePoint).replace(STACKED, '$1⟨marks⟩'));
}

/** At most `max` characters of the text, with an ellipsis where it was cut. Never cuts a character in two. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  return `${text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max)}…`;
}

/** A cut text that says how long it was; a text that the note would not shorten stays whole. */
export function cutNoted(text: string, max: number): string {
  return text.length <= max + 20 ? text : `${cut(text, max)} (cut from ${text.length} characters)`;
}

/** One line for people: hidden characters shown, white space joined, bounded. */
export function oneLine(text: string, max: number): string {
  return cut(
    visible(
      cut(text, max * 2)
        .replace(/\s+/g, ' ')
        .trim(),
    ),
    max,
  );
}
