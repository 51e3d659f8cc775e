/** Chooses some of the generated cases: as many of each kind as there is room for, by chance and by the seed alone. */
import { createEntropy } from '../doors/entropy.js';

/** How many generated cases a run has when nobody asks for all of them. */
export const SAMPLE = 200;

/** What a generated case does, by its id: the word behind the last `_`. */
const kindOf = (id: string): string => id.slice(id.lastIndexOf('_') + 1);

/** At most `size` of the ids, in their order: one of each kind in turn, until there are enough. */
export function sampleGenerated(ids: readonly string[], seed: number, size = SAMPLE): ReadonlySet<string> {
  if (ids.length <= size) return new Set(ids);
  const entropy = createEntropy(seed, 'generated cases');
  const kinds = new Map<string, string[]>();
  for (const id of ids) kinds.set(kindOf(id), [...(kinds.get(kindOf(id)) ?? []), id]);
  const chosen = new Set<string>();
  const pools = [...kinds.values()];
  while (chosen.size < size) {
    for (const pool of pools) {
      if (pool.length === 0 || chosen.size >= size) continue;
      chosen.add(pool.splice(entropy.int(0, pool.length - 1), 1)[0]!);
    }
  }
  return chosen;
}
