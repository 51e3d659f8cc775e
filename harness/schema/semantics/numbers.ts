/** Numbers: 2.x integers have 32 bits, and decimals sent to a station at most six decimal places (Part 2 §2.1.4). */
import { is2x } from '../../doors/protocol.js';
import { showValue } from '../describe.js';
import { type Concern, NONE, problem } from './concern.js';

const MAX_DECIMALS = 6;
const INT32 = 2 ** 31;

/** Decimal places of a number in its shortest notation: 0.25 has 2, 1e-7 has 7, 100 has none. */
export function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const fraction = mantissa.split('.')[1]?.length ?? 0;
  return Math.max(0, fraction - Number(exponent));
}

export const numbers: Concern = (place, { version, sender }) => {
  const { value, schema } = place;
  if (typeof value !== 'number') return NONE;
  if (schema.type === 'integer') {
    if (is2x(version) && (value < -INT32 || value >= INT32)) {
      return problem(
        place,
        'integer',
        'fail',
        'Part 2 §2.1.4 (integer)',
        `${showValue(value)} does not fit into 32 bits`,
      );
    }
    if (!Number.isSafeInteger(value) && Number.isInteger(value)) {
      return problem(
        place,
        'integer',
        'advisory',
        'RFC 8259 §6',
        `${showValue(value)} loses digits in many JSON parsers`,
      );
    }
    return NONE;
  }
  if (schema.type !== 'number' || !is2x(version) || sender !== 'csms' || decimalsOf(value) <= MAX_DECIMALS) return NONE;
  const detail = `${showValue(value)} has ${decimalsOf(value)} decimal places where ${MAX_DECIMALS} are allowed towards a station`;
  return problem(place, 'decimal', 'fail', 'Part 2 §2.1.4 (decimal)', detail);
};
