/**
 * Reads certificates and certificate signing requests. It is synchronous and pure, so that a case judges the same when
 * its record is replayed; what is broken gives undefined, never an exception.
 */
import { createHash, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { type CertificateFacts } from '../doors/tls.js';
import { type Der, partsOf, readDer, readOid, readTime, TAG } from './der.js';
import { type KeyFacts, keyFacts, verifyBytes } from './keys.js';
import { decodeName, type Name, nameText, OID } from './names.js';
import { pemBlocks, toPem } from './pem.js';

/** A certificate as it was read. */
export interface Certificate {
  readonly facts: CertificateFacts;
  readonly pem: string;
  readonly subject: Name;
  readonly issuer: Name;
  /** The names as DER, for comparison and for hashes. */
  readonly subjectDer: Buffer;
  readonly issuerDer: Buffer;
  readonly publicKey: KeyObject;
  /** The subject public key's bits, without tag, length and count of unused bits. */
  readonly keyBits: Buffer;
  readonly key: KeyFacts;
  /** The serial number's bytes as they stand there. */
  readonly serial: Buffer;
  /** Names of the subjectAltName extension; empty where there is none. */
  readonly dnsNames: readonly string[];
  readonly addresses: readonly string[];
  /** Whether basicConstraints says that it is a certificate authority. */
  readonly authority: boolean;
  /** Bits of keyUsage, the first (digitalSignature) as 0x80; undefined where the extension is absent. */
  readonly keyUsage: number | undefined;
  /** Object identifiers of extendedKeyUsage; undefined where the extension is absent. */
  readonly extendedKeyUsage: readonly string[] | undefined;
  readonly signatureAlgorithm: string;
  readonly x509: X509Certificate;
}

/** More than any certificate of a charging station has, in bytes. */
const LARGEST = 32 * 1024;

const extensionsOf = (holder: Der | undefined): ReadonlyMap<string, Buffer> => {
  const found = new Map<string, Buffer>();
  for (const extension of partsOf(holder) ?? []) {
    const parts = partsOf(extension) ?? [];
    const id = readOid(parts[0]);
    const value = parts.at(-1);
    if (id !== undefined && value?.tag === TAG.octetString) found.set(id, value.content);
  }
  return found;
};

function address(bytes: Buffer): string {
  if (bytes.length === 4) return [...bytes].join('.');
  return bytes.length === 16 ? (bytes.toString('hex').match(/.{4}/g) ?? []).join(':') : bytes.toString('hex');
}

function alternativeNames(value: Buffer | undefined): { readonly dns: string[]; readonly ip: string[] } {
  const parts = (value && partsOf(readDer(value))) ?? [];
  return {
    dns: parts.filter(({ tag }) => tag === 0x82).map(({ content }) => content.toString('latin1').slice(0, 256)),
    ip: parts.filter(({ tag }) => tag === 0x87).map(({ content }) => address(content)),
  };
}

function isAuthority(value: Buffer | undefined): boolean {
  const [first] = (value && partsOf(readDer(value))) ?? [];
  return first?.tag === TAG.boolean && first.content[0] !== 0;
}

/** Reads one certificate from DER. */
export function readCertificate(bytes: Buffer): Certificate | undefined {
  if (bytes.length > LARGEST) return undefined;
  try {
    const [content, algorithm] = partsOf(readDer(bytes)) ?? [];
    const all = partsOf(content) ?? [];
    const fields = all[0]?.tag === 0xa0 ? all.slice(1) : all;
    const [serial, , issuerDer, validity, subjectDer, keyInfo] = fields;
    const [from, until] = partsOf(validity) ?? [];
    const [notBefore, notAfter] = [readTime(from), readTime(until)];
    const [subject, issuer] = [decodeName(subjectDer), decodeName(issuerDer)];
    const keyBits = partsOf(keyInfo)?.[1]?.content.subarray(1);
    const signatureAlgorithm = readOid(partsOf(algorithm)?.[0]);
    if (!serial || !issuerDer || !subjectDer || !keyBits || !subject || !issuer) return undefined;
    if (notBefore === undefined || notAfter === undefined || signatureAlgorithm === undefined) return undefined;
    const x509 = new X509Certificate(bytes);
    const { publicKey } = x509;
    const key = keyFacts(publicKey);
    const extensions = extensionsOf(partsOf(fields.find(({ tag }) => tag === 0xa3))?.[0]);
    const names = alternativeNames(extensions.get(OID.subjectAltName));
    const usage = extensions.get(OID.keyUsage);
    const extended = extensions.get(OID.extendedKeyUsage);
    return {
      facts: {
        subject: nameText(subject),
        issuer: nameText(issuer),
        serial: serial.content.toString('hex'),
        sha256: createHash('sha256').update(bytes).digest('hex'),
        notBefore,
        notAfter,
        key: key.text,
      },
      pem: toPem(bytes, 'CERTIFICATE'),
      subject,
      issuer,
      subjectDer: subjectDer.bytes,
      issuerDer: issuerDer.bytes,
      publicKey,
      keyBits,
      key,
      serial: serial.content,
      dnsNames: names.dns,
      addresses: names.ip,
      authority: isAuthority(extensions.get(OID.basicConstraints)),
      keyUsage: usage && (readDer(usage)?.content[1] ?? 0),
      extendedKeyUsage: extended && (partsOf(readDer(extended)) ?? []).map((part) => readOid(part) ?? ''),
      signatureAlgorithm,
      x509,
    };
  } catch {
    return undefined;
  }
}

/** Every certificate of a PEM text, in order; undefined where one of them is broken or there is none. */
export function readCertificates(pem: string): readonly Certificate[] | undefined {
  const read = pemBlocks(pem, 'CERTIFICATE').map(readCertificate);
  const whole = read.filter((one) => one !== undefined);
  return whole.length > 0 && whole.length === read.length ? whole : undefined;
}

/** A certificate signing request (RFC 2986). */
export interface SigningRequest {
  readonly subject: Name;
  /** `CN=CS001, O=Operator`. */
  readonly subjectText: string;
  readonly key: KeyFacts;
  readonly publicKey: KeyObject;
  /** The subject public key info as it is to stand in the certificate. */
  readonly keyInfo: Buffer;
  /** Whether it is signed with the private key of the public key that it carries. */
  readonly signatureValid: boolean;
}

/** Reads a request from PEM; undefined where it is none. */
export function readSigningRequest(pem: string): SigningRequest | undefined {
  const [bytes] = [...pemBlocks(pem, 'CERTIFICATE REQUEST'), ...pemBlocks(pem, 'NEW CERTIFICATE REQUEST')];
  if (!bytes || bytes.length > LARGEST) return undefined;
  try {
    const [content, algorithm, signature] = partsOf(readDer(bytes)) ?? [];
    const [, name, keyInfo] = partsOf(content) ?? [];
    const subject = decodeName(name);
    const id = readOid(partsOf(algorithm)?.[0]);
    if (!content || !subject || !keyInfo || !signature || id === undefined) return undefined;
    const publicKey = createPublicKey({ key: keyInfo.bytes, format: 'der', type: 'spki' });
    return {
      subject,
      subjectText: nameText(subject),
      key: keyFacts(publicKey),
      publicKey,
      keyInfo: keyInfo.bytes,
      signatureValid: verifyBytes(id, content.bytes, publicKey, signature.content.subarray(1)),
    };
  } catch {
    return undefined;
  }
}
