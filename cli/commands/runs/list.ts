/** `laddprov runs`: the latest runs. */
import { renderRunsText } from '../../../reports/index.js';
import { readIndex } from '../../../harness/history/index-file.js';
import { productName } from '../../../harness/history/product-history.js';
import { allRuns } from '../../../harness/history/store.js';
import { indexToRead } from '../../history.js';
import { filterOf, printJson, type RunsFilter } from './open.js';

export function runsListCommand(
  options: RunsFilter & { readonly limit: number; readonly json?: boolean },
): Promise<number> {
  const index = indexToRead(options.index);
  const wanted = filterOf(options);
  const all = readIndex(index, allRuns);
  const runs = all.filter(wanted).reverse().slice(0, options.limit);
  if (options.json) printJson(runs);
  else {
    const listed = runs.map((run) => ({ run, name: productName(run) }));
    process.stdout.write(renderRunsText(listed, all.length, index));
  }
  return Promise.resolve(0);
}
