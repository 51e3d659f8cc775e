/** Keeps uploads as evidence: numbered files in a folder of the run, so many bytes of them at most. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'files';
const FILES = 500;
const BYTES = 1 << 30;

/** The last part of a path as a file name that is safe everywhere. */
const safe = (path: string): string =>
  path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/^\.+/, '_')
    .slice(-60);

/** Writes each upload below `folder`; returns its name relative to it, or undefined when there are too many. */
export function keepIn(folder: string): (path: string, content: Uint8Array) => string | undefined {
  let files = 0;
  let bytes = 0;
  return (path, content) => {
    if (files >= FILES || bytes + content.length > BYTES) return undefined;
    files++;
    bytes += content.length;
    const name = `${FOLDER}/${String(files).padStart(3, '0')}-${safe(path)}`;
    mkdirSync(join(folder, FOLDER), { recursive: true });
    writeFileSync(join(folder, name), content);
    return name;
  };
}
