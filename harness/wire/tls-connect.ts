/** The client's side of a TLS handshake. */
import { connect as connectTcp } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { type Clock } from '../doors/clock.js';
import { type ClientTls, type TlsFacts } from '../doors/tls.js';
import { clientContext, factsOf, shownBy } from './tls-context.js';
import { meaningOf, refusalOf } from './tls-judge.js';

export type SecureResult =
  | { readonly ok: true; readonly socket: TLSSocket; readonly tls: TlsFacts }
  | { readonly ok: false; readonly code: string; readonly reason: string; readonly tls: TlsFacts };

/** Errors from before there was a connection keep the system's own words. */
const isSystemError = ({ code = '' }: NodeJS.ErrnoException): boolean =>
  /^E[A-Z]+$/.test(code) && code !== 'ECONNRESET' && code !== 'EPIPE';

const isAddress = (host: string): boolean => /^[\d.]+$/.test(host) || host.includes(':');

interface Dial {
  readonly host: string;
  readonly port: number;
  readonly tls: ClientTls;
  /** How long the handshake may take, in milliseconds of `clock`, by whose time the certificate is judged. */
  readonly timeout: number;
  readonly clock: Clock;
}

/** Connects to `host` and checks the server's certificate. Never rejects. */
export function connectTls({ host, port, tls, timeout, clock }: Dial): Promise<SecureResult> {
  return new Promise((resolve) => {
    let socket: TLSSocket;
    try {
      const secureContext = clientContext(tls);
      socket = connect({
        // A socket of its own counts what goes over the wire.
        socket: connectTcp({ host, port }),
        secureContext,
        // The certificate is judged below, where it can be said why.
        rejectUnauthorized: false,
        ...(!isAddress(host) && { servername: host }),
      });
    } catch (error) {
      const reason = `the tester's own certificate cannot be used: ${(error as Error).message}`;
      return resolve({ ok: false, code: 'BAD_CERTIFICATE', reason, tls: {} });
    }
    const end = (result: SecureResult) => {
      cancel();
      if (!result.ok) socket.destroy();
      resolve(result);
    };
    const cancel = clock.at(clock.now() + timeout, () =>
      end({ ok: false, code: 'TIMEOUT', reason: `no TLS handshake within ${timeout} ms`, tls: {} }),
    );
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const { code, reason } = meaningOf(error);
      end({ ok: false, code: isSystemError(error) ? (error.code ?? code) : code, reason, tls: factsOf(socket) });
    });
    socket.once('close', () => end({ ok: false, code: 'HANG_UP', reason: 'the server hung up', tls: {} }));
    socket.once('secureConnect', () => {
      const facts = factsOf(socket);
      const refusal = refusalOf(shownBy(socket), {
        roots: tls.roots,
        ...(tls.revoked && { revoked: tls.revoked }),
        ...(tls.pins && { pins: tls.pins }),
        purpose: 'server',
        at: clock.now(),
        host,
      });
      end(refusal ? { ok: false, ...refusal, tls: facts } : { ok: true, socket, tls: facts });
    });
  });
}
