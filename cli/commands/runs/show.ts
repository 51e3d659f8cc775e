/** `laddprov runs show PRODUCT`: one product over time. */
import { renderProductText } from '../../../reports/index.js';
import { flipsOf } from '../../../harness/history/changes.js';
import { type ProductHistory } from '../../../harness/history/product-history.js';
import { printJson, readProducts, type RunsFilter } from './open.js';

/** How many cases newly fail and newly pass in each run, by its digest. */
function changedIn({ runs, cases }: ProductHistory): ReadonlyMap<string, { failing: number; passing: number }> {
  const changed = new Map(runs.map(({ digest }) => [digest, { failing: 0, passing: 0 }]));
  for (const { states } of cases)
    for (const { to, after } of flipsOf(states, runs)) {
      const counter = changed.get(after.digest)!;
      if (to === 'fail') counter.failing++;
      else if (to === 'pass') counter.passing++;
    }
  return changed;
}

export function runsShowCommand(
  options: RunsFilter & { readonly json?: boolean },
  words: readonly string[],
): Promise<number> {
  const { products } = readProducts({ ...options, product: words.join(' ') });
  const shown = products.map((product) => ({ product, changed: changedIn(product) }));
  if (options.json)
    printJson(
      shown.map(({ product: { name, runs }, changed }) => ({
        name,
        runs: runs.map((run) => ({ ...run, changed: changed.get(run.digest) })),
      })),
    );
  else process.stdout.write(shown.map(({ product, changed }) => renderProductText(product, changed)).join('\n'));
  return Promise.resolve(0);
}
