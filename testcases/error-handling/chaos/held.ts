/** Requests of the SUT that the tester leaves unanswered, for it to answer in another way or never. */
import { type OnEither } from '../../helpers/either.js';

/** A request of the SUT that waits for its answer. */
export interface Held {
  readonly id: string;
  readonly n: number;
}

/** Leaves the next `action` of the SUT unanswered; those after it are answered as usual. */
export function holdsBack(
  { peer: { conversation } }: OnEither,
  action: string,
): { next(within: number): Promise<Held | undefined> } {
  let held: Held | undefined;
  let tell: ((held: Held) => void) | undefined;
  const stop = conversation.answer((received) => {
    if (held || received.action !== action) return undefined;
    held = { id: received.id, n: received.n };
    tell?.(held);
    return { silence: true };
  });
  return {
    next: (within) =>
      new Promise((resolve) => {
        const { clock } = conversation.lane;
        const end = (found: Held | undefined) => {
          cancel();
          tell = undefined;
          if (found) stop();
          resolve(found);
        };
        const cancel = clock.at(clock.now() + within, () => end(undefined));
        tell = end;
        if (held) end(held);
      }),
  };
}
