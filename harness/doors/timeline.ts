/**
 * Logical time. A timeline stands still until it is advanced; timers fire in the order of their due time, and
 * everything that a timer sets off (promises included) comes to rest before the next one fires. A lane's timeline is
 * advanced by its inputs, the same way whether they come from sockets, from a simulation or from a record.
 */
import { type Clock } from './clock.js';

/** Resolves when all promise reactions that were ready have run. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export interface Timeline extends Clock {
  /** The due time of the earliest timer. */
  nextDue(): number | undefined;
  /** Fires all timers due until `time` and moves the present there. The present never moves backwards. */
  advanceTo(time: number): Promise<void>;
  /** Fires the earliest timer and moves the present to its due time; false when there is none. */
  fireNext(): boolean;
}

interface Timer {
  readonly due: number;
  readonly fn: () => void;
  cancelled: boolean;
}

/** A timeline that starts at `start` (milliseconds since the epoch). */
export function createTimeline(start: number): Timeline {
  let present = start;
  // Sorted by due time, latest first, so that the next timer is popped; equal times keep their order of arrival.
  const timers: Timer[] = [];

  const prune = () => {
    while (timers.length > 0 && timers[timers.length - 1]!.cancelled) timers.pop();
  };
  const nextDue = () => {
    prune();
    return timers[timers.length - 1]?.due;
  };
  const fireNext = () => {
    prune();
    const timer = timers.pop();
    if (!timer) return false;
    present = Math.max(present, timer.due);
    timer.fn();
    return true;
  };

  return {
    now: () => present,
    at(time, fn) {
      const timer: Timer = { due: Math.max(time, present), fn, cancelled: false };
      let low = 0;
      let high = timers.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (timers[middle]!.due > timer.due) low = middle + 1;
        else high = middle;
      }
      timers.splice(low, 0, timer);
      return () => {
        timer.cancelled = true;
      };
    },
    nextDue,
    fireNext,
    async advanceTo(time) {
      for (let due = nextDue(); due !== undefined && due <= time; due = nextDue()) {
        fireNext();
        await settle();
      }
      present = Math.max(present, time);
    },
  };
}
