/**
 * What may answer which wrong message: one row for each kind of wrongness. No version has such a table; the sets are what
 * the words of the error codes allow (OCPP-J 1.6 §4.2.3 table 7, 2.x Part 4 §4.3). Everything that judges an answer to a
 * wrong message asks here: cases written by hand, generated cases, and rules. Codes are named as 2.x spells them.
 */
import { type NegativeKind } from '../negative-edits.js';
import { ABSENT } from './error-codes.js';

/** Frames that are no message, or messages that are wrong outside their payload. */
export type FrameKind =
  | 'no-json'
  | 'no-utf8'
  | 'no-array'
  | 'elements'
  | 'type-form'
  | 'type-unknown'
  | 'id-form'
  | 'id-empty'
  | 'id-too-long'
  | 'id-repeated'
  | 'action-form'
  | 'payload-form'
  | 'unasked'
  | 'unasked-broken'
  | 'beyond-bounds';
/** CALLs whose action or payload as a whole is not for this receiver. */
export type CallKind =
  | 'action-unknown'
  | 'action-unlisted'
  | 'action-other-side'
  | 'action-other-version'
  | 'payload-other-version'
  | 'key-twice';
/** CALLs with one place of the payload wrong; `null-optional`: null where the field could have been left out. */
export type PayloadKind =
  Exclude<NegativeKind, 'longest' | 'most-items' | 'least' | 'most' | 'custom-data'> | 'null-optional';
/**
 * CALLs that are right. `sound`: every such SUT serves it, however it is written; `sound-id`: whatever its id is; `sound-optional`: 2.x does not oblige to it; `edge`: at the
 * edge of what the schema allows, where the plain message was accepted; `edge-limited`: beyond a limit of the receiver's
 * own, which 2.x lets it have (B06.FR.16, B08.FR.17, N06.FR.06 and the like for bytes); `setting`: a value that the type
 * of a setting refuses, in a message that is right (1.6 §5.3, B05.FR.07, B05.FR.08); `valid`: nothing else is known.
 */
export type RightKind = 'sound' | 'sound-id' | 'sound-optional' | 'edge' | 'edge-limited' | 'setting' | 'valid';
export type Kind = FrameKind | CallKind | PayloadKind | RightKind;

/** Something that is not the same in the two families of versions. */
export interface ByFamily<T> {
  readonly '1.6': T;
  readonly '2.x': T;
}
const both = <T>(value: T): ByFamily<T> => ({ '1.6': value, '2.x': value });

export interface Row {
  /** The codes whose words say what is wrong: these are right. */
  readonly fitting: ByFamily<readonly string[]>;
  /** Codes that refuse as well, and say less or something odd: an advisory. */
  readonly vague: ByFamily<readonly string[]>;
  /** Which CALLRESULTs pass: none, those whose status says no, any. */
  readonly result: ByFamily<'none' | 'refusing' | 'any'>;
  /** Whether such a result is right; otherwise it is an advisory. */
  readonly served: boolean;
  /** Whether no answer at all passes. 2.x lets a receiver drop what it cannot use (Part 4 §4.2.3). */
  readonly silence: ByFamily<boolean>;
  /** Whether the connection may end over it: no document forbids it where no message was read. An advisory. */
  readonly closes: boolean;
  /** Whether an answer has to carry the id of the CALL: a receiver that could not read it uses another one. */
  readonly ownId: boolean;
  /** 2.1: whether a CALLRESULTERROR passes. */
  readonly complaint: boolean;
  /** Sections of OCPP-J 1.6 and of Part 4. */
  readonly section: ByFamily<string>;
}

const FORM = ['FormatViolation'];
const OCCURRENCE = ['OccurrenceConstraintViolation'];
const TYPE = ['TypeConstraintViolation', ...FORM];
const VALUE = ['PropertyConstraintViolation', ...FORM, 'TypeConstraintViolation'];
const FAILED = ['GenericError', 'InternalError'];
const NOT_A_CALL = ['RpcFrameworkError'];

/** 1.6 has a code for a message that is no CALL, 2.x has another one. */
const FRAME: ByFamily<readonly string[]> = {
  '1.6': [...FORM, 'ProtocolError', 'GenericError'],
  '2.x': [...NOT_A_CALL, ...FORM, 'ProtocolError', 'GenericError'],
};
const plus = (codes: ByFamily<readonly string[]>, more: readonly string[]): ByFamily<readonly string[]> => ({
  '1.6': [...codes['1.6'], ...more],
  '2.x': [...codes['2.x'], ...more],
});
const NONE: ByFamily<readonly string[]> = both([]);
const IN_2X: ByFamily<boolean> = { '1.6': false, '2.x': true };

const frame: Row = {
  fitting: FRAME,
  vague: both(['TypeConstraintViolation', 'PropertyConstraintViolation', ...OCCURRENCE, 'InternalError']),
  result: both('none'),
  served: false,
  silence: both(true),
  closes: true,
  ownId: false,
  complaint: false,
  section: both('4.2.3'),
};
/** Nobody is meant to answer it. */
const ignored: Row = { ...frame, fitting: NONE, vague: NONE, closes: false };

const action: Row = {
  ...frame,
  fitting: both(ABSENT),
  vague: NONE,
  silence: IN_2X,
  closes: false,
  ownId: true,
  section: { '1.6': '4.2.3', '2.x': '4.1.7' },
};

/** Every code of a receiver that refuses a payload, though it says the reason worse than it could. */
const REFUSING = [
  ...[...FORM, ...OCCURRENCE, 'TypeConstraintViolation', 'PropertyConstraintViolation', 'ProtocolError'],
  ...[...FAILED, ...ABSENT],
];
function payload(fitting: readonly string[], result: 'none' | 'refusing' | 'any'): Row {
  const vague = REFUSING.filter((code) => !fitting.includes(code));
  return {
    ...action,
    fitting: both(fitting),
    vague: { '1.6': vague, '2.x': [...vague, ...NOT_A_CALL] },
    result: both(result),
    section: both('4.2.3'),
  };
}

const right: Row = {
  ...action,
  fitting: NONE,
  result: both('any'),
  served: true,
  silence: both(false),
  section: { '1.6': '4.2.2', '2.x': '4.1.1' },
};
const UNWELCOME = [...ABSENT, 'PropertyConstraintViolation', 'SecurityError'];
const EXTRA = [...FORM, 'ProtocolError', 'PropertyConstraintViolation', ...OCCURRENCE];
const NULL = [...TYPE, ...OCCURRENCE, 'PropertyConstraintViolation', 'ProtocolError'];

export const ROWS: Readonly<Record<Kind, Row>> = {
  'no-json': frame,
  // The bytes lie in the action: who reads on finds one that does not exist.
  'no-utf8': { ...frame, fitting: plus(FRAME, ABSENT), section: both('4.1.2') },
  'no-array': frame,
  elements: frame,
  'type-form': { ...frame, vague: { ...frame.vague, '2.x': [...frame.vague['2.x'], 'MessageTypeNotSupported'] } },
  // The errata of 2026-04 take MessageTypeNotSupported out of 2.0.1 (4.2, 4.3); until then its §4.4 had it sent.
  'type-unknown': { ...ignored, section: both('4.1.3') },
  'id-form': frame,
  'id-empty': { ...frame, result: both('any') },
  // 1.6 says what such a message gets, and not that it must not be served all the same.
  'id-too-long': { ...frame, result: { '1.6': 'any', '2.x': 'none' } },
  'id-repeated': { ...frame, result: both('any'), served: true },
  'action-form': { ...frame, fitting: plus(FRAME, ABSENT) },
  'payload-form': { ...frame, fitting: plus(FRAME, ['TypeConstraintViolation']) },
  unasked: { ...ignored, complaint: true, section: both('4.2.2') },
  // An id that cannot be read: 2.x has an error for that whatever the message was (Part 4 §4.2.3).
  'unasked-broken': {
    ...ignored,
    fitting: { '1.6': [], '2.x': FRAME['2.x'] },
    vague: { '1.6': [], '2.x': frame.vague['2.x'] },
    complaint: true,
    section: both('4.2.2'),
  },
  // No document limits a message: whoever cannot take it may do as it likes, and has to live.
  'beyond-bounds': {
    ...frame,
    fitting: plus(FRAME, [...VALUE, ...OCCURRENCE, ...ABSENT, 'InternalError', 'SecurityError']),
    vague: NONE,
    result: both('any'),
    served: true,
    section: both('4.1.2'),
  },

  'action-unknown': action,
  // No schema has it, and yet the receiver may: it can be a vendor's own.
  'action-unlisted': {
    ...action,
    vague: {
      '1.6': [...REFUSING, 'SecurityError'],
      '2.x': [...REFUSING, ...NOT_A_CALL, 'MessageTypeNotSupported', 'SecurityError'],
    },
    result: both('any'),
    served: true,
  },
  'action-other-side': action,
  'action-other-version': action,
  'payload-other-version': {
    ...payload([...FORM, 'ProtocolError', ...OCCURRENCE, ...VALUE], 'none'),
    ...{ vague: { '1.6': FAILED, '2.x': [...FAILED, ...NOT_A_CALL] } },
  },
  'key-twice': { ...payload([...EXTRA, 'TypeConstraintViolation', ...ABSENT], 'any'), served: true },

  missing: payload([...OCCURRENCE, 'ProtocolError', ...FORM], 'none'),
  null: payload(NULL, 'none'),
  'null-optional': payload(NULL, 'any'),
  type: payload(TYPE, 'none'),
  // Errors of values: a receiver may refuse them with a status, as it does with values that it does not like.
  enum: payload(VALUE, 'refusing'),
  'too-long': payload(VALUE, 'refusing'),
  'too-many': payload([...OCCURRENCE, ...VALUE], 'refusing'),
  'no-items': payload([...OCCURRENCE, ...VALUE], 'none'),
  format: payload(VALUE, 'refusing'),
  fraction: payload(VALUE, 'refusing'),
  below: payload(VALUE, 'refusing'),
  above: payload(VALUE, 'refusing'),
  // Products of good faith read more than the schema allows: fields that they do not know, finer numbers.
  step: payload(VALUE, 'any'),
  extra: payload(EXTRA, 'any'),

  sound: { ...right, section: both('4.1.2') },
  'sound-id': { ...right, section: both('4.1.4') },
  'sound-optional': { ...right, section: both('4.1.2'), fitting: { '1.6': [], '2.x': ABSENT } },
  // It may still find a value in it that it cannot use, or forbid it. InternalError says that it failed at it.
  edge: { ...right, vague: both(UNWELCOME) },
  'edge-limited': { ...right, vague: { '1.6': UNWELCOME, '2.x': [...UNWELCOME, ...OCCURRENCE, ...FORM] } },
  setting: {
    ...right,
    fitting: both(['PropertyConstraintViolation']),
    vague: both([...FORM, 'TypeConstraintViolation']),
    result: both('refusing'),
  },
  // What else may be wrong at the receiver's is not known. A code of form says what is not so.
  valid: {
    ...right,
    fitting: both(ABSENT),
    vague: {
      '1.6': ['PropertyConstraintViolation', 'SecurityError', ...OCCURRENCE, 'ProtocolError', ...FAILED],
      '2.x': ['PropertyConstraintViolation', 'SecurityError', ...OCCURRENCE, ...FAILED],
    },
  },
};
