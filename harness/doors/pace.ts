/**
 * A lane's clock and the one gate through which everything from outside enters it. An input is stamped when it comes,
 * timers due until then fire first, then it is handled, and all that follows from it comes to rest before the next.
 * So what a lane does depends on its inputs and their stamps alone, and a record of those is enough to do it again.
 *
 * A timer fires when the host says so, and that is after what had come by then was read: an answer never goes out
 * before the tester has seen what the SUT had sent already, however busy the machine is.
 */
import { type Clock } from './clock.js';
import { type Host } from './host.js';
import { createTimeline, settle } from './timeline.js';

export interface Pace extends Clock {
  /** Hands in something from outside. It runs at once when nothing is under way, or when its turn comes. */
  input(fn: () => void): void;
  /** How many inputs wait. */
  readonly backlog: number;
  /** No timer fires and no input is taken any more. */
  stop(): void;
}

/** The finest step of time that a record holds, in milliseconds. */
const FINEST = 0.001;

/** The stamp of a moment: microseconds since `epoch` at the finest, so that a record holds it exactly. */
const stampOf = (time: number, epoch: number) => epoch + Math.round((time - epoch) * 1000) / 1000;

/** Paces a lane by `host`, in a run that began at `epoch` (milliseconds since the Unix epoch). */
export function createPace(host: Host, epoch: number): Pace {
  const timeline = createTimeline(stampOf(host.now(), epoch));
  /** `clock` is no input but the host's word that timers are due. */
  const queue: { readonly stamp: number; readonly fn: () => void; readonly clock?: true }[] = [];
  let pumping = false;
  let stopped = false;
  let poke: { readonly due: number; readonly cancel: () => void } | undefined;

  const push = (stamp: number, fn: () => void, clock?: true) => {
    if (stopped) return;
    queue.push({ stamp, fn, ...(clock && { clock }) });
    if (!pumping) void pump();
  };
  const schedulePoke = () => {
    const due = timeline.nextDue();
    if (due === poke?.due) return;
    poke?.cancel();
    poke = undefined;
    if (due === undefined || stopped) return;
    const cancel = host.at(due, () => {
      poke = undefined;
      push(Math.max(due, stampOf(host.now(), epoch)), () => undefined, true);
    });
    poke = { due, cancel };
  };
  const pump = async () => {
    pumping = true;
    const release = host.hold('a lane');
    for (let next = queue.shift(); next && !stopped; next = queue.shift()) {
      const due = timeline.nextDue();
      const late = due !== undefined && next.stamp > due + FINEST && !next.clock;
      const stamp = late ? Math.max(timeline.now(), stampOf(due, epoch) - FINEST) : next.stamp;
      if (due !== undefined && due <= stamp) await timeline.advanceTo(stamp);
      else void timeline.advanceTo(stamp);
      next.fn();
      await settle();
      // What keeps coming must not keep timers from firing.
      schedulePoke();
    }
    pumping = false;
    schedulePoke();
    release();
  };

  return {
    now: timeline.now,
    at: timeline.at,
    input: (fn) => push(stampOf(host.now(), epoch), fn),
    get backlog() {
      return queue.length;
    },
    stop() {
      stopped = true;
      queue.length = 0;
      poke?.cancel();
    },
  };
}

export interface ReplayPace extends Pace {
  /** Moves to `time` (milliseconds since the epoch), hands in `fn`, and lets all that follows come to rest. */
  replay(time: number, fn: () => void): Promise<void>;
}

/** A lane's clock that a record drives: nothing happens but what is handed in at its recorded time. */
export function createReplayPace(start: number): ReplayPace {
  const timeline = createTimeline(start);
  return {
    now: timeline.now,
    at: timeline.at,
    input: (fn) => fn(),
    backlog: 0,
    stop: () => undefined,
    async replay(time, fn) {
      await timeline.advanceTo(time);
      fn();
      await settle();
    },
  };
}
