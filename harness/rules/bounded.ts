/** What a rule remembers of a peer that may send for ever: maps that forget their oldest entries, and short keys. */
import { hash as digest } from 'node:crypto';
import { type Role } from '../doors/protocol.js';

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

/** One end of a connection as a key. */
export const endOf = (conn: number, role: Role): number => 2 * conn + (role === 'station' ? 0 : 1);

/** A text as a key: itself when it is short, a digest when a peer made it long. */
export const short = (text: string): string =>
  text.length <= 64 ? text : `#${digest('sha256', text, 'base64').slice(0, 22)}`;

function write(value: unknown): string {
  try {
    return short(JSON.stringify(value) ?? '');
  } catch {
    return 'too deep';
  }
}

/** The last value and its key: payloads are never changed, and rules see one frame after another. */
let latest: { readonly value: object | null; readonly key: string } = { value: null, key: write(null) };

/** A JSON value as a key, the same for values that would be written alike. Values too deep to write share one. */
export function fingerprint(value: unknown): string {
  if (typeof value !== 'object') return write(value);
  if (latest.value !== value) latest = { value, key: write(value) };
  return latest.key;
}

/** A text of the peer's for a message to people: quoted and cut. */
export const quote = (text: string, length = 40): string =>
  JSON.stringify(text.length > length ? `${text.slice(0, length)}…` : text);

/** A list for a message to people: the first few, and how many more. */
export function some(items: readonly (string | number)[], few = 5): string {
  const shown = items.slice(0, few).join(', ');
  return items.length > few ? `${shown} and ${items.length - few} more` : shown;
}
