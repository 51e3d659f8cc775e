/** Where a run writes, and what it leaves there. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { wallClock } from '../harness/doors/machine.js';
import { usageError } from './errors.js';

export const RECORD = 'record.jsonl';

/** A folder for a new run: the one that is named, which must hold no run yet, or a new one under results/. */
export function outputFolder(out: string | undefined, name: string): string {
  if (out !== undefined) {
    const folder = resolve(out);
    if (existsSync(join(folder, RECORD)))
      throw usageError(
        `${folder} holds the record of another run`,
        'Choose another folder with --out; a record is never overwritten.',
      );
    mkdirSync(folder, { recursive: true });
    return folder;
  }
  const stamp = new Date(wallClock()).toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  for (let count = 1; ; count++) {
    const folder = resolve('results', `${stamp}-${name}${count > 1 ? `-${count}` : ''}`);
    if (existsSync(folder)) continue;
    mkdirSync(folder, { recursive: true });
    return folder;
  }
}

/** The way from a page to a file, as a relative address; undefined where the file is not there. */
export function addressFrom(page: string, file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return relative(dirname(page), file).split(sep).map(encodeURIComponent).join('/');
}

/** The record that a command's argument names: the file itself, or the one in the folder. */
export function recordIn(run: string): string {
  const path = run.endsWith('.jsonl') ? resolve(run) : resolve(run, RECORD);
  if (!existsSync(path))
    throw usageError(`there is no record at ${path}`, 'Name the folder that a run wrote, or its record.jsonl.');
  return path;
}
