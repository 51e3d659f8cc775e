/** What the mutants of a check are made from: a run of the case against a peer that does everything right. */
import { type Role, type Version } from '../doors/protocol.js';
import { type EventOf, type RecordEvent } from '../record/events.js';

/** A run without a fault, looked up by frame. */
export interface Reference {
  readonly version: Version;
  readonly sut: Role;
  readonly frames: ReadonlyMap<number, EventOf<'frame'>>;
  /** Position of each frame of the SUT among all of them. */
  readonly positions: ReadonlyMap<number, number>;
  readonly connections: readonly EventOf<'connection'>[];
  /** Those, and the attempts that came to nothing. */
  readonly handshakes: readonly EventOf<'connection'>[];
  /** How often the tester tried to connect. */
  readonly attempts: number;
  /** When the operator read something back, in milliseconds since the run's start. */
  readonly beliefs: readonly number[];
  readonly answers: ReadonlyMap<string, unknown>;
  readonly transfers: readonly EventOf<'transfer'>[];
  /** What each answer frame answers: its CALL's action. */
  readonly actions: ReadonlyMap<number, string>;
}

/** The parts of an OCPP-J frame; none where the text is no array. */
export const parseFrame = (text: string): readonly unknown[] => {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
};

/** Reads a run's events into a reference. */
export function referenceOf(events: readonly RecordEvent[], version: Version, sut: Role): Reference {
  const frames = new Map<number, EventOf<'frame'>>();
  const positions = new Map<number, number>();
  const actions = new Map<number, string>();
  const answers = new Map<string, unknown>();
  const open = new Map<string, string>();
  const connections: EventOf<'connection'>[] = [];
  const handshakes = events.filter((event) => event.type === 'connection').filter(({ event }) => event !== 'closed');
  const attempts = handshakes.filter(({ path }) => path !== undefined).length;
  const beliefs = events.flatMap((event) =>
    event.type === 'operator-answer' && event.value !== undefined ? [event.t] : [],
  );
  const transfers = events.filter((event) => event.type === 'transfer');
  for (const event of events) {
    if (event.type === 'connection' && event.event === 'open') connections.push(event);
    if (event.type !== 'frame') continue;
    frames.set(event.n, event);
    if (event.dir === 'rx') positions.set(event.n, positions.size);
    const [type, id, third] = parseFrame(event.text);
    if (type === 2) {
      open.set(`${event.dir} ${String(id)}`, String(third));
      actions.set(event.n, String(third));
    }
    // A SEND of 2.1 is a message like any other, which nobody answers.
    if (type === 6) actions.set(event.n, String(third));
    if (type === 3 || type === 4) {
      const action = open.get(`${event.dir === 'rx' ? 'tx' : 'rx'} ${String(id)}`);
      if (action !== undefined) actions.set(event.n, action);
      if (action !== undefined && type === 3 && event.dir === 'tx') answers.set(action, third);
    }
  }
  return { version, sut, frames, positions, connections, handshakes, attempts, beliefs, answers, transfers, actions };
}
