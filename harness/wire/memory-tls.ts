/** What a TLS handshake in memory comes to: the same rules and the same words as on real sockets, without bytes. */
import {
  type ClientHello,
  type ClientTls,
  type ServerTls,
  TLS_VERSIONS,
  type TlsFacts,
  type TlsFailure,
  type TlsIdentity,
  type TlsVersion,
} from '../doors/tls.js';
import { type Certificate, readCertificates } from '../pki/inspect.js';
import { peerFacts, refusalOf, type TlsCode } from './tls-judge.js';
import { isOnlyForTls12, isTls13Suite, keyKindOf, USABLE_SUITES, usableVersions } from './tls-suites.js';

/** What the client sees, and what the server sees. */
export interface Handshake {
  readonly client:
    | { readonly ok: true; readonly tls: TlsFacts }
    | { readonly ok: false; readonly code: TlsCode; readonly reason: string; readonly tls: TlsFacts };
  readonly server: { readonly ok: true; readonly tls: TlsFacts } | { readonly ok: false; readonly failure: TlsFailure };
}

const isAddress = (host: string): boolean => /^[\d.]+$/.test(host) || host.includes(':');

/** What the client offers. */
export function helloOf(client: ClientTls, host: string): ClientHello {
  const versions = [...usableVersions(client)].reverse();
  const suites = (client.suites ?? USABLE_SUITES).filter(
    (suite) => isTls13Suite(suite) === false || versions.includes('TLSv1.3'),
  );
  return { versions, suites, ...(!isAddress(host) && { serverName: host }) };
}

function fits(suite: string, version: TlsVersion): boolean {
  if (isTls13Suite(suite) !== (version === 'TLSv1.3')) return false;
  return version === 'TLSv1.3' || version === 'TLSv1.2' || !isOnlyForTls12(suite);
}

interface Shown {
  readonly identity: TlsIdentity;
  readonly chain: readonly Certificate[];
}

/** The suite that both have and that the server has a certificate for, in the server's order. */
function agree(
  client: ClientTls,
  server: ServerTls,
  version: TlsVersion,
): (Shown & { readonly suite: string }) | undefined {
  const offered = client.suites ?? USABLE_SUITES;
  const shown = server.identities.flatMap((identity): readonly Shown[] => {
    const chain = readCertificates(identity.chain);
    return chain ? [{ identity, chain }] : [];
  });
  const ordered = [...shown].sort((a, b) => (a.chain[0]!.key.kind < b.chain[0]!.key.kind ? -1 : 1));
  for (const suite of server.suites ?? USABLE_SUITES) {
    if (!offered.includes(suite) || !fits(suite, version)) continue;
    const kind = keyKindOf(suite);
    const found = ordered.find(({ chain }) => kind === undefined || chain[0]!.key.kind === kind);
    if (found) return { ...found, suite };
  }
  return undefined;
}

const selfFailure = (code: TlsCode, reason: string, tls: TlsFacts): Handshake['server'] => ({
  ok: false,
  failure: { by: 'self', code, reason, tls },
});

/** The handshake of `client`, who asked for `host`, with `server` at the time `at` (milliseconds since the epoch). */
export function shakeHands(client: ClientTls, server: ServerTls, host: string, at: number): Handshake {
  const hello = helloOf(client, host);
  const refused = (own: TlsCode, theirs: TlsCode, reason: string): Handshake => ({
    client: { ok: false, code: theirs, reason, tls: {} },
    server: selfFailure(own, reason, { hello }),
  });
  const [clients, servers] = [usableVersions(client), usableVersions(server)];
  const version = [...TLS_VERSIONS].reverse().find((one) => clients.includes(one) && servers.includes(one));
  if (!version) return refused('PROTOCOL_VERSION', 'PROTOCOL_VERSION', 'unsupported protocol');
  const agreed = agree(client, server, version);
  if (!agreed) return refused('NO_SHARED_CIPHER', 'HANDSHAKE_FAILURE', 'no shared cipher');
  const { suite } = agreed;
  const seenByClient: TlsFacts = { version, suite, ...peerFacts(agreed.chain) };
  const { roots, revoked, pins } = client;
  const unwelcome = refusalOf(agreed.chain, {
    roots,
    ...(revoked && { revoked }),
    ...(pins && { pins }),
    purpose: 'server',
    at,
    host,
  });
  if (unwelcome) {
    const failure: TlsFailure = { by: 'peer', code: 'HANG_UP', reason: 'socket hang up', tls: { hello } };
    return { client: { ok: false, ...unwelcome, tls: seenByClient }, server: { ok: false, failure } };
  }
  const shown = server.clientRoots && client.identity ? readCertificates(client.identity.chain) : undefined;
  const seenByServer: TlsFacts = { version, suite, hello, ...peerFacts(shown) };
  const { clientRoots, clientOptional = false, revoked: list } = server;
  const refusal =
    clientRoots &&
    (shown
      ? refusalOf(shown, { roots: clientRoots, ...(list && { revoked: list }), purpose: 'client', at })
      : clientOptional
        ? undefined
        : ({ code: 'CERTIFICATE_MISSING', reason: 'the client showed no certificate' } as const));
  if (!refusal) return { client: { ok: true, tls: seenByClient }, server: { ok: true, tls: seenByServer } };
  // In TLS 1.3 the client is done before the server has seen its certificate.
  const tls = version === 'TLSv1.3' ? seenByClient : {};
  return {
    client: { ok: false, code: 'HANG_UP', reason: 'socket hang up', tls },
    server: selfFailure(refusal.code, refusal.reason, seenByServer),
  };
}
