/**
 * How the impersonated station connects: as a station does, which has ended one connection before it opens the next,
 * takes its time, and tries again where it is kept out for a while. OCPP-J 1.6 §5.3 and Part 4 §5.3 have it back off.
 */
import { sleep } from '../../doors/clock.js';
import { type Lane, type Line, type LineResult } from '../../lane/lane.js';
import { type TimeLimits } from '../for-cases/settings.js';
import { type ConnectOptions } from './connect-options.js';

/** How long a close handshake may take before the tester drops the connection, in milliseconds. */
const GOODBYE = 2_000;
/** Whoever lets a station in and hangs up does so within this time, in milliseconds. */
const HELD = 500;
/** The least and the most between two attempts, in milliseconds. */
const BACK_OFF = { least: 500, most: 30_000 };
/** What no time changes: the request is wrong, the credentials are, or there is no such station. */
const FINAL: readonly number[] = [400, 401, 404, 426];

export interface ConnectingOptions {
  readonly lane: Lane;
  readonly limits: TimeLimits;
  /** How long the station stays away after its connection has ended, in milliseconds. */
  readonly pace: number;
  /** One attempt, at once. */
  readonly open: (options: ConnectOptions) => Promise<LineResult>;
}

/** Attempts at one thing, with longer and longer pauses between them. */
export interface Attempts {
  /** The next attempt; undefined when it has been tried for long enough. */
  next(options: ConnectOptions): Promise<LineResult | undefined>;
  /** How much longer it is tried, in milliseconds. */
  left(): number;
  /** The CSMS is there: it is waited for again, should it go. */
  done(): void;
  /** It was waited for in vain. */
  giveUp(): void;
}

export interface Connecting {
  /** Connects once the connections that the tester closed have ended and the pace is kept. */
  connect(options: ConnectOptions): Promise<LineResult>;
  attempts(): Attempts;
  /** Until when the CSMS lets the station send no BootNotification, in milliseconds since the epoch. */
  heldBack: number;
}

/** Whether no time changes the refusal. */
export const isFinal = (result: LineResult): boolean => !result.ok && FINAL.includes(result.status ?? 0);

/** Whether the connection is still there when a while has passed. Nobody else may have taken it over yet. */
export function isHeld({ clock }: Pick<Lane, 'clock'>, line: Line): Promise<boolean> {
  return new Promise((resolve) => {
    if (!line.open) return resolve(false);
    const cancel = clock.at(clock.now() + HELD, () => resolve(true));
    line.onClose(() => {
      cancel();
      resolve(false);
    });
  });
}

/** A connection that was let in and hung up on is a refusal as well. */
const hungUp = ({ conn }: Line): LineResult => ({
  ok: false,
  conn,
  code: 'HUNG_UP',
  reason: 'the connection was opened and closed at once',
});

/** What a person who waits is told. */
const keptOut = (seconds: number): string =>
  `the CSMS does not let the station in now; the tester tries again for up to ${seconds} s`;

export function createConnecting({ lane, limits, pace, open }: ConnectingOptions): Connecting {
  const { clock } = lane;
  /** Connections of the tester that have not ended yet. */
  const lines = new Map<number, Line>();
  const waiting = new Set<() => void>();
  let ended = Number.NEGATIVE_INFINITY;
  /** A CSMS that was waited for in vain is asked once from then on, until it lets the station in. */
  let givenUp = false;

  lane.subscribe((event) => {
    if (event.type !== 'connection' || event.event !== 'closed' || !lines.delete(event.conn)) return;
    ended = clock.now();
    for (const wake of [...waiting]) wake();
  });

  const giveUp = () => void (givenUp = true);
  const closing = () => [...lines.values()].filter((line) => line.closing);
  /** Waits until the connections that the tester closed have ended; one that does not end is dropped. */
  const goodbyes = () =>
    new Promise<void>((resolve) => {
      if (closing().length === 0) return resolve();
      const done = () => {
        cancel();
        waiting.delete(look);
        resolve();
      };
      const look = () => {
        if (closing().length === 0) done();
      };
      const cancel = clock.at(clock.now() + GOODBYE, () => {
        for (const line of closing()) line.terminate();
        done();
      });
      waiting.add(look);
    });

  const attempt = async (options: ConnectOptions): Promise<LineResult> => {
    if (!options.atOnce) {
      await goodbyes();
      const rest = ended + pace - clock.now();
      if (rest > 0) await sleep(clock, rest);
    }
    const result = await open(options);
    if (result.ok && result.line.open) lines.set(result.line.conn, result.line);
    return result;
  };

  const attempts = (): Attempts => {
    const end = clock.now() + (givenUp ? 0 : limits.reboot);
    let delay = Math.max(pace, BACK_OFF.least);
    let first = true;
    let told = false;
    return {
      async next(options) {
        if (!first) {
          if (clock.now() + delay > end) {
            giveUp();
            return undefined;
          }
          if (!told) lane.emit({ type: 'note', text: keptOut(Math.round((end - clock.now()) / 1000)) });
          told = true;
          await sleep(clock, delay);
          delay = Math.min(2 * delay, BACK_OFF.most);
        }
        first = false;
        return attempt(options);
      },
      left: () => end - clock.now(),
      done: () => void (givenUp = false),
      giveUp,
    };
  };

  return {
    attempts,
    heldBack: Number.NEGATIVE_INFINITY,
    async connect(options) {
      if (!options.patient) return attempt(options);
      const series = attempts();
      for (let last: LineResult | undefined; ;) {
        const result = await series.next(options);
        if (!result) return last!;
        last = result.ok && !(await isHeld(lane, result.line)) ? hungUp(result.line) : result;
        if (last.ok) series.done();
        // Whoever floods the tester would do so again.
        if (last.ok || isFinal(last) || (result.ok && result.line.cutOff)) return last;
      }
    },
  };
}
