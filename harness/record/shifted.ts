/** Events with other numbers and at another time: what a shard's events become in a merged record, and back again. */
import { type RecordEvent } from './events.js';
import { type NumberedKind } from './numbering.js';

/** Events that belong to a lane. */
export type Placed = Extract<RecordEvent, { lane: number }>;

export interface Shift {
  /** Milliseconds that are added to every time. */
  readonly t: number;
  /** What is added to the numbers. */
  readonly first: Readonly<Record<NumberedKind, number>>;
  readonly lane: (lane: number) => number;
}

/** Milliseconds to the microsecond, which is how a record has its times: adding and taking away leaves nothing behind. */
export const microseconds = (ms: number): number => Math.round(ms * 1000) / 1000;

/** The same shift the other way. `lane` says what the lanes were called before. */
export function undone({ t, first }: Pick<Shift, 't' | 'first'>, lane: Shift['lane']): Shift {
  const back = Object.fromEntries(Object.entries(first).map(([kind, count]) => [kind, -count]));
  return { t: -t, first: back as Record<NumberedKind, number>, lane };
}

/** The event with its lane, time and numbers shifted, and the numbers of its evidence with them. */
export function shifted(event: Placed, { t, first, lane }: Shift): Placed {
  const at = { lane: lane(event.lane), t: microseconds(event.t + t) };
  const frames = (numbers: readonly number[]) => numbers.map((n) => n + first.frame);
  switch (event.type) {
    case 'connection':
    case 'control':
      return { ...event, ...at, conn: event.conn + first.conn };
    case 'frame':
      return { ...event, ...at, n: event.n + first.frame, conn: event.conn + first.conn };
    case 'operator-ask':
    case 'operator-answer':
      return { ...event, ...at, ask: event.ask + first.ask };
    case 'material':
      return { ...event, ...at, material: event.material + first.material };
    case 'transfer':
      return { ...event, ...at, transfer: event.transfer + first.transfer };
    case 'check': {
      const { connections, transfers, awaited } = event;
      return {
        ...event,
        ...at,
        frames: frames(event.frames),
        ...(connections && { connections: connections.map((conn) => conn + first.conn) }),
        ...(transfers && { transfers: transfers.map((transfer) => transfer + first.transfer) }),
        ...(awaited && {
          awaited: { ...awaited, ...(awaited.came !== undefined && { came: awaited.came + first.frame }) },
        }),
      };
    }
    case 'advisory':
    case 'finding':
    case 'claim':
    case 'case-amend':
    case 'incident':
    case 'left':
    case 'cause':
      return { ...event, ...at, frames: frames(event.frames) };
    case 'lane-start':
    case 'drawn':
    case 'case-start':
    case 'case-end':
    case 'note':
      return { ...event, ...at };
  }
}
