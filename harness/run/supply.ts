/**
 * Hands out the cases of a run. A sample of generated cases is spent on what the SUT has: one that turns out not to apply
 * is replaced by the next in the order of the seed, unless that is about the same message.
 */
import { type Case } from '../peers/case.js';
import { type CaseResult } from './case-result.js';
import { isGenerated } from './catalogue.js';

export interface Supply {
  /** The next case for a lane; undefined when there is none. */
  take(lane: number): Case | undefined;
  ended(result: CaseResult): void;
}

/** The message that a generated case is about, by its id, results apart from requests. */
export function subjectOf(id: string): string {
  const [, , , place = ''] = id.split('_');
  const [action = '', next] = place.split('.');
  return next === 'conf' ? `${action}.conf` : action;
}

/**
 * `deal` hands out what was chosen, `reserve` is what is drawn from, in its order. `onDrawn` is told of each that is
 * drawn, just before it is handed out.
 */
export function createSupply(
  deal: (lane: number) => Case | undefined,
  reserve: readonly Case[],
  onDrawn: (item: Case, insteadOf: string) => void,
): Supply {
  const left = [...reserve];
  const absent = new Set<string>();
  /** Cases that did not apply and were not replaced yet. */
  const vacant: string[] = [];
  const draw = (): Case | undefined => {
    while (vacant.length > 0 && left.length > 0) {
      const item = left.shift()!;
      if (absent.has(subjectOf(item.id))) continue;
      onDrawn(item, vacant.shift()!);
      return item;
    }
    return undefined;
  };
  return {
    take: (lane) => deal(lane) ?? draw(),
    ended({ id, verdict }) {
      if (verdict !== 'not-applicable' || !isGenerated({ id })) return;
      absent.add(subjectOf(id));
      vacant.push(id);
    },
  };
}
