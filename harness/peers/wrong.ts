/** What cases judge answers to wrong messages by. */
export { type Allowed, allowedFor, type AnswerTo, judgeAnswer, type Worth } from '../schema/wrong/answers.js';
export { ABSENT, spelt } from '../schema/wrong/error-codes.js';
export { type Kind as WrongKind } from '../schema/wrong/rows.js';
