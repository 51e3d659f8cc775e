/** `laddprov runs remove RUN...`: takes runs out of the index. Their records stay. */
import { renderRunsText } from '../../../reports/index.js';
import { changeIndex, readIndex } from '../../../harness/history/index-file.js';
import { productName } from '../../../harness/history/product-history.js';
import { allRuns, remove } from '../../../harness/history/store.js';
import { findRun, indexToRead, surroundings } from '../../history.js';

export async function runsRemoveCommand(
  options: { readonly index?: string },
  named: readonly string[],
): Promise<number> {
  const index = indexToRead(options.index);
  const find = (runs: ReturnType<typeof allRuns>) => [...new Set(named.map((name) => findRun(runs, index, name)))];
  // A name that fits nothing is found before the index is locked.
  find(readIndex(index, allRuns));
  const { value } = await changeIndex(index, surroundings, (database) => {
    const runs = allRuns(database);
    const gone = find(runs);
    for (const { digest } of gone) remove(database, digest);
    return { gone, left: runs.length - gone.length };
  });
  const listed = value.gone.map((run) => ({ run, name: productName(run) }));
  process.stdout.write(
    `${renderRunsText(listed, listed.length, 'taken out')}\n${index}: ${value.left} left; records are not touched\n`,
  );
  return 0;
}
