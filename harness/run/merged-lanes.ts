/** A lane of a merged record as it was in its shard: what a replay needs, which knows nothing of merging. */
import { type EventOf } from '../record/events.js';
import { microseconds, type Placed, shifted, undone } from '../record/shifted.js';

export interface LaneOfShard {
  readonly start: EventOf<'run-start'>;
  readonly events: readonly Placed[];
}

/** What has to be added to the times of a run that began at `epoch` in a record that begins at `start`. */
export const laterBy = (epoch: number, start: number): number => microseconds(epoch - start);

/** Undoes what merging did to the events of one lane; a record that was not merged stays as it is. */
export function laneOfShard(start: EventOf<'run-start'>, events: readonly Placed[]): LaneOfShard {
  const origin = events.find((event) => event.type === 'lane-start')?.origin;
  const part = start.merged?.find(({ shard }) => shard === origin?.shard);
  if (!origin || !part) return { start, events };
  const back = undone({ t: laterBy(part.epoch, start.epoch), first: part.first }, () => origin.lane);
  const { merged: _merged, files: _files, ...rest } = start;
  return {
    start: { ...rest, epoch: part.epoch, ...(part.files && { files: part.files }) },
    events: events.map((event) => {
      const before = shifted(event, back);
      if (before.type !== 'lane-start') return before;
      const { origin: _origin, ...plain } = before;
      return plain;
    }),
  };
}
