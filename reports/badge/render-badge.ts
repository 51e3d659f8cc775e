/** A badge for a README: what was tested and what came of it, as an SVG that needs no font and no network. */
import { type Outcome, type RunModel } from '../model/run-model.js';
import { ran } from '../model/tally.js';
import { headline } from '../model/words.js';

/** White text on each of these has a contrast of at least 4.5. */
const COLOUR: Readonly<Record<Outcome, string>> = {
  conformant: '#17603a',
  failures: '#a3161c',
  incomplete: '#7a4a00',
  error: '#6a2a9c',
};

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => ESCAPES[char]!);

/** About how wide a text is at 11 pixels; `textLength` makes it fit exactly whatever font there is. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, char) => sum + (/[ilj.,:'|()]/.test(char) ? 3.6 : /[A-Z0-9mw]/.test(char) ? 7.4 : 6.3), 0);

/** `OCPP 2.0.1 station | conformant 57/57`: passed of those that ran. Nothing that a SUT sent is in it. */
export function renderBadge(model: RunModel): string {
  const { counts, outcome, run } = model;
  const label = `OCPP ${run.sut.version} ${run.sut.role === 'csms' ? 'CSMS' : 'station'}`;
  const message = `${headline(model).word.toLowerCase()} ${counts.pass}/${ran(counts)}`;
  const [left, right] = [label, message].map((text) => Math.ceil(widthOf(text)) + 12) as [number, number];
  const part = (text: string, x: number, width: number): string =>
    `<text x="${x + 6}" y="14" textLength="${width - 12}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${escaped(`${label}: ${message}`)}">` +
    `<title>${escaped(`${label}: ${message}`)}</title>` +
    `<rect width="${left + right}" height="20" rx="3" fill="#3b4148"/>` +
    `<path d="M${left} 0h${right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H${left}z" fill="${COLOUR[outcome]}"/>` +
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${part(label, 0, left)}${part(message, left, right)}</g></svg>\n`
  );
}
