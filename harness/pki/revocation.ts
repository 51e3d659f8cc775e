/** Reads certificate revocation lists (RFC 5280 §5). */
import { type KeyObject } from 'node:crypto';
import { partsOf, readDer, readOid, readTime, TAG } from './der.js';
import { verifyBytes } from './keys.js';
import { pemBlocks } from './pem.js';

export interface RevocationList {
  /** The issuer's name as DER. */
  readonly issuer: Buffer;
  /** Milliseconds since the epoch. */
  readonly thisUpdate: number;
  readonly nextUpdate: number | undefined;
  /** Serial numbers in hexadecimal, as they stand there. */
  readonly serials: ReadonlySet<string>;
  signedBy(key: KeyObject): boolean;
}

const isTime = (tag: number | undefined): boolean => tag === TAG.utcTime || tag === TAG.generalizedTime;

function readList(bytes: Buffer): RevocationList | undefined {
  const [content, algorithm, signature] = partsOf(readDer(bytes)) ?? [];
  const all = partsOf(content) ?? [];
  const fields = all[0]?.tag === TAG.integer ? all.slice(1) : all;
  const [, issuer, from, maybe] = fields;
  const thisUpdate = readTime(from);
  const id = readOid(partsOf(algorithm)?.[0]);
  if (!content || !issuer || thisUpdate === undefined || id === undefined || !signature) return undefined;
  const list = fields.slice(3).find(({ tag }) => tag === TAG.sequence);
  const serials = (partsOf(list) ?? []).flatMap((entry) => partsOf(entry)?.[0]?.content.toString('hex') ?? []);
  return {
    issuer: issuer.bytes,
    thisUpdate,
    nextUpdate: isTime(maybe?.tag) ? readTime(maybe) : undefined,
    serials: new Set(serials),
    signedBy: (key) => verifyBytes(id, content.bytes, key, signature.content.subarray(1)),
  };
}

/** The lists of a PEM text; what is broken is left out. */
export const readRevocationLists = (pem: string): readonly RevocationList[] =>
  pemBlocks(pem, 'X509 CRL').flatMap((bytes) => readList(bytes) ?? []);
