/** A WebSocket of the `ws` library as a connection. */
import { type RawData, WebSocket } from 'ws';
import { type Connection, type Control, type WireMessage } from '../doors/wire.js';
import { HARD_LIMIT, messageOf } from './message-limits.js';
import { type FrameCount, type Ground } from './traffic.js';

/** How long the peer has to take part in closing, in milliseconds. */
const CLOSE_LIMIT = 3000;

const bytesOf = (data: RawData): Buffer =>
  Buffer.isBuffer(data) ? data : Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);

/** The close code that a breach of RFC 6455 calls for (§7.4.1), by the code of the error that ws reports. */
const CLOSE_CODES: Readonly<Record<string, number>> = {
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 1009,
  WS_ERR_INVALID_UTF8: 1007,
};
const PROTOCOL_ERROR = 1002;

/** What every WebSocket is made with. Whether pings are answered is for the owner to say, not for ws. */
export const SOCKET_OPTIONS = { maxPayload: HARD_LIMIT, autoPong: false } as const;
/** Compression, where it is agreed on. It is used for messages of any size, where ws would leave short ones alone. */
export const DEFLATE = { threshold: 0 } as const;

/** The connection; what comes before its owner listens is kept. */
export function wrap(socket: WebSocket, { clock }: Ground, frames?: FrameCount): Connection {
  let onMessage: ((message: WireMessage) => void) | undefined;
  let onClose: ((code: number, reason: string) => void) | undefined;
  const early: WireMessage[] = [];
  let closed: readonly [number, string] | undefined;
  socket.on('message', (data, binary) => {
    frames?.got();
    const message = messageOf(bytesOf(data), binary);
    if (onMessage) onMessage(message);
    else early.push(message);
  });
  let breach: readonly [number, string] | undefined;
  let answersPings = true;
  let onControl: ((control: Control) => void) | undefined;
  socket.on('ping', (data) => {
    if (answersPings && socket.readyState === WebSocket.OPEN) socket.pong(data);
    onControl?.('ping');
  });
  socket.on('pong', () => onControl?.('pong'));
  socket.on('close', (code, reason) => {
    frames?.over();
    closed = breach ?? [code, reason.toString('utf8')];
    onClose?.(...closed);
  });
  // A breach of RFC 6455 by the peer, for which ws drops the connection: the close event alone would not say why.
  socket.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code?.startsWith('WS_ERR_')) breach = [CLOSE_CODES[code] ?? PROTOCOL_ERROR, `cut off: ${message}`];
  });
  return {
    subprotocol: socket.protocol,
    compressed: socket.extensions.includes('permessage-deflate'),
    send(data, { unfinished = false, text = typeof data === 'string', plain = false } = {}) {
      if (socket.readyState !== WebSocket.OPEN) return;
      if (!unfinished) frames?.sent();
      socket.send(data, { binary: !text, fin: !unfinished, compress: !plain });
    },
    ping() {
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    },
    answerPings(answer) {
      answersPings = answer;
    },
    onControl(listener) {
      onControl = listener;
    },
    close(code = 1000, reason = '') {
      socket.close(code, reason);
      const cancel = clock.at(clock.now() + CLOSE_LIMIT, () => socket.terminate());
      socket.once('close', cancel);
    },
    terminate() {
      frames?.over();
      socket.terminate();
    },
    pause() {
      socket.pause();
      frames?.reads(false);
    },
    resume() {
      frames?.reads(true);
      socket.resume();
    },
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
