/** Chooses some of the generated cases: as many of each kind as there is room for, by chance and by the seed alone. */
import { createHash } from 'node:crypto';

/** How many generated cases a run has when nobody asks for all of them. */
export const SAMPLE = 200;

/** What a generated case does, by its id: the word behind the last `_`; all error codes are of one kind. */
export const kindOf = (id: string): string => id.slice(id.lastIndexOf('_') + 1).replace(/^error-.*/, 'error');

/** Where chance puts a case; that other cases come or go changes nothing in it. */
const rank = (seed: number, id: string): string => createHash('sha256').update(`${seed} ${id}`).digest('hex');

/**
 * All of the ids in the order in which chance and the seed draw them: one of each kind in turn. A sample is the first of
 * them; it stays what it is, but for a case or two, when the schemas gain a field.
 */
export function drawOrder(ids: readonly string[], seed: number): readonly string[] {
  const kinds = new Map<string, { readonly id: string; readonly rank: string }[]>();
  for (const id of ids) {
    const pool = kinds.get(kindOf(id)) ?? [];
    pool.push({ id, rank: rank(seed, id) });
    kinds.set(kindOf(id), pool);
  }
  // From the back, so that taking one is cheap.
  const pools = [...kinds.values()].map((pool) => pool.sort((a, b) => (a.rank < b.rank ? 1 : -1)));
  const drawn: string[] = [];
  while (drawn.length < ids.length)
    for (const pool of pools) {
      const next = pool.pop();
      if (next) drawn.push(next.id);
    }
  return drawn;
}

/** At most `size` of the ids, in their order. */
export function sampleGenerated(ids: readonly string[], seed: number, size = SAMPLE): ReadonlySet<string> {
  if (ids.length <= size) return new Set(ids);
  const chosen = new Set(drawOrder(ids, seed).slice(0, size));
  return new Set(ids.filter((id) => chosen.has(id)));
}
