/** Builds certificates, certificate signing requests and revocation lists (RFC 5280, RFC 2986). */
import { createHash, type KeyObject } from 'node:crypto';
import { Attributes, CertificationRequest, CertificationRequestInfo } from '@peculiar/asn1-csr';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import * as x509 from '@peculiar/asn1-x509';
import { Integer } from 'asn1js';
import { arrayBuffer, serialize } from './asn1.js';
import { type KeyPair, type RsaSignature, signatureAlgorithm, signStructure } from './keys.js';
import { type Name, nameStructure } from './names.js';
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

const keyInfoOf = (key: KeyObject | Buffer): x509.SubjectPublicKeyInfo =>
  AsnConvert.parse(Buffer.isBuffer(key) ? key : key.export({ format: 'der', type: 'spki' }), x509.SubjectPublicKeyInfo);

/** The key identifier of RFC 5280 §4.2.1.2 (1): SHA-1 over the subject public key's bits. */
const keyIdentifier = (key: KeyObject | Buffer): Buffer =>
  createHash('sha1')
    .update(Buffer.from(keyInfoOf(key).subjectPublicKey))
    .digest();

/** A serial number from its bytes; it is never negative. */
const serialNumber = (bytes: Uint8Array): ArrayBuffer =>
  Integer.fromBigInt(BigInt(`0x${Buffer.from(bytes).toString('hex')}`)).valueBlock.valueHex;

const extension = (extnID: string, critical: boolean, value: object): x509.Extension =>
  new x509.Extension({ extnID, critical, extnValue: new OctetString(serialize(value)) });

const { KeyUsageFlags } = x509;

/** keyUsage by what the certificate is for (A00.FR.512); the TLS_RSA suites need keyEncipherment. */
const USAGE: Readonly<Record<Use, number>> = {
  authority: KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign,
  server: KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment,
  client: KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment,
  firmware: KeyUsageFlags.digitalSignature,
};
const PURPOSE: Readonly<Partial<Record<Use, string>>> = {
  server: x509.id_kp_serverAuth,
  client: x509.id_kp_clientAuth,
  firmware: x509.id_kp_codeSigning,
};

/** An IP address in its usual spelling; undefined for a host name. */
function addressOf(host: string): string | undefined {
  const url = /^\d+(\.\d+){3}$/.test(host) ? `http://${host}` : /^[\da-f:.]+$/i.test(host) ? `http://[${host}]` : '';
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : undefined;
}

function generalName(host: string): x509.GeneralName {
  const iPAddress = addressOf(host);
  return new x509.GeneralName(iPAddress === undefined ? { dNSName: host } : { iPAddress });
}

const keyUsage = (use: Use): x509.Extension => extension(x509.id_ce_keyUsage, true, new x509.KeyUsage(USAGE[use]));

function issuerIdentifier({ publicKey }: KeyPair): x509.Extension {
  const identifier = new x509.KeyIdentifier(keyIdentifier(publicKey));
  const value = new x509.AuthorityKeyIdentifier({ keyIdentifier: identifier });
  return extension(x509.id_ce_authorityKeyIdentifier, false, value);
}

function extensionsFor({ use, hosts = [], publicKey, issuerKeys }: CertificateOptions): x509.Extensions {
  const purpose = PURPOSE[use];
  const constraints = new x509.BasicConstraints({ cA: use === 'authority' });
  const names = new x509.SubjectAlternativeName(hosts.map(generalName));
  const identifier = new x509.SubjectKeyIdentifier(keyIdentifier(publicKey));
  return new x509.Extensions([
    extension(x509.id_ce_basicConstraints, true, constraints),
    keyUsage(use),
    ...(purpose === undefined ? [] : [extension(x509.id_ce_extKeyUsage, false, new x509.ExtendedKeyUsage([purpose]))]),
    ...(hosts.length === 0 ? [] : [extension(x509.id_ce_subjectAltName, false, names)]),
    extension(x509.id_ce_subjectKeyIdentifier, false, identifier),
    issuerIdentifier(issuerKeys),
  ]);
}

/** A certificate as PEM. */
export function buildCertificate(options: CertificateOptions): string {
  const { subject, publicKey, issuer, issuerKeys, serial, notBefore, notAfter, rsaSignature } = options;
  const algorithm = signatureAlgorithm(issuerKeys.privateKey, rsaSignature);
  const tbsCertificate = new x509.TBSCertificate({
    version: x509.Version.v3,
    serialNumber: serialNumber(serial),
    signature: algorithm,
    issuer: nameStructure(issuer),
    // UTCTime until 2049, GeneralizedTime from 2050 on (RFC 5280 §4.1.2.5).
    validity: new x509.Validity({ notBefore: new Date(notBefore), notAfter: new Date(notAfter) }),
    subject: nameStructure(subject),
    subjectPublicKeyInfo: keyInfoOf(publicKey),
    extensions: extensionsFor(options),
  });
  const signatureValue = signStructure(tbsCertificate, issuerKeys.privateKey, rsaSignature);
  const whole = new x509.Certificate({ tbsCertificate, signatureAlgorithm: algorithm, signatureValue });
  return toPem(serialize(whole), 'CERTIFICATE');
}

/** A signing request for the name and keys as PEM, signed by `signer` where that is to be somebody else. */
export function buildSigningRequest(subject: Name, keys: KeyPair, signer: KeyPair = keys): string {
  const wanted = arrayBuffer(serialize(new x509.Extensions([keyUsage('client')])));
  const certificationRequestInfo = new CertificationRequestInfo({
    subject: nameStructure(subject),
    subjectPKInfo: keyInfoOf(keys.publicKey),
    attributes: new Attributes([new x509.Attribute({ type: EXTENSION_REQUEST, values: [wanted] })]),
  });
  const whole = new CertificationRequest({
    certificationRequestInfo,
    signatureAlgorithm: signatureAlgorithm(signer.privateKey, 'pkcs1'),
    signature: signStructure(certificationRequestInfo, signer.privateKey, 'pkcs1'),
  });
  return toPem(serialize(whole), 'CERTIFICATE REQUEST');
}

/** The attribute of a request that says which extensions the certificate is to have (RFC 2985 §5.4.2). */
const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';

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
  const algorithm = signatureAlgorithm(issuerKeys.privateKey, rsaSignature);
  const revocationDate = new x509.Time(thisUpdate);
  const tbsCertList = new x509.TBSCertList({
    version: x509.Version.v2,
    signature: algorithm,
    issuer: nameStructure(issuer),
    thisUpdate: revocationDate,
    nextUpdate: new x509.Time(nextUpdate),
    // An empty list of them is none (RFC 5280 §5.1.2.6).
    ...(serials.length > 0 && {
      revokedCertificates: serials.map(
        (serial) => new x509.RevokedCertificate({ userCertificate: serialNumber(serial), revocationDate }),
      ),
    }),
    crlExtensions: [issuerIdentifier(issuerKeys), extension(x509.id_ce_cRLNumber, false, new x509.CRLNumber(1))],
  });
  const signature = signStructure(tbsCertList, issuerKeys.privateKey, rsaSignature);
  const whole = new x509.CertificateList({ tbsCertList, signatureAlgorithm: algorithm, signature });
  return toPem(serialize(whole), 'X509 CRL');
}
