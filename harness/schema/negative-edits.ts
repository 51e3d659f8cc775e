/** The ways in which the value at one place of a message can be wrong, or right at the edge of it. */
import { is2x, type Version } from '../doors/protocol.js';
import { type JsonSchema } from './schemas.js';
import { type SchemaPlace } from './places.js';

export const NEGATIVE_KINDS = [
  'missing',
  'null',
  'type',
  'enum',
  'too-long',
  'longest',
  'too-many',
  'most-items',
  'no-items',
  'format',
  'fraction',
  'step',
  'below',
  'least',
  'above',
  'most',
  'extra',
  'custom-data',
] as const;
export type NegativeKind = (typeof NEGATIVE_KINDS)[number];

/** One change to a payload that is otherwise valid. */
export interface Edit {
  readonly kind: NegativeKind;
  /** In words: what the place says instead. */
  readonly says: string;
  readonly valid: boolean;
  /** A field of the object at the place; the place itself without one. */
  readonly field?: string;
  /** What to put there; undefined takes it out. */
  readonly value: unknown;
}

const STRANGER = 'laddprovNegative';

/** A value of another JSON type, such that no lenient reading makes it right. */
function otherType({ type, enum: members, format }: JsonSchema): readonly [value: unknown, words: string] | undefined {
  if (type === 'object') return [STRANGER, 'a text instead of an object'];
  if (type === 'array') return [{}, 'an object instead of a list'];
  if (type === 'boolean') return ['laddprov', 'a text instead of true or false'];
  if (type === 'integer' || type === 'number') return ['laddprov', 'a text instead of a number'];
  if (type === 'string' || members !== undefined || format !== undefined) return [{}, 'an object instead of a text'];
  return undefined;
}

function ofText({ enum: members, maxLength, format }: JsonSchema): readonly Edit[] {
  if (members !== undefined)
    return [{ kind: 'enum', valid: false, value: STRANGER, says: 'a value that is not in its list' }];
  if (format !== undefined) {
    const says = format === 'date-time' ? 'a text that is no time' : 'a text that is no URL';
    return [{ kind: 'format', valid: false, value: 'laddprov negative', says }];
  }
  if (maxLength === undefined) return [];
  return [
    {
      kind: 'too-long',
      valid: false,
      value: 'x'.repeat(maxLength + 1),
      says: `${maxLength + 1} characters where ${maxLength} are allowed`,
    },
    {
      kind: 'longest',
      valid: true,
      value: 'x'.repeat(maxLength),
      says: `${maxLength} characters, as many as are allowed`,
    },
  ];
}

function ofNumber({ type, minimum, maximum, multipleOf }: JsonSchema): readonly Edit[] {
  const edits: Edit[] = [];
  const add = (kind: NegativeKind, valid: boolean, value: number, says: string) =>
    void edits.push({ kind, valid, value, says });
  const inside = Math.max(minimum ?? 0, Math.min(1, maximum ?? 1));
  if (type === 'integer') add('fraction', false, inside + 0.5, 'a fraction instead of a whole number');
  if (multipleOf !== undefined && type === 'number')
    add('step', false, inside + multipleOf / 2, `no multiple of ${multipleOf}`);
  if (minimum !== undefined) {
    add('below', false, minimum - 1, `${minimum - 1} where at least ${minimum} is allowed`);
    add('least', true, minimum, `${minimum}, the least that is allowed`);
  }
  if (maximum !== undefined) {
    add('above', false, maximum + 1, `${maximum + 1} where at most ${maximum} is allowed`);
    add('most', true, maximum, `${maximum}, the most that is allowed`);
  }
  return edits;
}

/** Lists are filled with copies of the one item that the base has: the caller puts it in for `COPIES`. */
export interface Copies {
  readonly copies: number;
}
export const isCopies = (value: unknown): value is Copies =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'copies') && Object.keys(value).length === 1;

/** A list longer than this says nothing more, and floods. */
const LONGEST_LIST = 1100;

function ofList({ minItems = 0, maxItems }: JsonSchema): readonly Edit[] {
  const edits: Edit[] = [];
  if (minItems > 0)
    edits.push({ kind: 'no-items', valid: false, value: [], says: `no items where at least ${minItems} must be` });
  if (maxItems !== undefined && maxItems < LONGEST_LIST) {
    const more = maxItems + 1;
    edits.push({
      kind: 'too-many',
      valid: false,
      value: { copies: more },
      says: `${more} items where ${maxItems} are allowed`,
    });
    edits.push({
      kind: 'most-items',
      valid: true,
      value: { copies: maxItems },
      says: `${maxItems} items, as many as are allowed`,
    });
  }
  return edits;
}

function ofObject(version: Version, { properties = {}, additionalProperties }: JsonSchema): readonly Edit[] {
  const edits: Edit[] = [];
  if (additionalProperties === false)
    edits.push({
      kind: 'extra',
      valid: false,
      field: STRANGER,
      value: 1,
      says: 'a field that the schema does not have',
    });
  if (is2x(version) && Object.hasOwn(properties, 'customData')) {
    // Part 4 §6 and the schemas: a vendor's own fields, whatever they are, beside vendorId.
    const value = { vendorId: 'se.laddprov', laddprov: { list: [1, 'two', null], flag: true } };
    edits.push({
      kind: 'custom-data',
      valid: true,
      field: 'customData',
      value,
      says: "a vendor's own fields in customData",
    });
  }
  return edits;
}

function ofType(version: Version, schema: JsonSchema): readonly Edit[] {
  if (schema.type === 'object' || schema.properties !== undefined) return ofObject(version, schema);
  if (schema.type === 'array') return ofList(schema);
  if (schema.type === 'integer' || schema.type === 'number') return ofNumber(schema);
  return ofText(schema);
}

/** Every change at a place. The payload itself is only changed from within: framing has cases of its own. */
export function editsAt(version: Version, { path, schema, required }: SchemaPlace): readonly Edit[] {
  const inner = ofType(version, schema);
  if (path === '') return inner;
  const other = otherType(schema);
  const item = path.endsWith(']');
  return [
    ...(required && !item
      ? [{ kind: 'missing', valid: false, value: undefined, says: 'left out, although it is required' } as const]
      : []),
    // A schema without a type (DataTransfer.data in 2.x) allows whatever comes, null as well.
    ...(other === undefined ? [] : [{ kind: 'null', valid: false, value: null, says: 'null' } as const]),
    ...(other === undefined ? [] : [{ kind: 'type', valid: false, value: other[0], says: other[1] } as const]),
    ...inner,
  ];
}
