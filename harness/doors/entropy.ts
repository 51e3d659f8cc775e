/** The entropy door: message ids and random choices, all derived from one printed seed. */
export interface Entropy {
  /** A message or object id: a UUID in form, 36 characters. */
  id(): string;
  /** An integer from `min` to `max`, both included. */
  int(min: number, max: number): number;
  /** One of the items; throws a RangeError for an empty list. */
  pick<T>(items: readonly T[]): T;
}

/** 128 bits of state: thousands of streams with ids that never meet need more than one word. */
type State = readonly [number, number, number, number];

/** Small fast counting generator (sfc32, of PractRand): short enough to be checked by reading. */
function generator([first, second, third, fourth]: State): () => number {
  let [a, b, c, counter] = [first, second, third, fourth];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // The state is mixed before anything is drawn.
  for (let round = 0; round < 15; round++) next();
  return next;
}

/** FNV-1a over the label with a basis and a prime for each word, so that every label has a stream of its own. */
function labelled(seed: number, label: string): State {
  let [a, b, c, d] = [0x811c9dc5 ^ seed, 0x050c5d1f ^ seed, 0x9e3779b9 ^ seed, 0x7f4a7c15 ^ seed];
  for (let i = 0; i < label.length; i++) {
    const code = label.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
    c = Math.imul(c ^ code, 0xc2b2ae35);
    d = Math.imul(d ^ code, 0x27d4eb2f);
  }
  return [a | 0, b | 0, c | 0, d | 0];
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
