/**
 * The ASN.1 structures of X.509 by the schemas of their library: written as DER, and read from DER within bounds and
 * without exceptions. Fields whose bytes are compared, hashed or verified are kept as they stand.
 */
import { AsnConvert, AsnParser, AsnProp } from '@peculiar/asn1-schema';
import { CertificationRequest, CertificationRequestInfo } from '@peculiar/asn1-csr';
import {
  Certificate,
  CertificateList,
  Name,
  SubjectPublicKeyInfo,
  TBSCertificate,
  TBSCertList,
  Validity,
} from '@peculiar/asn1-x509';
import { type AsnType, Constructed, fromBER } from 'asn1js';

/** Deeper than anything of X.509. */
const DEEPEST = 32;
/** More values than any certificate or request of ours has. */
const MOST_VALUES = 10_000;

/** BER, not DER, has lengths that only an end mark tells, and strings in parts (X.690 §10.1, §10.2). */
function isDistinguished(value: AsnType): boolean {
  if (value.lenBlock.isIndefiniteForm) return false;
  return value instanceof Constructed ? value.valueBlock.value.every(isDistinguished) : !value.idBlock.isConstructed;
}

/** The structure that `bytes` consist of; undefined where they are no such one, or hold more. */
export function parse<T>(bytes: Uint8Array, type: new () => T, maxNodes = MOST_VALUES): T | undefined {
  const berOptions = { maxDepth: DEEPEST, maxNodes, parseEmbedded: false };
  try {
    const { offset, result } = fromBER(bytes, berOptions);
    return offset === bytes.length && isDistinguished(result)
      ? AsnParser.fromASN(result, type, { berOptions })
      : undefined;
  } catch {
    return undefined;
  }
}

/** A structure of the library's as DER. */
export const serialize = (structure: object): Buffer => Buffer.from(AsnConvert.serialize(structure));

/** A copy of the bytes, as the library takes them. */
export const arrayBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

class CertificateContentAsRead extends TBSCertificate {
  declare readonly issuerRaw: Uint8Array;
  declare readonly subjectRaw: Uint8Array;
  declare readonly validityRaw: Uint8Array;
}
AsnProp({ type: Name, raw: true })(CertificateContentAsRead.prototype, 'issuer');
AsnProp({ type: Name, raw: true })(CertificateContentAsRead.prototype, 'subject');
AsnProp({ type: Validity, raw: true })(CertificateContentAsRead.prototype, 'validity');

/** A certificate with the bytes of its names and of its validity. */
export class CertificateAsRead extends Certificate {
  declare tbsCertificate: CertificateContentAsRead;
}
AsnProp({ type: CertificateContentAsRead, raw: true })(CertificateAsRead.prototype, 'tbsCertificate');

class RequestContentAsRead extends CertificationRequestInfo {
  declare readonly subjectPKInfoRaw: Uint8Array;
}
AsnProp({ type: SubjectPublicKeyInfo, raw: true })(RequestContentAsRead.prototype, 'subjectPKInfo');

/** A signing request with the bytes of its content and of its key. */
export class RequestAsRead extends CertificationRequest {
  declare readonly certificationRequestInfoRaw: ArrayBuffer;
  declare certificationRequestInfo: RequestContentAsRead;
}
AsnProp({ type: RequestContentAsRead, raw: true })(RequestAsRead.prototype, 'certificationRequestInfo');

class ListContentAsRead extends TBSCertList {
  declare readonly issuerRaw: Uint8Array;
}
AsnProp({ type: Name, raw: true })(ListContentAsRead.prototype, 'issuer');

/** A revocation list with the bytes of its content and of its issuer's name. */
export class RevocationListAsRead extends CertificateList {
  declare readonly tbsCertListRaw: ArrayBuffer;
  declare tbsCertList: ListContentAsRead;
}
AsnProp({ type: ListContentAsRead, raw: true })(RevocationListAsRead.prototype, 'tbsCertList');
