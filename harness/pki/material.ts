/** What a certificate authority lasts by: its keys and the certificates of its roots and intermediates. */
import { createHash } from 'node:crypto';
import { buildCertificate } from './build.js';
import { generateKeys, type KeyPair, type RsaSignature } from './keys.js';
import { type Name } from './names.js';

export type KeyKind = 'rsa' | 'ec';
export const KEY_KINDS: readonly KeyKind[] = ['rsa', 'ec'];
export type ByKind<T> = Readonly<Record<KeyKind, T>>;

/** Whoever signs certificates. */
export interface Issuer {
  readonly name: Name;
  readonly keys: KeyPair;
  readonly pem: string;
}

/** A root, and the intermediate that issues in its stead. */
export interface Hierarchy {
  readonly root: Issuer;
  readonly intermediate: Issuer;
}

/** The two hierarchies of OCPP (whitepaper §2.6.2), each with RSA and with EC keys. */
export interface Material {
  readonly organisation: string;
  readonly rsaSignature: RsaSignature;
  readonly csms: ByKind<Hierarchy>;
  readonly manufacturer: ByKind<Hierarchy>;
}

export const DAY = 86_400_000;

/** A positive serial number of 16 bytes, the same for the same parts. */
export function serialFor(...parts: readonly (string | Buffer)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  const serial = hash.digest().subarray(0, 16);
  serial[0] = 0x40 | ((serial[0] ?? 0) & 0x3f);
  return serial;
}

const bytesOf = ({ publicKey }: KeyPair): Buffer => publicKey.export({ format: 'der', type: 'spki' });

/** A root that signs itself, or that `by` signs. */
export function makeRoot(name: Name, keys: KeyPair, now: number, rsaSignature: RsaSignature, by?: Issuer): Issuer {
  const pem = buildCertificate({
    subject: name,
    publicKey: keys.publicKey,
    issuer: by?.name ?? name,
    issuerKeys: by?.keys ?? keys,
    serial: serialFor('root', bytesOf(keys), JSON.stringify(name)),
    notBefore: now - DAY,
    notAfter: now + 3650 * DAY,
    use: 'authority',
    rsaSignature,
  });
  return { name, keys, pem };
}

function makeHierarchy(
  title: string,
  organisation: string,
  kind: KeyKind,
  [rootKeys, keys]: readonly [KeyPair, KeyPair],
  now: number,
  rsaSignature: RsaSignature,
): Hierarchy {
  const label = `${title} ${kind.toUpperCase()}`;
  const root = makeRoot(
    [
      ['O', organisation],
      ['CN', `${label} Root`],
    ],
    rootKeys,
    now,
    rsaSignature,
  );
  const name: Name = [
    ['O', organisation],
    ['CN', `${label} Intermediate`],
  ];
  const pem = buildCertificate({
    subject: name,
    publicKey: keys.publicKey,
    issuer: root.name,
    issuerKeys: rootKeys,
    serial: serialFor('intermediate', bytesOf(keys)),
    notBefore: now - DAY,
    notAfter: now + 1825 * DAY,
    use: 'authority',
    rsaSignature,
  });
  return { root, intermediate: { name, keys, pem } };
}

export interface MaterialOptions {
  /** Milliseconds since the epoch: certificates are valid from a day before. */
  readonly now: number;
  /** The charging station operator's name, which stands as O in its certificates (A00.FR.404). */
  readonly organisation: string;
  readonly rsaSignature?: RsaSignature;
}

/** New keys and roots. Takes about a second. */
export async function createMaterial({ now, organisation, rsaSignature = 'pss' }: MaterialOptions): Promise<Material> {
  const hierarchy = async (title: string, owner: string, kind: KeyKind): Promise<Hierarchy> => {
    const keys = await Promise.all([generateKeys(kind), generateKeys(kind)]);
    return makeHierarchy(title, owner, kind, keys, now, rsaSignature);
  };
  const both = async (title: string, owner: string): Promise<ByKind<Hierarchy>> => {
    const [rsa, ec] = await Promise.all([hierarchy(title, owner, 'rsa'), hierarchy(title, owner, 'ec')]);
    return { rsa, ec };
  };
  const [csms, manufacturer] = await Promise.all([
    both('CSMS', organisation),
    both('Manufacturer', `${organisation} Manufacturing`),
  ]);
  return { organisation, rsaSignature, csms, manufacturer };
}
