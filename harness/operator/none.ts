/** Nobody is there: every case that needs an operator is inconclusive, and says so. */
import { type Operator } from '../doors/operator.js';

export function noOperator(): Operator {
  return {
    name: 'none',
    ask: () => Promise.resolve({ status: 'unavailable', reason: 'the plan names no operator' }),
  };
}
