/** Listens for WebSocket connections, plain and over TLS on one port, told apart by their first byte. */
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer, type Server, Socket } from 'node:net';
import { type Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { type ClientHello, type ServerTls, type TlsFacts } from '../doors/tls.js';
import { type Listener, type ListenOptions, type UpgradeDecision, type UpgradeRequest } from '../doors/wire.js';
import { readClientHello } from './client-hello.js';
import { MAX_HEAD, noHandshake, NO_UPGRADE, type Opening, TOO_LONG, UNREADABLE } from './opening.js';
import { DEFLATE, SOCKET_OPTIONS, wrap } from './socket-connection.js';
import { type Ground } from './traffic.js';
import { acceptTls } from './tls-accept.js';

/** How long a client has until its opening handshake is there, in milliseconds. */
const OPENING_LIMIT = 60_000;
const HANDSHAKE_RECORD = 0x16;

function requestOf(request: IncomingMessage, tls: TlsFacts | undefined): UpgradeRequest {
  const offered = request.headers['sec-websocket-protocol'] ?? '';
  const { authorization } = request.headers;
  const compression = /\bpermessage-deflate\b/.test(request.headers['sec-websocket-extensions'] ?? '');
  return {
    path: request.url ?? '/',
    protocols: offered
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    remote: `${request.socket.remoteAddress ?? '?'}:${request.socket.remotePort ?? '?'}`,
    ...(compression && { compression }),
    ...(authorization !== undefined && { authorization }),
    ...(tls && { tls }),
  };
}

const openingOf = ({ method = '', headers }: IncomingMessage): Opening => ({ method, headers });

function say(socket: Duplex, status: number, phrase: string, headers: Readonly<Record<string, string>> = {}): void {
  const all = { ...headers, Connection: 'close', 'Content-Length': '0' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${phrase}\r\n${lines.join('')}\r\n`);
  // Nobody else reads it any more, and its end would never be seen.
  socket.resume();
}

const refuse = (socket: Duplex, { status, reason }: Extract<UpgradeDecision, { accept: false }>): void =>
  say(socket, status, reason, status === 401 ? { 'WWW-Authenticate': 'Basic realm="OCPP"' } : {});

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

/** Reads what a connection begins with and puts it back; `hello` is undefined for what is no TLS. */
function firstBytes(
  socket: Socket,
  then: (first: { readonly tls: boolean; readonly hello: ClientHello | undefined }) => void,
): void {
  let seen = Buffer.alloc(0);
  const end = (tls: boolean, hello?: ClientHello) => {
    socket.off('readable', look);
    socket.unshift(seen);
    then({ tls, hello });
  };
  const look = () => {
    for (let part = socket.read() as Buffer | null; part !== null; part = socket.read() as Buffer | null)
      seen = Buffer.concat([seen, part]);
    if (seen.length === 0) return;
    if (seen[0] !== HANDSHAKE_RECORD) return end(false);
    const read = readClientHello(seen);
    if (read.kind !== 'incomplete') end(true, read.kind === 'hello' ? read.hello : undefined);
  };
  socket.on('readable', look);
}

/** The HTTP server behind both kinds of connection; `tlsOf` knows what came of a socket's handshake. */
function createOpening(
  options: ListenOptions,
  tlsOf: (socket: Duplex) => TlsFacts | undefined,
  spoke: (socket: Duplex) => void,
  ground: Ground,
) {
  const http = createHttpServer({ maxHeaderSize: MAX_HEAD }, (request, response) => {
    spoke(request.socket);
    const { status, reason, headers } = noHandshake(openingOf(request)) ?? NO_UPGRADE;
    options.onNoHandshake?.(requestOf(request, tlsOf(request.socket)), { status, reason });
    response
      .writeHead(status, { ...headers, Connection: 'close', 'Content-Type': 'text/plain' })
      .end('WebSocket only\n');
  });
  http.on('clientError', ({ code }: NodeJS.ErrnoException, socket) => {
    if (code === 'ECONNRESET' || !socket.writable) return socket.destroy();
    spoke(socket);
    const { status, phrase, reason } = code === 'HPE_HEADER_OVERFLOW' ? TOO_LONG : UNREADABLE;
    const tls = tlsOf(socket);
    const remote = socket instanceof Socket ? `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? '?'}` : '?';
    options.onNoHandshake?.({ path: '', protocols: [], remote, ...(tls && { tls }) }, { status, reason });
    say(socket, status, phrase);
  });
  let chosen: string | false = false;
  const server = (perMessageDeflate: boolean | typeof DEFLATE) =>
    new WebSocketServer({ noServer: true, ...SOCKET_OPTIONS, perMessageDeflate, handleProtocols: () => chosen });
  const plain = server(false);
  const compressing = server(DEFLATE);
  http.on('upgrade', (raw, socket, head) => {
    spoke(socket);
    const request = requestOf(raw, tlsOf(socket));
    socket.on('error', () => socket.destroy());
    const fault = noHandshake(openingOf(raw));
    if (fault) {
      options.onNoHandshake?.(request, fault);
      return say(socket, fault.status, fault.phrase, fault.headers);
    }
    const decision = options.decide(request);
    if (!decision.accept) return refuse(socket, decision);
    // The handshake completes inside this call, so `chosen` cannot be seen by another one.
    chosen = decision.subprotocol ?? false;
    const sockets = decision.compression ? compressing : plain;
    const frames = ground.traffic?.frames('server', raw.socket.remotePort ?? 0);
    sockets.handleUpgrade(raw, socket, head, (webSocket) =>
      options.onConnection(wrap(webSocket, ground, frames), request),
    );
  });
  return { http, clients: () => [...plain.clients, ...compressing.clients] };
}

/** Listens as `options` say. Rejects when the port cannot be had. */
export async function listen(options: ListenOptions, ground: Ground): Promise<Listener> {
  const { clock } = ground;
  const facts = new WeakMap<Duplex, TlsFacts>();
  const silent = new WeakSet<Duplex>();
  const open = new Set<Socket>();
  /** What ends the wait for an opening handshake. */
  const waiting = new WeakMap<Duplex, () => void>();
  const { http, clients } = createOpening(
    options,
    (socket) => facts.get(socket),
    (socket) => {
      silent.delete(socket);
      waiting.get(socket)?.();
    },
    ground,
  );

  const secure = (socket: Socket, hello: ClientHello | undefined, tls: ServerTls) =>
    acceptTls({
      socket,
      hello,
      tls,
      clock,
      onFailure: (failure) => options.onTlsFailure?.(failure),
      onSecure(secured, result) {
        facts.set(secured, result);
        silent.add(secured);
        const cancel = waiting.get(socket);
        if (cancel) waiting.set(secured, cancel);
        // A client that does not like the certificate may tell so, or just go.
        secured.once('close', () => {
          if (!silent.delete(secured)) return;
          const reason = 'it hung up after the handshake, before it asked for anything';
          options.onTlsFailure?.({ by: 'peer', code: 'HANG_UP', reason, tls: result });
        });
        secured.on('error', () => secured.destroy());
        http.emit('connection', secured);
      },
    });

  const server = createServer((socket) => {
    open.add(socket);
    socket.setNoDelay(true);
    const cancel = clock.at(clock.now() + OPENING_LIMIT, () => socket.destroy());
    waiting.set(socket, cancel);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      cancel();
      open.delete(socket);
    });
    const plain = () => void http.emit('connection', socket);
    if (!options.tls) return plain();
    firstBytes(socket, (first) => {
      const tls = first.tls ? options.tls?.() : undefined;
      if (tls) return secure(socket, first.hello, tls);
      if (!first.tls) return plain();
      const reason = 'it speaks TLS, and the listener has none at the moment';
      options.onTlsFailure?.({ by: 'self', code: 'NO_TLS', reason, tls: first.hello ? { hello: first.hello } : {} });
      socket.destroy();
    });
  });
  const port = await listening(server, options);
  server.on('error', () => undefined);
  return {
    port,
    close() {
      for (const client of clients()) client.terminate();
      // One that was refused and never hangs up would stay.
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
