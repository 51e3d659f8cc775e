/** Builds certificates and certificate signing requests (RFC 5280, RFC 2986). */
import { createHash, type KeyObject } from 'node:crypto';
import {
  bits,
  bool,
  der,
  implicit,
  integer,
  octets,
  oid,
  readDer,
  partsOf,
  sequence,
  setOf,
  tagged,
  time,
} from './der.js';
import { type KeyPair, type RsaSignature, signatureAlgorithm, signed } from './keys.js';
import { encodeName, type Name, OID } from './names.js';
import { toPem } from './pem.js';

export type Use = 'authority' | 'server' | 'client' | 'firmware';

export interface CertificateOptions {
  readonly subject: Name;
  /** Of the subject, as it is or as the DER of a request has it. */
  readonly publicKey: KeyObject | Buffer;
  readonly issuer: Name;
  readonly issuerKeys: KeyPair;
  /** The most significant byte first. */
  readonly serial: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly use: Use;
  /** Host names and IP addresses for subjectAltName; without any the extension is left out. */
  readonly hosts?: readonly string[];
  readonly rsaSignature: RsaSignature;
}

const keyInfoOf = (key: KeyObject | Buffer): Buffer =>
  Buffer.isBuffer(key) ? key : key.export({ format: 'der', type: 'spki' });

/** The key identifier of RFC 5280 §4.2.1.2 (1): SHA-1 over the subject public key's bits. */
function keyIdentifier(key: KeyObject | Buffer): Buffer {
  const content = partsOf(readDer(keyInfoOf(key)))?.[1]?.content.subarray(1) ?? Buffer.alloc(0);
  return createHash('sha1').update(content).digest();
}

const extension = (id: string, critical: boolean, value: Buffer): Buffer =>
  sequence(oid(id), ...(critical ? [bool(true)] : []), octets(value));

/** The bits of keyUsage by what the certificate is for (A00.FR.512), with the count of those that are not used. */
const USAGE: Readonly<Record<Use, readonly [value: number, unused: number]>> = {
  // keyCertSign and cRLSign; digitalSignature and keyEncipherment, which the TLS_RSA suites need; digitalSignature.
  authority: [0x06, 1],
  server: [0xa0, 5],
  client: [0xa0, 5],
  firmware: [0x80, 7],
};
const PURPOSE: Readonly<Partial<Record<Use, string>>> = {
  server: OID.serverAuth,
  client: OID.clientAuth,
  firmware: OID.codeSigning,
};

const V4 = /^\d{1,3}(\.\d{1,3}){3}$/;

function addressBytes(host: string): Buffer | undefined {
  if (V4.test(host)) return Buffer.from(host.split('.').map(Number));
  if (!host.includes(':')) return undefined;
  const [head = '', tail] = host.split('::');
  const words = (text: string) => (text === '' ? [] : text.split(':')).map((word) => parseInt(word, 16));
  const [before, after] = [words(head), words(tail ?? '')];
  const all =
    tail === undefined ? before : [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
  return Buffer.from(all.flatMap((word) => [word >> 8, word & 0xff]));
}

const generalName = (host: string): Buffer => {
  const address = addressBytes(host);
  return address ? implicit(7, address) : implicit(2, Buffer.from(host, 'latin1'));
};

function extensionsFor({ use, hosts = [], publicKey, issuerKeys }: CertificateOptions): Buffer {
  const [value, unused] = USAGE[use];
  const purpose = PURPOSE[use];
  return sequence(
    extension(OID.basicConstraints, true, use === 'authority' ? sequence(bool(true)) : sequence()),
    extension(OID.keyUsage, true, bits(Uint8Array.of(value), unused)),
    ...(purpose === undefined ? [] : [extension(OID.extendedKeyUsage, false, sequence(oid(purpose)))]),
    ...(hosts.length === 0 ? [] : [extension(OID.subjectAltName, false, sequence(...hosts.map(generalName)))]),
    extension(OID.subjectKeyId, false, octets(keyIdentifier(publicKey))),
    extension(OID.authorityKeyId, false, sequence(implicit(0, keyIdentifier(issuerKeys.publicKey)))),
  );
}

/** A certificate as PEM. */
export function buildCertificate(options: CertificateOptions): string {
  const { subject, publicKey, issuer, issuerKeys, serial, notBefore, notAfter, rsaSignature } = options;
  const content = sequence(
    tagged(0, integer(Uint8Array.of(2))),
    integer(serial),
    signatureAlgorithm(issuerKeys.privateKey, rsaSignature),
    encodeName(issuer),
    sequence(time(notBefore), time(notAfter)),
    encodeName(subject),
    keyInfoOf(publicKey),
    tagged(3, extensionsFor(options)),
  );
  return toPem(signed(content, issuerKeys.privateKey, rsaSignature), 'CERTIFICATE');
}

/** A signing request for the name and keys as PEM, signed by `signer` where that is to be somebody else. */
export function buildSigningRequest(subject: Name, keys: KeyPair, signer: KeyPair = keys): string {
  const usage = extension(OID.keyUsage, true, bits(Uint8Array.of(0xa0), 5));
  const content = sequence(
    integer(Uint8Array.of(0)),
    encodeName(subject),
    keyInfoOf(keys.publicKey),
    tagged(0, sequence(oid(OID.extensionRequest), setOf(sequence(usage)))),
  );
  return toPem(signed(content, signer.privateKey, 'pkcs1'), 'CERTIFICATE REQUEST');
}

export interface RevocationOptions {
  readonly issuer: Name;
  readonly issuerKeys: KeyPair;
  /** Serial numbers, the most significant byte first. */
  readonly serials: readonly Uint8Array[];
  /** Milliseconds since the epoch. */
  readonly thisUpdate: number;
  readonly nextUpdate: number;
  readonly rsaSignature: RsaSignature;
}

/** A certificate revocation list as PEM. */
export function buildRevocationList(options: RevocationOptions): string {
  const { issuer, issuerKeys, serials, thisUpdate, nextUpdate, rsaSignature } = options;
  const entries = serials.map((serial) => sequence(integer(serial), time(thisUpdate)));
  const content = sequence(
    integer(Uint8Array.of(1)),
    signatureAlgorithm(issuerKeys.privateKey, rsaSignature),
    encodeName(issuer),
    time(thisUpdate),
    time(nextUpdate),
    ...(entries.length === 0 ? [] : [sequence(...entries)]),
    tagged(
      0,
      sequence(
        extension(OID.authorityKeyId, false, sequence(implicit(0, keyIdentifier(issuerKeys.publicKey)))),
        extension(OID.crlNumber, false, der(0x02, Uint8Array.of(1))),
      ),
    ),
  );
  return toPem(signed(content, issuerKeys.privateKey, rsaSignature), 'X509 CRL');
}
