/** Reads certificate revocation lists (RFC 5280 §5). */
import { type KeyObject } from 'node:crypto';
import { asRead, parse } from './asn1.js';
import { verifyBytes } from './keys.js';
import { pemBlocks } from './pem.js';

export interface RevocationList {
  /** The issuer's name as DER. */
  readonly issuer: Buffer;
  /** Serial numbers in hexadecimal, as they stand there. */
  readonly serials: ReadonlySet<string>;
  signedBy(key: KeyObject): boolean;
}

/** More values than the longest PEM text that is read at all can hold in entries. */
const MOST_VALUES = 200_000;

function readList(bytes: Buffer): RevocationList | undefined {
  const list = parse(bytes, asRead().RevocationListAsRead, MOST_VALUES);
  if (!list) return undefined;
  const { issuerRaw, revokedCertificates = [] } = list.tbsCertList;
  const [content, signature] = [Buffer.from(list.tbsCertListRaw), Buffer.from(list.signature)];
  return {
    issuer: Buffer.from(issuerRaw),
    serials: new Set(revokedCertificates.map(({ userCertificate }) => Buffer.from(userCertificate).toString('hex'))),
    signedBy: (key) => verifyBytes(list.signatureAlgorithm.algorithm, content, key, signature),
  };
}

/** The lists of a PEM text; what is broken is left out. */
export const readRevocationLists = (pem: string): readonly RevocationList[] =>
  pemBlocks(pem, 'X509 CRL').flatMap((bytes) => readList(bytes) ?? []);
