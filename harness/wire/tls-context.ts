/** Contexts and facts of Node's TLS. */
import { constants } from 'node:crypto';
import { createSecureContext, type SecureContext, type SecureContextOptions, type TLSSocket } from 'node:tls';
import { type ClientHello, type ClientTls, type ServerTls, type TlsFacts } from '../doors/tls.js';
import { type Certificate, readCertificate } from '../pki/inspect.js';
import { cipherList, usableVersions } from './tls-suites.js';
import { peerFacts } from './tls-judge.js';

type Shared = Pick<ServerTls, 'versions' | 'suites'>;

/** Versions are a range to OpenSSL. */
function rangeOf(shared: Shared) {
  const versions = usableVersions(shared);
  const [minVersion, maxVersion] = [versions[0], versions.at(-1)];
  if (!minVersion || !maxVersion) throw new Error('no TLS version goes with these cipher suites');
  return { minVersion, maxVersion, ciphers: cipherList(shared.suites) };
}

/** What a server's context is made of. */
export function serverOptions(tls: ServerTls): SecureContextOptions {
  const { identities, clientRoots } = tls;
  return {
    ...rangeOf(tls),
    cert: identities.map(({ chain }) => chain),
    key: identities.map(({ key }) => key),
    ...(clientRoots && { ca: [...clientRoots] }),
    honorCipherOrder: true,
    secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_COMPRESSION,
  };
}

export function clientContext(tls: ClientTls): SecureContext {
  const { identity, roots } = tls;
  return createSecureContext({
    ...rangeOf(tls),
    ca: [...roots],
    ...(identity && { cert: identity.chain, key: identity.key }),
    secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_COMPRESSION,
  });
}

const LONGEST_CHAIN = 10;

/** What the other side showed, leaf first; undefined where it showed nothing that can be read. */
export function shownBy(socket: TLSSocket): readonly Certificate[] | undefined {
  const chain: Certificate[] = [];
  let next = socket.getPeerCertificate(true);
  while (next?.raw && chain.length < LONGEST_CHAIN) {
    const read = readCertificate(next.raw);
    if (!read || chain.some(({ facts }) => facts.sha256 === read.facts.sha256)) break;
    chain.push(read);
    next = next.issuerCertificate;
  }
  return chain.length > 0 ? chain : undefined;
}

/** What became of the handshake so far. */
export function factsOf(socket: TLSSocket, hello?: ClientHello): TlsFacts {
  const version = socket.getProtocol();
  const suite = (socket.getCipher() as { readonly standardName?: string } | undefined)?.standardName;
  const agreed = version !== null && version !== 'unknown' && suite !== undefined && suite !== '(NONE)';
  return { ...(agreed && { version, suite }), ...(hello && { hello }), ...peerFacts(shownBy(socket)) };
}
