/** Several operators in order: the first that can do it does. */
import { type Operator, type OperatorAnswer } from '../doors/operator.js';

/** Asks each operator until one does not answer "unavailable"; each has the whole time that the request gives. */
export function chainOperators(operators: readonly Operator[]): Operator {
  return {
    name: operators.map((operator) => operator.name).join('+'),
    dictates: operators.some((operator) => operator.dictates === true),
    async ask(request) {
      const reasons: string[] = [];
      for (const operator of operators) {
        const answer: OperatorAnswer = await operator.ask(request);
        if (answer.status !== 'unavailable') return answer;
        reasons.push(`${operator.name}: ${answer.reason}`);
      }
      return { status: 'unavailable', reason: reasons.join('; ') };
    },
    async close() {
      for (const operator of operators) await operator.close?.();
    },
  };
}
