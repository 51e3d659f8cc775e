/** Sends a message in another way than in one frame: cut into parts, slowly, with pings between, as text that is none. */
import { type Clock } from '../doors/clock.js';
import { type Connection } from '../doors/wire.js';

/** How a message goes out. All of it is legal in RFC 6455, `asText` excepted. */
export interface Sending {
  /** Into how many frames it is cut, if it is that long (RFC 6455 §5.4). */
  readonly parts?: number;
  /** Milliseconds between one part and the next. */
  readonly pause?: number;
  /** Sends a ping after each part but the last (RFC 6455 §5.4 allows control frames there). */
  readonly pings?: true;
  /** The bytes go out in text frames, though they may be no UTF-8. */
  readonly asText?: true;
  /** Not compressed, though compression was agreed on. */
  readonly plain?: true;
}

export interface Sender {
  /** Sends, or waits for its turn: no message may begin while another is unfinished. */
  send(data: string | Uint8Array, sending?: Sending): void;
}

function partsOf(data: string | Uint8Array, count: number): readonly Uint8Array[] {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'utf8') : Buffer.from(data);
  const size = Math.max(1, Math.ceil(bytes.length / count));
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(bytes.subarray(at, at + size));
  return parts;
}

export function createSender(connection: Connection, clock: Clock, onPing: () => void): Sender {
  const queue: (() => void)[] = [];
  let busy = false;
  const next = () => {
    busy = false;
    while (!busy && queue.length > 0) queue.shift()!();
  };
  const begin = (data: string | Uint8Array, { parts = 1, pause = 0, pings, asText, plain }: Sending) => {
    const text = typeof data === 'string' || asText === true;
    const as = { text, ...(plain && { plain }) };
    if (parts <= 1) return connection.send(data, as);
    const all = partsOf(data, parts);
    busy = true;
    const step = (index: number) => {
      const unfinished = index < all.length - 1;
      connection.send(all[index] ?? new Uint8Array(), { ...as, unfinished });
      if (!unfinished) return next();
      if (pings) {
        onPing();
        connection.ping();
      }
      if (pause > 0) clock.at(clock.now() + pause, () => step(index + 1));
      else step(index + 1);
    };
    step(0);
  };
  return {
    send(data, sending) {
      const start = () => (sending ? begin(data, sending) : connection.send(data));
      if (busy) queue.push(start);
      else start();
    },
  };
}
