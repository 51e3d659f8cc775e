/** The wire on real sockets, by the `ws` library. */
import { WebSocket } from 'ws';
import { type OpenOptions, type OpenResult, type Wire } from '../doors/wire.js';
import { knock } from './knock.js';
import { listen } from './listener.js';
import { authorizationOf } from './opening.js';
import { DEFLATE, SOCKET_OPTIONS, wrap } from './socket-connection.js';
import { connectTls, type SecureResult } from './tls-connect.js';

type Secured = Extract<SecureResult, { ok: true }>;

/** The opening handshake, over the TLS connection where there is one. */
function upgrade(options: OpenOptions, secured: Secured | undefined): Promise<OpenResult> {
  const seen = secured ? { tls: secured.tls } : {};
  const authorization = authorizationOf(options);
  return new Promise((resolve) => {
    const socket = new WebSocket(options.url, [...options.protocols], {
      headers: authorization === undefined ? {} : { Authorization: authorization },
      handshakeTimeout: options.timeout,
      ...SOCKET_OPTIONS,
      perMessageDeflate: options.compression === true && DEFLATE,
      ...(secured && { createConnection: () => secured.socket }),
    });
    socket.once('open', () => resolve({ ok: true, connection: wrap(socket), ...seen }));
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

async function open(options: OpenOptions): Promise<OpenResult> {
  const url = new URL(options.url);
  if (url.protocol !== 'wss:') return upgrade(options, undefined);
  if (!options.tls) return { ok: false, code: 'NO_TLS', reason: 'a wss: URL needs roots to trust' };
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const secured = await connectTls(host, Number(url.port || 443), options.tls, options.timeout);
  return secured.ok ? upgrade(options, secured) : secured;
}

/** The wire on real sockets. */
export const webSocketWire: Wire = { listen, open, knock };
