/** What the questions to the index of runs have in common. */
import { type Role, type Version } from '../../../harness/doors/protocol.js';
import { type RunFacts } from '../../../harness/history/entry.js';
import { readIndex } from '../../../harness/history/index-file.js';
import { historyOf, type ProductHistory, productName } from '../../../harness/history/product-history.js';
import { usageError } from '../../errors.js';
import { indexToRead } from '../../history.js';

export interface RunsFilter {
  readonly index?: string;
  readonly product?: string;
  readonly role?: Role;
  readonly ocpp?: Version;
  readonly since?: string;
}

const wordsOf = (run: RunFacts): string =>
  [productName(run), run.identity, run.role, run.version].join(' ').toLowerCase();

/** Whether a run belongs to what the words say: each of them is in its vendor, model, identity, role or version. */
const isNamed = (run: RunFacts, words: string): boolean =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => wordsOf(run).includes(word));

/** The filter that the options describe; a date means its beginning, UTC. */
export function filterOf({ product, role, ocpp, since }: RunsFilter): (run: RunFacts) => boolean {
  const from = since === undefined ? undefined : Date.parse(since);
  if (from !== undefined && Number.isNaN(from))
    throw usageError(`"${since}" is no date`, 'Write it as 2026-03-14, or as 2026-03-14T09:30Z.');
  return (run) =>
    (role === undefined || run.role === role) &&
    (ocpp === undefined || run.version === ocpp) &&
    (from === undefined || run.epoch >= from) &&
    (product === undefined || isNamed(run, product));
}

/** The products that the options ask for; throws where there is none, since an empty answer would look like a good one. */
export function readProducts(options: RunsFilter): {
  readonly index: string;
  readonly products: readonly ProductHistory[];
} {
  const index = indexToRead(options.index);
  const wanted = filterOf(options);
  const products = readIndex(index, (database) => historyOf(database, wanted));
  if (products.length === 0)
    throw usageError(`no run in ${index} is what you ask for`, 'laddprov runs shows which there are.');
  return { index, products };
}

export const printJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
