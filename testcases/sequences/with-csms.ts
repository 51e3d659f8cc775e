/** What the conversations of an impersonated station with a CSMS have in common, whatever the version. */
import { type CsmsContext } from '../../harness/peers/context.js';
import { type Version } from '../../harness/peers/versions.js';
import { type Fault } from './explore.js';

export interface Caller {
  /** Sends a sound request: it takes a result, of which `wrong` may say what is wrong. */
  send(action: string, payload: object, wrong?: (result: Result) => string | undefined): Promise<Fault | undefined>;
  /** The same for what is a little odd on purpose, such as a transaction that nobody knows. */
  odd(why: string, action: string, payload: object): Promise<Fault | undefined>;
  reconnect(): Promise<Fault | undefined>;
}

export type Result = Readonly<Record<string, unknown>>;

/** Tokens by the names that steps use. */
export const TOKENS = ['valid', 'second', 'invalid', 'blocked'] as const;
export const tokenOf = ({ parameters }: CsmsContext<Version>, name: unknown) =>
  parameters.tokens[TOKENS.find((token) => token === name) ?? 'valid'];

export function createCaller(context: CsmsContext<Version>): Caller {
  const { station } = context;
  const attempt = async (
    action: string,
    payload: object,
    wrong: (result: Result) => string | undefined,
    deliberate?: string,
  ): Promise<Fault | undefined> => {
    const outcome = await station.attempt(action, payload, deliberate === undefined ? {} : { deliberate });
    const frames = ('answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n]).filter((n) => n > 0);
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
      const result = await station.tryToConnect({});
      station.use(result);
      return result.ok ? undefined : { reason: `no connection: ${result.reason}`, frames: [] };
    },
  };
}

/** The CSMS's time does not go back. */
export function timekeeper(): (result: Result) => string | undefined {
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
