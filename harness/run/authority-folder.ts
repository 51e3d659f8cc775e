/**
 * A certificate authority on disk: the folder that `laddprov pki` writes and that a plan names as
 * `security.tls.authority`. Private keys are readable by their owner alone.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readCertificates } from '../pki/inspect.js';
import { type KeyPair } from '../pki/keys.js';
import { type Hierarchy, type Issuer, KEY_KINDS, type KeyKind, type Material } from '../pki/material.js';

/** What else the folder says. */
const descriptionSchema = z.strictObject({
  organisation: z.string().min(1).max(64),
  /** The names under which a station reaches the tester. */
  hosts: z.array(z.string().min(1).max(255)).min(1).max(100),
  rsaSignature: z.enum(['pss', 'pkcs1']),
});
export type AuthorityDescription = z.infer<typeof descriptionSchema>;

export interface AuthorityFolder {
  readonly material: Material;
  readonly hosts: readonly string[];
}

/** Where its description lies. */
export const DESCRIPTION = 'authority.json';
const PRIVATE = 'private';
const USES = ['csms', 'manufacturer'] as const;
const PARTS = ['root', 'intermediate'] as const;

const fileName = (use: string, kind: string, part: string): string => `${use}-${part}-${kind}`;

export const pemOf = ({ privateKey }: KeyPair): string => privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;

/** Writes a file that is not there yet. Throws EEXIST where it is. */
export const writeNew = (path: string, text: string, mode = 0o644): void =>
  writeFileSync(path, text, { flag: 'wx', mode });

/** Writes the authority into `folder`, where nothing of it may be yet. */
export function writeAuthority(folder: string, material: Material, hosts: readonly string[]): void {
  const { organisation, rsaSignature } = material;
  mkdirSync(join(folder, PRIVATE), { recursive: true, mode: 0o700 });
  for (const use of USES)
    for (const kind of KEY_KINDS)
      for (const part of PARTS) {
        const { pem, keys } = material[use][kind][part];
        writeNew(join(folder, `${fileName(use, kind, part)}.pem`), pem);
        writeNew(join(folder, PRIVATE, `${fileName(use, kind, part)}.key`), pemOf(keys), 0o600);
      }
  const description: AuthorityDescription = { organisation, hosts: [...hosts], rsaSignature };
  writeNew(join(folder, DESCRIPTION), `${JSON.stringify(description, undefined, 2)}\n`);
}

const broken = (folder: string, detail: string): Error =>
  Object.assign(new Error(`${folder} holds no certificate authority: ${detail}`), {
    code: 'AUTHORITY_UNREADABLE',
    headline: `${folder} holds no certificate authority: ${detail}`,
    hint: 'laddprov pki FOLDER makes one; name that folder as security.tls.authority.',
  });

function readIssuer(folder: string, name: string): Issuer {
  const pem = readFileSync(join(folder, `${name}.pem`), 'utf8');
  const privateKey = createPrivateKey(readFileSync(join(folder, PRIVATE, `${name}.key`)));
  const [certificate] = readCertificates(pem) ?? [];
  if (!certificate?.x509.checkPrivateKey(privateKey)) throw new Error(`${name}.pem and its key do not belong together`);
  return { name: certificate.subject, pem, keys: { privateKey, publicKey: createPublicKey(pem) } };
}

/** Reads what `writeAuthority` wrote. Throws AUTHORITY_UNREADABLE where something is missing or does not fit. */
export function readAuthority(folder: string): AuthorityFolder {
  try {
    const description = descriptionSchema.parse(JSON.parse(readFileSync(join(folder, DESCRIPTION), 'utf8')));
    const hierarchy = (use: string, kind: KeyKind): Hierarchy => ({
      root: readIssuer(folder, fileName(use, kind, 'root')),
      intermediate: readIssuer(folder, fileName(use, kind, 'intermediate')),
    });
    const both = (use: string) => ({ rsa: hierarchy(use, 'rsa'), ec: hierarchy(use, 'ec') });
    const { organisation, rsaSignature, hosts } = description;
    return { material: { organisation, rsaSignature, csms: both('csms'), manufacturer: both('manufacturer') }, hosts };
  } catch (error) {
    throw broken(folder, (error as Error).message.split('\n')[0] ?? '');
  }
}
