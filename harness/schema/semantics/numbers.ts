/** Numbers: 2.x integers have 32 bits, and decimals sent to a station at most six decimal places (Part 2 §2.1.4). */
import { is2x } from '../../doors/protocol.js';
import { showValue } from '../describe.js';
import { type Concern, type Judge, NONE, problem } from './concern.js';

const MAX_DECIMALS = 6;
const INT32 = 2 ** 31;

/** Decimal places of a number in its shortest notation: 0.25 has 2, 1e-7 has 7, 100 has none. */
function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const fraction = mantissa.split('.')[1]?.length ?? 0;
  return Math.max(0, fraction - Number(exponent));
}

const integers =
  (bits32: boolean): Judge =>
  (place) => {
    const { value } = place;
    if (typeof value !== 'number') return NONE;
    if (bits32 && (value < -INT32 || value >= INT32)) {
      const detail = `${showValue(value)} does not fit into 32 bits`;
      return problem(place, 'integer', 'fail', 'Part 2 §2.1.4 (integer)', detail);
    }
    if (Number.isSafeInteger(value) || !Number.isInteger(value)) return NONE;
    return problem(
      place,
      'integer',
      'advisory',
      'RFC 8259 §6',
      `${showValue(value)} loses digits in many JSON parsers`,
    );
  };

const decimals: Judge = (place) => {
  const { value } = place;
  if (typeof value !== 'number' || decimalsOf(value) <= MAX_DECIMALS) return NONE;
  const detail = `${showValue(value)} has ${decimalsOf(value)} decimal places where ${MAX_DECIMALS} are allowed towards a station`;
  return problem(place, 'decimal', 'fail', 'Part 2 §2.1.4 (decimal)', detail);
};

export const numbers: Concern = ({ schema }, { version, sender }) => {
  if (schema.type === 'integer') return integers(is2x(version));
  return schema.type === 'number' && is2x(version) && sender === 'csms' ? decimals : undefined;
};
