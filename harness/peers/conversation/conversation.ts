/**
 * One side of an OCPP-J conversation with the SUT, over whatever connection it has at the moment. Every CALL of the
 * SUT is answered (responder.ts) and kept until a case consumes it; every CALL of the
 * tester waits for its turn, since only one may be outstanding.
 */
import { type Role, type Version } from '../../doors/protocol.js';
import { type Lane, type Line } from '../../lane/lane.js';
import { type Arrived } from '../../lane/line.js';
import { type Sending } from '../../lane/sending.js';
import { sendingTime } from '../../wire/sending-time.js';
import { isKnownAction } from '../../schema/schemas.js';
import { validatePayload } from '../../schema/validate.js';
import { formatCall, formatResultError, formatSend, type JsonObject } from '../../wire/ocpp-j.js';
import { type Instead, noteStray, ofMalformed, type Outcome, type Stray } from './exchange.js';
import { createResponder } from './responder.js';
import { type Answerer, type Received } from './answer.js';

export { type Outcome, type Stray } from './exchange.js';

export interface Conversation {
  readonly version: Version;
  readonly lane: Lane;
  readonly line: Line | undefined;
  /** Takes over a new connection; what is open on the one before ends as `closed`. */
  attach(line: Line): void;
  onLine(listener: (line: Line) => void): () => void;
  /** Sends a CALL when no other is outstanding. `timeout` in milliseconds, from the moment all of it is sent. */
  call(
    action: string,
    payload: unknown,
    timeout: number,
    options?: { deliberate?: string; id?: string; sending?: Sending },
  ): Promise<Outcome>;
  send(action: string, payload: unknown): number;
  /** Sends any text or bytes, with the reason why it is wrong on purpose. */
  raw(data: string | Uint8Array, deliberate: string, sending?: Sending): number;
  /** Puts an answerer before all others; undefined from it leaves the CALL to the next. Returns what removes it. */
  answer(answerer: Answerer): () => void;
  /** Removes all answerers of the case at hand. */
  forgetAnswers(): void;
  /** Sends at once what is still owed to the SUT: before the connection goes. */
  settleAnswers(): void;
  /** Shows each unconsumed CALL since the mark, and each new one, to `take` until removed; true consumes it. */
  watch(take: (received: Received) => boolean): () => void;
  /** Shows every frame of the SUT that answers nothing that is open. */
  onStray(listener: (stray: Stray) => void): () => void;
  /** Told when the connection in use ends, with its close code (1006 where there was no close frame). */
  onLost(listener: (code: number) => void): () => void;
  /** Whether the last CALL of the tester got no answer, and nothing has come of the SUT since. */
  readonly silent: boolean;
  /** What came before this moment is past: no expectation finds it any more. */
  mark(): void;
  /** Whether the connection at hand came about after the mark. */
  readonly attachedSinceMark: boolean;
  /** The connection over which the SUT last sent BootNotification; 0 when it never did. */
  readonly bootedOn: number;
  /** What that BootNotification said; undefined when there was none. */
  readonly boot: JsonObject | undefined;
  /** The number of the last frame, either way. */
  readonly last: number;
  /** What came since the mark and nobody consumed, newest last. */
  unconsumed(): readonly Received[];
  /** What cases of one kind hand on to the next on the same conversation. */
  readonly memory: Map<string, unknown>;
}

interface Pending {
  readonly id: string;
  readonly action: string;
  readonly n: number;
  /** When it was sent, and what came of the SUT since that answers nothing. */
  readonly at: number;
  readonly instead: Instead[];
  readonly resolve: (outcome: Outcome) => void;
  readonly cancel: () => void;
}

const KEPT = 1000;

export interface ConversationOptions {
  readonly lane: Lane;
  readonly version: Version;
  /** The tester's role. */
  readonly role: Role;
  /** Answers what no case's answerer does; undefined means that the action is not supported. */
  readonly defaults: Answerer;
}

export function createConversation({ lane, version, role, defaults }: ConversationOptions): Conversation {
  let line: Line | undefined;
  let pending: Pending | undefined;
  let last = 0;
  let bootedOn = 0;
  let boot: JsonObject | undefined;
  let attachedSinceMark = false;
  const queue: (() => void)[] = [];
  const inbox: Received[] = [];
  const watchers = new Set<(received: Received) => boolean>();
  const strays = new Set<(stray: Stray) => void>();
  const lineListeners = new Set<(line: Line) => void>();
  const lostListeners = new Set<(code: number) => void>();
  let silent = false;

  const transmit = (text: string | Uint8Array, deliberate?: string, sending?: Sending) => {
    if (!line?.open) return 0;
    last = line.send(text, deliberate, sending);
    return last;
  };
  const finish = (outcome: Outcome) => {
    const done = pending;
    silent = outcome.kind === 'timeout' || outcome.kind === 'closed';
    pending = undefined;
    done?.cancel();
    done?.resolve(outcome);
    queue.shift()?.();
  };

  const responder = createResponder({
    lane,
    version,
    role,
    defaults,
    transmit(conn, text, deliberate) {
      if (line?.conn === conn) transmit(text, deliberate);
    },
  });

  /** 2.1 Part 4 §4.2.3: a CALLRESULT that cannot be used is answered with CALLRESULTERROR. The case goes on with it. */
  const complain = ({ id, action }: Pending, payload: JsonObject) => {
    if (version !== '2.1' || !isKnownAction(version, action)) return;
    const [problem] = validatePayload(version, action, 'response', payload);
    if (problem) transmit(formatResultError(id, 'FormatViolation', `${problem.path}: ${problem.detail}`.slice(0, 255)));
  };

  const accept = (received: Received, answered: boolean) => {
    if (answered) responder.respond(received);
    for (const take of [...watchers]) if (take(received)) return;
    inbox.push(received);
    if (inbox.length > KEPT) inbox.shift();
  };

  const onFrame = ({ frame, message }: Arrived) => {
    last = frame.n;
    silent = false;
    const stray = () => {
      if (pending) noteStray(pending.instead, { n: frame.n, text: frame.text }, lane.clock.now() - pending.at);
      for (const listener of [...strays]) listener({ n: frame.n, text: frame.text });
    };
    if (message.kind === 'call' || message.kind === 'send') {
      const { action, payload, id } = message;
      if (action === 'BootNotification') {
        bootedOn = frame.conn;
        boot = payload;
      }
      const received = { action, payload, id, n: frame.n, at: lane.clock.now(), conn: frame.conn };
      return accept(received, message.kind === 'call');
    }
    if (message.kind === 'result' && pending?.id === message.id) {
      complain(pending, message.payload);
      if (pending.action === 'BootNotification') responder.registered(message.payload['status']);
      return finish({ kind: 'result', payload: message.payload, n: pending.n, answer: frame.n });
    }
    if (message.kind === 'error' && pending?.id === message.id) {
      const { code, description } = message;
      return finish({ kind: 'error', code, description, n: pending.n, answer: frame.n });
    }
    if (message.kind === 'malformed' && pending && pending.id === message.id) {
      const outcome = ofMalformed(message, { n: pending.n, answer: frame.n, after: lane.clock.now() - pending.at });
      if (outcome) return finish(outcome);
    }
    stray();
  };

  return {
    version,
    lane,
    get line() {
      return line;
    },
    get bootedOn() {
      return bootedOn;
    },
    get boot() {
      return boot;
    },
    get last() {
      return last;
    },
    get silent() {
      return silent;
    },
    attach(next) {
      const before = line;
      line = next;
      attachedSinceMark = true;
      if (pending) finish({ kind: 'closed', n: pending.n, instead: pending.instead });
      if (before?.open) before.terminate();
      next.onFrame((arrived) => {
        if (line === next) onFrame(arrived);
      });
      next.onClose((code) => {
        if (line !== next) return;
        if (pending) finish({ kind: 'closed', n: pending.n, instead: pending.instead });
        for (const listener of [...lostListeners]) listener(code);
      });
      for (const listener of [...lineListeners]) listener(next);
    },
    onLine(listener) {
      lineListeners.add(listener);
      return () => lineListeners.delete(listener);
    },
    call(action, payload, timeout, options = {}) {
      return new Promise((resolve) => {
        const start = () => {
          if (!line?.open) {
            resolve({ kind: 'closed', n: last, instead: [] });
            queue.shift()?.();
            return;
          }
          const id = options.id ?? lane.entropy.id();
          const instead: Instead[] = [];
          const at = lane.clock.now();
          const n = transmit(formatCall(id, action, payload), options.deliberate, options.sending);
          const cancel = lane.clock.at(at + sendingTime(options.sending) + timeout, () => {
            if (pending?.id === id) finish({ kind: 'timeout', n, instead });
          });
          pending = { id, action, n, at, instead, resolve, cancel };
        };
        // Between now and then another CALL may have begun.
        responder.afterAnswers(() => {
          if (pending) queue.push(start);
          else start();
        });
      });
    },
    send(action, payload) {
      responder.flush();
      return transmit(formatSend(lane.entropy.id(), action, payload));
    },
    raw(data, deliberate, sending) {
      responder.flush();
      return transmit(data, deliberate, sending);
    },
    answer: (answerer) => responder.answer(answerer),
    forgetAnswers: () => responder.forgetAnswers(),
    settleAnswers: () => responder.flush(),
    watch(take) {
      for (let i = 0; i < inbox.length;) {
        if (take(inbox[i]!)) inbox.splice(i, 1);
        else i++;
      }
      watchers.add(take);
      return () => watchers.delete(take);
    },
    onStray(listener) {
      strays.add(listener);
      return () => strays.delete(listener);
    },
    onLost(listener) {
      lostListeners.add(listener);
      return () => lostListeners.delete(listener);
    },
    mark() {
      inbox.length = 0;
      attachedSinceMark = false;
    },
    get attachedSinceMark() {
      return attachedSinceMark;
    },
    unconsumed: () => [...inbox],
    memory: new Map(),
  };
}
