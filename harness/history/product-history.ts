/** The runs of one product over time, and what each had of each case. */
import { type Database } from './engine.js';
import { type CaseState, productKey, type RunFacts } from './entry.js';
import { allRuns } from './store.js';

export interface CaseHistory {
  readonly id: string;
  readonly block: string;
  readonly title: string;
  /** One for each run; undefined where the case was not selected or not in the catalogue. */
  readonly states: readonly (CaseState | undefined)[];
}

export interface ProductHistory {
  readonly key: string;
  /** Vendor and model, else the identity. Of the latest run. */
  readonly name: string;
  /** Oldest first; never empty. */
  readonly runs: readonly RunFacts[];
  /** Cases that one of the runs had something of, in no order. */
  readonly cases: readonly CaseHistory[];
}

/** Vendor and model; the identity where the model is unknown. */
export const productName = ({ vendor, model, identity }: RunFacts): string =>
  [vendor, model ?? identity].filter((part) => part !== undefined && part !== '').join(' ');

/** Runs of the index by product, the product with the latest run first. */
function productsOf(runs: readonly RunFacts[]): readonly (readonly RunFacts[])[] {
  const products = new Map<string, RunFacts[]>();
  for (const run of runs) {
    const key = productKey(run);
    const known = products.get(key);
    if (known) known.push(run);
    else products.set(key, [run]);
  }
  return [...products.values()].sort((a, b) => b.at(-1)!.epoch - a.at(-1)!.epoch);
}

/** What each of the runs, all of one product, had of each case. */
function casesOf(database: Database, runs: readonly RunFacts[]): readonly CaseHistory[] {
  const place = new Map(runs.map((run, index) => [run.digest, index]));
  const cases = new Map<string, (CaseState | undefined)[]>();
  // One row for each run, not one for each verdict: years of runs have hundreds of thousands.
  const rows = database.all(
    `SELECT digest, group_concat(test_case || ' ' || state, '\n') AS states FROM verdict
     JOIN run ON run.id = verdict.run WHERE product = ? GROUP BY verdict.run`,
    [productKey(runs[0]!)],
  );
  for (const { digest, states } of rows) {
    const at = place.get(String(digest));
    if (at === undefined) continue;
    for (const pair of String(states).split('\n')) {
      const [id = '', state] = pair.split(' ');
      let known = cases.get(id);
      if (known === undefined) cases.set(id, (known = new Array<CaseState | undefined>(runs.length).fill(undefined)));
      known[at] = state as CaseState;
    }
  }
  return database.all('SELECT id, name, block, title FROM test_case').flatMap(({ id, name, block, title }) => {
    const states = cases.get(String(id));
    return states === undefined ? [] : [{ id: String(name), block: String(block), title: String(title), states }];
  });
}

/** Every product of the index with its runs and cases, the one with the latest run first. */
export function historyOf(
  database: Database,
  wanted: (run: RunFacts) => boolean = () => true,
): readonly ProductHistory[] {
  return productsOf(allRuns(database).filter(wanted)).map((runs) => {
    const latest = runs.at(-1)!;
    return { key: productKey(latest), name: productName(latest), runs, cases: casesOf(database, runs) };
  });
}
