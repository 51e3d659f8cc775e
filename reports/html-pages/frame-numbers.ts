/** Which page lists which messages, for links by a message's number. */
import { type Frame } from '../model/run-model.js';

/** Characters of a case's numbers on the index; of cases that ran at the same time they can be many stretches. */
const MOST = 240;

export interface FrameNumbers {
  add(key: string, listed: readonly Frame[]): void;
  /** The numbers of a case run as stretches: `12-60 63`; where there are too many, the first to the last. */
  textOf(key: string): string;
  /** The key of the case run that has the message. */
  keyOf(n: number): string | undefined;
}

export function createFrameNumbers(): FrameNumbers {
  const texts = new Map<string, string>();
  const keys: string[] = [];
  /** Stretches of numbers, each with the place of its case in `keys`. */
  const from: number[] = [];
  const to: number[] = [];
  const of: number[] = [];
  let order: readonly number[] | undefined;
  return {
    add(key, listed) {
      const first = from.length;
      keys.push(key);
      order = undefined;
      for (const { n } of listed) {
        if (from.length > first && to[to.length - 1] === n - 1) to[to.length - 1] = n;
        else {
          from.push(n);
          to.push(n);
          of.push(keys.length - 1);
        }
      }
      const parts = from.slice(first).map((low, i) => (low === to[first + i] ? `${low}` : `${low}-${to[first + i]!}`));
      const whole = parts.join(' ');
      const all = whole.length > MOST ? `${listed[0]!.n}-${listed[listed.length - 1]!.n}` : whole;
      texts.set(key, all);
    },
    textOf: (key) => texts.get(key) ?? '',
    keyOf(n) {
      order ??= from.map((_, i) => i).sort((a, b) => from[a]! - from[b]!);
      let [low, high] = [0, order.length - 1];
      while (low <= high) {
        const middle = (low + high) >> 1;
        const at = order[middle]!;
        if (from[at]! > n) high = middle - 1;
        else if (to[at]! < n) low = middle + 1;
        else return keys[of[at]!];
      }
      return undefined;
    },
  };
}
