/**
 * Where a lane gets its time from: the machine's own clock, perhaps sped up, or a simulation in which nothing waits.
 */
import { performance } from 'node:perf_hooks';
import { type Clock } from './clock.js';
import { createTimeline, settle } from './timeline.js';

/** A clock that lanes run on. */
export interface Host extends Clock {
  /** Tells it that work is under way, and whose; it must not move on until what this returns is called. */
  hold(whose: string): () => void;
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

/** How often the loop turns without anything happening before time is said to stand still. */
const IDLE_TURNS = 1_000;
/** What is under way on this machine is over within this time of the wall's, in milliseconds, however busy it is. */
const STUCK = 120_000;

/** Watches for work that never ends: tells of it once it has lasted too long. */
function createPatience(most: number) {
  let since: number | undefined;
  return {
    rest: () => void (since = undefined),
    wait(what: string) {
      since ??= performance.now();
      if (performance.now() - since > most)
        throw new Error(`time stands still, for this has been under way for ${most / 1000} s: ${what}`);
    },
  };
}

/**
 * A host on which time does not pass by itself: it moves to the next timer when everything is at rest. It starts at
 * `start` (milliseconds since the epoch). `underWay` says what else is under way, in sockets that are real: undefined
 * when nothing is. What stays under way for `most` milliseconds of the wall's time is an error that names it.
 */
export function createVirtualHost(
  start: number,
  underWay: () => string | undefined = nothing,
  most = STUCK,
): VirtualHost {
  const timeline = createTimeline(start);
  const holders = new Map<object, string>();
  const patience = createPatience(most);
  return {
    now: timeline.now,
    at: timeline.at,
    hold(whose) {
      const key = {};
      holders.set(key, whose);
      return () => void holders.delete(key);
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
        const [held] = holders.values();
        const busy = held ?? underWay();
        if (busy !== undefined) {
          patience.wait(busy);
          continue;
        }
        patience.rest();
        if (timeline.fireNext()) idle = 0;
        // Real input (a file, an import) may still be under way in a few turns of the loop.
        else if (++idle > IDLE_TURNS) throw new Error('time stands still: nothing is left that could happen');
      }
    },
  };
}
