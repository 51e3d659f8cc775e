/** The entropy door: message ids and random choices, all derived from one printed seed. */
export interface Entropy {
  /** A message or object id: a UUID in form, 36 characters. */
  id(): string;
  /** An integer from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** One of the items; throws a RangeError for an empty list. */
  pick<T>(items: readonly T[]): T;
}

/** Mulberry32: 32 bits of state, enough for test data and short enough to be checked by reading. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** FNV-1a over the label, so that every case and lane has a stream of its own whatever runs beside it. */
function labelled(seed: number, label: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Every byte in hexadecimal. */
const PAIRS: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A deterministic stream for `label` (a lane, a case, a peer) out of the run's `seed` (a 32-bit integer). */
export function createEntropy(seed: number, label = ''): Entropy {
  const next = generator(labelled(seed, label));
  const hex = () => {
    const word = next();
    return PAIRS[word >>> 24]! + PAIRS[(word >>> 16) & 255]! + PAIRS[(word >>> 8) & 255]! + PAIRS[word & 255]!;
  };
  return {
    id() {
      const [a, b, c, d] = [hex(), hex(), hex(), hex()];
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
    int: (min, max) => min + (next() % (max - min + 1)),
    pick(items) {
      if (items.length === 0) throw new RangeError('nothing to pick from');
      return items[next() % items.length]!;
    },
  };
}
