/** Bundles for tests: made whole, then made wrong in one way. */
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type About, type Manifest } from '../../../harness/record/bundle/manifest.js';
import { openBundle } from '../../../harness/record/bundle/open-bundle.js';
import { tarEnd, tarHeader, tarPadding } from '../../../harness/record/bundle/tar.js';
import { writeBundle } from '../../../harness/record/bundle/write-bundle.js';

const ABOUT: About = {
  tool: { name: 'laddprov', version: '0.1.0' },
  catalogue: { revision: '2025-11', digest: 'ab', cases: 3 },
  environment: { node: 'v20', os: 'linux x64', schemas: 'cd' },
  sut: { role: 'station', version: '2.0.1', identity: 'CS-0042' },
  started: '2026-03-14T09:30:00.000Z',
  conclusion: 'conformant',
  exitCode: 0,
  recordDigest: 'ef',
};

export function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'laddprov-bundle-test-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const keys = (): { publicKey: KeyObject; privateKey: KeyObject } => generateKeyPairSync('ed25519');

/** Writes a bundle of these files and returns its path. */
export async function bundleOf(
  t: TestContext,
  files: Readonly<Record<string, string>>,
  key?: KeyObject,
): Promise<string> {
  const path = join(folderOf(t), 'run.tar.gz');
  const sources = Object.entries(files).map(([name, content]) => ({ name, content }));
  await writeBundle(path, sources, ABOUT, 1_773_480_600, key);
  return path;
}

/** Opens it and gives what is wrong with it, and what its signature is worth. */
export async function opened(t: TestContext, path: string, key?: KeyObject) {
  return openBundle(path, folderOf(t), key);
}

export interface Entry {
  readonly name: string;
  readonly content: Buffer;
}

/** The archive's files in order, read without the product's reader. */
export function entriesOf(path: string): Entry[] {
  const tar = gunzipSync(readFileSync(path));
  const entries: Entry[] = [];
  for (let at = 0; tar[at] !== 0;) {
    const name = tar.toString('latin1', at, at + 100).replace(/\0.*$/s, '');
    const size = parseInt(tar.toString('latin1', at + 124, at + 135), 8);
    entries.push({ name, content: Buffer.from(tar.subarray(at + 512, at + 512 + size)) });
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return entries;
}

/** Packs entries again, whatever they are. */
export function packed(t: TestContext, entries: readonly Entry[]): string {
  const path = join(folderOf(t), 'changed.tar.gz');
  const parts = entries.flatMap(({ name, content }) => [
    tarHeader(name, content.length, 0),
    content,
    tarPadding(content.length),
  ]);
  writeFileSync(path, gzipSync(Buffer.concat([...parts, tarEnd()])));
  return path;
}

/** The entries with one of them changed. */
export const changed = (entries: readonly Entry[], name: string, change: (text: string) => string): Entry[] =>
  entries.map((entry) =>
    entry.name === name ? { name, content: Buffer.from(change(entry.content.toString())) } : entry,
  );

/** The manifest as somebody who knows what they do would change it: with the digests of what is there now. */
export function relisted(entries: readonly Entry[]): Entry[] {
  return changed(entries, 'manifest.json', (text) => {
    const manifest = JSON.parse(text) as Manifest;
    const files = entries
      .filter(({ name }) => name !== 'manifest.json' && name !== 'attestation.dsse.json')
      .map(({ name, content }) => ({
        name,
        bytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      }));
    return JSON.stringify({ ...manifest, files });
  });
}
