/** `laddprov bundle RUN`: a run as one file, with the digests of all that is in it, signed on request. */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { keyIdOf } from '../../harness/record/bundle/dsse.js';
import { writeBundle } from '../../harness/record/bundle/write-bundle.js';
import { bundleSources, runParts } from '../bundle-parts.js';
import { usageError } from '../errors.js';
import { readPrivateKey } from '../keys.js';
import { recordIn } from '../output.js';

export async function bundleCommand(
  options: { readonly out?: string; readonly key?: string },
  run: string,
): Promise<number> {
  const record = recordIn(run);
  const path = resolve(options.out ?? `${dirname(record)}.tar.gz`);
  if (existsSync(path))
    throw usageError(`${path} exists`, 'A bundle is evidence and never overwritten: name another file.');
  const key = options.key === undefined ? undefined : readPrivateKey(options.key);
  const parts = await runParts(record);
  const folder = mkdtempSync(join(tmpdir(), 'laddprov-bundle-'));
  try {
    mkdirSync(dirname(path), { recursive: true });
    const sources = await bundleSources(record, parts, folder);
    const { files } = await writeBundle(path, sources, parts.about, parts.start.epoch / 1000, key);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    console.log(
      `${path}: ${files.length} files, ${bytes} bytes unpacked, ${key ? `signed by key ${keyIdOf(key)}` : 'not signed'}`,
    );
    const missing = parts.kept.filter(({ name }) => sources.every((source) => source.name !== name));
    for (const { name } of missing) console.error(`laddprov: ${name}, which the SUT sent, is not there any more`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
