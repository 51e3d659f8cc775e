/**
 * OCPP-J framing: the array shapes of OCPP-J 1.6 §4.2, 2.0.1 Part 4 §4.2 and 2.1 Part 4 §4.2. Parsing never throws:
 * what is not a frame is a `malformed` message with the reason and, where it can be read, the message id.
 */
import { type Version } from '../doors/protocol.js';

export type JsonObject = { readonly [key: string]: unknown };

export interface CallMessage {
  readonly kind: 'call' | 'send';
  readonly id: string;
  readonly action: string;
  readonly payload: JsonObject;
}
export interface ResultMessage {
  readonly kind: 'result';
  readonly id: string;
  readonly payload: JsonObject;
}
/** CALLERROR, or CALLRESULTERROR (2.1): the sender could not use the CALL, or the CALLRESULT, with this id. */
export interface ErrorMessage {
  readonly kind: 'error' | 'result-error';
  readonly id: string;
  readonly code: string;
  readonly description: string;
  readonly details: JsonObject;
}
/** Why a text is no frame. The words are stable: rules and reports name them. */
export type MalformedReason =
  | 'binary'
  | 'oversize'
  | 'not-json'
  | 'not-array'
  | 'message-type'
  | 'message-id'
  | 'length'
  | 'action'
  | 'payload'
  | 'error-code'
  | 'error-description'
  | 'error-details';
export interface MalformedMessage {
  readonly kind: 'malformed';
  readonly reason: MalformedReason;
  /** What is wrong, in words. */
  readonly detail: string;
  /** The message type number, where the frame has one that is known to the version. */
  readonly type?: number;
  readonly id?: string;
  /** The error code of a CALLERROR or CALLRESULTERROR, where it can be read. */
  readonly code?: string;
}
export type Message = CallMessage | ResultMessage | ErrorMessage | MalformedMessage;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const known = (version: Version): readonly number[] => (version === '2.1' ? [2, 3, 4, 5, 6] : [2, 3, 4]);

/**
 * All versions tolerate `null` for an empty payload and call `{}` good practice (1.6 §4.2.1, 2.x §4.1.5). The parser
 * knows no null payload; its words for one are fixed and are told apart from those for the string "null" by the quotes.
 */
export const isNullPayload = (message: MalformedMessage): boolean =>
  message.reason === 'payload' && message.detail === 'payload null is not an object';

/** RFC 8259 §7: control characters are escaped in texts; between the tokens stand spaces, tabs and line ends alone. */
function notJson(text: string): MalformedMessage {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x20 || code === 0x09 || code === 0x0a || code === 0x0d) continue;
    const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    const detail = `the text is not JSON: the control character ${name} is not escaped`;
    return { kind: 'malformed', reason: 'not-json', detail };
  }
  return { kind: 'malformed', reason: 'not-json', detail: 'the text is not JSON' };
}

const show = (value: unknown): string => {
  try {
    const text = JSON.stringify(value) ?? 'nothing';
    return text.length > 60 ? `${text.slice(0, 60)}…` : text;
  } catch {
    // Nested more deeply than the stack is.
    return 'something nested too deeply to show';
  }
};

/** Reads one text frame by the rules of `version`. */
export function parseMessage(text: string, version: Version): Message {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return notJson(text);
  }
  if (!Array.isArray(value))
    return { kind: 'malformed', reason: 'not-array', detail: `not an array but ${show(value)}` };
  const [type, id] = value as [unknown, unknown];
  if (typeof type !== 'number' || !known(version).includes(type)) {
    const seen = typeof id === 'string' ? { id } : {};
    return {
      kind: 'malformed',
      reason: 'message-type',
      detail: `message type ${show(type)} is not one of ${version}`,
      ...seen,
    };
  }
  if (typeof id !== 'string') {
    return { kind: 'malformed', reason: 'message-id', detail: `message id ${show(id)} is not a string`, type };
  }
  const malformed = (reason: MalformedReason, detail: string): MalformedMessage => ({
    kind: 'malformed',
    reason,
    detail,
    type,
    id,
    ...((type === 4 || type === 5) && typeof value[2] === 'string' && { code: value[2] }),
  });
  const length = type === 2 || type === 6 ? 4 : type === 3 ? 3 : 5;
  if (value.length !== length)
    return malformed('length', `${value.length} elements where message type ${type} has ${length}`);
  if (type === 3) {
    return isObject(value[2])
      ? { kind: 'result', id, payload: value[2] }
      : malformed('payload', `payload ${show(value[2])} is not an object`);
  }
  if (type === 2 || type === 6) {
    if (typeof value[2] !== 'string' || value[2] === '')
      return malformed('action', `action ${show(value[2])} is not a name`);
    if (!isObject(value[3])) return malformed('payload', `payload ${show(value[3])} is not an object`);
    return { kind: type === 2 ? 'call' : 'send', id, action: value[2], payload: value[3] };
  }
  if (typeof value[2] !== 'string') return malformed('error-code', `error code ${show(value[2])} is not a string`);
  if (typeof value[3] !== 'string')
    return malformed('error-description', `error description ${show(value[3])} is not a string`);
  if (!isObject(value[4])) return malformed('error-details', `error details ${show(value[4])} is not an object`);
  return { kind: type === 4 ? 'error' : 'result-error', id, code: value[2], description: value[3], details: value[4] };
}

export const formatCall = (id: string, action: string, payload: unknown): string =>
  JSON.stringify([2, id, action, payload]);
export const formatResult = (id: string, payload: unknown): string => JSON.stringify([3, id, payload]);
export const formatError = (id: string, code: string, description = '', details: JsonObject = {}): string =>
  JSON.stringify([4, id, code, description, details]);
export const formatResultError = (id: string, code: string, description = '', details: JsonObject = {}): string =>
  JSON.stringify([5, id, code, description, details]);
export const formatSend = (id: string, action: string, payload: unknown): string =>
  JSON.stringify([6, id, action, payload]);
