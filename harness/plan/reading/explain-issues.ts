/** Turns what the schema objects to into problems in words of our own, with hints; values are never quoted. */
import { z } from 'zod';
import { missing } from './missing.js';
import { hintFor } from './nearest.js';
import { planFileSchema } from '../plan.js';
import { type KeyPath, type Problem } from './problems.js';

type Issue = z.core.$ZodIssue;
type JsonSchema = z.core.JSONSchema.BaseSchema;

function valueAt(data: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<string | number, unknown> | undefined)?.[part], data);
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
  null: 'empty',
};
const nameOf = (type: string) => NAMES[type] ?? type;

function received(value: unknown): string {
  if (value === null) return nameOf('null');
  return nameOf(Array.isArray(value) ? 'array' : typeof value);
}

function wrongType(path: KeyPath, expected: readonly string[], value: unknown): Problem {
  if (value === undefined) return missing(path);
  const wantsText = expected.includes('string') && (typeof value === 'number' || typeof value === 'boolean');
  const wantsNumber =
    !expected.includes('string') && typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value));
  const hint = wantsText ? 'Put it in quotes.' : wantsNumber ? 'Write it without quotes.' : '';
  const names = [...new Set(expected.map(nameOf))].join(' or ');
  return { path, message: `must be ${names}, not ${received(value)}`, hint };
}

function wrongValue(path: KeyPath, values: readonly unknown[], value: unknown): Problem {
  if (value === undefined) return missing(path);
  const allowed = [...new Set(values.map(String))];
  const near = typeof value === 'string' ? hintFor(value, allowed).split(' Allowed:')[0]! : '';
  const list = allowed.length > 1 ? `${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)!}` : allowed[0]!;
  return { path, message: `must be ${list}`, hint: near.startsWith('Did') ? near : '' };
}

function wrongSize(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>, path: KeyPath): Problem {
  const least = issue.code === 'too_small';
  const limit = String(least ? issue.minimum : issue.maximum);
  const bound = `${least ? (issue.inclusive === false ? 'more than' : 'at least') : issue.inclusive === false ? 'less than' : 'at most'} ${limit}`;
  if (least && limit === '1' && issue.origin !== 'number' && issue.origin !== 'int')
    return { path, message: 'must not be empty', hint: '' };
  const unit = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' entries' : '';
  return { path, message: unit === '' ? `must be ${bound}` : `must have ${bound}${unit}`, hint: '' };
}

const fileShape = z.toJSONSchema(planFileSchema, { io: 'input' }) as JsonSchema;

/** The shapes a value may have; where each has its `kind`, the one whose kind is written. */
function shapesOf(shape: JsonSchema, value: unknown): JsonSchema[] {
  const options = [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])] as JsonSchema[];
  if (options.length > 0) return options.flatMap((option) => shapesOf(option, value));
  const wanted = (shape.properties?.['kind'] as JsonSchema | undefined)?.const;
  return wanted === undefined || wanted === (value as { kind?: unknown } | undefined)?.kind ? [shape] : [];
}

/** The keys that may stand at the path. */
function allowedKeys(data: unknown, path: KeyPath): string[] {
  let shapes = shapesOf(fileShape, data);
  for (const [index, part] of path.entries()) {
    const value = valueAt(data, path.slice(0, index + 1));
    shapes = shapes.flatMap((shape) => {
      const inner = typeof part === 'number' ? shape.items : (shape.properties?.[part] ?? shape.additionalProperties);
      return typeof inner === 'object' && !Array.isArray(inner) ? shapesOf(inner, value) : [];
    });
  }
  return [...new Set(shapes.flatMap((shape) => Object.keys(shape.properties ?? {})))];
}

/** How far into the value a branch of a union got before something was wrong; 0 when not even its type fits. */
function depth(issues: readonly Issue[]): number {
  return Math.min(
    ...issues.map((issue) => (issue.code === 'unrecognized_keys' ? issue.path.length + 1 : issue.path.length)),
  );
}

function explainUnion(issue: Extract<Issue, { code: 'invalid_union' }>, path: KeyPath, data: unknown): Problem[] {
  const value = valueAt(data, path);
  const options = (issue as { options?: unknown[] }).options;
  if (options !== undefined) return [wrongValue(path, options, value)];
  const branches = issue.errors as Issue[][];
  const best = branches.reduce((a, b) => (depth(b) > depth(a) ? b : a), branches[0] ?? []);
  if (best.length > 0 && depth(best) > 0) return best.flatMap((inner) => explainIssue(inner, data, path));
  const flat = branches.flat();
  const expected = flat.flatMap((inner) => (inner.code === 'invalid_type' ? [inner.expected] : []));
  const fitting = flat.find((inner) => inner.code !== 'invalid_type' && inner.code !== 'invalid_value');
  if (fitting !== undefined) return explainIssue(fitting, data, path);
  const literals = flat.flatMap((inner) => (inner.code === 'invalid_value' ? inner.values : []));
  if (literals.length > 0 && expected.length === 0) return [wrongValue(path, literals, value)];
  return [wrongType(path, expected, value)];
}

/** The problems behind one issue of the schema; `above` is the path of the union that it was found in. */
export function explainIssue(issue: Issue, data: unknown, above: KeyPath = []): Problem[] {
  const path = [...above, ...(issue.path as (string | number)[])];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const allowed = allowedKeys(data, path);
      return issue.keys.map((key) => {
        return { path: [...path, key], atKey: true, message: 'is not a key of a plan', hint: hintFor(key, allowed) };
      });
    }
    case 'invalid_type':
      return [wrongType(path, [issue.expected], valueAt(data, path))];
    case 'invalid_value':
      return [wrongValue(path, issue.values, valueAt(data, path))];
    case 'invalid_union':
      return explainUnion(issue, path, data);
    case 'too_small':
    case 'too_big':
      return [wrongSize(issue, path)];
    case 'invalid_key':
      return issue.issues
        .flatMap((inner) => explainIssue(inner, data, path))
        .map((inner) => ({ ...inner, path, atKey: true }));
    default:
      return [{ path, message: issue.message.startsWith('must') ? issue.message : 'is not valid', hint: '' }];
  }
}
