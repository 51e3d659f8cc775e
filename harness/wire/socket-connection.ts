/**
 * A WebSocket of the `ws` library as a connection. Frames beyond `FRAME_LIMIT` reach their owner cut, with their size;
 * beyond `HARD_LIMIT` the connection is closed with 1009.
 */
import { type RawData, WebSocket } from 'ws';
import { type Connection, type WireMessage } from '../doors/wire.js';

/** The longest frame that is read as OCPP, in bytes. */
const FRAME_LIMIT = 1024 * 1024;
export const HARD_LIMIT = 32 * 1024 * 1024;
const KEPT_OF_OVERSIZE = 4096;
/** How long the peer has to take part in closing, in milliseconds of the machine's clock. */
const CLOSE_LIMIT = 3000;

function toMessage(data: RawData, binary: boolean): WireMessage {
  const bytes = Buffer.isBuffer(data) ? data : Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
  if (bytes.length > FRAME_LIMIT) {
    const kept = bytes.subarray(0, KEPT_OF_OVERSIZE);
    return {
      text: binary ? kept.toString('base64') : kept.toString('utf8'),
      oversize: bytes.length,
      ...(binary && { binary }),
    };
  }
  return binary ? { text: bytes.toString('base64'), binary } : { text: bytes.toString('utf8') };
}

/** The close code that a breach of RFC 6455 calls for (§7.4.1), by the code of the error that ws reports. */
const CLOSE_CODES: Readonly<Record<string, number>> = {
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 1009,
  WS_ERR_INVALID_UTF8: 1007,
};
const PROTOCOL_ERROR = 1002;

/** The connection; what comes before its owner listens is kept. */
export function wrap(socket: WebSocket): Connection {
  let onMessage: ((message: WireMessage) => void) | undefined;
  let onClose: ((code: number, reason: string) => void) | undefined;
  const early: WireMessage[] = [];
  let closed: readonly [number, string] | undefined;
  socket.on('message', (data, binary) => {
    const message = toMessage(data, binary);
    if (onMessage) onMessage(message);
    else early.push(message);
  });
  let breach: readonly [number, string] | undefined;
  socket.on('close', (code, reason) => {
    closed = breach ?? [code, reason.toString('utf8')];
    onClose?.(...closed);
  });
  // A breach of RFC 6455 by the peer, for which ws drops the connection: the close event alone would not say why.
  socket.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code?.startsWith('WS_ERR_')) breach = [CLOSE_CODES[code] ?? PROTOCOL_ERROR, `cut off: ${message}`];
  });
  return {
    subprotocol: socket.protocol,
    send(data) {
      if (socket.readyState === WebSocket.OPEN) socket.send(data, { binary: typeof data !== 'string' });
    },
    close(code = 1000, reason = '') {
      socket.close(code, reason);
      setTimeout(() => socket.terminate(), CLOSE_LIMIT).unref();
    },
    terminate: () => socket.terminate(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    onMessage(listener) {
      onMessage = listener;
      for (const message of early.splice(0)) listener(message);
    },
    onClose(listener) {
      onClose = listener;
      if (closed) listener(...closed);
    },
  };
}
