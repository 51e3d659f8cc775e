/** What the conversations of an impersonated station with a CSMS have in common, whatever the version. */
import { type Arbitraries, type Arbitrary } from '../../../harness/peers/for-cases/arbitrary.js';
import { type CsmsContext } from '../../../harness/peers/context.js';
import { type Version } from '../../../harness/peers/for-cases/versions.js';
import { ABSENT } from '../../../harness/peers/for-cases/wrong.js';
import { type Fault, type Player, type Step, weighted } from './explore.js';

export interface Caller {
  /** Sends a sound request: it takes a result, of which `wrong` may say what is wrong. */
  send(action: string, payload: object, wrong?: (result: Result) => string | undefined): Promise<Fault | undefined>;
  /** The same for what is a little odd on purpose, such as a transaction that nobody knows. */
  odd(why: string, action: string, payload: object): Promise<Fault | undefined>;
  reconnect(): Promise<Fault | undefined>;
}

export type Result = Readonly<Record<string, unknown>>;

/** Tokens by the names that steps use. */
const TOKENS = ['valid', 'second', 'invalid', 'blocked'] as const;
export const tokenOf = ({ parameters }: CsmsContext<Version>, name: unknown) =>
  parameters.tokens[TOKENS.find((token) => token === name) ?? 'valid'];

function createCaller(context: CsmsContext<Version>): Caller {
  const { station } = context;
  const attempt = async (
    action: string,
    payload: object,
    wrong: (result: Result) => string | undefined,
    deliberate?: string,
  ): Promise<Fault | undefined> => {
    const outcome = await station.attempt(action, payload, deliberate === undefined ? {} : { deliberate });
    const frames = ('answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n]).filter((n) => n > 0);
    // A message that the CSMS does not have is told by the rules.
    if (outcome.kind === 'error' && ABSENT.includes(outcome.code)) return undefined;
    if (outcome.kind === 'error') return { reason: `${action} was answered with ${outcome.code}`, frames };
    if (outcome.kind !== 'result') return { reason: `${action} was not answered: ${outcome.kind}`, frames };
    const problem = wrong(outcome.payload);
    return problem === undefined ? undefined : { reason: `${action}: ${problem}`, frames };
  };
  return {
    send: (action, payload, wrong = () => undefined) => attempt(action, payload, wrong),
    odd: (why, action, payload) => attempt(action, payload, () => undefined, why),
    async reconnect() {
      station.disconnect();
      const result = await station.tryToConnect({ patient: true });
      station.use(result);
      return result.ok ? undefined : { reason: `no connection: ${result.reason}`, frames: [] };
    },
  };
}

/** The CSMS's time does not go back. */
function timekeeper(): (result: Result) => string | undefined {
  let last = Number.NEGATIVE_INFINITY;
  return ({ currentTime }) => {
    const time = Date.parse(String(currentTime));
    const before = last;
    last = Math.max(last, time);
    // Whole seconds are all that some products tell.
    return time < before - 1000
      ? `the time went back from ${new Date(before).toISOString()} to ${String(currentTime)}`
      : undefined;
  };
}

/** A token that the plan calls valid is accepted, or is in a transaction; one that it does not is not. */
export function judgeToken({ parameters }: CsmsContext<Version>, name: unknown, info: unknown): string | undefined {
  const { status } = (info ?? {}) as { readonly status?: unknown };
  if (status === 'Accepted' && parameters.claims('AcceptsEveryToken')) return undefined;
  if (name === 'invalid' || name === 'blocked')
    return status === 'Accepted' ? `the ${name} token was accepted` : undefined;
  return status === 'Accepted' || status === 'ConcurrentTx'
    ? undefined
    : `the ${String(name)} token is ${String(status)}`;
}

/** What the tables of steps are made with: a place is a connector or an EVSE. */
export interface Choices {
  readonly may: ReturnType<typeof weighted>;
  readonly place: Arbitrary<number>;
  readonly token: Arbitrary<string>;
}

/** So many connectors or EVSEs of the plan are spoken of. */
const PLACES = 2;
/** The connectors (1.6) or EVSEs (2.x) that conversations speak of, as the plan has them. */
export const placesOf = ({ parameters, version }: CsmsContext<Version>): readonly number[] =>
  version === '1.6'
    ? Array.from({ length: Math.min(PLACES, parameters.connectors) }, (_, index) => index + 1)
    : parameters.evses.slice(0, PLACES).map(({ id }) => id);

/**
 * The steps of all versions round those of one, at the places of the plan. Their order and weights decide what a seed
 * comes to.
 */
export function csmsSteps(
  fc: Arbitraries,
  places: readonly number[],
  own: (choices: Choices) => readonly ReturnType<Choices['may']>[],
): Arbitrary<Step> {
  const may = weighted(fc);
  const place = fc.constantFrom(...places);
  const token = fc.constantFrom<string[]>(...TOKENS);
  return fc.oneof(
    may(2, 'heartbeat'),
    may(3, 'authorize', { token }),
    ...own({ may, place, token }),
    may(1, 'data'),
    may(1, 'pause', { seconds: fc.integer({ min: 1, max: 3 }) }),
    may(1, 'reconnect'),
    may(1, 'boot'),
  );
}

type Play = (step: Step) => Promise<Fault | undefined>;

/** What one version says in such a conversation. */
export interface CsmsWords {
  /** The payload of BootNotification. */
  readonly boot: object;
  /** Reports every connector after a boot. */
  reportAll(): Promise<Fault | undefined>;
  /** The payload of Authorize, and the field of its answer that says what the token is worth. */
  authorize(token: ReturnType<typeof tokenOf>): object;
  readonly info: string;
  /** The steps of `csmsSteps` that are this version's own. */
  readonly plays: Readonly<Record<string, Play>>;
  /** Ends the transaction there, if there is one. */
  stop(place: number): Promise<Fault | undefined>;
}

/** Holds a conversation with a CSMS; it begins with a new connection and a boot. */
export async function createCsmsPlayer(
  context: CsmsContext<Version>,
  wordsOf: (caller: Caller) => CsmsWords,
): Promise<Player> {
  const caller = createCaller(context);
  const keepsTime = timekeeper();
  const words = wordsOf(caller);
  // A station that is not accepted may say nothing more (1.6 §4.2, B01.FR.08), whether that is right or not.
  const boot = async (): Promise<Fault | undefined> => {
    let status: unknown;
    const fault = await caller.send('BootNotification', words.boot, (result) => {
      ({ status } = result);
      return keepsTime(result);
    });
    if (fault || status === 'Accepted') return fault ?? words.reportAll();
    return (notAccepted = { reason: `the boot was answered with ${String(status)}`, frames: [], legal: true });
  };
  let notAccepted: Fault | undefined;
  const plays: Readonly<Record<string, Play>> = {
    ...words.plays,
    heartbeat: () => caller.send('Heartbeat', {}, keepsTime),
    authorize: ({ token }) =>
      caller.send('Authorize', words.authorize(tokenOf(context, token)), (result) =>
        judgeToken(context, token, result[words.info]),
      ),
    data: () =>
      caller.send('DataTransfer', { vendorId: context.parameters.vendorId }, ({ status }) =>
        status === 'Accepted' ? 'a vendor that nobody knows was accepted' : undefined,
      ),
    pause: ({ seconds = 1 }) => context.pass(Number(seconds) * 1000).then(() => undefined),
    reconnect: () => caller.reconnect(),
    boot: async () => (await caller.reconnect()) ?? boot(),
  };
  const fault = (await caller.reconnect()) ?? (await boot());
  const places = placesOf(context);
  /** What a script says that is no step of this version, or of a place that the plan does not have, does nothing. */
  const knows = (step: Step) =>
    ['connectorId', 'evseId'].every((name) => [undefined, 0, ...places].includes(step[name] as number | undefined));
  return {
    play(step) {
      const play = Object.hasOwn(plays, step.does) && knows(step) ? plays[step.does] : undefined;
      const ended = fault ?? notAccepted;
      return ended || !play ? Promise.resolve(ended) : play(step);
    },
    async end() {
      let found = fault ?? notAccepted;
      for (const place of places) found ??= await words.stop(place);
      return found;
    },
  };
}
