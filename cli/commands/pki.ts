/** `laddprov pki`: a certificate authority in a folder, with the certificates that a tester and a product need. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { wallClock } from '../../harness/doors/machine.js';
import { type TlsIdentity } from '../../harness/doors/tls.js';
import { createPki, type Pki } from '../../harness/pki/authority.js';
import { buildSigningRequest } from '../../harness/pki/build.js';
import { generateKeys, type RsaSignature } from '../../harness/pki/keys.js';
import { createMaterial } from '../../harness/pki/material.js';
import {
  type AuthorityFolder,
  DESCRIPTION,
  pemOf,
  readAuthority,
  writeAuthority,
  writeNew,
} from '../../harness/run/authority-folder.js';
import { usageError } from '../errors.js';

interface PkiOptions {
  readonly host: readonly string[];
  readonly identity: readonly string[];
  readonly organisation: string;
  readonly rsaSignature: RsaSignature;
}

const SAFE_NAME = /^[\w.-]{1,100}$/;

/** File names of an identity: what is no letter, digit, dot or dash is percent-encoded. */
const fileNameOf = (identity: string): string =>
  SAFE_NAME.test(identity)
    ? identity
    : encodeURIComponent(identity).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);

/** Writes a chain and its key, unless they are there. Returns the names of what was written. */
async function writeIdentity(
  folder: string,
  name: string,
  make: () => TlsIdentity | Promise<TlsIdentity>,
): Promise<readonly string[]> {
  const files = [`${name}.pem`, `${name}.key`];
  if (files.every((file) => existsSync(join(folder, file)))) return [];
  const { chain, key } = await make();
  writeNew(join(folder, files[0]!), chain);
  writeNew(join(folder, files[1]!), key, 0o600);
  return files;
}

/** A station's certificate for a key of its own (A00.FR.427). */
async function stationIdentity(pki: Pki, identity: string): Promise<TlsIdentity> {
  const keys = await generateKeys('ec');
  const name = [
    ['O', pki.organisation],
    ['CN', identity],
  ] as const;
  return { chain: pki.signRequest(buildSigningRequest(name, keys)) ?? '', key: pemOf(keys) };
}

function writeShared(folder: string, name: string, text: string): readonly string[] {
  if (existsSync(join(folder, name))) return [];
  writeNew(join(folder, name), text);
  return [name];
}

/** The authority of the folder: the one that is there, or a new one. Never overwrites anything. */
async function authorityIn(folder: string, options: PkiOptions, now: number): Promise<AuthorityFolder> {
  if (existsSync(join(folder, DESCRIPTION))) return readAuthority(folder);
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw usageError(
      `${folder} holds other things already`,
      'Name a folder that is new or empty; nothing is overwritten.',
    );
  const { organisation, rsaSignature } = options;
  const hosts = options.host.length > 0 ? options.host : ['localhost', '127.0.0.1'];
  const material = await createMaterial({ now, organisation, rsaSignature });
  writeAuthority(folder, material, hosts);
  return { material, hosts };
}

async function writeAll(
  folder: string,
  pki: Pki,
  hosts: readonly string[],
  identities: readonly string[],
): Promise<readonly string[]> {
  const written = [
    ...writeShared(folder, 'csms-roots.pem', pki.csmsRoots().join('')),
    ...writeShared(folder, 'manufacturer-roots.pem', pki.manufacturerRoots.join('')),
    ...writeShared(folder, 'revoked.crl.pem', pki.revocationLists.join('')),
  ];
  for (const kind of ['rsa', 'ec'] as const)
    written.push(...(await writeIdentity(folder, `server-${kind}`, () => pki.server(hosts, { kind })[0]!)));
  for (const identity of identities) {
    const name = `station-${fileNameOf(identity)}`;
    written.push(...(await writeIdentity(folder, name, () => stationIdentity(pki, identity))));
  }
  return written;
}

export async function pkiCommand(options: PkiOptions, folder: string): Promise<number> {
  const now = wallClock();
  const { material, hosts } = await authorityIn(folder, options, now);
  const pki = await createPki({ now, organisation: material.organisation }, material);
  if (options.host.some((host) => !hosts.includes(host)))
    throw usageError(
      `${folder} is for the hosts ${hosts.join(', ')}`,
      'Make another authority in another folder for other hosts.',
    );
  const written = await writeAll(folder, pki, hosts, options.identity);
  const lines = [
    written.length > 0 ? `written to ${folder}: ${written.join(', ')}` : `${folder} has everything already`,
    `organisation (CpoName): ${pki.organisation}; hosts: ${hosts.join(', ')}`,
    '',
    'In the plan:',
    `  security: { profile: 3, tls: { authority: ${folder} } }`,
    '',
    'A station under test:',
    `  trusts ${join(folder, 'csms-roots.pem')} (both roots, or the one of its kind of key)`,
    `  and for firmware ${join(folder, 'manufacturer-roots.pem')}`,
    `  in profile 3 shows ${join(folder, 'station-IDENTITY.pem')} with its .key: laddprov pki ${folder} --identity IDENTITY`,
    'A CSMS under test:',
    `  shows ${join(folder, 'server-rsa.pem')} and ${join(folder, 'server-ec.pem')} with their .key, or its own (security.tls.ca)`,
    `  in profile 3 trusts ${join(folder, 'csms-roots.pem')} for stations, less what ${join(folder, 'revoked.crl.pem')} names`,
    '',
    `The keys in ${join(folder, 'private')} sign for it: they are for tests alone, and for nobody else.`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}
