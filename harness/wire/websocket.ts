/** The wire on real sockets, by the `ws` library. */
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { createLiveHost } from '../doors/host.js';
import { type OpenOptions, type OpenResult, type Wire } from '../doors/wire.js';
import { knock } from './knock.js';
import { listen } from './listener.js';
import { authorizationOf } from './opening.js';
import { DEFLATE, SOCKET_OPTIONS, wrap } from './socket-connection.js';
import { connectTls, type SecureResult } from './tls-connect.js';
import { type Ground } from './traffic.js';

type Secured = Extract<SecureResult, { ok: true }>;

/** The opening handshake, over the TLS connection where there is one. */
function upgrade(options: OpenOptions, secured: Secured | undefined, ground: Ground): Promise<OpenResult> {
  const { clock, traffic } = ground;
  const seen = secured ? { tls: secured.tls } : {};
  const authorization = authorizationOf(options);
  return new Promise((resolve) => {
    const { hostname, port } = new URL(options.url);
    const host = hostname.replace(/^\[|\]$/g, '');
    const tcp = secured?.socket ?? connect({ host, port: Number(port || 80) });
    const socket = new WebSocket(options.url, [...options.protocols], {
      headers: authorization === undefined ? {} : { Authorization: authorization },
      ...SOCKET_OPTIONS,
      perMessageDeflate: options.compression === true && DEFLATE,
      createConnection: () => tcp,
    });
    const frames = () => (tcp.localPort === undefined ? undefined : traffic?.frames('client', tcp.localPort));
    const cancel = clock.at(clock.now() + options.timeout, () => {
      resolve({ ok: false, code: 'HANDSHAKE', reason: `no opening handshake within ${options.timeout} ms`, ...seen });
      socket.terminate();
    });
    socket.once('open', () => resolve({ ok: true, connection: wrap(socket, ground, frames()), ...seen }));
    tcp.once('close', cancel);
    socket.once('open', cancel);
    socket.once('unexpected-response', (request, response) => {
      const status = response.statusCode ?? 0;
      resolve({ ok: false, status, code: `HTTP_${status}`, reason: response.statusMessage ?? '', ...seen });
      request.destroy();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // A server that does not like the client's certificate may just go.
      const gone = secured && /ECONNRESET|EPIPE|_ALERT_/.test(error.code ?? '') ? 'HANG_UP' : undefined;
      // ws reports a subprotocol that was not offered, or none at all, only in words.
      const code = gone ?? error.code ?? (/subprotocol/i.test(error.message) ? 'SUBPROTOCOL' : 'HANDSHAKE');
      resolve({ ok: false, code, reason: error.message, ...seen });
    });
  });
}

async function open(options: OpenOptions, ground: Ground): Promise<OpenResult> {
  const url = new URL(options.url);
  if (url.protocol !== 'wss:') return upgrade(options, undefined, ground);
  if (!options.tls) return { ok: false, code: 'NO_TLS', reason: 'a wss: URL needs roots to trust' };
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const { tls, timeout } = options;
  const secured = await connectTls({ host, port: Number(url.port || 443), tls, timeout, clock: ground.clock });
  return secured.ok ? upgrade(options, secured, ground) : secured;
}

/** The wire on real sockets, whose limits are those of a clock. */
export const createWebSocketWire = (ground: Ground): Wire => ({
  listen: (options) => listen(options, ground),
  open: (options) => open(options, ground),
  knock: (options) => knock(options, ground.clock),
});

/** The wire on real sockets and the machine's clock. */
export const webSocketWire: Wire = createWebSocketWire({ clock: createLiveHost() });
