/** Cipher suites: number, IANA name, and the name by which OpenSSL knows them, where it has them. */
import { TLS_VERSIONS, type TlsVersion } from '../doors/tls.js';

type Suite = readonly [number: number, iana: string, openssl?: string];

const SUITES: readonly Suite[] = [
  [0x1301, 'TLS_AES_128_GCM_SHA256', 'TLS_AES_128_GCM_SHA256'],
  [0x1302, 'TLS_AES_256_GCM_SHA384', 'TLS_AES_256_GCM_SHA384'],
  [0x1303, 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_CHACHA20_POLY1305_SHA256'],
  [0xc02b, 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
  [0xc02c, 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'ECDHE-ECDSA-AES256-GCM-SHA384'],
  [0xc02f, 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'],
  [0xc030, 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'],
  [0xcca9, 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256', 'ECDHE-ECDSA-CHACHA20-POLY1305'],
  [0xcca8, 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256', 'ECDHE-RSA-CHACHA20-POLY1305'],
  [0x009c, 'TLS_RSA_WITH_AES_128_GCM_SHA256', 'AES128-GCM-SHA256'],
  [0x009d, 'TLS_RSA_WITH_AES_256_GCM_SHA384', 'AES256-GCM-SHA384'],
  [0xc023, 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256', 'ECDHE-ECDSA-AES128-SHA256'],
  [0xc024, 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384', 'ECDHE-ECDSA-AES256-SHA384'],
  [0xc027, 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256', 'ECDHE-RSA-AES128-SHA256'],
  [0xc028, 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384', 'ECDHE-RSA-AES256-SHA384'],
  [0xc009, 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA', 'ECDHE-ECDSA-AES128-SHA'],
  [0xc00a, 'TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA', 'ECDHE-ECDSA-AES256-SHA'],
  [0xc013, 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA', 'ECDHE-RSA-AES128-SHA'],
  [0xc014, 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA', 'ECDHE-RSA-AES256-SHA'],
  [0x003c, 'TLS_RSA_WITH_AES_128_CBC_SHA256', 'AES128-SHA256'],
  [0x003d, 'TLS_RSA_WITH_AES_256_CBC_SHA256', 'AES256-SHA256'],
  [0x002f, 'TLS_RSA_WITH_AES_128_CBC_SHA', 'AES128-SHA'],
  [0x0035, 'TLS_RSA_WITH_AES_256_CBC_SHA', 'AES256-SHA'],
  // Not offered by the tester; a SUT may offer them.
  [0x1304, 'TLS_AES_128_CCM_SHA256'],
  [0x1305, 'TLS_AES_128_CCM_8_SHA256'],
  [0x009e, 'TLS_DHE_RSA_WITH_AES_128_GCM_SHA256'],
  [0x009f, 'TLS_DHE_RSA_WITH_AES_256_GCM_SHA384'],
  [0xccaa, 'TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256'],
  [0x0067, 'TLS_DHE_RSA_WITH_AES_128_CBC_SHA256'],
  [0x006b, 'TLS_DHE_RSA_WITH_AES_256_CBC_SHA256'],
  [0x0033, 'TLS_DHE_RSA_WITH_AES_128_CBC_SHA'],
  [0x0039, 'TLS_DHE_RSA_WITH_AES_256_CBC_SHA'],
  [0xc0ac, 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM'],
  [0xc0ad, 'TLS_ECDHE_ECDSA_WITH_AES_256_CCM'],
  [0xc0ae, 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8'],
  [0xc09c, 'TLS_RSA_WITH_AES_128_CCM'],
  [0xc09d, 'TLS_RSA_WITH_AES_256_CCM'],
  [0xc008, 'TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA'],
  [0xc012, 'TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA'],
  [0x0016, 'TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA'],
  [0x000a, 'TLS_RSA_WITH_3DES_EDE_CBC_SHA'],
  [0x0005, 'TLS_RSA_WITH_RC4_128_SHA'],
  [0x0004, 'TLS_RSA_WITH_RC4_128_MD5'],
  [0x0002, 'TLS_RSA_WITH_NULL_SHA'],
  [0x0001, 'TLS_RSA_WITH_NULL_MD5'],
  [0x00ff, 'TLS_EMPTY_RENEGOTIATION_INFO_SCSV'],
  [0x5600, 'TLS_FALLBACK_SCSV'],
];

const BY_NUMBER = new Map(SUITES.map(([number, iana]) => [number, iana]));
const TO_OPENSSL = new Map(SUITES.map(([, iana, openssl]) => [iana, openssl]));

/** The IANA names of every suite that the tester can use, the most preferred first. */
export const USABLE_SUITES: readonly string[] = SUITES.flatMap(([, iana, openssl]) => (openssl ? [iana] : []));

/** What a suite's number is called; `0x1306` where it has no name here. */
export const suiteName = (number: number): string =>
  BY_NUMBER.get(number) ?? `0x${number.toString(16).padStart(4, '0')}`;

export const isTls13Suite = (iana: string): boolean => iana.startsWith('TLS_') && !iana.includes('_WITH_');

/** The kind of key that a server certificate needs for the suite; undefined where any will do. */
export const keyKindOf = (iana: string): 'rsa' | 'ec' | undefined =>
  isTls13Suite(iana) ? undefined : iana.includes('_ECDSA_') ? 'ec' : 'rsa';

/** Suites of TLS 1.2 that older versions do not have: those with an AEAD or with SHA-2. */
export const isOnlyForTls12 = (iana: string): boolean => /(GCM|CCM|POLY1305|SHA256|SHA384)/.test(iana);

/**
 * The suites as OpenSSL takes them. Every key size and signature is let through: what is too weak is judged by the
 * tester, who can say so, and old versions are offered only where a case asks for them.
 */
export function cipherList(suites: readonly string[] = USABLE_SUITES): string {
  const names = suites.flatMap((iana) => TO_OPENSSL.get(iana) ?? []);
  return suites.every(isTls13Suite) ? names.join(':') : `${names.join(':')}:@SECLEVEL=0`;
}

/** The versions, oldest first, that go with the suites: TLS 1.3 has suites of its own. */
export function usableVersions({
  versions,
  suites = USABLE_SUITES,
}: {
  readonly versions: readonly TlsVersion[];
  readonly suites?: readonly string[];
}): readonly TlsVersion[] {
  const newest = suites.some(isTls13Suite);
  const older = suites.some((suite) => !isTls13Suite(suite));
  return TLS_VERSIONS.filter((one) => versions.includes(one) && (one === 'TLSv1.3' ? newest : older));
}
