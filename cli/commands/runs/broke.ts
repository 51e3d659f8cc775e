/** `laddprov runs broke`: which firmware broke what. */
import { renderChangesText } from '../../../reports/index.js';
import { type Change, changesOf } from '../../../harness/history/changes.js';
import { printJson, readProducts, type RunsFilter } from './open.js';

const plain = ({ before, after, ...rest }: Change) => ({
  ...rest,
  before: { run: before.digest, firmware: before.firmware },
  after: { run: after.digest, firmware: after.firmware },
});

export function runsBrokeCommand(options: RunsFilter & { readonly json?: boolean }): Promise<number> {
  const { products } = readProducts(options);
  const found = products.map((product) => ({ product, changes: changesOf(product) }));
  if (options.json)
    printJson(
      found.map(({ product: { name }, changes: { broke, mended, unstable } }) => ({
        name,
        broke: broke.map(plain),
        mended: mended.map(plain),
        unstable: unstable.map(({ passed, failed, ...rest }) => ({
          ...rest,
          passed: passed.digest,
          failed: failed.digest,
        })),
      })),
    );
  else process.stdout.write(found.map(({ product, changes }) => renderChangesText(product, changes)).join('\n'));
  return Promise.resolve(0);
}
