/** What the schemas and the semantic layer say of a CALL or SEND, worked out once for all rules that ask. */
import { type Role, type Version } from '../doors/protocol.js';
import { senderOf } from '../schema/directions.js';
import { isKnownAction } from '../schema/schemas.js';
import { semanticProblems } from '../schema/semantics/index.js';
import { validatePayload } from '../schema/validate.js';
import { type CallMessage } from '../wire/ocpp-j.js';

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
const FLAWLESS: Problems['semantic'] = [];

/** The action that a name stands for: without the suffix of signed messages, which 2.x has. */
export const actionOf = (version: Version, name: string): string =>
  version !== '1.6' && name.endsWith(SIGNED) ? name.slice(0, -SIGNED.length) : name;

type Part = 'request' | 'response';

/**
 * The last payload and what was found out about it. Payloads are never changed, and rules see one frame after another:
 * whoever asks again asks for the one at hand. What is kept longer would cost more than judging does.
 */
let latest: Problems & {
  readonly version: Version;
  readonly action: string;
  readonly part: Part;
  readonly payload: unknown;
} = { ...NOTHING, version: '1.6', action: '', part: 'request', payload: undefined };

export function judgePayload(version: Version, action: string, part: Part, payload: unknown): Problems {
  const same =
    latest.payload === payload && latest.action === action && latest.part === part && latest.version === version;
  if (same && typeof payload === 'object') return latest;
  const schema = validatePayload(version, action, part, payload);
  const semantic = schema.length > 0 ? FLAWLESS : semanticProblems(version, action, part, payload);
  latest = { schema, semantic, version, action, part, payload };
  return latest;
}

/** Judges a CALL or SEND as its `sender`'s. */
export function judgeCall(version: Version, sender: Role, message: CallMessage): JudgedCall {
  const action = actionOf(version, message.action);
  const signed = action !== message.action;
  const known = isKnownAction(version, action);
  const problems = known && !signed ? judgePayload(version, action, 'request', message.payload) : NOTHING;
  const allowed = known ? senderOf(version, action) : undefined;
  const rightSide = known ? allowed === 'both' || allowed === sender : undefined;
  const { schema, semantic } = problems;
  return { schema, semantic, known, signed, rightSide, valid: rightSide === true && schema.length === 0 };
}
