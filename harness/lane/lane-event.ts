/** What happens on a lane, before the lane has written its own number and the time on it. */
import { type RecordEvent } from '../record/events.js';

/** Distributes over the union, so that every kind of event keeps its own fields. */
type Unplaced<E> = E extends { lane: number; t: number } ? Omit<E, 'lane' | 't'> : never;
export type LaneEvent = Unplaced<RecordEvent>;
