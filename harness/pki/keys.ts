/** Keys: making them, naming them, and the signatures that they make and check. */
import { constants, generateKeyPair, type KeyObject, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { bits, NULL, oid, sequence, tagged, integer } from './der.js';
import { OID } from './names.js';

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** How a certificate authority with an RSA key signs: A00.FR.505 recommends PSS; some stations know PKCS #1 v1.5 only. */
export type RsaSignature = 'pss' | 'pkcs1';

const generate = promisify(generateKeyPair);

/** A new pair. RSA keys have `bits` (2048 unless said); EC keys lie on P-256. */
export async function generateKeys(kind: 'rsa' | 'ec', bitLength = 2048): Promise<KeyPair> {
  return kind === 'rsa' ? generate('rsa', { modulusLength: bitLength }) : generate('ec', { namedCurve: 'prime256v1' });
}

export const isRsa = (key: KeyObject): boolean => key.asymmetricKeyType?.startsWith('rsa') === true;

const CURVES: Readonly<Record<string, readonly [name: string, bits: number]>> = {
  prime256v1: ['P-256', 256],
  secp384r1: ['P-384', 384],
  secp521r1: ['P-521', 521],
  secp224r1: ['P-224', 224],
  prime192v1: ['P-192', 192],
  secp256k1: ['secp256k1', 256],
};

/** What kind of key it is, and how long in bits; 0 where that is not known. */
export interface KeyFacts {
  /** `RSA 2048`, `EC P-256`. */
  readonly text: string;
  readonly kind: 'rsa' | 'ec' | 'other';
  readonly bits: number;
}

export function keyFacts(key: KeyObject): KeyFacts {
  const type = key.asymmetricKeyType ?? 'unknown';
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (isRsa(key)) return { text: `RSA ${modulusLength ?? 0}`, kind: 'rsa', bits: modulusLength ?? 0 };
  if (type === 'ec') {
    const [name, bitLength] = CURVES[namedCurve ?? ''] ?? [namedCurve ?? 'unknown', curveBits(namedCurve)];
    return { text: `EC ${name}`, kind: 'ec', bits: bitLength };
  }
  return { text: type.toUpperCase(), kind: 'other', bits: type === 'ed25519' || type === 'x25519' ? 256 : 0 };
}

const curveBits = (name = ''): number => Number(/(\d{3})/.exec(name)?.[1] ?? 0);

/** Whether the key is as strong as A00.FR.502 and A00.FR.503 ask: RSA 2048 bits, elliptic curves 224. */
export const isStrong = ({ kind, bits: length }: KeyFacts): boolean => length >= (kind === 'rsa' ? 2048 : 224);

const sha256 = sequence(oid(OID.sha256), NULL);
const PSS = {
  padding: constants.RSA_PKCS1_PSS_PADDING,
  saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
} as const;

/** The AlgorithmIdentifier of what `signBytes` makes with this key. */
export function signatureAlgorithm(key: KeyObject, rsa: RsaSignature): Buffer {
  if (!isRsa(key)) return sequence(oid(OID.ecdsaWithSha256));
  if (rsa === 'pkcs1') return sequence(oid(OID.sha256WithRsa), NULL);
  const salt = integer(Uint8Array.of(32));
  const parameters = sequence(tagged(0, sha256), tagged(1, sequence(oid(OID.mgf1), sha256)), tagged(2, salt));
  return sequence(oid(OID.rsaPss), parameters);
}

/** A signature with SHA-256 over the bytes: ECDSA, or RSA in the given way. */
export function signBytes(bytes: Uint8Array, key: KeyObject, rsa: RsaSignature): Buffer {
  return isRsa(key) && rsa === 'pss' ? sign('sha256', bytes, { key, ...PSS }) : sign('sha256', bytes, key);
}

/** The signed form of `content`, as certificates, requests and revocation lists share it. */
export function signed(content: Buffer, key: KeyObject, rsa: RsaSignature): Buffer {
  return sequence(content, signatureAlgorithm(key, rsa), bits(signBytes(content, key, rsa)));
}

const HASHES: Readonly<Record<string, string>> = {
  [OID.sha256WithRsa]: 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.113549.1.1.5': 'sha1',
  [OID.ecdsaWithSha256]: 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.2.840.10045.4.1': 'sha1',
};

/** Whether the signature fits. RSA-PSS is taken with any of its usual hashes. False for what is not known. */
export function verifyBytes(algorithm: string, bytes: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  try {
    if (algorithm !== OID.rsaPss) return verify(HASHES[algorithm] ?? 'unknown', bytes, key, signature);
    const padding = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
    return ['sha256', 'sha384', 'sha512'].some((hash) => verify(hash, bytes, padding, signature));
  } catch {
    return false;
  }
}
