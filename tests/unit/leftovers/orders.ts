/** Runs the catalogue against a product in several orders, and cases of it alone, and says where verdicts differ. */
import { imperfect } from '../../../cli/embedded/imperfect.js';
import { runAlone, unlessInapplicable } from '../../../cli/prove/run-alone.js';
import { createEntropy } from '../../../harness/doors/entropy.js';
import { type Role, type Version } from '../../../harness/doors/protocol.js';
import { type Case } from '../../../harness/peers/case.js';
import { type RecordEvent } from '../../../harness/record/events.js';
import { catalogue } from '../../../testcases/index.js';
import { IMPERFECT_PRODUCTS } from '../../../fixtures/imperfect/index.js';

export interface Ordered {
  /** An imperfect product, or `reference`. */
  readonly product: string;
  readonly role: Role;
  readonly version: Version;
}

/** They need a certificate authority on both sides. */
const WITH_AUTHORITY: readonly string[] = ['TC_076_CSMS', 'TC_083_CS', 'TC_083_CSMS'];
const ALONE = 60;
const SEEDS = [11, 12, 13];
/** What comes late comes before the run is over. Milliseconds. */
const PAUSE = 5_000;

function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const entropy = createEntropy(seed, 'order');
  const left = [...items];
  return items.map(() => left.splice(entropy.int(0, left.length - 1), 1)[0]!);
}

/** The last of a run, of whose verdict nobody speaks. */
const pauseFor = (item: Case): Case => ({
  ...item,
  id: 'PAUSE',
  ...(item.role === 'csms' && { connect: 'not-connected' as const }),
  run: async (context: { pass(ms: number): Promise<void> }) => context.pass(PAUSE),
});

/** The verdict of each case, with the reason; what was found late counts. */
function verdictsOf(events: readonly RecordEvent[]): ReadonlyMap<string, readonly [string, string]> {
  const verdicts = new Map<string, readonly [string, string]>();
  for (const event of events)
    if (event.type === 'case-end' || event.type === 'case-amend')
      verdicts.set(event.case, [event.verdict, event.reason]);
  return verdicts;
}

/** Each case whose verdict depends on what ran before it, in words. */
export async function differencesOf({ product, role, version }: Ordered): Promise<readonly string[]> {
  const { revision } = catalogue;
  const wrong = IMPERFECT_PRODUCTS.find(({ id }) => id === product);
  const all = catalogue.cases.filter(
    (item) =>
      item.role === role &&
      item.versions.includes(version) &&
      item.block !== 'Sanity' &&
      !WITH_AUTHORITY.includes(item.id),
  );
  const plain = all.find(({ from }) => from === undefined)!;
  const run = async (cases: readonly Case[]) =>
    verdictsOf(
      (await unlessInapplicable(() =>
        runAlone(
          { role, version, cases: [...cases, pauseFor(plain)], revision },
          wrong ? { impostor: imperfect(wrong) } : {},
        ),
      )) ?? [],
    );
  const orders: ReadonlyMap<string, readonly [string, string]>[] = [];
  for (const seed of SEEDS) orders.push(await run(shuffled(all, seed)));
  const [first] = orders;
  const unequal = all.filter(({ id }) => new Set(orders.map((order) => order.get(id)?.[0])).size > 1);
  const alone = new Set([...unequal, ...shuffled(all, SEEDS[0]!).slice(0, ALONE)]);
  const differences: string[] = [];
  for (const item of alone) {
    const [verdict] = (await run([item])).get(item.id) ?? [];
    for (const order of orders) {
      const [other, reason] = order.get(item.id) ?? [];
      if (other !== verdict) {
        differences.push(`${item.id}: ${verdict} alone, ${other} in an order: ${reason}`);
        break;
      }
    }
  }
  if (!first || first.size < 50) differences.push(`only ${first?.size} cases ran`);
  return differences;
}
