/** Texts whose form another field or the description fixes: messages in ASCII, local times and dates of tariffs (2.1). */
import { is2x } from '../../doors/protocol.js';
import { showValue } from '../describe.js';
import { readTime } from '../times.js';
import { type Concern, type Judge, NONE, problem } from './concern.js';

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
/** The text of the field names a full stop and its pattern a colon. */
const DOTTED = /^(?:[01]\d|2[0-3])\.[0-5]\d$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const TARIFF = /^TariffConditions/;

/** A message that says it is ASCII has printable ASCII alone; line breaks and tabs are less than certain. */
const messages: Judge = (place) => {
  const { value, holder } = place;
  if (holder.format !== 'ASCII' || typeof value !== 'string' || /^[\x20-\x7e]*$/.test(value)) return NONE;
  const severity = /^[\x20-\x7e\t\r\n]*$/.test(value) ? 'advisory' : 'fail';
  return problem(
    place,
    'text',
    severity,
    'Part 2 MessageFormatEnumType (ASCII)',
    `${showValue(value)} is not printable ASCII alone`,
  );
};

const timesOfDay =
  (clause: string): Judge =>
  (place) => {
    const { value } = place;
    if (typeof value !== 'string' || CLOCK.test(value)) return NONE;
    const severity = DOTTED.test(value) ? 'advisory' : 'fail';
    return problem(place, 'local-time', severity, clause, `${showValue(value)} is not a time of day such as 07:30`);
  };

const dates =
  (clause: string): Judge =>
  (place) => {
    const { value } = place;
    if (typeof value !== 'string' || (DATE.test(value) && readTime(`${value}T00:00:00Z`) !== undefined)) return NONE;
    return problem(place, 'local-time', 'fail', clause, `${showValue(value)} is not a date such as 2025-12-24`);
  };

export const texts: Concern = ({ owner, field }, { version }) => {
  if (is2x(version) && `${owner}.${field}` === 'MessageContentType.content') return messages;
  if (version !== '2.1' || !TARIFF.test(owner)) return undefined;
  if (field === 'startTimeOfDay' || field === 'endTimeOfDay') return timesOfDay(`Part 2 ${owner}`);
  return field === 'validFromDate' || field === 'validToDate' ? dates(`Part 2 ${owner}`) : undefined;
};
