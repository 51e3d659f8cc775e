/** What cases judge answers to wrong messages by. */
export { allowedFor, type AnswerTo, judgeAnswer } from '../../schema/wrong/answers.js';
export { ABSENT } from '../../schema/wrong/error-codes.js';
export { type Kind as WrongKind } from '../../schema/wrong/rows.js';
