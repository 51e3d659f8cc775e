/** CertificateHashDataType: how OCPP names an installed certificate (whitepaper §6.1, RFC 6960 §4.1.1). */
import { createHash } from 'node:crypto';
import { type Certificate } from './inspect.js';

export type HashAlgorithm = 'SHA256' | 'SHA384' | 'SHA512';

export interface CertificateHashData {
  readonly hashAlgorithm: HashAlgorithm;
  readonly issuerNameHash: string;
  readonly issuerKeyHash: string;
  readonly serialNumber: string;
}

/** The serial number in hexadecimal without leading zeroes. */
const serialText = (serial: Buffer): string => serial.toString('hex').replace(/^0+(?=.)/, '');

/** The hash data of a certificate. A root is its own issuer. All is in lower-case hexadecimal. */
export function hashDataOf(
  certificate: Certificate,
  issuer: Certificate = certificate,
  hashAlgorithm: HashAlgorithm = 'SHA256',
): CertificateHashData {
  const hash = (bytes: Buffer) => createHash(hashAlgorithm.toLowerCase()).update(bytes).digest('hex');
  return {
    hashAlgorithm,
    issuerNameHash: hash(certificate.issuerDer),
    issuerKeyHash: hash(issuer.keyBits),
    serialNumber: serialText(certificate.serial),
  };
}

/** Whether two hash data mean the same certificate: CiStrings, and products differ in leading zeroes of the serial. */
export function sameHashData(a: CertificateHashData, b: CertificateHashData): boolean {
  const normal = (data: CertificateHashData) =>
    [data.hashAlgorithm, data.issuerNameHash, data.issuerKeyHash, data.serialNumber.replace(/^0+(?=.)/, '')]
      .join(' ')
      .toLowerCase();
  return normal(a) === normal(b);
}
