/**
 * What a case expects of a payload: a part of it, written as data, with matchers where more than one value is right.
 */
import { withoutSecrets } from '../wire/secrets.js';
import { limitText } from '../doors/durations.js';

/** A leaf that accepts more than one value. `says` completes the sentence "… is". */
export interface Matcher {
  readonly matches: (value: unknown) => boolean;
  readonly says: string;
}

const MATCHER = Symbol('matcher');

/** A matcher out of a predicate and its words. */
export function matching(says: string, matches: (value: unknown) => boolean): Matcher {
  return { [MATCHER]: true, matches, says } as Matcher;
}

const isMatcher = (value: unknown): value is Matcher => typeof value === 'object' && value !== null && MATCHER in value;

/** Any of the given values. */
export const oneOf = (...values: readonly (string | number | boolean)[]): Matcher =>
  matching(`one of ${values.map((value) => JSON.stringify(value)).join(', ')}`, (value) =>
    values.includes(value as string),
  );

/** There, whatever it is. */
export const present: Matcher = matching('present', (value) => value !== undefined && value !== null);

/** Left out. */
export const absent: Matcher = matching('absent', (value) => value === undefined);

/** Left out, or equal to one of the values. */
export const absentOr = (...values: readonly (string | number | boolean)[]): Matcher =>
  matching(
    `absent or ${values.map((value) => JSON.stringify(value)).join(', ')}`,
    (value) => value === undefined || values.includes(value as string),
  );

/** A number within the bounds, both included. */
export const between = (min: number, max: number): Matcher =>
  matching(`a number from ${min} to ${max}`, (value) => typeof value === 'number' && value >= min && value <= max);

/** A time (RFC 3339) at most `ms` milliseconds from `time` (milliseconds since the epoch). */
export const near = (time: number, ms: number): Matcher =>
  matching(
    `a time within ${limitText(ms)} of ${new Date(Math.floor(time)).toISOString()}`,
    (value) => typeof value === 'string' && Math.abs(Date.parse(value) - time) <= ms,
  );

/** Anything but the given values, and present. */
export const noneOf = (...values: readonly (string | number | boolean)[]): Matcher =>
  matching(
    `none of ${values.map((value) => JSON.stringify(value)).join(', ')}`,
    (value) => value !== undefined && !values.includes(value as string),
  );

/** A list with at least one item that has the shape. */
export const containing = (shape: unknown): Matcher =>
  matching(
    `a list with an item that has ${describeShape(shape)}`,
    (value) => Array.isArray(value) && value.some((item) => mismatches(item, shape).length === 0),
  );

/** The parts of a payload that a case speaks of: any leaf may be a matcher. */
export type Shape<T> = T extends readonly (infer Item)[]
  ? readonly Shape<Item>[] | Matcher
  : T extends object
    ? { readonly [K in keyof T]?: Shape<T[K]> | Matcher }
    : T | Matcher;

export interface Mismatch {
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
}

/** A value as one short line for people, without the passwords that messages carry. */
export function showValue(value: unknown): string {
  if (value === undefined) return 'absent';
  const text = JSON.stringify(withoutSecrets(value)) ?? typeof value;
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

const join = (path: string, key: string | number) =>
  typeof key === 'number' ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;

function walk(value: unknown, shape: unknown, path: string, out: Mismatch[]): void {
  if (isMatcher(shape)) {
    if (!shape.matches(value)) out.push({ path, expected: shape.says, actual: showValue(value) });
  } else if (Array.isArray(shape)) {
    if (!Array.isArray(value)) out.push({ path, expected: 'a list', actual: showValue(value) });
    else shape.forEach((item, index) => walk(value[index], item, join(path, index), out));
  } else if (typeof shape === 'object' && shape !== null) {
    const object =
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? (value as Record<string, unknown>)
        : undefined;
    for (const [key, part] of Object.entries(shape))
      if (part !== undefined)
        walk(object && Object.hasOwn(object, key) ? object[key] : undefined, part, join(path, key), out);
  } else if (value !== shape) {
    out.push({ path, expected: showValue(shape), actual: showValue(value) });
  }
}

/** Where `value` differs from `shape`; empty when it has it. What the shape does not name may be anything. */
export function mismatches(value: unknown, shape: unknown): readonly Mismatch[] {
  const out: Mismatch[] = [];
  walk(value, shape, '', out);
  return out;
}

/** The paths of the leaves that a shape asserts, such as `idTagInfo.status` or `meterValue[0].timestamp`. */
export function assertedPaths(shape: unknown, path = ''): readonly string[] {
  if (shape === undefined) return [];
  if (isMatcher(shape) || typeof shape !== 'object' || shape === null) return path === '' ? [] : [path];
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(shape)
    ? shape.map((item, index) => [index, item] as const)
    : Object.entries(shape);
  return entries.flatMap(([key, part]) => assertedPaths(part, join(path, key)));
}

/** A shape in words: `status is "Accepted", interval is a number from 1 to 10`. */
export function describeShape(shape: unknown, path = ''): string {
  if (shape === undefined) return '';
  if (isMatcher(shape)) return path === '' ? shape.says : `${path} is ${shape.says}`;
  if (typeof shape !== 'object' || shape === null)
    return path === '' ? showValue(shape) : `${path} is ${showValue(shape)}`;
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(shape)
    ? shape.map((item, index) => [index, item] as const)
    : Object.entries(shape);
  return entries
    .map(([key, part]) => describeShape(part, join(path, key)))
    .filter((text) => text !== '')
    .join(', ');
}
