/** Which of thousands of generated cases are proved: one of each kind, the same ones every time. */
import { createHash } from 'node:crypto';
import { type Case } from '../../harness/peers/case.js';

/** Up to so many are proved one and all: somebody asked for them. */
const FEW = 30;

/** Cases that are made, and judged, in the same way: by kind, requests and results apart. */
const familyOf = (id: string): string => `${id.includes('.conf') ? 'result ' : ''}${id.slice(id.lastIndexOf('_') + 1)}`;

const rank = (id: string): string => createHash('sha256').update(id).digest('hex');

/** One case of each kind out of the generated ones for one SUT; all of them where they are few. */
export function sampleToProve(cases: readonly Case[]): readonly Case[] {
  if (cases.length <= FEW) return cases;
  const first = new Map<string, { readonly item: Case; readonly rank: string }>();
  for (const item of cases) {
    const family = familyOf(item.id);
    const found = { item, rank: rank(item.id) };
    const known = first.get(family);
    if (known === undefined || found.rank < known.rank) first.set(family, found);
  }
  return [...first.values()].map(({ item }) => item);
}
