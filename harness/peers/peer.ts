/**
 * What both impersonated sides share: calling, answering, expecting. The types of every payload come from the official
 * schemas of the version that a case is written for.
 */
import { type Role, type Version } from '../doors/protocol.js';
import { type ActionOf, type RequestOf, type ResponseOf } from '../schema/types.js';
import { parseMessage } from '../wire/ocpp-j.js';
import { type Answer, type Conversation, type Outcome, type Received } from './conversation.js';
import { type Expectation, expectAll, expectOneOf, forbid, nextMatching } from './expectations.js';
import { type Judge } from './judge.js';
import { assertedPaths, describeShape, mismatches, type Shape, showValue } from './matchers.js';
import { type TimeLimits } from './settings.js';

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

export interface CallOptions {
  /** Milliseconds; by default the plan's limit for an answer. */
  readonly within?: number;
  readonly title?: string;
  readonly id?: string;
  /** Go on after an answer that differs. */
  readonly goOn?: boolean;
  /** Why the request is wrong on purpose. */
  readonly deliberate?: string;
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
  /** Whether no answer at all is allowed. */
  readonly silence: boolean;
  readonly requirements: Requirements;
  readonly id: string;
  readonly title: string;
}

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
  provoke(provocation: Provocation): Promise<'error' | 'silence'>;
  /** Makes what came so far past, as every stimulus does. */
  mark(): void;
}

export interface PeerOptions {
  readonly conversation: Conversation;
  readonly judge: Judge;
  readonly limits: TimeLimits;
  readonly sut: Role;
  /** Whether the tester told the SUT what to send, in the step before. */
  readonly dictated: (action: string) => boolean;
}

const asMessage = (received: Received): Message<never> => ({
  payload: received.payload as never,
  n: received.n,
  at: received.at,
});

export function createPeer<V extends Version>({ conversation, judge, limits, sut, dictated }: PeerOptions): Peer<V> {
  const waiting = (within = limits.action) => ({ within, sut: sut === 'csms' ? 'CSMS' : 'station' });
  const withReason = (action: string) => (dictated(action) ? { dictated: true } : {});

  const describeOutcome = (outcome: Outcome, limit: number) =>
    outcome.kind === 'result'
      ? showValue(outcome.payload)
      : outcome.kind === 'error'
        ? `CALLERROR ${outcome.code} ${outcome.description}`.trim()
        : outcome.kind === 'timeout'
          ? `no answer within ${limit / 1000} s`
          : 'the connection was closed before an answer came';
  const framesOf = (outcome: Outcome) =>
    ('answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n]).filter((n) => n > 0);

  const call = (action: string, payload: unknown, options: CallOptions) => {
    conversation.mark();
    const { within = limits.message, deliberate } = options;
    return conversation.call(action, payload, within, deliberate === undefined ? {} : { deliberate });
  };
  const judgeAnswer = (
    action: string,
    outcome: Outcome,
    shape: unknown,
    codes: readonly string[] | undefined,
    requirements: Requirements,
    options: CallOptions,
  ) => {
    const wrong =
      outcome.kind === 'result' && (shape !== undefined || codes === undefined)
        ? mismatches(outcome.payload, shape ?? {})
        : undefined;
    const refused = outcome.kind === 'error' && codes?.includes(outcome.code) === true;
    const result = describeShape(shape);
    const expected = [
      codes && `CALLERROR ${codes.join(' or ')}`,
      (codes === undefined || shape !== undefined) && `a result${result && ` with ${result}`}`,
    ]
      .filter((part) => typeof part === 'string')
      .join(', or ');
    judge.judge(
      {
        id: options.id ?? `${action}.conf`,
        title: options.title ?? `the ${waiting().sut} answers ${action} with ${expected}`,
        kind: codes ? 'error-response' : 'response',
        verdict: refused || wrong?.length === 0 ? 'pass' : 'fail',
        expected,
        actual:
          wrong && wrong.length > 0
            ? wrong.map(({ path, actual }) => `${path} is ${actual}`).join(', ')
            : describeOutcome(outcome, options.within ?? limits.message),
        requirements,
        frames: framesOf(outcome),
        action,
        asserts: assertedPaths(shape),
      },
      options.goOn ?? false,
    );
  };
  const expectation = (
    action: string,
    shape: unknown,
    requirements: Requirements | undefined,
    options: ExpectOptions<never> & { optional?: boolean },
  ): Expectation => {
    const { within: _within, ...rest } = options;
    return { action, shape, ...(requirements !== undefined && { requirements }), ...withReason(action), ...rest };
  };

  return {
    conversation,
    mark: () => conversation.mark(),
    attempt: (action, payload, options = {}) => call(action, payload, options),
    async call(action, payload, shape, requirements = [], options = {}) {
      const outcome = await call(action, payload, options);
      judgeAnswer(action, outcome, shape, undefined, requirements, options);
      return (outcome.kind === 'result' ? outcome.payload : {}) as never;
    },
    async callRefused(action, payload, codes, orResult, requirements, options = {}) {
      const outcome = await call(action, payload, options);
      judgeAnswer(action, outcome, orResult, codes, requirements, options);
      return outcome;
    },
    async expect(action, shape, requirements, options = {}) {
      const [received] = await expectAll(
        conversation,
        judge,
        [expectation(action, shape, requirements, options as never)],
        waiting(options.within),
      );
      return asMessage(received!);
    },
    message: (action, shape, requirements, options = {}) => expectation(action, shape, requirements, options as never),
    async expectAll(expectations, options = {}) {
      const found = await expectAll(conversation, judge, expectations, waiting(options.within));
      return found.map((received) => received && asMessage(received)) as never;
    },
    async expectOneOf(expectations, options = {}) {
      const { index, received } = await expectOneOf(conversation, judge, expectations, waiting(options.within));
      return { index, ...asMessage(received) } as never;
    },
    async next(action, options = {}) {
      const take = (received: Received) =>
        received.action === action && mismatches(received.payload, options.where ?? {}).length === 0;
      const received = await nextMatching(conversation, take, options.within ?? limits.action);
      return received && asMessage(received);
    },
    forbid: (action, during, requirements, options = {}) =>
      forbid(
        conversation,
        judge,
        expectation(action, undefined, requirements, options as never),
        during,
        waiting().sut,
      ),
    answer(action, answer, options = {}) {
      let left = options.times ?? Infinity;
      return conversation.answer((received) => {
        if (received.action !== action || left <= 0) return undefined;
        if (typeof answer === 'function') {
          const result: unknown = (answer as (payload: unknown) => unknown)(received.payload);
          if (result === undefined) return undefined;
          left--;
          return { result: result as object };
        }
        left--;
        return 'silence' in (answer as object) || 'error' in (answer as object)
          ? (answer as Answer)
          : { result: answer as object };
      });
    },
    async provoke({ text, reason, ids, codes, silence, requirements, id, title }) {
      conversation.mark();
      const answered = new Promise<{ n: number; text: string } | undefined>((resolve) => {
        const cancel = conversation.lane.clock.at(conversation.lane.clock.now() + limits.message, () => end(undefined));
        const stop = conversation.onStray((stray) => {
          const message = parseMessage(stray.text, conversation.version);
          if (message.kind === 'malformed' || !('id' in message) || !ids.includes(message.id)) return;
          end(stray);
        });
        const end = (stray: { n: number; text: string } | undefined) => {
          cancel();
          stop();
          resolve(stray);
        };
      });
      const sent = conversation.raw(text, reason);
      const stray = await answered;
      const message = stray && parseMessage(stray.text, conversation.version);
      const right = message ? message.kind === 'error' && codes.includes(message.code) : silence;
      const expected = [codes.length > 0 && `CALLERROR ${codes.join(' or ')}`, silence && 'no answer']
        .filter((part) => typeof part === 'string')
        .join(', or ');
      judge.judge(
        {
          id,
          title,
          kind: 'error-response',
          verdict: right ? 'pass' : 'fail',
          expected,
          actual: stray ? stray.text.slice(0, 200) : `no answer within ${limits.message / 1000} s`,
          requirements,
          frames: stray ? [sent, stray.n] : [sent],
          asserts: [],
        },
        true,
      );
      return message ? 'error' : 'silence';
    },
  };
}
