/** Takes a bundle apart, and says in which ways it is not what its manifest and its signature say. */
import { createHash, type KeyObject } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { envelopeSchema, openEnvelope } from './dsse.js';
import {
  type BundledFile,
  type Manifest,
  MANIFEST,
  manifestSchema,
  SIGNATURE,
  statementOf,
  statementSchema,
} from './manifest.js';
import { readTar, TarError } from './tar.js';

/** The most that a bundle may hold, unpacked. */
const BYTES = 4 * 2 ** 30;
const FILES = 10_000;

export interface OpenedBundle {
  readonly problems: readonly string[];
  readonly manifest?: Manifest;
  /** `unchecked`: signed, and no key was given to check it with. */
  readonly signature: 'none' | 'unchecked' | 'good' | 'bad';
  /** Who signed it, as the envelope says; nothing vouches for it unless the signature is good. */
  readonly keyId?: string;
}

/** Unpacks into `folder` and gives what was found there. */
async function unpack(path: string, folder: string): Promise<Map<string, BundledFile>> {
  const found = new Map<string, BundledFile>();
  const gunzip = createGunzip();
  const packed = pipeline(createReadStream(path), gunzip);
  // A broken archive is told by whoever reads it.
  packed.catch(() => undefined);
  let total = 0;
  for await (const { name, size, body } of readTar(gunzip)) {
    if (found.has(name)) throw new TarError(`${name} is in it twice`);
    total += size;
    if (total > BYTES || found.size >= FILES) throw new TarError('it holds more than a bundle may');
    const hash = createHash('sha256');
    const target = join(folder, name);
    mkdirSync(dirname(target), { recursive: true });
    const hashing = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    await pipeline(Readable.from(body), hashing, createWriteStream(target, { flags: 'wx' }));
    found.set(name, { name, bytes: size, sha256: hash.digest('hex') });
  }
  await packed;
  if (gunzip.bytesWritten !== (await stat(path)).size) throw new TarError('there is something behind its end');
  return found;
}

function json(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function compareFiles(manifest: Manifest, found: ReadonlyMap<string, BundledFile>): string[] {
  const listed = new Map(manifest.files.map((file) => [file.name, file]));
  const problems = listed.size === manifest.files.length ? [] : ['the manifest lists a file twice'];
  for (const [name, file] of listed) {
    const own = found.get(name);
    if (own === undefined) problems.push(`${name} is listed and not there`);
    else if (own.bytes !== file.bytes || own.sha256 !== file.sha256)
      problems.push(`${name} is not the file that the manifest lists: it was changed`);
  }
  for (const name of found.keys()) {
    if (name === MANIFEST || name === SIGNATURE) {
      if (listed.has(name)) problems.push(`the manifest lists ${name}, which it cannot vouch for`);
    } else if (!listed.has(name)) problems.push(`${name} is there and not listed`);
  }
  return problems;
}

/** Compares as text what the signature speaks of with what it should: order and all. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function checkSignature(
  folder: string,
  manifest: Manifest,
  digest: string,
  key: KeyObject | undefined,
): { readonly problems: string[]; readonly signature: OpenedBundle['signature']; readonly keyId?: string } {
  const parsed = envelopeSchema.safeParse(json(join(folder, SIGNATURE)));
  if (!parsed.success) return { problems: ['the signature cannot be read'], signature: 'bad' };
  const { keyid } = parsed.data.signatures[0]!;
  const by = keyid === undefined ? {} : { keyId: keyid.slice(0, 64) };
  if (key === undefined) return { problems: [], signature: 'unchecked', ...by };
  const payload = openEnvelope(parsed.data, key);
  if (payload === undefined)
    return { problems: ['the signature is not of this key, or what it signs was changed'], signature: 'bad', ...by };
  const statement = statementSchema.safeParse(payload);
  if (!statement.success || !same(statement.data, statementOf(manifest, digest)))
    return { problems: ['the signature is of other files than these'], signature: 'bad', ...by };
  return { problems: [], signature: 'good', ...by };
}

/** Unpacks the bundle at `path` into `folder`, which is empty, and checks it; with a key, its signature too. */
export async function openBundle(path: string, folder: string, key?: KeyObject): Promise<OpenedBundle> {
  let found: ReadonlyMap<string, BundledFile>;
  try {
    found = await unpack(path, folder);
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    const broken = error instanceof TarError || (typeof code === 'string' && /^(?:Z_|ERR_STREAM_PREM)/.test(code));
    if (!broken) throw error;
    const why = error instanceof TarError ? error.message : 'it is no gzip file, or it is cut off or damaged';
    return { problems: [`the bundle cannot be read: ${why}`], signature: 'none' };
  }
  const own = found.get(MANIFEST);
  const manifest = manifestSchema.safeParse(json(join(folder, MANIFEST)));
  if (own === undefined || !manifest.success)
    return { problems: ['the bundle has no manifest that can be read'], signature: 'none' };
  const problems = compareFiles(manifest.data, found);
  if (!found.has(SIGNATURE)) {
    if (key !== undefined) problems.push('the bundle is not signed');
    return { problems, manifest: manifest.data, signature: 'none' };
  }
  const { problems: more, ...signed } = checkSignature(folder, manifest.data, own.sha256, key);
  return { problems: [...problems, ...more], manifest: manifest.data, ...signed };
}
