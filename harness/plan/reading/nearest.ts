/** "Did you mean": the candidate closest to a word that was not understood. */

/** Edit distance with insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(current[j - 1]! + 1, previous[j]! + 1, previous[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      current.push(best);
    }
    [before, previous] = [previous, current];
  }
  return previous[b.length]!;
}

/**
 * The candidates closest to `word`, letter case aside, at most so many, the closest first, as far as they are near
 * enough to be a slip: a third of the letters.
 */
export function near(word: string, candidates: Iterable<string>, most: number): readonly string[] {
  if (word.length > 80) return [];
  return [...candidates]
    .map((candidate) => [candidate, editDistance(word.toLowerCase(), candidate.toLowerCase())] as const)
    .filter(([{ length }, distance]) => distance <= Math.max(1, Math.floor(Math.max(word.length, length) / 3)))
    .sort(([, a], [, b]) => a - b)
    .slice(0, most)
    .map(([candidate]) => candidate);
}

/** The candidate closest to `word`, if it is near enough to be a slip. */
export const nearest = (word: string, candidates: Iterable<string>): string | undefined => near(word, candidates, 1)[0];

/** `Did you mean "x"? ` for a near candidate, followed by what is allowed as long as that is short. */
export function hintFor(word: string, candidates: readonly string[]): string {
  const slip = nearest(word, candidates);
  const allowed = candidates.length > 0 && candidates.length <= 24 ? `Allowed: ${candidates.join(', ')}.` : '';
  return [slip === undefined ? '' : `Did you mean "${slip}"?`, allowed].filter((part) => part !== '').join(' ');
}
