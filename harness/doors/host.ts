/**
 * Where a lane gets its time from: the machine's own clock, perhaps sped up, or a simulation in which nothing waits.
 */
import { performance } from 'node:perf_hooks';
import { type Clock } from './clock.js';
import { createTimeline, settle } from './timeline.js';

/** A clock that lanes run on. `hold` tells it that work is under way; it must not move on until `release`. */
export interface Host extends Clock {
  hold(): () => void;
}

/** Node fires timers beyond 2^31 ms at once. */
const LONGEST = 86_400_000;

const nothing = () => undefined;

/** The machine's clock. With `speed` 10, ten seconds pass in one; 1 against real products. */
export function createLiveHost(speed = 1): Host {
  const epoch = Date.now();
  const origin = performance.now();
  const now = () => epoch + (performance.now() - origin) * speed;
  return {
    now,
    at(time, fn) {
      let timer: NodeJS.Timeout;
      let cancelled = false;
      // What lies in the sockets is read between the two turns of the loop, and so before whatever is due.
      const fire = () => setImmediate(() => setImmediate(() => !cancelled && fn()));
      // Node's timers count whole milliseconds of their own and may be early; what is due at a time must not be.
      const arm = () => {
        const delay = Math.min(Math.max(0, Math.ceil((time - now()) / speed)), LONGEST);
        timer = setTimeout(() => (now() >= time ? fire() : arm()), delay);
      };
      arm();
      return () => {
        cancelled = true;
        clearTimeout(timer);
      };
    },
    hold: () => nothing,
  };
}

export interface VirtualHost extends Host {
  /** Lets time pass, event by event, until `done` resolves. Throws when nothing is left that could happen. */
  run<T>(done: Promise<T>): Promise<T>;
}

/** A discrete-event simulation that starts at `start` (milliseconds since the epoch). */
export function createVirtualHost(start: number): VirtualHost {
  const timeline = createTimeline(start);
  let held = 0;
  return {
    now: timeline.now,
    at: timeline.at,
    hold() {
      held++;
      return () => {
        held--;
      };
    },
    async run<T>(done: Promise<T>) {
      let over = false;
      const end = () => {
        over = true;
      };
      done.then(end, end);
      let idle = 0;
      for (;;) {
        await settle();
        if (over) return done;
        if (held > 0) continue;
        if (timeline.fireNext()) idle = 0;
        // Real input (a file, an import) may still be under way in a few turns of the loop.
        else if (++idle > 1000) throw new Error('virtual time stands still: nothing is left that could happen');
      }
    },
  };
}
