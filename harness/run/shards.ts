/** Shards: a run divided into parts that run by themselves, on several machines or one after the other. */

/** Part `index` of `of`, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** More than a thousand parts are a slip of the keyboard. */
const MOST = 1000;

/** Reads `2/3`; what is wrong with it otherwise, as a sentence. */
export function readShard(text: string): Shard | string {
  const [, first, second] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  if (first === undefined || second === undefined) return 'A shard is i/n, such as 2/3: part 2 of 3.';
  const [index, of] = [Number(first), Number(second)];
  if (of < 1 || of > MOST) return `There can be 1 to ${MOST} shards, not ${of}.`;
  if (index < 1 || index > of) return `There is no part ${index} of ${of}: parts are counted from 1 to ${of}.`;
  return { index, of };
}

/**
 * The shard of each item, from 1: as many neighbours to each as possible, the first shards one more where it does not
 * come out even. Neighbours stay together because the SUT carries what one case did into the next.
 */
export function shardsOf(count: number, of: number): readonly number[] {
  const [size, larger] = [Math.floor(count / of), count % of];
  return Array.from({ length: of }, (_, shard) =>
    Array<number>(size + (shard < larger ? 1 : 0)).fill(shard + 1),
  ).flat();
}

/** What a shard's record says of a case that it leaves to another. */
export const inShard = (shard: number, of: number): string => `It runs in shard ${shard} of ${of}.`;
