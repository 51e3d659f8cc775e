/** Words for what a validator found: our own, short, and safe to print whatever the payload holds. */
import { type ErrorObject } from 'ajv';

const CUT = 60;

/** A value for people: strings and numbers as JSON, cut to 60 characters; objects and arrays by kind only. */
export function showValue(value: unknown): string {
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'string') {
    const short = value.length > CUT ? `${value.slice(0, CUT)}…` : value;
    // JSON leaves these control and direction characters as they are; a terminal or a page would obey them.
    return JSON.stringify(short).replace(
      /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  }
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

const list = (values: readonly unknown[]): string =>
  values.length > 8 ? `${values.slice(0, 8).join(', ')} … (${values.length} values)` : values.join(', ');

/** Says what is wrong with `value`, which the schema keyword of `error` refused. */
export function describeProblem(error: ErrorObject, value: unknown): string {
  const params = error.params as Readonly<Record<string, unknown>>;
  const limit = String(params.limit);
  switch (error.keyword) {
    case 'required':
      return 'required, and missing';
    case 'additionalProperties':
      return 'the schema has no such field here';
    case 'type':
      return `${showValue(value)} is not of type ${String(params.type)}`;
    case 'enum':
      return `${showValue(value)} is not one of ${list(Array.isArray(params.allowedValues) ? params.allowedValues : [])}`;
    case 'maxLength':
      return `${showValue(value)} has ${[...String(value)].length} characters where ${limit} are allowed`;
    case 'minItems':
      return `${showValue(value)} where at least ${limit} must be`;
    case 'maxItems':
      return `${showValue(value)} where at most ${limit} may be`;
    case 'minimum':
      return `${showValue(value)} is below ${limit}`;
    case 'maximum':
      return `${showValue(value)} is above ${limit}`;
    case 'multipleOf':
      return `${showValue(value)} is not a multiple of ${String(params.multipleOf)}`;
    case 'format':
      return `${showValue(value)} is not a ${String(params.format)}`;
    default:
      return `${showValue(value)} breaks ${error.keyword}`;
  }
}
