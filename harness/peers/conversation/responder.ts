/**
 * Answers the CALLs of the SUT: by what the case at hand set, by what registration demands, or by default. The answer
 * is decided when the CALL comes and goes out a moment later, so that a SUT that does not wait for it is seen.
 */
import { is2x, type Role, type Version } from '../../doors/protocol.js';
import { type Lane } from '../../lane/lane.js';
import { isKnownAction } from '../../schema/schemas.js';
import { formatError, formatResult } from '../../wire/ocpp-j.js';
import { type Answer, type Answerer, type Received } from './answer.js';

/** How long an answer is held back, in milliseconds: no SUT can send its next CALL in reaction to it sooner. */
const HELD_BACK = 2;
/**
 * BootNotification's is held back longer: what a station sent right behind it, without waiting, may still be on its way,
 * and whether the tester sees it must not depend on the network.
 */
const BOOT_HELD_BACK = 50;
/** So many are held back at most: a SUT that sent as many without waiting has been seen, and may be flooding. */
const MOST_HELD = 64;

export interface Responder {
  respond(received: Received): void;
  /** Sends what is held back now: before the connection goes. */
  flush(): void;
  /** Runs `fn` when nothing is held back any more: a CALL of the tester comes after the answers that it owes. */
  afterAnswers(fn: () => void): void;
  /** Puts an answerer before all others. Returns what removes it. */
  answer(answerer: Answerer): () => void;
  forgetAnswers(): void;
  /** The tester, as a station, was given this status in the answer to its BootNotification. */
  registered(status: unknown): void;
}

export interface ResponderOptions {
  readonly lane: Lane;
  readonly version: Version;
  /** The tester's role. */
  readonly role: Role;
  readonly defaults: Answerer;
  /** Sends over the connection with this number, if it is still the one in use. */
  readonly transmit: (conn: number, text: string, deliberate?: string) => void;
}

export function createResponder({ lane, version, role, defaults, transmit }: ResponderOptions): Responder {
  const answerers: Answerer[] = [];
  const held: { readonly send: () => void; readonly cancel: () => void }[] = [];
  const waiting: (() => void)[] = [];
  /** The status in the last answer to a BootNotification. */
  let registration: unknown;

  /**
   * Who was rejected is not served (B03.FR.07), and who rejected is not answered (1.6 §4.2, B03.FR.08). In 1.6 it is
   * recommended to refuse what comes from a station that is not accepted yet (OCPP-J errata 3.8); what 2.x has a
   * pending station do besides, its cases know.
   */
  const unregistered: Answerer = ({ action }) => {
    if (action === 'BootNotification') return undefined;
    const rejected = registration === 'Rejected';
    if (is2x(version)) return rejected ? { error: 'SecurityError' } : undefined;
    if (role === 'station') return rejected ? { silence: true } : undefined;
    return rejected || registration === 'Pending' ? { error: 'SecurityError' } : undefined;
  };
  const decide = (received: Received): Answer => {
    try {
      for (const answerer of [...answerers].reverse()) {
        const answer = answerer(received);
        // What a case refuses, it refuses on purpose.
        if (answer && 'error' in answer) lane.leaveUnanswered(received.n);
        if (answer) return answer;
      }
      const answer = unregistered(received) ?? defaults(received);
      if (answer) return answer;
    } catch (error) {
      // A payload that an answer cannot be made of: the validity rule says what is wrong with it.
      return { error: 'InternalError', description: error instanceof Error ? error.message.slice(0, 200) : '' };
    }
    return { error: isKnownAction(version, received.action) ? 'NotSupported' : 'NotImplemented' };
  };
  const release = (count: number) => {
    for (const item of held.splice(0, count)) {
      item.cancel();
      item.send();
    }
    while (held.length === 0 && waiting.length > 0) waiting.shift()!();
  };
  const flush = () => release(held.length);
  const hold = (ms: number, send: () => void) => {
    if (held.length >= MOST_HELD) flush();
    // Answers go out in the order of their CALLs: whoever is due takes along what was before it.
    const cancel = lane.clock.at(lane.clock.now() + ms, () =>
      release(held.findIndex((item) => item.send === send) + 1),
    );
    held.push({ send, cancel });
  };

  return {
    flush,
    afterAnswers(fn) {
      if (held.length === 0) fn();
      else waiting.push(fn);
    },
    respond(received) {
      const answer = decide(received);
      if (role === 'csms' && received.action === 'BootNotification' && 'result' in answer) {
        registration = (answer.result as { readonly status?: unknown }).status;
      }
      if ('silence' in answer) return lane.leaveUnanswered(received.n);
      const { conn, id } = received;
      hold(received.action === 'BootNotification' ? BOOT_HELD_BACK : HELD_BACK, () => {
        if ('error' in answer) return transmit(conn, formatError(id, answer.error, answer.description));
        transmit(conn, formatResult(id, answer.result), answer.deliberate);
        answer.then?.();
      });
    },
    answer(answerer) {
      answerers.push(answerer);
      return () => {
        const index = answerers.indexOf(answerer);
        if (index >= 0) answerers.splice(index, 1);
      };
    },
    forgetAnswers() {
      answerers.length = 0;
    },
    registered(status) {
      registration = status;
    },
  };
}
