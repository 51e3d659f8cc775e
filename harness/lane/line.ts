/** A connection as a lane has it: every frame is stamped, numbered, recorded and shown to the rules. */
import { type Pace } from '../doors/pace.js';
import { type Role, type Version } from '../doors/protocol.js';
import { type Connection, type Control, type WireMessage } from '../doors/wire.js';
import { type EventOf, type RecordEvent } from '../record/events.js';
import { type Numbering } from '../record/numbering.js';
import { type Seen } from '../rules/rule.js';
import { type Joiner } from '../rules/seen.js';
import { messageOf, textMessageOf } from '../wire/message-limits.js';
import { type Message } from '../wire/ocpp-j.js';
import { type LaneEvent } from './lane-event.js';
import { createSender, type Sending } from './sending.js';

/** A frame of the SUT as it stands in the record, with what it says. */
export interface Arrived {
  readonly frame: EventOf<'frame'>;
  readonly message: Message;
}

export interface Line {
  readonly conn: number;
  readonly identity: string;
  readonly subprotocol: string;
  readonly open: boolean;
  /** The tester has begun to end it, and it is not over yet. */
  readonly closing: boolean;
  /** The tester dropped it, for it was flooded. */
  readonly cutOff: boolean;
  /** Whether compression was agreed on. */
  readonly compressed: boolean;
  /** Sends one message and returns its number. `deliberate` says why it is wrong on purpose. */
  send(data: string | Uint8Array, deliberate?: string, sending?: Sending): number;
  ping(): void;
  /** Whether pings are answered; they are from the beginning. */
  answerPings(answer: boolean): void;
  onControl(listener: (control: Control) => void): void;
  /** Stops reading: the SUT's frames stay where they are, and its pings too, until `resume`. */
  pause(): void;
  resume(): void;
  close(code?: number, reason?: string): void;
  terminate(): void;
  onFrame(listener: (arrived: Arrived) => void): void;
  onClose(listener: (code: number, reason: string) => void): void;
}

export interface LineOptions {
  readonly conn: number;
  readonly identity: string;
  readonly version: Version;
  readonly sut: Role;
  /** Who opened it. */
  readonly by: 'sut' | 'tester';
  readonly facts: Partial<EventOf<'connection'>>;
  readonly pace: Pace;
  readonly joiner: Joiner;
  readonly numbering: Numbering;
  readonly place: { readonly lane: number };
  readonly publish: (event: RecordEvent) => void;
  readonly emit: (event: LaneEvent) => void;
  readonly observe: (seen: Seen | undefined) => void;
  readonly t: () => number;
  /** Told of each frame of the tester before the rules are; `asks`: it is no answer. */
  readonly onSent: (n: number, asks: boolean) => void;
  /** Counts a frame of the SUT; false when it is too much. */
  readonly countFrame: (frame: EventOf<'frame'>) => boolean;
}

/** With so many inputs waiting the tester stops reading, and goes on when few are left: TCP holds the SUT back. */
const PAUSE_ABOVE = 500;
const RESUME_BELOW = 100;
/** The same for the characters that wait on one connection. */
const PAUSE_ABOVE_SIZE = 8 * 1024 * 1024;

/** So many pings and pongs of one connection are looked at: years of the usual ones. */
const MOST_CONTROLS = 100_000;

export function createLine(connection: Connection, options: LineOptions): Line {
  const { conn, identity, version, sut, by, pace, joiner, numbering, emit, observe, t } = options;
  const tester: Role = sut === 'station' ? 'csms' : 'station';
  const { lane } = options.place;
  let open = true;
  let closing = false;
  let paused = false;
  /** The case at hand does not read. */
  let halted = false;
  let controls = 0;
  let onControl: ((control: Control) => void) | undefined;
  let cutOff = false;
  let waiting = 0;
  let onFrame: ((arrived: Arrived) => void) | undefined;
  let onClose: ((code: number, reason: string) => void) | undefined;
  const early: Arrived[] = [];

  const noteControl = (dir: 'rx' | 'tx', control: Control) => emit({ type: 'control', conn, dir, control });
  const sender = createSender(connection, pace, () => noteControl('tx', 'ping'));

  const record = (dir: 'rx' | 'tx', message: WireMessage, deliberate?: string, sending?: Sending): Arrived => {
    const frame: EventOf<'frame'> = {
      type: 'frame',
      n: numbering.next('frame'),
      conn,
      dir,
      text: message.text,
      lane,
      t: t(),
    };
    if (message.binary) frame.binary = true;
    if (message.oversize !== undefined) frame.oversize = message.oversize;
    if (sending !== undefined) frame.sent = { ...sending };
    if (deliberate !== undefined) frame.deliberate = deliberate;
    options.publish(frame);
    if (dir === 'tx') options.onSent(frame.n, deliberate !== undefined || /^\[\s*[26]\b/.test(message.text));
    const { n, text, binary, oversize } = frame;
    const sender = dir === 'rx' ? sut : tester;
    const seen = joiner.frame({ n, conn, t: frame.t, sender, text, binary, oversize, deliberate, sending });
    observe(seen);
    return {
      frame,
      message: seen?.message ?? { kind: 'malformed', reason: 'not-json', detail: 'a frame of no connection' },
    };
  };

  emit({
    type: 'connection',
    conn,
    event: 'open',
    by,
    identity,
    subprotocol: connection.subprotocol,
    ...(connection.compressed && { compressed: true as const }),
    ...options.facts,
  });
  observe(joiner.open({ conn, identity, version, t: t() }));
  connection.onMessage((message) => {
    const size = message.text.length;
    waiting += size;
    pace.input(() => {
      waiting -= size;
      if (paused && (waiting === 0 || (pace.backlog < RESUME_BELOW && waiting < PAUSE_ABOVE_SIZE))) {
        paused = false;
        if (!halted) connection.resume();
      }
      if (!open || cutOff) return;
      const arrived = record('rx', message);
      if (!options.countFrame(arrived.frame)) {
        // What still comes out of buffers is nobody's any more.
        cutOff = true;
        closing = true;
        return connection.terminate();
      }
      if (onFrame) onFrame(arrived);
      else early.push(arrived);
    });
    if (!paused && (pace.backlog > PAUSE_ABOVE || waiting > PAUSE_ABOVE_SIZE)) {
      paused = true;
      connection.pause();
    }
  });
  connection.onControl((control) => {
    if (controls++ < MOST_CONTROLS)
      pace.input(() => {
        if (!open) return;
        noteControl('rx', control);
        onControl?.(control);
      });
  });
  connection.onClose((code, reason) =>
    pace.input(() => {
      if (!open) return;
      open = false;
      emit({
        type: 'connection',
        conn,
        event: 'closed',
        by: closing ? 'tester' : 'sut',
        identity,
        code,
        ...(reason && { reason: reason.slice(0, 125) }),
      });
      observe(joiner.closed({ conn, t: t() }));
      onClose?.(code, reason);
    }),
  );

  return {
    conn,
    identity,
    subprotocol: connection.subprotocol,
    get open() {
      return open;
    },
    get closing() {
      return open && closing;
    },
    get cutOff() {
      return cutOff;
    },
    compressed: connection.compressed,
    send(data, deliberate, sending) {
      const message = typeof data === 'string' ? textMessageOf(data) : messageOf(Buffer.from(data), true);
      const { frame } = record('tx', message, deliberate, sending);
      sender.send(data, sending);
      return frame.n;
    },
    ping() {
      if (!open) return;
      noteControl('tx', 'ping');
      connection.ping();
    },
    answerPings: (answer) => connection.answerPings(answer),
    onControl(listener) {
      onControl = listener;
    },
    pause() {
      halted = true;
      connection.pause();
    },
    resume() {
      halted = false;
      if (!paused) connection.resume();
    },
    close(code, reason) {
      closing = true;
      connection.close(code, reason);
    },
    terminate() {
      closing = true;
      connection.terminate();
    },
    onFrame(listener) {
      onFrame = listener;
      for (const arrived of early.splice(0)) listener(arrived);
    },
    onClose(listener) {
      onClose = listener;
    },
  };
}
