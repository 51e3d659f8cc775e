/**
 * Expectations of what the SUT sends: event-driven, with a deadline, each one a check. What a case does not speak of
 * is answered by default and disturbs nothing; a message is consumed once, and never found in the past.
 */
import { type Conversation } from './conversation.js';
import { type Received } from './answer.js';
import { type Judge } from '../judge.js';
import { type Awaited } from '../../record/event-parts.js';
import { assertedPaths, describeShape, mismatches, showValue } from '../matchers.js';
import { limitText } from '../../doors/durations.js';

/** One message that the SUT is to send. */
export interface Expectation {
  readonly action: string;
  /** Which of the messages of that name is meant; others are left alone. */
  readonly where?: unknown;
  /** Only messages after this frame are meant: what a station says after its boot, say. */
  readonly after?: number;
  /** What must hold of it. */
  readonly shape?: unknown;
  readonly requirements?: string | readonly string[];
  /** What the check says, where the default is not enough. */
  readonly title?: string;
  /** The id of the check, where the default (the action) would not stay the same. */
  readonly id?: string;
  /** Passes as well when it does not come: then there is no check. */
  readonly optional?: boolean;
  /** The tester dictated the payload. */
  readonly dictated?: boolean;
}

export interface Waiting {
  /** Milliseconds until the deadline. */
  readonly within: number;
  /** Whether it waits for several: all of them, in whatever order, or one of them. */
  readonly together?: Awaited['together'];
  /** How the SUT is called in titles. */
  readonly sut: string;
}

const words = (expectation: Expectation) => {
  const details = [describeShape(expectation.where), describeShape(expectation.shape)]
    .filter((text) => text !== '')
    .join(', ');
  return details === '' ? expectation.action : `${expectation.action} with ${details}`;
};

/** Which message is meant, without what must hold of it: that is said beside it, as expected. */
const meant = (expectation: Expectation) => words({ ...expectation, shape: undefined });

const fits = (expectation: Expectation, received: Received) =>
  received.action === expectation.action &&
  received.n > (expectation.after ?? 0) &&
  mismatches(received.payload, expectation.where ?? {}).length === 0;

function seen(conversation: Conversation): string {
  const actions = conversation
    .unconsumed()
    .slice(-8)
    .map(({ action, payload }) => `${action} ${showValue(payload)}`);
  return actions.length === 0 ? 'nothing else came' : `what came: ${actions.join('; ')}`;
}

const awaitedAs = ({ within, together }: Waiting, came?: Received): Awaited => ({
  within,
  ...(came && { came: came.n }),
  ...(together && { together }),
});

function judgeReceived(judge: Judge, expectation: Expectation, received: Received, waiting: Waiting): void {
  const wrong = mismatches(received.payload, expectation.shape ?? {});
  judge.judge(
    {
      id: expectation.id ?? expectation.action,
      title: expectation.title ?? `the ${waiting.sut} sends ${meant(expectation)}`,
      kind: 'message',
      verdict: wrong.length === 0 ? 'pass' : 'fail',
      expected: words(expectation),
      actual:
        wrong.length === 0
          ? `${received.action} ${showValue(received.payload)}`
          : wrong.map(({ path, actual }) => `${path} is ${actual}`).join(', '),
      frames: [received.n],
      action: expectation.action,
      asserts: [...assertedPaths(expectation.where), ...assertedPaths(expectation.shape)],
      ...(expectation.requirements !== undefined && { requirements: expectation.requirements }),
      ...(expectation.dictated && { dictated: true }),
      awaited: awaitedAs(waiting, received),
    },
    true,
  );
}

function judgeMissing(
  judge: Judge,
  expectation: Expectation,
  conversation: Conversation,
  waiting: Waiting,
  goOn: boolean,
): void {
  const { within, sut } = waiting;
  judge.judge(
    {
      id: expectation.id ?? expectation.action,
      title: expectation.title ?? `the ${sut} sends ${meant(expectation)}`,
      kind: 'message',
      verdict: 'fail',
      expected: words(expectation),
      actual: `none within ${limitText(within)}; ${seen(conversation)}`,
      frames: conversation.last > 0 ? [conversation.last] : [],
      action: expectation.action,
      asserts: [...assertedPaths(expectation.where), ...assertedPaths(expectation.shape)],
      ...(expectation.requirements !== undefined && { requirements: expectation.requirements }),
      awaited: awaitedAs(waiting),
    },
    goOn,
  );
}

/**
 * Waits until every expectation has its message, in whatever order, and judges each. A message that is missing at the
 * deadline ends the procedure; a message that differs is a red check, and the procedure goes on.
 */
export async function expectAll(
  conversation: Conversation,
  judge: Judge,
  expectations: readonly Expectation[],
  limits: Waiting,
): Promise<readonly (Received | undefined)[]> {
  const waiting: Waiting = expectations.length > 1 ? { ...limits, together: 'all' } : limits;
  const found: (Received | undefined)[] = expectations.map(() => undefined);
  const complete = () => expectations.every((expectation, index) => found[index] || expectation.optional);
  const take = (received: Received) => {
    const index = expectations.findIndex((expectation, i) => !found[i] && fits(expectation, received));
    if (index >= 0) found[index] = received;
    return index >= 0;
  };
  await consume(conversation, waiting.within, take, complete);
  const missing = expectations.filter((expectation, index) => !found[index] && !expectation.optional);
  expectations.forEach((expectation, index) => {
    const received = found[index];
    if (received) judgeReceived(judge, expectation, received, waiting);
  });
  missing.forEach((expectation, index) =>
    judgeMissing(judge, expectation, conversation, waiting, index < missing.length - 1),
  );
  return found;
}

/** Waits for whichever of the alternatives comes first; returns its index and its message. None is a red check. */
export async function expectOneOf(
  conversation: Conversation,
  judge: Judge,
  alternatives: readonly Expectation[],
  limits: Waiting,
): Promise<{ readonly index: number; readonly received: Received }> {
  const waiting: Waiting = { ...limits, together: 'one' };
  const first = await nextMatching(
    conversation,
    (received) => alternatives.some((expectation) => fits(expectation, received)),
    waiting.within,
  );
  if (first) {
    const index = alternatives.findIndex((expectation) => fits(expectation, first));
    judgeReceived(
      judge,
      { id: alternatives.map(({ id, action }) => id ?? action).join('|'), ...alternatives[index]! },
      first,
      waiting,
    );
    return { index, received: first };
  }
  const [{ requirements } = {}] = alternatives as readonly Partial<Expectation>[];
  judge.judge({
    id: alternatives.map(({ id, action }) => id ?? action).join('|'),
    title: `the ${waiting.sut} sends ${alternatives.map(words).join(', or ')}`,
    kind: 'message',
    verdict: 'fail',
    expected: alternatives.map(words).join(', or '),
    actual: `none within ${limitText(waiting.within)}; ${seen(conversation)}`,
    frames: conversation.last > 0 ? [conversation.last] : [],
    ...(requirements !== undefined && { requirements }),
    awaited: awaitedAs(waiting),
  });
  throw new Error('a red check ends the procedure');
}

/** Consumes what `take` accepts, until `complete` holds after one of them or `within` milliseconds are over. */
function consume(
  conversation: Conversation,
  within: number,
  take: (received: Received) => boolean,
  complete: () => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const { clock } = conversation.lane;
    let over = false;
    // Messages that came earlier are shown before `watch` returns what stops it.
    const stops: (() => void)[] = [];
    const end = () => {
      if (over) return;
      over = true;
      for (const stop of stops) stop();
      resolve();
    };
    stops.push(clock.at(clock.now() + within, end));
    const unwatch = conversation.watch((received) => {
      if (over || !take(received)) return false;
      if (complete()) end();
      return true;
    });
    if (over) unwatch();
    else stops.push(unwatch);
  });
}

/** The next message that `take` accepts, consumed, or undefined after `within` milliseconds. No check. */
export async function nextMatching(
  conversation: Conversation,
  take: (received: Received) => boolean,
  within: number,
): Promise<Received | undefined> {
  let found: Received | undefined;
  const first = (received: Received) => {
    if (!take(received)) return false;
    found = received;
    return true;
  };
  await consume(conversation, within, first, () => true);
  return found;
}

/** Watches for `during` milliseconds that no such message comes. A message that comes is a red check. */
export async function forbid(
  conversation: Conversation,
  judge: Judge,
  expectation: Expectation,
  during: number,
  sut: string,
): Promise<void> {
  const before = conversation.last;
  const unwanted = await nextMatching(
    conversation,
    (received) => fits(expectation, received) && mismatches(received.payload, expectation.shape ?? {}).length === 0,
    during,
  );
  judge.judge(
    {
      id: expectation.id ?? `no-${expectation.action}`,
      title: expectation.title ?? `the ${sut} sends no ${words(expectation)} for ${limitText(during)}`,
      kind: 'absence',
      verdict: unwanted ? 'fail' : 'pass',
      expected: `no ${words(expectation)} for ${limitText(during)}`,
      actual: unwanted ? `${unwanted.action} ${showValue(unwanted.payload)}` : 'none came',
      frames: unwanted ? [before, unwanted.n].filter((n) => n > 0) : [before].filter((n) => n > 0),
      action: expectation.action,
      asserts: assertedPaths(expectation.where),
      ...(expectation.requirements !== undefined && { requirements: expectation.requirements }),
      awaited: awaitedAs({ within: during, sut }, unwanted),
    },
    true,
  );
}
