/** The value of a 1.6 sample is a string: a decimal number when raw, hexadecimal when signed (§7.43, §7.49). */
import { showValue } from '../describe.js';
import { type Concern, type Judge, NONE, problem } from './concern.js';

const RULE = 'measured-value';
const CLAUSE = '§7.43, §7.49';
const DECIMAL = /^-?\d{1,400}(?:\.\d{1,400})?$/;

const judge: Judge = (place) => {
  const { value, holder } = place;
  if (typeof value !== 'string') return NONE;
  if (holder.format === 'SignedData') {
    if (/^(?:[0-9A-Fa-f]{2})+$/.test(value)) return NONE;
    return problem(place, RULE, 'advisory', CLAUSE, `${showValue(value)} is not hexadecimal, as signed data is`);
  }
  if (DECIMAL.test(value)) return NONE;
  // Number() reads more than a decimal number: exponents, a plus, blanks. Readable to most, yet not to all.
  const readable = value.trim() !== '' && Number.isFinite(Number(value)) && !/^\s*0[xob]/i.test(value);
  const detail = readable
    ? `${showValue(value)} is a number in a notation that not every product reads`
    : `${showValue(value)} is not a decimal number`;
  return problem(place, RULE, readable ? 'advisory' : 'fail', CLAUSE, detail);
};

export const measuredValues: Concern = ({ trail }, { version }) =>
  version === '1.6' && trail.endsWith('sampledValue[].value') ? judge : undefined;
