/**
 * Judges payloads by the official schemas. It reads only: no defaults, no coercion, nothing removed. What it is given
 * may come from a hostile peer, so size and depth are bounded before a validator sees it, and so is what it returns.
 */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { type Version } from '../doors/protocol.js';
import { FORMATS } from './formats.js';
import { childPath, pathOf } from './path.js';
import { schemaOf } from './schemas.js';
import { describeProblem } from './describe.js';
import { type Part } from './types.js';

/** One way in which a payload departs from its schema. */
export interface SchemaProblem {
  /** The place in the payload, such as `chargingProfile.stackLevel` or `meterValue[0].timestamp`; '' is the whole. */
  readonly path: string;
  /**
   * The schema keyword that does not hold: required, additionalProperties, type, enum, maxLength, format, minItems,
   * maxItems, minimum, maximum, multipleOf. Beside them `action` (no such message), `depth` and `size` (too deep or too
   * large to be judged).
   */
  readonly rule: string;
  /** What is wrong, in words, with the offending value cut short. */
  readonly detail: string;
}

/** Problems beyond this number are not returned: the first ones say it all. */
export const MAX_PROBLEMS = 20;
/** The deepest official payload has fewer than half as many levels. */
const MAX_DEPTH = 32;
/** Values in one payload; a full local list of ten thousand tokens stays below it. */
const MAX_VALUES = 100_000;

interface Judge {
  readonly ajv: Ajv;
  readonly validators: Readonly<Record<Part, Map<string, ValidateFunction>>>;
}

/** One per version, made on first use: compiling is what costs time. */
const judges = new Map<Version, Judge>();

function judgeOf(version: Version): Judge {
  let judge = judges.get(version);
  if (judge === undefined) {
    // multipleOfPrecision: 0.3 is no multiple of 0.1 in binary arithmetic, and yet it has one decimal.
    const ajv = new Ajv({
      strict: true,
      strictTypes: false,
      allErrors: true,
      multipleOfPrecision: 6,
      formats: { ...FORMATS[version] },
    });
    judge = { ajv, validators: { request: new Map(), response: new Map() } };
    judges.set(version, judge);
  }
  return judge;
}

/** The validator of one message, compiled on first use; undefined where there is no such message. */
export function validatorOf(version: Version, action: string, part: Part): ValidateFunction | undefined {
  const { ajv, validators } = judgeOf(version);
  const known = validators[part].get(action);
  if (known !== undefined) return known;
  const schema = schemaOf(version, action, part);
  // Names come from the wire: only those of the version are kept, so that a stranger cannot fill the cache.
  if (schema === undefined) return undefined;
  const validator = ajv.compile(schema);
  validators[part].set(action, validator);
  return validator;
}

/** Where the schemas allow anything, and so any depth: customData, and the data of a DataTransfer. */
const isOpen = (key: string, action: string): boolean =>
  key === 'customData' || (key === 'data' && action === 'DataTransfer');

/** Goes no deeper than the limit, since the payload decides how deep it is. */
function boundsProblem(payload: unknown, action: string): SchemaProblem | undefined {
  let values = 0;
  const beyond = (value: unknown, depth: number): 'depth' | 'size' | undefined => {
    if (typeof value !== 'object' || value === null) return undefined;
    if (depth >= MAX_DEPTH) return 'depth';
    if (Array.isArray(value)) {
      values += value.length;
      if (values > MAX_VALUES) return 'size';
      for (const item of value as readonly unknown[]) {
        const found = beyond(item, depth + 1);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    const keys = Object.keys(value);
    values += keys.length;
    if (values > MAX_VALUES) return 'size';
    for (const key of keys) {
      if (isOpen(key, action)) continue;
      const found = beyond((value as Readonly<Record<string, unknown>>)[key], depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const found = beyond(payload, 0);
  if (found === undefined) return undefined;
  const detail = found === 'depth' ? `nested deeper than ${MAX_DEPTH} levels` : `more than ${MAX_VALUES} values`;
  return { path: '', rule: found, detail };
}

function problemOf(error: ErrorObject, payload: unknown): SchemaProblem {
  const at = pathOf(error.instancePath, payload);
  const field: unknown = error.params.missingProperty ?? error.params.additionalProperty;
  const path = typeof field === 'string' ? childPath(at.path, field) : at.path;
  return { path, rule: error.keyword, detail: describeProblem(error, at.value) };
}

/**
 * All ways (20 at most) in which `payload` departs from the official schema of the message; empty when it is valid.
 * `payload` is what JSON.parse made of it. Throws only when the schemas themselves cannot be had (see `schemaOf`).
 */
export function validatePayload(
  version: Version,
  action: string,
  part: Part,
  payload: unknown,
): readonly SchemaProblem[] {
  const validate = validatorOf(version, action, part);
  if (validate === undefined) {
    return [{ path: '', rule: 'action', detail: `OCPP ${version} has no ${part} of that name` }];
  }
  const bounds = boundsProblem(payload, action);
  if (bounds !== undefined) return [bounds];
  if (validate(payload)) return [];
  const problems = (validate.errors ?? []).slice(0, MAX_PROBLEMS).map((error) => problemOf(error, payload));
  validate.errors = null;
  return problems;
}
