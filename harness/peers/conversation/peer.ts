/**
 * What both impersonated sides share: calling, answering, expecting. The types of every payload come from the official
 * schemas of the version that a case is written for.
 */
import { type Version } from '../../doors/protocol.js';
import { type Sending } from '../../lane/sending.js';
import { type ActionOf, type RequestOf, type ResponseOf } from '../../schema/types.js';
import { type Conversation, type Outcome } from './conversation.js';
import { type Answer } from './answer.js';
import { type Expectation } from './expectations.js';
import { type Matcher, type Shape } from '../matchers.js';

/** Ids of the requirements that a check rests on, such as `B01.FR.01` or `1.6 §4.2`. */
export type Requirements = string | readonly string[];

/** A CALL of the SUT that met an expectation. */
export interface Message<P> {
  readonly payload: P;
  readonly n: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface ExpectOptions<P> {
  /** Which of the messages of that name is meant. */
  readonly where?: Shape<P>;
  /** Only messages after this frame are meant. */
  readonly after?: number;
  /** Milliseconds; by default the plan's limit for what the SUT does by itself. */
  readonly within?: number;
  readonly title?: string;
  readonly id?: string;
  readonly dictated?: boolean;
}

/** An expectation for `expectAll` and `expectOneOf`, made by `message`. */
export interface Expected<P> extends Expectation {
  readonly payloadType?: P;
}

/** Told what came of a request; true when it is to be sent again. */
export type Again = (outcome: Outcome) => Promise<boolean>;

export interface CallOptions {
  /** Milliseconds; by default the plan's limit for an answer. */
  readonly within?: number;
  readonly title?: string;
  readonly id?: string;
  /** Go on after an answer that differs. */
  readonly goOn?: boolean;
  /** No answer at all passes as well. */
  readonly mayBeSilent?: boolean;
  /** The error codes that are named to people, of those that are right; all if not given. */
  readonly named?: readonly string[];
  /** Why the request is wrong on purpose. */
  readonly deliberate?: string;
  /** How the frame goes out, where not simply so. */
  readonly sending?: Sending;
  /** Asked before the answer is judged. */
  readonly again?: Again;
  /** That the receiver does not have the message is no check here: the rules tell it, and it is another case's subject. */
  readonly mayLack?: true;
}

/** What a malformed text may lead to. Every allowed outcome passes. */
export interface Provocation {
  readonly text: string | Uint8Array;
  /** Why it is wrong, in words. */
  readonly reason: string;
  /** The ids that a CALLERROR may carry. */
  readonly ids: readonly string[];
  /** The error codes that are right; empty when an answer is wrong. */
  readonly codes: readonly string[];
  /** Those of them that are named to people; all if not given. */
  readonly named?: readonly string[];
  /** Whether a CALLRESULT is right as well; a matcher says which. */
  readonly results?: boolean | Matcher;
  /** Whether a CALLRESULTERROR is right as well (2.1). */
  readonly complaints?: boolean;
  /** Whether no answer at all is allowed. */
  readonly silence: boolean;
  /** Whether the connection may end over it; as silence, if not given. */
  readonly closes?: boolean;
  /** Milliseconds to wait for what may come; by default the plan's limit, or a few seconds where silence is right. */
  readonly within?: number;
  /** How the frame goes out, where not simply so. */
  readonly sending?: Sending;
  readonly requirements: Requirements;
  readonly id: string;
  readonly title: string;
}

/** What came of a malformed text. `sent` and `n` are the frames. */
export type Provoked = { readonly sent: number } & (
  | { readonly kind: 'result'; readonly n: number; readonly refuses: boolean }
  | { readonly kind: 'error'; readonly n: number; readonly code: string }
  | { readonly kind: 'result-error'; readonly n: number }
  | { readonly kind: 'silence' }
  | { readonly kind: 'closed' }
);

export interface Peer<V extends Version> {
  readonly conversation: Conversation;
  /** Sends a CALL and judges its CALLRESULT by `shape`. A CALLERROR, or no answer, is a red check. */
  call<A extends ActionOf<V>>(
    action: A,
    payload: RequestOf<V, A>,
    shape?: Shape<ResponseOf<V, A>>,
    requirements?: Requirements,
    options?: CallOptions,
  ): Promise<ResponseOf<V, A>>;
  /** Sends a CALL that may be refused: by a CALLERROR with one of `codes`, or by a result with `orResult`. */
  callRefused<A extends ActionOf<V>>(
    action: A,
    payload: RequestOf<V, A>,
    codes: readonly string[],
    orResult: Shape<ResponseOf<V, A>> | undefined,
    requirements: Requirements,
    options?: CallOptions,
  ): Promise<Outcome>;
  /** Sends a CALL and makes no check of its answer. */
  attempt(action: string, payload: unknown, options?: CallOptions): Promise<Outcome>;
  /** Waits for the SUT's next `action` and judges it by `shape`. */
  expect<A extends ActionOf<V>>(
    action: A,
    shape?: Shape<RequestOf<V, A>>,
    requirements?: Requirements,
    options?: ExpectOptions<RequestOf<V, A>>,
  ): Promise<Message<RequestOf<V, A>>>;
  /** Describes a message for `expectAll` and `expectOneOf`. */
  message<A extends ActionOf<V>>(
    action: A,
    shape?: Shape<RequestOf<V, A>>,
    requirements?: Requirements,
    options?: Omit<ExpectOptions<RequestOf<V, A>>, 'within'> & { optional?: boolean },
  ): Expected<RequestOf<V, A>>;
  /** Waits for several messages in any order. Those that are optional and did not come are undefined. */
  expectAll<const T extends readonly Expected<unknown>[]>(
    expectations: T,
    options?: { within?: number },
  ): Promise<{ -readonly [K in keyof T]: T[K] extends Expected<infer P> ? Message<P> : never }>;
  /** Waits for the first of several alternatives. */
  expectOneOf<const T extends readonly Expected<unknown>[]>(
    expectations: T,
    options?: { within?: number },
  ): Promise<{ readonly index: number } & Message<T[number] extends Expected<infer P> ? P : never>>;
  /** Waits for a message without judging it; undefined when it does not come in time. */
  next<A extends ActionOf<V>>(
    action: A,
    options?: { where?: Shape<RequestOf<V, A>>; within?: number },
  ): Promise<Message<RequestOf<V, A>> | undefined>;
  /** Watches for `during` milliseconds that no such message comes. */
  forbid<A extends ActionOf<V>>(
    action: A,
    during: number,
    requirements: Requirements,
    options?: ExpectOptions<RequestOf<V, A>>,
  ): Promise<void>;
  /** From now on in this case, answers `action` so; a function may decide by the payload, undefined from it means default. */
  answer<A extends ActionOf<V>>(
    action: A,
    answer:
      | ResponseOf<V, A>
      | ((payload: RequestOf<V, A>) => ResponseOf<V, A> | undefined)
      | Exclude<Answer, { result: object }>,
    options?: { times?: number },
  ): () => void;
  /** Sends something malformed and judges what comes of it. */
  provoke(provocation: Provocation): Promise<Provoked>;
  /** Sends a ping; whether its pong comes within so many milliseconds, by default the plan's limit for an answer. */
  ping(within?: number): Promise<boolean>;
  /** Makes what came so far past, as every stimulus does. */
  mark(): void;
}
