/** Ids of events that the tester tells as a station: a CSMS may take one that it has seen for the same event. */
import { type CsmsContext } from '../../harness/peers/context.js';
import { type Version } from '../../harness/peers/for-cases/versions.js';

type Of<V extends Version> = Pick<CsmsContext<V>, 'station' | 'now'>;

const FIRST = 'first event id';
const TOLD = 'events told';
/** A case that begins this much later has other ids, in milliseconds; no case tells more than one event in it. */
const UNIT = 10;
/** Below the greatest integer of 32 bits: the ids begin anew after eight months. */
const AROUND = 2_100_000_000;

/** The id in this station's life of what the case calls event `local`, a small number: its time and that number. */
export function eventIdOf<V extends Version>({ station, now }: Of<V>, local: number): number {
  const { memory } = station.conversation;
  const first = memory.get(FIRST) ?? Math.floor(now() / UNIT) % AROUND;
  memory.set(FIRST, first);
  return Number(first) + local;
}

/** The id of the next event of the case. */
export function nextEventId<V extends Version>(context: Of<V>): number {
  const { memory } = context.station.conversation;
  const told = Number(memory.get(TOLD) ?? 0) + 1;
  memory.set(TOLD, told);
  return eventIdOf(context, told);
}
