/** `laddprov runs case ID`: one case over the runs of each product. */
import { renderCaseText } from '../../../reports/index.js';
import { flipsOf } from '../../../harness/history/changes.js';
import { usageError } from '../../errors.js';
import { printJson, readProducts, type RunsFilter } from './open.js';

export function runsCaseCommand(options: RunsFilter & { readonly json?: boolean }, id: string): Promise<number> {
  const { index, products } = readProducts(options);
  const found = products.flatMap((product) =>
    product.cases
      .filter((each) => each.id === id)
      .map((each) => ({ product, each, flips: flipsOf(each.states, product.runs) })),
  );
  const [first] = found;
  if (first === undefined)
    throw usageError(`no run in ${index} has a verdict of ${id}`, 'laddprov list shows the cases that there are.');
  if (options.json)
    printJson(
      found.map(({ product: { name, runs }, each, flips }) => ({
        name,
        verdicts: runs.map((run, at) => ({
          run: run.digest,
          firmware: run.firmware,
          verdict: each.states[at] ?? null,
        })),
        flips: flips.map(({ from, to, before, after }) => ({ from, to, before: before.digest, after: after.digest })),
      })),
    );
  else {
    const texts = found.map(({ product, each, flips }) => renderCaseText(product, each, flips));
    process.stdout.write(`${id} ${first.each.title}\n\n${texts.join('\n')}`);
  }
  return Promise.resolve(0);
}
