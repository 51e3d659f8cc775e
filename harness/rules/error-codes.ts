/** The error codes of OCPP-J: 1.6 §4.2.3 table 7, 2.x Part 4 §4.3. */
import { type Version } from '../doors/protocol.js';

const COMMON = [
  'NotImplemented',
  'NotSupported',
  'InternalError',
  'ProtocolError',
  'SecurityError',
  'PropertyConstraintViolation',
  'TypeConstraintViolation',
  'GenericError',
] as const;
const CODES_2X: readonly string[] = [
  ...COMMON,
  'FormatViolation',
  'OccurrenceConstraintViolation',
  'MessageTypeNotSupported',
  'RpcFrameworkError',
];

export const ERROR_CODES: Readonly<Record<Version, readonly string[]>> = {
  '1.6': [...COMMON, 'FormationViolation', 'OccurenceConstraintViolation'],
  '2.0.1': CODES_2X,
  '2.1': CODES_2X,
};

/**
 * Names of the other versions' for the same thing: the 1.6 errata (5.1, 5.2) keep the two odd 1.6 names and announce
 * that later versions deprecate them, so products of either age mix them up.
 */
export const OTHER_SPELLINGS: Readonly<Record<Version, readonly string[]>> = {
  '1.6': ['FormatViolation', 'OccurrenceConstraintViolation'],
  '2.0.1': ['FormationViolation', 'OccurenceConstraintViolation'],
  '2.1': ['FormationViolation', 'OccurenceConstraintViolation'],
};
