/** The server's side of a TLS handshake on an accepted socket. */
import { type Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { type Clock } from '../doors/clock.js';
import { type ClientHello, type ServerTls, type TlsFacts, type TlsFailure } from '../doors/tls.js';
import { factsOf, serverOptions, shownBy } from './tls-context.js';
import { meaningOf, refusalOf, type Refusal } from './tls-judge.js';

export interface AcceptOptions {
  readonly socket: Socket;
  readonly hello: ClientHello | undefined;
  readonly tls: ServerTls;
  /** Certificates are judged by its time. */
  readonly clock: Clock;
  readonly onSecure: (socket: TLSSocket, facts: TlsFacts) => void;
  readonly onFailure: (failure: TlsFailure) => void;
}

/** Why the client is not let in; undefined where it is. */
function clientRefusal(
  secure: TLSSocket,
  { clientRoots, clientOptional, revoked }: ServerTls,
  at: number,
): Refusal | undefined {
  if (!clientRoots) return undefined;
  const shown = shownBy(secure);
  if (!shown && clientOptional) return undefined;
  if (!shown) return { code: 'CERTIFICATE_MISSING', reason: 'the client showed no certificate' };
  return refusalOf(shown, { roots: clientRoots, ...(revoked && { revoked }), purpose: 'client', at });
}

/** Handshakes on a socket that has its first bytes unshifted. Exactly one of the two callbacks is called. */
export function acceptTls({ socket, hello, tls, clock, onSecure, onFailure }: AcceptOptions): void {
  const soFar: TlsFacts = hello ? { hello } : {};
  const fail = (failure: TlsFailure) => {
    socket.destroy();
    onFailure(failure);
  };
  let server: Server;
  try {
    // A context of its own for every handshake: no session of another one is taken up again.
    server = createServer({
      ...serverOptions(tls),
      requestCert: tls.clientRoots !== undefined,
      rejectUnauthorized: false,
    });
  } catch (error) {
    const reason = `the tester's own certificate cannot be used: ${(error as Error).message}`;
    return fail({ by: 'self', code: 'BAD_CERTIFICATE', reason, tls: soFar });
  }
  server.once('tlsClientError', (error: NodeJS.ErrnoException) => fail({ ...meaningOf(error), tls: soFar }));
  server.once('secureConnection', (secure) => {
    const facts = factsOf(secure, hello);
    // What a client is refused for is judged here, where it can be said why.
    const refusal = clientRefusal(secure, tls, clock.now());
    if (!refusal) return onSecure(secure, facts);
    secure.on('error', () => undefined);
    secure.destroy();
    fail({ by: 'self', ...refusal, tls: facts });
  });
  server.emit('connection', socket);
}
