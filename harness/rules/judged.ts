/** What the schemas and the semantic layer say of a CALL or SEND, worked out once for all rules that ask. */
import { type Role, type Version } from '../doors/protocol.js';
import { senderOf } from '../schema/directions.js';
import { isKnownAction } from '../schema/schemas.js';
import { semanticProblems } from '../schema/semantics/index.js';
import { validatePayload } from '../schema/validate.js';
import { type CallMessage, type Message } from '../wire/ocpp-j.js';

type SchemaProblem = ReturnType<typeof validatePayload>[number];
type SemanticProblem = ReturnType<typeof semanticProblems>[number];

export interface Problems {
  readonly schema: readonly SchemaProblem[];
  /** Asked for only where the schema holds. */
  readonly semantic: readonly SemanticProblem[];
}
export interface JudgedCall extends Problems {
  readonly known: boolean;
  /** 2.x Part 4 chapter 7: the payload is a signature envelope, which no schema describes. */
  readonly signed: boolean;
  /** Sent by the side that may send it; undefined for an unknown action. */
  readonly rightSide: boolean | undefined;
  /** Known, from the right side, and by its schema. */
  readonly valid: boolean;
}

const SIGNED = '-Signed';
const NOTHING: Problems = { schema: [], semantic: [] };

/** The action that a name stands for: without the suffix of signed messages, which 2.x has. */
export const actionOf = (version: Version, name: string): string =>
  version !== '1.6' && name.endsWith(SIGNED) ? name.slice(0, -SIGNED.length) : name;

export function judgePayload(
  version: Version,
  action: string,
  part: 'request' | 'response',
  payload: unknown,
): Problems {
  const schema = validatePayload(version, action, part, payload);
  return { schema, semantic: schema.length > 0 ? [] : semanticProblems(version, action, part, payload) };
}

function judge(version: Version, sender: Role, message: CallMessage): JudgedCall {
  const action = actionOf(version, message.action);
  const signed = action !== message.action;
  const known = isKnownAction(version, action);
  const problems = known && !signed ? judgePayload(version, action, 'request', message.payload) : NOTHING;
  const allowed = known ? senderOf(version, action) : undefined;
  const rightSide = known ? allowed === 'both' || allowed === sender : undefined;
  return { ...problems, known, signed, rightSide, valid: rightSide === true && problems.schema.length === 0 };
}

/** Messages are never changed, so what was found out about one holds as long as it lives. */
const cache = new WeakMap<Message, JudgedCall>();

/** Judges a CALL or SEND as its `sender`'s. */
export function judgeCall(version: Version, sender: Role, message: CallMessage): JudgedCall {
  let judged = cache.get(message);
  if (judged === undefined) {
    judged = judge(version, sender, message);
    cache.set(message, judged);
  }
  return judged;
}
