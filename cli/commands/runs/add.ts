/** `laddprov runs add RUN...`: enters runs that exist. */
import { dirname } from 'node:path';
import { type RunEntry } from '../../../harness/history/entry.js';
import { changeIndex } from '../../../harness/history/index-file.js';
import { enter } from '../../../harness/history/store.js';
import { usageError } from '../../errors.js';
import { indexBeside, readEntry, surroundings } from '../../history.js';
import { resolve } from 'node:path';
import { recordIn } from '../../output.js';

/** Without `--index`, each run is entered into the index beside its folder. */
export async function runsAddCommand(options: { readonly index?: string }, runs: readonly string[]): Promise<number> {
  const byIndex = new Map<string, RunEntry[]>();
  // All records are read before the first is entered: a mistake in one leaves every index as it was.
  for (const record of runs.map(recordIn)) {
    const index = options.index === undefined ? indexBeside(dirname(record)) : resolve(options.index);
    const entry = await readEntry(index, record);
    if (entry === undefined)
      throw usageError(
        `${record} is one of several shards`,
        'Merge them (laddprov merge), and enter what comes of it.',
      );
    byIndex.set(index, [...(byIndex.get(index) ?? []), entry]);
  }
  for (const [index, entries] of byIndex) {
    const { value } = await changeIndex(index, surroundings, (database) =>
      entries.filter((entry) => enter(database, entry)),
    );
    const known = entries.length - value.length;
    process.stdout.write(`${index}: ${value.length} entered${known > 0 ? `, ${known} there already` : ''}\n`);
  }
  return 0;
}
