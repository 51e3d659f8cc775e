/** `laddprov runs rebuild FOLDER`: the index made again from the records below a folder. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { type RunEntry } from '../../../harness/history/entry.js';
import { createDatabase, readIndex, replaceIndex } from '../../../harness/history/index-file.js';
import { isHistoryError } from '../../../harness/history/history-error.js';
import { allRuns, enter, entryOf } from '../../../harness/history/store.js';
import { EXIT } from '../../../harness/run/conclude.js';
import { usageError } from '../../errors.js';
import { readEntry, surroundings } from '../../history.js';
import { RECORD } from '../../output.js';

/** Folders in folders; deeper than this are no runs. */
const DEEPEST = 8;

/** Every record below the folder, by name; links are not followed. */
function recordsBelow(folder: string, depth = 0): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile()) return entry.name === RECORD ? [path] : [];
    const inside = entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.');
    return inside && depth < DEEPEST ? recordsBelow(path, depth + 1) : [];
  });
}

/** The digests in the index as it is now; none where there is none that can be read. */
function digestsIn(index: string): ReadonlySet<string> {
  try {
    return new Set(readIndex(index, allRuns).map(({ digest }) => digest));
  } catch (error) {
    if (isHistoryError(error)) return new Set();
    throw error;
  }
}

/** Resolves with 0, or with 3 where a record could not be read and is not in the index. */
export async function runsRebuildCommand(options: { readonly index?: string }, of: string): Promise<number> {
  const folder = resolve(of);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw usageError(`there is no folder ${folder}`, 'Name the folder that holds the folders of the runs.');
  const index = options.index === undefined ? join(folder, 'runs.sqlite') : resolve(options.index);
  const before = digestsIn(index);
  const entries: RunEntry[] = [];
  let shards = 0;
  let unreadable = 0;
  for (const record of recordsBelow(folder)) {
    try {
      const entry = await readEntry(index, record);
      if (entry === undefined) shards++;
      else entries.push(entry);
    } catch (error) {
      unreadable++;
      process.stderr.write(`laddprov: left out ${record}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
  entries.sort((a, b) => a.epoch - b.epoch || (a.digest < b.digest ? -1 : 1));
  const made = mkdtempSync(join(tmpdir(), 'laddprov-rebuild-'));
  let entered = 0;
  let missing = 0;
  try {
    const database = join(made, 'runs.sqlite');
    createDatabase(database, (fresh) => {
      for (const entry of entries) if (enter(fresh, entry)) entered++;
    });
    const kept = await replaceIndex(index, database, surroundings, (fresh, old) => {
      if (old === undefined) return { keepOld: false };
      const found = new Set(entries.map(({ digest }) => digest));
      const lost = allRuns(old).filter(({ digest }) => !found.has(digest));
      // A run that ended while the records were read came into the old index; it must not be lost.
      for (const run of lost.filter(({ digest }) => !before.has(digest))) enter(fresh, entryOf(old, run));
      missing = lost.filter(({ digest }) => before.has(digest)).length;
      return { keepOld: missing > 0 };
    });
    process.stdout.write(
      `${index}: ${entered} entered from ${folder}${shards > 0 ? `, ${shards} shards left out` : ''}\n`,
    );
    if (kept !== undefined)
      process.stdout.write(
        missing > 0
          ? `${missing} of the runs before have no record here; the index before is kept: ${kept}\n`
          : `the file before could not be read and is kept: ${kept}\n`,
      );
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return unreadable > 0 ? EXIT.incomplete : 0;
}
