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
 * Names of the other versions' for the same thing. The 1.6 errata (5.1, 5.2) name the better spellings, and keep the two
 * odd ones in the messages of 1.6, where the field must hold a name of the table. They announce that the version after
 * 1.6 has the odd ones as deprecated, so that in 2.x, whose tables lack them, they are in doubt.
 */
export const OTHER_SPELLINGS: Readonly<Record<Version, readonly string[]>> = {
  '1.6': ['FormatViolation', 'OccurrenceConstraintViolation'],
  '2.0.1': ['FormationViolation', 'OccurenceConstraintViolation'],
  '2.1': ['FormationViolation', 'OccurenceConstraintViolation'],
};
