/** What a rule remembers of a peer that may send for ever: maps that forget their oldest entries, and short keys. */
import { createHash } from 'node:crypto';

/** How many identities, connections or exchanges a rule follows at once; the oldest is forgotten beyond that. */
export const MANY = { identities: 32, connections: 64, exchanges: 512 } as const;

/** Sets `key` as the newest entry and forgets the oldest one beyond `max`. */
export function keep<K, V>(map: Map<K, V>, key: K, value: V, max: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > max) map.delete(map.keys().next().value as K);
}

/** The entry of `key`, made when there is none; the oldest entry is forgotten beyond `max`. */
export function entry<K, V>(map: Map<K, V>, key: K, max: number, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  keep(map, key, made, max);
  return made;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('base64').slice(0, 22);

/** A text as a key: itself when it is short, a digest when a peer made it long. */
export const short = (text: string): string => (text.length <= 64 ? text : `#${hash(text)}`);

/** A digest of a JSON value, the same for values that would be written alike. Values too deep to write share one. */
export function fingerprint(value: unknown): string {
  try {
    return hash(JSON.stringify(value) ?? '');
  } catch {
    return 'too deep';
  }
}

/** A text of the peer's for a message to people: quoted and cut. */
export const quote = (text: string, length = 40): string =>
  JSON.stringify(text.length > length ? `${text.slice(0, length)}…` : text);

/** A list for a message to people: the first few, and how many more. */
export function some(items: readonly (string | number)[], few = 5): string {
  const shown = items.slice(0, few).join(', ');
  return items.length > few ? `${shown} and ${items.length - few} more` : shown;
}
