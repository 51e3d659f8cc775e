/**
 * Path validation (RFC 5280 §6) as far as OCPP's hierarchies need it: signatures, validity, authority, usage,
 * revocation, strength of keys, names. Synchronous and pure.
 */
import { type Certificate } from './inspect.js';
import { isStrong } from './keys.js';
import { valuesOf } from './names.js';
import { type RevocationList } from './revocation.js';

/** Why a chain is not to be trusted; the wire uses the same words. */
export type ChainFault =
  | 'BAD_CERTIFICATE'
  | 'CERTIFICATE_EXPIRED'
  | 'CERTIFICATE_NAME'
  | 'CERTIFICATE_NOT_YET_VALID'
  | 'CERTIFICATE_PURPOSE'
  | 'CERTIFICATE_REVOKED'
  | 'KEY_TOO_SMALL'
  | 'UNKNOWN_CA';

export interface Trust {
  readonly roots: readonly Certificate[];
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly purpose: 'server' | 'client' | 'firmware';
  readonly revoked?: readonly RevocationList[];
  /** The host name or IP address that the leaf must carry. */
  readonly host?: string;
}

const LONGEST_PATH = 8;

/** Extended key usages (RFC 5280 §4.2.1.12). */
const PURPOSES = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2', firmware: '1.3.6.1.5.5.7.3.3' } as const;
const CERT_SIGN = 0x04;

/** Whether `issuer` issued `subject`: by name and by signature. */
export function issued(issuer: Certificate, subject: Certificate): boolean {
  if (!issuer.subjectDer.equals(subject.issuerDer)) return false;
  try {
    return subject.x509.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

export const isSelfSigned = (certificate: Certificate): boolean => issued(certificate, certificate);

const maySign = ({ authority, keyUsage }: Certificate): boolean =>
  authority && (keyUsage === undefined || (keyUsage & CERT_SIGN) !== 0);

/** The path from the leaf to a root, both included; undefined where none leads there. */
export function pathTo(
  chain: readonly Certificate[],
  roots: readonly Certificate[],
): readonly Certificate[] | undefined {
  const path: Certificate[] = chain[0] ? [chain[0]] : [];
  for (let last = path[0]; last && path.length <= LONGEST_PATH;) {
    const current = last;
    if (roots.some((root) => root.facts.sha256 === current.facts.sha256)) return path;
    const root = roots.find((one) => issued(one, current));
    if (root) return [...path, root];
    last = chain.find((one) => !path.includes(one) && maySign(one) && issued(one, current));
    if (last) path.push(last);
  }
  return undefined;
}

/**
 * Whether the certificate is for that host: an IP address or a DNS name in subjectAltName, or the common name where
 * there is none (A00.FR.308, A00.FR.412, RFC 2818 §3.1). A wildcard stands for one label.
 */
export function isFor({ dnsNames, addresses, subject }: Certificate, host: string): boolean {
  const wanted = host.replace(/^\[|\]$/g, '').toLowerCase();
  const isAddress = /^[\d.]+$/.test(wanted) || wanted.includes(':');
  if (isAddress) return addresses.some((one) => sameAddress(one, wanted)) || valuesOf(subject, 'CN').includes(wanted);
  const names = dnsNames.length > 0 ? dnsNames : valuesOf(subject, 'CN');
  return names.some((name) => matches(name.toLowerCase(), wanted));
}

function matches(pattern: string, host: string): boolean {
  if (!pattern.startsWith('*.')) return pattern === host;
  const dot = host.indexOf('.');
  return dot > 0 && host.slice(dot) === pattern.slice(1) && host.slice(dot + 1).includes('.');
}

const spelledOut = (text: string): string => {
  const [head = '', tail] = text.split('::');
  const words = (part: string) => (part === '' ? [] : part.split(':').map((word) => word.padStart(4, '0')));
  if (!text.includes(':') || tail === undefined) return words(text).join(':');
  const missing = Math.max(0, 8 - words(head).length - words(tail).length);
  return [...words(head), ...new Array<string>(missing).fill('0000'), ...words(tail)].join(':');
};
const sameAddress = (a: string, b: string): boolean => a === b || (a.includes(':') && spelledOut(a) === spelledOut(b));

/** Whether the list names the certificate, and is one of its issuer's. */
function isRevoked(certificate: Certificate, issuer: Certificate, lists: readonly RevocationList[]): boolean {
  return lists.some(
    (list) =>
      list.issuer.equals(certificate.issuerDer) &&
      list.serials.has(certificate.facts.serial) &&
      list.signedBy(issuer.publicKey),
  );
}

/** Every reason not to trust the chain (leaf first), the gravest first; none where it is good. */
export function chainFaults(chain: readonly Certificate[], trust: Trust): readonly ChainFault[] {
  const [leaf] = chain;
  if (!leaf) return ['BAD_CERTIFICATE'];
  const { at, purpose, host, roots, revoked = [] } = trust;
  const path = pathTo(chain, roots);
  const faults: ChainFault[] = path ? [] : ['UNKNOWN_CA'];
  const seen = path ?? [leaf];
  if (path?.some((one, index) => path[index + 1] && isRevoked(one, path[index + 1]!, revoked)))
    faults.push('CERTIFICATE_REVOKED');
  if (seen.some(({ facts }) => facts.notAfter < at)) faults.push('CERTIFICATE_EXPIRED');
  if (seen.some(({ facts }) => facts.notBefore > at)) faults.push('CERTIFICATE_NOT_YET_VALID');
  if (seen.some(({ key }) => !isStrong(key))) faults.push('KEY_TOO_SMALL');
  if (leaf.extendedKeyUsage && !leaf.extendedKeyUsage.includes(PURPOSES[purpose])) faults.push('CERTIFICATE_PURPOSE');
  if (host !== undefined && !isFor(leaf, host)) faults.push('CERTIFICATE_NAME');
  return faults;
}
