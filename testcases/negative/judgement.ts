/**
 * What a SUT may make of a payload that is wrong in one place. Neither version has a table; the sets are what the words
 * of the error codes allow (1.6J §4.2.3 table 7, Part 4 §4.3). A code beside the set is still a refusal: an advisory.
 */
import { type Negative, type NegativeKind } from '../../harness/peers/negatives.js';
import { is2x, type Version } from '../../harness/peers/versions.js';

/** The two odd names of 1.6 (errata 5.1, 5.2) and those of 2.x: products of either age mix them up. */
const FORM = ['FormationViolation', 'FormatViolation'];
const OCCURRENCE = ['OccurenceConstraintViolation', 'OccurrenceConstraintViolation'];
const OTHER_NAMES: Readonly<Record<'1.6' | '2.x', readonly string[]>> = {
  '1.6': ['FormatViolation', 'OccurrenceConstraintViolation'],
  '2.x': ['FormationViolation', 'OccurenceConstraintViolation'],
};
const MISSING = [...OCCURRENCE, 'ProtocolError', ...FORM];
const TYPE = ['TypeConstraintViolation', ...FORM];
const VALUE = ['PropertyConstraintViolation', ...FORM, 'TypeConstraintViolation'];

const FITTING: Readonly<Record<NegativeKind, readonly string[]>> = {
  missing: MISSING,
  null: [...TYPE, ...OCCURRENCE, 'PropertyConstraintViolation', 'ProtocolError'],
  type: TYPE,
  enum: VALUE,
  'too-long': VALUE,
  'too-many': [...OCCURRENCE, ...VALUE],
  'no-items': [...OCCURRENCE, ...VALUE],
  format: VALUE,
  fraction: VALUE,
  step: VALUE,
  below: VALUE,
  above: VALUE,
  extra: [...FORM, 'ProtocolError', 'PropertyConstraintViolation', ...OCCURRENCE],
  longest: [],
  'most-items': [],
  least: [],
  most: [],
  'custom-data': [],
};

/** Codes that say "the payload has the wrong form". */
const FORM_CODES: readonly string[] = [...new Set([...FORM, ...OCCURRENCE, 'TypeConstraintViolation'])];

/** Codes of a receiver that refuses, though it says the reason worse than it could. */
const VAGUE = ['GenericError', 'InternalError', 'ProtocolError', 'PropertyConstraintViolation'];
/** The same, of 2.x alone. */
const VAGUE_2X = 'RpcFrameworkError';
/** The receiver does not have the message at all; then nothing in it counts. */
export const ABSENT = ['NotImplemented', 'NotSupported'];

/** Places where products of good faith read more than the schema allows: extra fields, null for "not there". */
const TOLERABLE: readonly NegativeKind[] = ['extra', 'step'];

export interface Judgement {
  /** Codes that pass. */
  readonly codes: readonly string[];
  /** Those of them that say best what is wrong. */
  readonly fitting: readonly string[];
  /** Whether a result passes as well, whatever it says: with an advisory where the payload is not valid. */
  readonly result: 'any' | 'refusing' | 'none';
}

/** Errors of values, which a receiver may also refuse with a status, as it does with values that it does not like. */
const OF_VALUES: readonly NegativeKind[] = ['enum', 'too-long', 'format', 'fraction', 'below', 'above', 'too-many'];

/** Requests of 2.x with limits beside the schema's (B06.FR.16, B08.FR.17, N06.FR.06 and the like for bytes). */
const LIMITED: readonly string[] = [
  ...['GetVariables', 'SetVariables', 'GetReport', 'ClearVariableMonitoring', 'SetVariableMonitoring'],
];

/**
 * What is sound by the schema gets a result (FR.02). A receiver may still not have the message, find a value in it that
 * it cannot use, or forbid it; an InternalError says that it failed, and a code of form says what is not so.
 */
function ofValid(version: Version, { action, kind }: Negative): Judgement {
  const limit = is2x(version) && LIMITED.includes(action) && (kind === 'most-items' || kind === 'longest');
  const codes = [
    ...ABSENT,
    'PropertyConstraintViolation',
    'SecurityError',
    ...(limit ? ['OccurrenceConstraintViolation', 'FormatViolation'] : []),
  ];
  return { codes, fitting: codes, result: 'any' };
}

/** What may come of the payload. `optional`: whether the place could have been left out. */
export function judgementOf(version: Version, negative: Negative, optional: boolean): Judgement {
  const { kind, valid } = negative;
  if (valid) return ofValid(version, negative);
  const newer = is2x(version);
  const fitting = FITTING[kind].filter((code) => !OTHER_NAMES[newer ? '2.x' : '1.6'].includes(code));
  const codes = [...new Set([...FITTING[kind], ...FORM_CODES, ...VAGUE, ...(newer ? [VAGUE_2X] : []), ...ABSENT])];
  if (TOLERABLE.includes(kind) || (kind === 'null' && optional)) return { codes, fitting, result: 'any' };
  return { codes, fitting, result: OF_VALUES.includes(kind) ? 'refusing' : 'none' };
}

/** Whether the place may be left out: it has no way of missing. */
export function optionalPlaces(negatives: readonly Negative[]): (negative: Negative) => boolean {
  const required = new Set(negatives.filter(({ kind }) => kind === 'missing').map(({ path }) => path));
  return ({ path }) => !required.has(path) && !path.endsWith(']');
}
