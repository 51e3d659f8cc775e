/** Other values that a field may legally have: what a mutant puts where a check looks. */
import { iso } from '../doors/clock.js';
import { type Version } from '../doors/protocol.js';
import { passesFormat } from './formats.js';
import { stepsOf } from './path.js';
import { type JsonSchema, schemaOf } from './schemas.js';
import { type Part } from './types.js';
import { resolve } from './visit.js';

interface Leaf {
  readonly schema: JsonSchema;
  readonly optional: boolean;
}

/** The schema at a path. Indices may be left out: `meterValue.timestamp` is that of any item. */
function leafAt(root: JsonSchema, path: string): Leaf | undefined {
  const steps = stepsOf(path);
  if (steps === undefined) return undefined;
  let leaf: Leaf = { schema: resolve(root, root).schema, optional: false };
  const items = () => ({ schema: resolve(leaf.schema.items ?? {}, root).schema, optional: false });
  for (const step of steps) {
    if (typeof step === 'number') {
      if (leaf.schema.type !== 'array') return undefined;
      leaf = items();
      continue;
    }
    if (leaf.schema.type === 'array') leaf = items();
    const properties = leaf.schema.properties ?? {};
    const child = Object.hasOwn(properties, step) ? properties[step] : undefined;
    if (child === undefined) return undefined;
    leaf = { schema: resolve(child, root).schema, optional: !(leaf.schema.required ?? []).includes(step) };
  }
  return leaf;
}

const MINUTE = 60_000;

function otherTimes(current: unknown): readonly string[] {
  const time = typeof current === 'string' ? Date.parse(current) : Number.NaN;
  if (Number.isNaN(time)) return ['2025-01-01T00:00:00.000Z', '2030-01-01T00:00:00.000Z'];
  const shifts = [1000, -1000, 10 * MINUTE, -10 * MINUTE, 60 * MINUTE, -60 * MINUTE, 1440 * MINUTE, -1440 * MINUTE];
  return [...shifts.map((shift) => time + shift), 0].filter((at) => at >= 0 && at < 253_402_300_799_000).map(iso);
}

/** Texts unlike the present one: another first and last character, shorter, longer, wholly other, empty. */
function otherTexts(current: unknown): readonly string[] {
  const text = typeof current === 'string' ? current : '';
  const swap = (character: string | undefined) => (character === 'x' ? 'y' : 'x');
  const edited =
    text === '' ? [] : [text.slice(0, -1) + swap(text.at(-1)), swap(text[0]) + text.slice(1), text.slice(0, -1)];
  return [...edited, `${text}x`, 'laddprov-other', 'other', 'x', 'y', ''];
}

function otherNumbers(schema: JsonSchema, current: unknown): readonly number[] {
  const number = typeof current === 'number' ? current : 0;
  const limits = [schema.minimum, schema.maximum].filter((limit) => limit !== undefined);
  const candidates = [number + 1, number - 1, number * 2, number + 1000, 0, 1, ...limits];
  if (schema.type === 'integer') return candidates.map(Math.round);
  // One decimal, which is all that 1.6 allows; computed in tenths, so that no binary remainder shows.
  return [...candidates, number + 0.1, number - 0.1].map((value) => Math.round(value * 10) / 10);
}

function candidatesFor(schema: JsonSchema, current: unknown): readonly unknown[] {
  if (schema.enum !== undefined) return schema.enum;
  switch (schema.type) {
    case 'boolean':
      return [true, false];
    case 'integer':
    case 'number':
      return otherNumbers(schema, current);
    case 'array':
      return Array.isArray(current)
        ? [current.slice(0, -1), current.slice(1), current.concat(current.slice(-1)), []]
        : [];
    case 'object':
      return [];
    default:
      if (schema.format === 'date-time') return otherTimes(current);
      if (schema.format === 'uri') return ['https://other.example.com/other', 'ftp://other.example.com/'];
      return otherTexts(current);
  }
}

/** Whether a value that was made for the schema keeps to its limits. */
function fits(schema: JsonSchema, version: Version, value: unknown): boolean {
  if (typeof value === 'string') {
    if (schema.format !== undefined && !passesFormat(version, schema.format, value)) return false;
    return [...value].length <= (schema.maxLength ?? Infinity);
  }
  if (typeof value === 'number') {
    if (schema.type === 'integer' && !Number.isSafeInteger(value)) return false;
    return value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity);
  }
  if (Array.isArray(value))
    return value.length >= (schema.minItems ?? 0) && value.length <= (schema.maxItems ?? Infinity);
  return true;
}

/**
 * Schema-valid values for the field at `path` (as in SchemaProblem; indices may be left out) other than `current`, its
 * present value: the other members of an enum, other texts of legal length, shifted numbers and times, the flipped
 * boolean, a list with an item less or more. `undefined` stands last where the field is optional and is there: leave it
 * out. Objects have no alternative but that. Empty where the message has no such field.
 */
export function alternatives(
  version: Version,
  action: string,
  part: Part,
  path: string,
  current: unknown,
): readonly unknown[] {
  const root = schemaOf(version, action, part);
  const leaf = root === undefined ? undefined : leafAt(root, path);
  if (leaf === undefined) return [];
  const seen = new Set<string>([JSON.stringify(current) ?? '']);
  const others: unknown[] = [];
  for (const value of candidatesFor(leaf.schema, current)) {
    const key = JSON.stringify(value);
    if (seen.has(key) || !fits(leaf.schema, version, value)) continue;
    seen.add(key);
    others.push(value);
  }
  return leaf.optional && current !== undefined ? [...others, undefined] : others;
}
