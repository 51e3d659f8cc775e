/** What comes of a CALL of the tester, and how a check says it. */
import {
  isNullPayload,
  type JsonObject,
  type MalformedMessage,
  type Message,
  parseMessage,
} from '../../wire/ocpp-j.js';
import { type Version } from '../../doors/protocol.js';
import { showValue } from '../matchers.js';
import { limitText } from '../../doors/durations.js';

/** A frame that is no CALL, SEND or answer to something open: what malformed traffic is answered with. */
export interface Stray {
  readonly n: number;
  readonly text: string;
}

/** A stray that came while a CALL was open, and how long after the CALL, in milliseconds. */
export interface Instead extends Stray {
  readonly after: number;
}

/** What came of a CALL of the tester. `n` is the CALL's frame, `answer` the answer's. */
export type Outcome = { readonly n: number } & (
  | { readonly kind: 'result'; readonly payload: JsonObject; readonly answer: number }
  | { readonly kind: 'error'; readonly code: string; readonly description: string; readonly answer: number }
  /** An answer under the CALL's id that has not the form of one; `code` where it is a CALLERROR that shows one. */
  | { readonly kind: 'malformed'; readonly answer: number; readonly code?: string; readonly says: string }
  | { readonly kind: 'timeout'; readonly instead: readonly Instead[] }
  | { readonly kind: 'closed'; readonly instead: readonly Instead[] }
);

/** How many strays are told of; one says it, a hostile peer sends thousands. */
const TOLD = 3;
const NAMES: Readonly<Record<number, string>> = {
  2: 'CALL',
  3: 'CALLRESULT',
  4: 'CALLERROR',
  5: 'CALLRESULTERROR',
  6: 'SEND',
};
const name = (id: string): string => JSON.stringify(id.length > 40 ? `${id.slice(0, 40)}…` : id);
const under = (id: string | undefined): string => (id === undefined ? '' : ` under the id ${name(id)}`);

/** A message in words: what it is, and under which id. */
export function describeMessage(message: Message): string {
  if (message.kind === 'malformed') {
    const what = NAMES[message.type ?? 0] ?? 'frame';
    return `a malformed ${what}${under(message.id)}: ${message.detail}`;
  }
  if ('action' in message) return `${message.action.slice(0, 60)}${under(message.id)}`;
  if ('payload' in message) return `a CALLRESULT${under(message.id)}`;
  const what = message.kind === 'error' ? 'CALLERROR' : 'CALLRESULTERROR';
  return `a ${what} ${message.code.slice(0, 60)}${under(message.id)}`;
}

/** Keeps the first strays. */
export function noteStray(kept: Instead[], stray: Stray, after: number): void {
  if (kept.length < TOLD) kept.push({ n: stray.n, text: stray.text, after });
}

/**
 * What a malformed frame under the id of a CALL comes to; undefined where it does not answer. That its form is wrong is
 * for the rule on form to say; an empty payload that is written null is as good as an empty one.
 */
export function ofMalformed(
  message: MalformedMessage,
  { n, answer, after }: { readonly n: number; readonly answer: number; readonly after: number },
): Outcome | undefined {
  if (message.type !== 3 && message.type !== 4) return undefined;
  if (message.type === 3 && isNullPayload(message)) return { kind: 'result', payload: {}, n, answer };
  const says = `${describeMessage(message)}, ${Math.round(after)} ms after the CALL`;
  return { kind: 'malformed', n, answer, says, ...(message.code !== undefined && { code: message.code }) };
}

/** What came instead of an answer, in words that go on after "no answer"; empty where nothing did. */
export function describeInstead(instead: readonly Instead[], version: Version): string {
  const told = instead.map(
    ({ text, after }) => `${describeMessage(parseMessage(text, version))} after ${Math.round(after)} ms`,
  );
  return told.length === 0 ? '' : `; what came was ${told.join(', and ')}`;
}

/** An outcome in the words of a check. `limit` is how long was waited, in milliseconds. */
export function describeOutcome(outcome: Outcome, limit: number, version: Version): string {
  switch (outcome.kind) {
    case 'result':
      return showValue(outcome.payload);
    case 'error':
      return `CALLERROR ${outcome.code} ${outcome.description}`.trim();
    case 'malformed':
      return outcome.says;
    case 'timeout':
      return `no answer within ${limitText(limit)}${describeInstead(outcome.instead, version)}`;
    case 'closed':
      return `the connection was closed before an answer came${describeInstead(outcome.instead, version)}`;
  }
}

/** The frames that an outcome rests on. */
export function framesOf(outcome: Outcome): readonly number[] {
  const answer = 'answer' in outcome ? [outcome.answer] : 'instead' in outcome ? outcome.instead.map(({ n }) => n) : [];
  return [outcome.n, ...answer].filter((n) => n > 0);
}
