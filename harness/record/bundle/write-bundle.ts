/** Writes a bundle: one gzipped tar file, the same bytes whenever it is made of the same files. */
import { createHash, type KeyObject } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { signStatement } from './dsse.js';
import { type About, type BundledFile, type Manifest, MANIFEST, SIGNATURE, statementOf } from './manifest.js';
import { tarEnd, tarHeader, tarPadding } from './tar.js';

/** A file to bundle: a path on disk, or its content. */
export type BundleSource = { readonly name: string } & ({ readonly path: string } | { readonly content: string });

async function digestOf(source: BundleSource): Promise<BundledFile> {
  const hash = createHash('sha256');
  if ('content' in source) {
    const bytes = Buffer.byteLength(source.content);
    return { name: source.name, bytes, sha256: hash.update(source.content).digest('hex') };
  }
  let bytes = 0;
  for await (const chunk of createReadStream(source.path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { name: source.name, bytes, sha256: hash.digest('hex') };
}

async function* archive(sources: readonly BundleSource[], time: number): AsyncGenerator<Buffer> {
  for (const source of sources) {
    const size = 'content' in source ? Buffer.byteLength(source.content) : (await stat(source.path)).size;
    yield tarHeader(source.name, size, time);
    if ('content' in source) yield Buffer.from(source.content);
    else yield* createReadStream(source.path) as AsyncIterable<Buffer>;
    yield tarPadding(size);
  }
  yield tarEnd();
}

/** Writes the bundle to `path`, which must not exist; `time` (seconds since 1970) is what every file in it gets. */
export async function writeBundle(
  path: string,
  sources: readonly BundleSource[],
  about: About,
  time: number,
  key?: KeyObject,
): Promise<Manifest> {
  const files: BundledFile[] = [];
  for (const source of sources) files.push(await digestOf(source));
  const manifest: Manifest = { format: 'laddprov-bundle', version: 1, about, files };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const all: BundleSource[] = [{ name: MANIFEST, content: text }];
  if (key !== undefined) {
    const digest = createHash('sha256').update(text).digest('hex');
    const envelope = signStatement(statementOf(manifest, digest), key);
    all.push({ name: SIGNATURE, content: `${JSON.stringify(envelope)}\n` });
  }
  const bytes = Readable.from(archive([...all, ...sources], time));
  await pipeline(bytes, createGzip({ level: 9 }), createWriteStream(path, { flags: 'wx' }));
  return manifest;
}
