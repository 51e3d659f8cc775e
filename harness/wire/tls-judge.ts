/** Why a TLS handshake fails, in words that both wires share, and whether the other side's certificate is good. */
import { type CertificateFacts, type TlsFailure } from '../doors/tls.js';
import { type ChainFault, chainFaults } from '../pki/chain.js';
import { type Certificate, readCertificates } from '../pki/inspect.js';
import { readRevocationLists } from '../pki/revocation.js';

export type TlsCode =
  | ChainFault
  | 'CERTIFICATE_MISSING'
  | 'HANDSHAKE_FAILURE'
  | 'HANG_UP'
  | 'NOT_TLS'
  | 'NO_TLS'
  | 'NO_SHARED_CIPHER'
  | 'PROTOCOL_VERSION'
  | 'TIMEOUT';

const FAULTS: Readonly<Record<ChainFault, string>> = {
  BAD_CERTIFICATE: 'the certificate cannot be read',
  CERTIFICATE_EXPIRED: 'a certificate of the chain has expired',
  CERTIFICATE_NAME: 'the certificate is for another name',
  CERTIFICATE_NOT_YET_VALID: 'a certificate of the chain is not valid yet',
  CERTIFICATE_PURPOSE: 'the certificate is for another use',
  CERTIFICATE_REVOKED: 'the certificate is revoked',
  KEY_TOO_SMALL: 'a key of the chain is too small',
  UNKNOWN_CA: 'the chain leads to no root that is trusted',
};

/** What one side holds against the other's certificate. */
export interface PeerRules {
  /** PEM. */
  readonly roots: readonly string[];
  readonly revoked?: readonly string[];
  readonly purpose: 'server' | 'client';
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly host?: string;
  readonly pins?: readonly string[];
}

export interface Refusal {
  readonly code: TlsCode;
  readonly reason: string;
}

/** Why the chain (leaf first) is refused; undefined where it is good, or pinned. */
export function refusalOf(chain: readonly Certificate[] | undefined, rules: PeerRules): Refusal | undefined {
  const { roots, revoked = [], purpose, at, host, pins = [] } = rules;
  const sha256 = chain?.[0]?.facts.sha256;
  if (sha256 !== undefined && pins.some((pin) => pin.toLowerCase() === sha256)) return undefined;
  const [fault] = chainFaults(chain ?? [], {
    roots: roots.flatMap((pem) => readCertificates(pem) ?? []),
    at,
    purpose,
    revoked: revoked.flatMap(readRevocationLists),
    ...(host !== undefined && { host }),
  });
  return fault && { code: fault, reason: FAULTS[fault] };
}

export const peerFacts = (chain: readonly Certificate[] | undefined): { peer?: CertificateFacts } =>
  chain?.[0] ? { peer: chain[0].facts } : {};

/** What the errors of OpenSSL and of sockets mean, by what their codes contain; the first that fits. */
const MEANINGS: readonly (readonly [pattern: RegExp, code: TlsCode])[] = [
  [/ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|VERSION_TOO_HIGH|NO_PROTOCOLS/, 'PROTOCOL_VERSION'],
  [/CERTIFICATE_REQUIRED|DID_NOT_RETURN_A_CERTIFICATE/, 'CERTIFICATE_MISSING'],
  [/ALERT_UNKNOWN_CA/, 'UNKNOWN_CA'],
  [/ALERT_CERTIFICATE_EXPIRED/, 'CERTIFICATE_EXPIRED'],
  [/ALERT_CERTIFICATE_REVOKED/, 'CERTIFICATE_REVOKED'],
  [/ALERT_(BAD|UNSUPPORTED)_CERTIFICATE|ALERT_CERTIFICATE_UNKNOWN/, 'BAD_CERTIFICATE'],
  [
    /ALERT_INSUFFICIENT_SECURITY|NO_SHARED_CIPHER|NO_SHARED_SIGNATURE|NO_SUITABLE_SIGNATURE|NO_CIPHERS/,
    'NO_SHARED_CIPHER',
  ],
  [/WRONG_VERSION_NUMBER|HTTP_REQUEST|UNKNOWN_PROTOCOL|UNEXPECTED_MESSAGE/, 'NOT_TLS'],
  [/ECONNRESET|EPIPE|ECONNABORTED/, 'HANG_UP'],
];

/** Who gave a handshake up, and why, by the error that it ended with. */
export function meaningOf(
  error: NodeJS.ErrnoException,
): Pick<TlsFailure, 'by' | 'reason'> & { readonly code: TlsCode } {
  const code = MEANINGS.find(([pattern]) => pattern.test(error.code ?? ''))?.[1] ?? 'HANDSHAKE_FAILURE';
  const theirs = code === 'HANG_UP' || (error.code ?? '').includes('_ALERT_');
  // OpenSSL's errors are `0A000102:SSL routines:function:unsupported protocol:file:line`.
  const reason = /:SSL routines:[^:]*:([^:]+)/.exec(error.message)?.[1] ?? error.message;
  return { by: theirs ? 'peer' : 'self', code, reason: reason.slice(0, 200) };
}
