/** Texts whose form another field or the description fixes: messages in ASCII, local times and dates of tariffs (2.1). */
import { is2x } from '../../doors/protocol.js';
import { showValue } from '../describe.js';
import { readTime } from '../times.js';
import { type Concern, NONE, problem } from './concern.js';

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
/** The text of the field names a full stop and its pattern a colon. */
const DOTTED = /^(?:[01]\d|2[0-3])\.[0-5]\d$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const TARIFF = /^TariffConditions/;

/** A message that says it is ASCII has printable ASCII alone; line breaks and tabs are less than certain. */
const messages: Concern = (place, { version }) => {
  const { value, owner, field, holder } = place;
  if (!is2x(version) || `${owner}.${field}` !== 'MessageContentType.content' || holder.format !== 'ASCII') return NONE;
  if (typeof value !== 'string' || /^[\x20-\x7e]*$/.test(value)) return NONE;
  const severity = /^[\x20-\x7e\t\r\n]*$/.test(value) ? 'advisory' : 'fail';
  return problem(
    place,
    'text',
    severity,
    'Part 2 MessageFormatEnumType (ASCII)',
    `${showValue(value)} is not printable ASCII alone`,
  );
};

const tariffTimes: Concern = (place, { version }) => {
  const { value, owner, field } = place;
  if (version !== '2.1' || typeof value !== 'string' || !TARIFF.test(owner)) return NONE;
  const clause = `Part 2 ${owner}`;
  if (field === 'startTimeOfDay' || field === 'endTimeOfDay') {
    if (CLOCK.test(value)) return NONE;
    const severity = DOTTED.test(value) ? 'advisory' : 'fail';
    return problem(place, 'local-time', severity, clause, `${showValue(value)} is not a time of day such as 07:30`);
  }
  if (field === 'validFromDate' || field === 'validToDate') {
    if (DATE.test(value) && readTime(`${value}T00:00:00Z`) !== undefined) return NONE;
    return problem(place, 'local-time', 'fail', clause, `${showValue(value)} is not a date such as 2025-12-24`);
  }
  return NONE;
};

export const texts: Concern = (place, context) => [...messages(place, context), ...tariffTimes(place, context)];
