/**
 * Payloads made from the schemas: the least that is valid, and random ones. Both validate against the schema that they
 * come from, and keep to the identifier characters and URL forms that the semantic layer asks for.
 */
import { iso } from '../doors/clock.js';
import { type Entropy } from '../doors/entropy.js';
import { type Version, is2x } from '../doors/protocol.js';
import { childPath, itemPath } from './path.js';
import { schemaError } from './schema-error.js';
import { type JsonSchema, schemaOf } from './schemas.js';
import { type Part } from './types.js';
import { resolve } from './visit.js';

export { alternatives } from './alternatives.js';

/** A payload, or a part of one. */
export type SampleObject = { [field: string]: unknown };

/** What a minimal sample holds where the schema leaves a choice. Each part has a default; paths are as in problems. */
export interface Choices {
  /** The time of every date-time, RFC 3339; 2025-01-01T00:00:00Z if none is given. */
  readonly now?: string;
  /** One of the members of an enum; the first if not given. */
  readonly member?: (members: readonly string[], path: string) => string;
  /** A text, cut to `maxLength`; 'x', or what the field's name calls for, if not given. */
  readonly text?: (path: string, maxLength: number | undefined) => string;
  /** Whether an optional field at this path is there; none is if not given. */
  readonly include?: (path: string) => boolean;
  /** A number, brought into the limits of the schema; the least that is not negative if not given. */
  readonly number?: (path: string) => number;
}

/** Makes every choice that a schema leaves open. */
interface Source {
  has(path: string, depth: number): boolean;
  count(least: number, most: number): number;
  member(members: readonly string[], path: string): string;
  text(path: string, field: string, maxLength: number | undefined): string;
  number(path: string, least: number, most: number, step: number): number;
  flag(): boolean;
  time(): string;
}

/** Texts that a field's name calls for, so that a sample means something. */
function namedText(field: string): string | undefined {
  if (field === 'ocppCsmsUrl') return 'wss://csms.example.com/ocpp';
  if (/(?:^|[a-z])(?:url|urls|location)$/i.test(field)) return 'https://example.com/file';
  if (/TimeOfDay$/.test(field)) return '08:00';
  if (/^valid(?:From|To)Date$/.test(field)) return '2025-01-01';
  return field === 'value' ? '0' : undefined;
}

const cut = (text: string, maxLength: number | undefined): string =>
  maxLength === undefined ? text : text.slice(0, maxLength);

/** The nearest number that the schema allows, from `least` (or 0) upwards. */
function numberIn(schema: JsonSchema, path: string, source: Source): number {
  const least = schema.minimum ?? (schema.maximum !== undefined && schema.maximum < 0 ? schema.maximum - 100 : 0);
  const most = schema.maximum ?? Math.max(least, 0) + 1000;
  const step = schema.type === 'integer' ? 1 : (schema.multipleOf ?? 0.1);
  const wanted = source.number(path, least, most, step);
  const inside = Math.min(most, Math.max(schema.minimum ?? wanted, wanted));
  // Steps such as 0.1 are exact only as a quotient of integers.
  const per = Math.round(1 / step);
  const stepped = Math.round(inside * per) / per;
  return stepped > most ? Math.floor(most * per) / per : stepped;
}

function make(
  given: JsonSchema,
  root: JsonSchema,
  at: { path: string; field: string; depth: number },
  source: Source,
): unknown {
  const { schema } = resolve(given, root);
  const { path, field, depth } = at;
  if (schema.enum !== undefined) return source.member(schema.enum, path);
  if (schema.properties !== undefined || schema.type === 'object') {
    const result: SampleObject = {};
    for (const [name, child] of Object.entries(schema.properties ?? {})) {
      const required = (schema.required ?? []).includes(name);
      const place = { path: childPath(path, name), field: name, depth: depth + 1 };
      if (!required && !source.has(place.path, depth)) continue;
      const value = make(child, root, place, source);
      // An optional object without content is left out (Part 4 §4.1.5).
      if (!required && typeof value === 'object' && value !== null && Object.keys(value).length === 0) continue;
      result[name] = value;
    }
    return result;
  }
  if (schema.type === 'array') {
    // 1.6 has lists of 1..* without minItems (§6.31, §7.13, §7.33), and an optional list that is there says something.
    const least = schema.minItems ?? 1;
    const length = source.count(least, Math.min(schema.maxItems ?? least + 2, least + 2));
    const item = (index: number) =>
      make(schema.items ?? {}, root, { path: itemPath(path, index), field, depth: depth + 1 }, source);
    return Array.from({ length }, (_, index) => item(index));
  }
  if (schema.type === 'boolean') return source.flag();
  if (schema.type === 'integer' || schema.type === 'number') return numberIn(schema, path, source);
  if (schema.format === 'date-time') return source.time();
  // A schema without a type allows anything (DataTransfer.data): a text will do.
  return cut(source.text(path, field, schema.maxLength), schema.maxLength);
}

function sampleOf(version: Version, action: string, part: Part, source: Source): SampleObject {
  const root = schemaOf(version, action, part);
  if (root === undefined) {
    throw schemaError(
      'SCHEMA_UNKNOWN',
      `OCPP ${version} has no ${part} of ${action}`,
      'Ask isKnownAction first; a SEND has no response.',
    );
  }
  // The status of a connector in 2.x: EVSEs and connectors are numbered from 1 (Part 1 §7), which the schema leaves open.
  const fromOne = is2x(version) && action === 'StatusNotification' && part === 'request';
  const number: Source['number'] = (path, least, most, step) => source.number(path, Math.max(1, least), most, step);
  return make(root, root, { path: '', field: '', depth: 0 }, fromOne ? { ...source, number } : source) as SampleObject;
}

/**
 * The least payload that is valid: required fields only, besides those of `include`, lists as short as they may be. Throws SCHEMA_UNKNOWN for a
 * message that the version does not have.
 */
export function minimalSample(version: Version, action: string, part: Part, choices: Choices = {}): SampleObject {
  return sampleOf(version, action, part, {
    has: (path) => choices.include?.(path) ?? false,
    count: (least) => least,
    member: (members, path) => choices.member?.(members, path) ?? members[0]!,
    text: (path, field, maxLength) => choices.text?.(path, maxLength) ?? namedText(field) ?? 'x',
    number: (path, least) => choices.number?.(path) ?? Math.max(0, least),
    flag: () => false,
    time: () => choices.now ?? '2025-01-01T00:00:00Z',
  });
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789-_'.split('');

/**
 * A random valid payload; optional fields are there by chance, the less the deeper they lie. `now` is milliseconds since
 * the epoch; times lie within a day of it. Throws SCHEMA_UNKNOWN for a message that the version does not have.
 */
export function randomSample(
  version: Version,
  action: string,
  part: Part,
  entropy: Entropy,
  now: number,
): SampleObject {
  const DAY = 86_400_000;
  return sampleOf(version, action, part, {
    has: (_path, depth) => entropy.int(0, 1 + depth) === 0,
    count: (least, most) => entropy.int(least, most),
    member: (members) => entropy.pick(members),
    text(_path, field, maxLength) {
      const named = namedText(field);
      if (named !== undefined) return named;
      const length = entropy.int(1, Math.max(1, Math.min(maxLength ?? 20, 20)));
      return Array.from({ length }, () => entropy.pick(LETTERS)).join('');
    },
    number: (_path, least, most, step) =>
      least + entropy.int(0, Math.floor(Math.min(most - least, 10_000) / step)) * step,
    flag: () => entropy.int(0, 1) === 1,
    time: () => iso(now + entropy.int(-DAY, DAY)),
  });
}
