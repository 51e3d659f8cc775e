/**
 * The wire on real sockets, by the `ws` library. Frames beyond `FRAME_LIMIT` reach their owner cut, with their size;
 * beyond `HARD_LIMIT` the connection is closed with 1009.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import {
  type Connection,
  type Listener,
  type ListenOptions,
  type OpenOptions,
  type OpenResult,
  type UpgradeDecision,
  type UpgradeRequest,
  type Wire,
  type WireMessage,
} from '../doors/wire.js';

/** The longest frame that is read as OCPP, in bytes. */
const FRAME_LIMIT = 1024 * 1024;
const HARD_LIMIT = 32 * 1024 * 1024;
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

function wrap(socket: WebSocket): Connection {
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

function requestOf(request: IncomingMessage): UpgradeRequest {
  const offered = request.headers['sec-websocket-protocol'] ?? '';
  const { authorization } = request.headers;
  return {
    path: request.url ?? '/',
    protocols: offered
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    remote: `${request.socket.remoteAddress ?? '?'}:${request.socket.remotePort ?? '?'}`,
    ...(authorization !== undefined && { authorization }),
  };
}

function refuse(socket: Duplex, decision: Extract<UpgradeDecision, { accept: false }>): void {
  const challenge = decision.status === 401 ? 'WWW-Authenticate: Basic realm="OCPP"\r\n' : '';
  socket.end(
    `HTTP/1.1 ${decision.status} ${decision.reason}\r\n${challenge}Connection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

function listening(server: Server, options: ListenOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : options.port);
    });
  });
}

async function listen(options: ListenOptions): Promise<Listener> {
  const server = createServer((_request, response) => {
    response.writeHead(426, { Upgrade: 'websocket', 'Content-Type': 'text/plain' }).end('WebSocket only\n');
  });
  let chosen: string | false = false;
  // After an upgrade the HTTP server knows its socket no more: one that was refused and never hangs up would stay.
  const upgraded = new Set<Duplex>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: HARD_LIMIT, handleProtocols: () => chosen });
  server.on('upgrade', (raw, socket, head) => {
    const request = requestOf(raw);
    upgraded.add(socket);
    socket.on('close', () => upgraded.delete(socket));
    socket.on('error', () => socket.destroy());
    const decision = options.decide(request);
    if (!decision.accept) return refuse(socket, decision);
    // The handshake completes inside this call, so `chosen` cannot be seen by another one.
    chosen = decision.subprotocol ?? false;
    sockets.handleUpgrade(raw, socket, head, (webSocket) => options.onConnection(wrap(webSocket), request));
  });
  const port = await listening(server, options);
  server.on('error', () => undefined);
  return {
    port,
    close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      for (const socket of upgraded) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function authorizationOf({ basic }: OpenOptions): Record<string, string> {
  if (!basic) return {};
  const password =
    typeof basic.password === 'string' ? Buffer.from(basic.password, 'utf8') : Buffer.from(basic.password);
  const pair = Buffer.concat([Buffer.from(`${basic.user}:`, 'utf8'), password]);
  return { Authorization: `Basic ${pair.toString('base64')}` };
}

function open(options: OpenOptions): Promise<OpenResult> {
  return new Promise((resolve) => {
    const socket = new WebSocket(options.url, [...options.protocols], {
      headers: authorizationOf(options),
      handshakeTimeout: options.timeout,
      maxPayload: HARD_LIMIT,
    });
    socket.once('open', () => resolve({ ok: true, connection: wrap(socket) }));
    socket.once('unexpected-response', (request, response) => {
      const status = response.statusCode ?? 0;
      resolve({ ok: false, status, code: `HTTP_${status}`, reason: response.statusMessage ?? '' });
      request.destroy();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // ws reports a subprotocol that was not offered, or none at all, only in words.
      const code = error.code ?? (/subprotocol/i.test(error.message) ? 'SUBPROTOCOL' : 'HANDSHAKE');
      resolve({ ok: false, code, reason: error.message });
    });
  });
}

/** The wire on real sockets. */
export const webSocketWire: Wire = { listen, open };
