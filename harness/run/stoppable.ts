/**
 * A lane as cases hold it: it can be stopped in the midst of one. From then on nothing that a case waits for comes, so
 * that it does nothing more, and the lane itself is free for putting back what the case left.
 */
import { type Lane, type Line } from '../lane/lane.js';

export interface Stoppable {
  readonly lane: Lane;
  /** The connection as a case uses it. */
  line(line: Line): Line;
  /** The connection behind it. */
  behind(line: Line): Line;
  stop(): void;
}

export function stoppable(lane: Lane): Stoppable {
  let stopped = false;
  const behind = new WeakMap<Line, Line>();
  const unless = <T>(work: Promise<T>): Promise<T> =>
    work.then((value) => (stopped ? new Promise<T>(() => undefined) : value));
  const held: Partial<Lane> = {
    clock: {
      now: lane.clock.now,
      at: (time, fn) =>
        lane.clock.at(time, () => {
          if (!stopped) fn();
        }),
    },
    ask: (request) => unless(lane.ask(request)),
    open: (options) => unless(lane.open(options)),
  };
  return {
    lane: Object.assign(Object.create(lane) as Lane, held),
    line(line) {
      const muted: Partial<Line> = {
        send: (...sent) => (stopped ? 0 : line.send(...sent)),
        ping: () => (stopped ? undefined : line.ping()),
        close: (...closed) => (stopped ? undefined : line.close(...closed)),
        terminate: () => (stopped ? undefined : line.terminate()),
      };
      const used = Object.assign(Object.create(line) as Line, muted);
      behind.set(used, line);
      return used;
    },
    behind: (line) => behind.get(line) ?? line,
    stop() {
      stopped = true;
    },
  };
}
