/** What the tester says of all that a station may say, as tables. */
import { code, table } from './markdown.mjs';

/** A page is for reading: of a long list this much is shown. */
const SHOWN = 12;

const share = ({ sent, all }) => (all === 0 ? '–' : `${sent} of ${all}`);

function missing(never) {
  if (never.length === 0) return '–';
  const shown = never.slice(0, SHOWN).map(code).join(', ');
  return never.length > SHOWN ? `${shown} and ${never.length - SHOWN} more` : shown;
}

export const variety = (rows) =>
  table(
    ['message', 'optional fields sent', 'enum values sent', 'never sent'],
    rows.map(({ action, fields, values, never }) => [code(action), share(fields), share(values), missing(never)]),
  );
