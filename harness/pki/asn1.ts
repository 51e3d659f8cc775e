/**
 * The ASN.1 structures of X.509 by the schemas of their library: written as DER, and read from DER within bounds and
 * without exceptions. Fields whose bytes are compared, hashed or verified are kept as they stand.
 */
import type * as X509 from '@peculiar/asn1-x509';
import { type AsnType } from 'asn1js';
import { asn1, csr, once, schema, x509 } from './packages.js';

/** Deeper than anything of X.509. */
const DEEPEST = 32;
/** More values than any certificate or request of ours has. */
const MOST_VALUES = 10_000;

/** BER, not DER, has lengths that only an end mark tells, and strings in parts (X.690 §10.1, §10.2). */
function isDistinguished(value: AsnType): boolean {
  if (value.lenBlock.isIndefiniteForm) return false;
  return value instanceof asn1().Constructed
    ? value.valueBlock.value.every(isDistinguished)
    : !value.idBlock.isConstructed;
}

/** The structure that `bytes` consist of; undefined where they are no such one, or hold more. */
export function parse<T>(bytes: Uint8Array, type: new () => T, maxNodes = MOST_VALUES): T | undefined {
  const berOptions = { maxDepth: DEEPEST, maxNodes, parseEmbedded: false };
  try {
    const { offset, result } = asn1().fromBER(bytes, berOptions);
    return offset === bytes.length && isDistinguished(result)
      ? schema().AsnParser.fromASN(result, type, { berOptions })
      : undefined;
  } catch {
    return undefined;
  }
}

/** A structure of the library's as DER. */
export const serialize = (structure: object): Buffer => Buffer.from(schema().AsnConvert.serialize(structure));

/** A copy of the bytes, as the library takes them. */
export const arrayBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

/** The structures with those fields kept. */
export const asRead = once(() => {
  const { AsnProp } = schema();
  const { CertificationRequest, CertificationRequestInfo } = csr();
  const { Certificate, CertificateList, Name, SubjectPublicKeyInfo, TBSCertificate, TBSCertList, Validity } = x509();

  class CertificateContent extends TBSCertificate {
    declare readonly issuerRaw: Uint8Array;
    declare readonly subjectRaw: Uint8Array;
    declare readonly validityRaw: Uint8Array;
  }
  AsnProp({ type: Name, raw: true })(CertificateContent.prototype, 'issuer');
  AsnProp({ type: Name, raw: true })(CertificateContent.prototype, 'subject');
  AsnProp({ type: Validity, raw: true })(CertificateContent.prototype, 'validity');

  /** A certificate with the bytes of its names and of its validity. */
  class CertificateAsRead extends Certificate {
    declare tbsCertificate: CertificateContent;
  }
  AsnProp({ type: CertificateContent, raw: true })(CertificateAsRead.prototype, 'tbsCertificate');

  class RequestContent extends CertificationRequestInfo {
    declare readonly subjectPKInfoRaw: Uint8Array;
  }
  AsnProp({ type: SubjectPublicKeyInfo, raw: true })(RequestContent.prototype, 'subjectPKInfo');

  /** A signing request with the bytes of its content and of its key. */
  class RequestAsRead extends CertificationRequest {
    declare readonly certificationRequestInfoRaw: ArrayBuffer;
    declare certificationRequestInfo: RequestContent;
  }
  AsnProp({ type: RequestContent, raw: true })(RequestAsRead.prototype, 'certificationRequestInfo');

  class ListContent extends TBSCertList {
    declare readonly issuerRaw: Uint8Array;
  }
  AsnProp({ type: Name, raw: true })(ListContent.prototype, 'issuer');

  /** A revocation list with the bytes of its content and of its issuer's name. */
  class RevocationListAsRead extends CertificateList {
    declare readonly tbsCertListRaw: ArrayBuffer;
    declare tbsCertList: ListContent;
  }
  AsnProp({ type: ListContent, raw: true })(RevocationListAsRead.prototype, 'tbsCertList');

  return { CertificateAsRead, RequestAsRead, RevocationListAsRead };
});

/** The content of a certificate with the bytes of its validity. */
export type ContentAsRead = X509.TBSCertificate & { readonly validityRaw: Uint8Array };
