/** Makes the peer of a case: turns calls and expectations into checks. */
import { type Role, type Version } from '../../doors/protocol.js';
import { type Connecting } from '../station-side/connecting.js';
import { type Conversation, type Outcome } from './conversation.js';
import { type Answer, type Received } from './answer.js';
import { type Expectation, expectAll, expectOneOf, forbid, nextMatching } from './expectations.js';
import { type Judge } from '../judge.js';
import { describeOutcome, framesOf } from './exchange.js';
import { assertedPaths, describeShape, mismatches } from '../matchers.js';
import { type CallOptions, type ExpectOptions, type Message, type Peer, type Requirements } from './peer.js';
import { errorsInWords, provoke } from './provoke.js';
import { createRegistration } from '../station-side/registration.js';
import { type TimeLimits } from '../for-cases/settings.js';

export interface PeerOptions {
  readonly conversation: Conversation;
  readonly judge: Judge;
  readonly limits: TimeLimits;
  readonly sut: Role;
  /** How the tester connects, where it is the station. */
  readonly connecting?: Connecting;
  /** Whether the tester told the SUT what to send, in the step before. */
  readonly dictated: (action: string) => boolean;
}

/** The error codes for a message that a receiver does not have. */
const ABSENT: readonly string[] = ['NotImplemented', 'NotSupported'];

const asMessage = (received: Received): Message<never> => ({
  payload: received.payload as never,
  n: received.n,
  at: received.at,
});

export function createPeer<V extends Version>({
  conversation,
  judge,
  limits,
  sut,
  dictated,
  connecting,
}: PeerOptions): Peer<V> {
  const waiting = (within = limits.action) => ({ within, sut: sut === 'csms' ? 'CSMS' : 'station' });
  const withReason = (action: string) => (dictated(action) ? { dictated: true } : {});

  /** A tester that plays a station stays within what a station may do, whatever the CSMS does. */
  const registration = connecting && createRegistration(conversation, connecting);

  const call = async (action: string, payload: unknown, options: CallOptions) => {
    conversation.mark();
    const { within = limits.message, deliberate, sending } = options;
    const forbidden = deliberate === undefined ? registration?.forbids(action) : undefined;
    if (forbidden !== undefined) return judge.stop(forbidden);
    const outcome = await conversation.call(action, payload, within, {
      ...(deliberate !== undefined && { deliberate }),
      ...(sending && { sending }),
    });
    const counts = deliberate === undefined || outcome.kind === 'result';
    if (action === 'BootNotification' && counts) registration?.booted(outcome);
    return outcome;
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
    const silent = outcome.kind === 'timeout' && options.mayBeSilent === true;
    // A refusal in the wrong form is a refusal; its form is the subject of a rule that is always on.
    const code = outcome.kind === 'error' || outcome.kind === 'malformed' ? outcome.code : undefined;
    const refused = silent || (code !== undefined && codes?.includes(code) === true);
    const result = describeShape(shape);
    const expected = [
      codes && errorsInWords(codes, options.named),
      (codes === undefined || shape !== undefined) && `a result${result && ` with ${result}`}`,
      options.mayBeSilent && 'no answer',
    ]
      .filter((part) => typeof part === 'string')
      .join(', or ');
    judge.judge(
      {
        id: options.id ?? `${action}.conf`,
        title:
          options.title ??
          (codes
            ? `the ${waiting().sut} answers ${action} with ${expected}`
            : `the ${waiting().sut} answers ${action}`),
        kind: codes ? 'error-response' : 'response',
        verdict: refused || wrong?.length === 0 ? 'pass' : 'fail',
        expected,
        actual:
          wrong && wrong.length > 0
            ? wrong.map(({ path, actual }) => `${path} is ${actual}`).join(', ')
            : describeOutcome(outcome, options.within ?? limits.message, conversation.version),
        requirements,
        frames: framesOf(outcome),
        action,
        asserts: assertedPaths(shape),
        awaited: {
          within: options.within ?? limits.message,
          ...('answer' in outcome && { came: outcome.answer }),
        },
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
      let outcome = await call(action, payload, options);
      while (await options.again?.(outcome)) outcome = await call(action, payload, options);
      if (outcome.kind === 'error' && options.mayLack && ABSENT.includes(outcome.code)) return {} as never;
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
      return { index, ...asMessage(received) };
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
    ping: (within = limits.message) =>
      new Promise((resolve) => {
        const { line, lane } = conversation;
        if (!line?.open) return resolve(false);
        const end = (came: boolean) => {
          cancel();
          line.onControl(() => undefined);
          resolve(came);
        };
        const cancel = lane.clock.at(lane.clock.now() + within, () => end(false));
        line.onControl((control) => control === 'pong' && end(true));
        line.ping();
      }),
    provoke: (provocation) => provoke(conversation, judge, limits, provocation),
  };
}
