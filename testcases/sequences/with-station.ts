/** What the conversations of an impersonated CSMS with a station have in common, whatever the version. */
import { type StationContext } from '../../harness/peers/context.js';
import { type Version } from '../../harness/peers/versions.js';
import { type Fault } from './explore.js';

export type Result = Readonly<Record<string, unknown>>;

/** What a request came to: the result, or a fault. */
export type Asked = { readonly result: Result; readonly frames: readonly number[] } | { readonly fault: Fault };

export interface Asker {
  /** Sends a sound request: it takes a result whose status, where it has one, is among `statuses`. */
  ask(action: string, payload: object, statuses?: readonly string[]): Promise<Asked>;
  /** What must come because of an answer: a message of this name, within the plan's limit. */
  awaits(action: string, because: string, frames: readonly number[]): Promise<Fault | undefined>;
}

/** A station may not have a feature: then it says so, whatever is asked. */
const ABSENT: readonly string[] = ['NotImplemented', 'NotSupported'];

export function createAsker({ csms, parameters }: StationContext<Version>): Asker {
  return {
    async ask(action, payload, statuses) {
      const outcome = await csms.attempt(action, payload);
      const frames = ('answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n]).filter((n) => n > 0);
      if (outcome.kind === 'error' && ABSENT.includes(outcome.code)) return { result: {}, frames };
      if (outcome.kind === 'error') return { fault: { reason: `${action} was answered with ${outcome.code}`, frames } };
      if (outcome.kind !== 'result')
        return { fault: { reason: `${action} was not answered: ${outcome.kind}`, frames } };
      const { status } = outcome.payload;
      if (statuses && !statuses.includes(status as string))
        return { fault: { reason: `${action} was answered with the status ${String(status)}`, frames } };
      return { result: outcome.payload, frames };
    },
    async awaits(action, because, frames) {
      const message = await csms.next(action as never, { within: parameters.limits.action });
      return message === undefined ? { reason: `no ${action} came, although ${because}`, frames } : undefined;
    },
  };
}

/** Drops the connection, if there is one, and waits until the station is there again; false when it does not come. */
export function comesBack({ csms, parameters }: StationContext<Version>): Promise<boolean> {
  const { conversation } = csms;
  const { clock } = conversation.lane;
  return new Promise((resolve) => {
    const end = (came: boolean) => {
      cancel();
      stop();
      resolve(came);
    };
    const cancel = clock.at(clock.now() + parameters.limits.reboot, () => end(false));
    const stop = conversation.onLine(() => end(true));
    csms.drop();
  });
}
