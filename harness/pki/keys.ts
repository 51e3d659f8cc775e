/** Keys: making them, naming them, and the signatures that they make and check. */
import { constants, generateKeyPair, type KeyObject, sign, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { type AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { arrayBuffer, serialize } from './asn1.js';
import { ecc, once, rsa, x509 } from './packages.js';

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

const PSS = {
  padding: constants.RSA_PKCS1_PSS_PADDING,
  saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
} as const;

const identifier = (algorithm: string, parameters: object | null): AlgorithmIdentifier =>
  new (x509().AlgorithmIdentifier)({ algorithm, parameters: parameters && arrayBuffer(serialize(parameters)) });

const rsaPss = once(() => {
  const { id_mgf1, id_RSASSA_PSS, RsaSaPssParams, sha256 } = rsa();
  const maskGenAlgorithm = identifier(id_mgf1, sha256);
  return identifier(id_RSASSA_PSS, new RsaSaPssParams({ hashAlgorithm: sha256, maskGenAlgorithm, saltLength: 32 }));
});
const rsaPkcs1 = once(() => identifier(rsa().id_sha256WithRSAEncryption, null));

/** The AlgorithmIdentifier of what `signBytes` makes with this key. */
export function signatureAlgorithm(key: KeyObject, signature: RsaSignature): AlgorithmIdentifier {
  if (!isRsa(key)) return ecc().ecdsaWithSHA256;
  return signature === 'pkcs1' ? rsaPkcs1() : rsaPss();
}

/** A signature with SHA-256 over the bytes: ECDSA, or RSA in the given way. */
export function signBytes(bytes: Uint8Array, key: KeyObject, signature: RsaSignature): Buffer {
  return isRsa(key) && signature === 'pss' ? sign('sha256', bytes, { key, ...PSS }) : sign('sha256', bytes, key);
}

/** The signature over the DER of a structure, as certificates, requests and revocation lists have it. */
export const signStructure = (content: object, key: KeyObject, signature: RsaSignature): ArrayBuffer =>
  arrayBuffer(signBytes(serialize(content), key, signature));

const hashes = once(
  (): ReadonlyMap<string, string> =>
    new Map([
      [rsa().id_sha1WithRSAEncryption, 'sha1'],
      [rsa().id_sha256WithRSAEncryption, 'sha256'],
      [rsa().id_sha384WithRSAEncryption, 'sha384'],
      [rsa().id_sha512WithRSAEncryption, 'sha512'],
      [ecc().id_ecdsaWithSHA1, 'sha1'],
      [ecc().id_ecdsaWithSHA256, 'sha256'],
      [ecc().id_ecdsaWithSHA384, 'sha384'],
      [ecc().id_ecdsaWithSHA512, 'sha512'],
    ]),
);

/** Whether the signature fits. RSA-PSS is taken with any of its usual hashes. False for what is not known. */
export function verifyBytes(algorithm: string, bytes: Uint8Array, key: KeyObject, signature: Uint8Array): boolean {
  try {
    if (algorithm !== rsa().id_RSASSA_PSS) return verify(hashes().get(algorithm) ?? 'unknown', bytes, key, signature);
    const padding = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
    return ['sha256', 'sha384', 'sha512'].some((hash) => verify(hash, bytes, padding, signature));
  } catch {
    return false;
  }
}
