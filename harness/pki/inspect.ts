/**
 * Reads certificates and certificate signing requests. It is synchronous and pure, so that a case judges the same when
 * its record is replayed; what is broken gives undefined, never an exception.
 */
import { createHash, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import type * as X509 from '@peculiar/asn1-x509';
import { type CertificateFacts } from '../doors/tls.js';
import { asRead, type ContentAsRead, parse, serialize } from './asn1.js';
import { type KeyFacts, keyFacts, verifyBytes } from './keys.js';
import { type Name, nameText, readStructure } from './names.js';
import { x509 } from './packages.js';
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

/** An extension's value; an empty one where it is broken, so that it allows nothing. Undefined where it is absent. */
function extensionOf<T>(all: X509.Extensions | undefined, id: string, type: new () => T): T | undefined {
  const found = all?.findLast(({ extnID }) => extnID === id);
  return found && (parse(new Uint8Array(found.extnValue.buffer), type) ?? new type());
}

/** When it begins and ends, in milliseconds; undefined unless both are written as RFC 5280 §4.1.2.5 has them. */
function validityOf({ validity, validityRaw }: ContentAsRead): [number, number] | undefined {
  // The library reads other forms of time too, some of them by the time zone of the machine.
  if (!serialize(validity).equals(validityRaw)) return undefined;
  return [validity.notBefore.getTime().getTime(), validity.notAfter.getTime().getTime()];
}

/** Reads one certificate from DER. */
export function readCertificate(bytes: Buffer): Certificate | undefined {
  const read = bytes.length > LARGEST ? undefined : parse(bytes, asRead().CertificateAsRead);
  if (!read) return undefined;
  try {
    const { tbsCertificate: content } = read;
    const validity = validityOf(content);
    const [subject, issuer] = [readStructure(content.subject), readStructure(content.issuer)];
    if (!validity || !subject || !issuer) return undefined;
    const certificate = new X509Certificate(bytes);
    const { publicKey } = certificate;
    const key = keyFacts(publicKey);
    const serial = Buffer.from(content.serialNumber);
    const { extensions } = content;
    const ids = x509();
    const names = [...(extensionOf(extensions, ids.id_ce_subjectAltName, ids.SubjectAlternativeName) ?? [])];
    const usage = extensionOf(extensions, ids.id_ce_keyUsage, ids.KeyUsage);
    const extended = extensionOf(extensions, ids.id_ce_extKeyUsage, ids.ExtendedKeyUsage);
    return {
      facts: {
        subject: nameText(subject),
        issuer: nameText(issuer),
        serial: serial.toString('hex'),
        sha256: createHash('sha256').update(bytes).digest('hex'),
        notBefore: validity[0],
        notAfter: validity[1],
        key: key.text,
      },
      pem: toPem(bytes, 'CERTIFICATE'),
      subject,
      issuer,
      subjectDer: Buffer.from(content.subjectRaw),
      issuerDer: Buffer.from(content.issuerRaw),
      publicKey,
      keyBits: Buffer.from(content.subjectPublicKeyInfo.subjectPublicKey),
      key,
      serial,
      dnsNames: names.flatMap(({ dNSName }) => dNSName?.slice(0, 256) ?? []),
      addresses: names.flatMap(({ iPAddress }) => iPAddress ?? []),
      authority: extensionOf(extensions, ids.id_ce_basicConstraints, ids.BasicConstraints)?.cA ?? false,
      keyUsage: usage && (new Uint8Array(usage.value)[0] ?? 0),
      extendedKeyUsage: extended && [...extended],
      signatureAlgorithm: read.signatureAlgorithm.algorithm,
      x509: certificate,
    };
  } catch {
    return undefined;
  }
}

/** Every certificate of a PEM text, in order; undefined where one of them is broken or there is none. */
export function readCertificates(pem: string): readonly Certificate[] | undefined {
  const found: Certificate[] = [];
  for (const block of pemBlocks(pem, 'CERTIFICATE')) {
    const read = readCertificate(block);
    if (!read) return undefined;
    found.push(read);
  }
  return found.length > 0 ? found : undefined;
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
  const read = !bytes || bytes.length > LARGEST ? undefined : parse(bytes, asRead().RequestAsRead);
  const subject = read && readStructure(read.certificationRequestInfo.subject);
  if (!subject) return undefined;
  try {
    const keyInfo = Buffer.from(read.certificationRequestInfo.subjectPKInfoRaw);
    const publicKey = createPublicKey({ key: keyInfo, format: 'der', type: 'spki' });
    const [content, signature] = [Buffer.from(read.certificationRequestInfoRaw), Buffer.from(read.signature)];
    return {
      subject,
      subjectText: nameText(subject),
      key: keyFacts(publicKey),
      publicKey,
      keyInfo,
      signatureValid: verifyBytes(read.signatureAlgorithm.algorithm, content, publicKey, signature),
    };
  } catch {
    return undefined;
  }
}
