/** What `doctor` finds out about TLS: the server's certificate, the suites that it has, and what became of handshakes. */
import { iso } from '../doors/clock.js';
import { type OpenOptions, type OpenResult, type Wire } from '../doors/wire.js';
import { type TlsFailure } from '../doors/tls.js';
import { type Diagnosis } from './diagnosis.js';

/** The suites that every CSMS has to support (A00.FR.317, A00.FR.421; in 2.x A00.FR.318). */
const REQUIRED_SUITES = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_RSA_WITH_AES_256_GCM_SHA384',
] as const;

/** What to do about a handshake that failed, by its code. */
export const TLS_HINTS: Readonly<Record<string, string>> = {
  UNKNOWN_CA:
    'The certificate leads to no root that the tester trusts: name the root in security.tls.ca, or pin the certificate.',
  CERTIFICATE_EXPIRED: 'Look at the dates of the certificate and its chain, and at the clock of this machine.',
  CERTIFICATE_NOT_YET_VALID: 'Look at the dates of the certificate and its chain, and at the clock of this machine.',
  CERTIFICATE_NAME: 'The certificate is not for the host that url names: use the name that it has.',
  CERTIFICATE_PURPOSE: 'The certificate is not one for this use: look at its extended key usage.',
  KEY_TOO_SMALL: 'RSA keys have at least 2048 bits, elliptic curves 224 (A00.FR.502, A00.FR.503).',
  CERTIFICATE_MISSING: 'Security profile 3 needs a client certificate: install one in the station.',
  PROTOCOL_VERSION: 'Both sides have to speak TLS 1.2 or above (A00.FR.312).',
  NO_SHARED_CIPHER: 'There is no cipher suite in common that fits a certificate of the server.',
  HANDSHAKE_FAILURE: 'The other side gave up: often there is no cipher suite in common.',
  HANG_UP: 'The other side hung up: it does not trust the certificate that it was shown, or wants another one.',
  NOT_TLS: 'The other side does not speak TLS on that port: is it ws:// instead of wss://?',
  NO_TLS: 'TLS came where the security profile has none: look at security.profile, or at the station.',
};

/** One line for a handshake of a station that failed. */
export function diagnoseFailure({ by, code, reason, tls }: TlsFailure): Diagnosis {
  const hint = TLS_HINTS[code];
  const offered = tls.hello ? `; it offers ${tls.hello.versions.join(', ')}` : '';
  return {
    subject: `TLS handshake, given up by ${by === 'self' ? 'the tester' : 'the station'}`,
    ok: false,
    detail: `${code}: ${reason}${offered}`,
    ...(hint !== undefined && { hint }),
  };
}

function certificateLine(result: OpenResult, now: number): readonly Diagnosis[] {
  const { peer, version, suite } = result.tls ?? {};
  if (!peer) return [];
  const days = Math.floor((peer.notAfter - now) / 86_400_000);
  return [
    {
      subject: 'server certificate',
      ok: result.ok,
      detail: `${peer.subject}; ${peer.key}; issued by ${peer.issuer}; until ${iso(peer.notAfter)} (${days} days); ${version ?? ''} ${suite ?? ''}`,
    },
  ];
}

/** Connects once for each required suite, and once with TLS 1.1. `options` are those of a connection that works. */
export async function diagnoseTls(
  wire: Wire,
  options: OpenOptions,
  first: OpenResult,
  now: number,
): Promise<readonly Diagnosis[]> {
  const { tls } = options;
  const found = [...certificateLine(first, now)];
  if (!tls || !first.ok) return found;
  const attempt = async (changed: Partial<typeof tls>) => {
    const result = await wire.open({ ...options, tls: { ...tls, ...changed } });
    if (result.ok) {
      result.connection.onMessage(() => undefined);
      result.connection.close();
    }
    return result;
  };
  for (const suite of REQUIRED_SUITES) {
    const result = await attempt({ versions: ['TLSv1.2'], suites: [suite] });
    const { ok } = result;
    const hint = 'Every CSMS has to support it, which takes an RSA and an ECDSA certificate at once (A00.FR.317).';
    found.push({
      subject: suite,
      ok,
      detail: result.ok ? 'accepted' : `refused: ${result.code}`,
      ...(!ok && { hint }),
    });
  }
  const old = await attempt({ versions: ['TLSv1.1'], suites: ['TLS_RSA_WITH_AES_128_CBC_SHA'] });
  const hint = 'Versions below 1.2 are for legacy stations of 1.6 alone (A00.FR.312).';
  found.push({
    subject: 'TLS 1.1',
    ok: !old.ok,
    detail: old.ok ? 'accepted' : `refused: ${old.code}`,
    ...(old.ok && { hint }),
  });
  return found;
}
