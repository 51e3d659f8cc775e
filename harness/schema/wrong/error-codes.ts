/** The error codes of OCPP-J: 1.6 §4.2.3 table 7, 2.x Part 4 §4.3. */
import { type Version } from '../../doors/protocol.js';

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

/** The two codes that 1.6 spells in a way of its own, by the names of 2.x. */
const SPELT_IN_16: Readonly<Record<string, string>> = {
  FormatViolation: 'FormationViolation',
  OccurrenceConstraintViolation: 'OccurenceConstraintViolation',
};
const SPELT_IN_2X: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SPELT_IN_16).map(([newer, older]) => [older, newer]),
);

/**
 * Names of the other versions' for the same thing. The 1.6 errata (5.1, 5.2) name the better spellings, and keep the two
 * odd ones in the messages of 1.6, where the field must hold a name of the table. They announce that the version after
 * 1.6 has the odd ones as deprecated, so that in 2.x, whose tables lack them, they are in doubt.
 */
export const OTHER_SPELLINGS: Readonly<Record<Version, readonly string[]>> = {
  '1.6': Object.keys(SPELT_IN_16),
  '2.0.1': Object.keys(SPELT_IN_2X),
  '2.1': Object.keys(SPELT_IN_2X),
};

/** The code as this version spells it; any other text is what it was. */
export function spelt(version: Version, code: string): string {
  const others = version === '1.6' ? SPELT_IN_16 : SPELT_IN_2X;
  return Object.hasOwn(others, code) ? (others[code] ?? code) : code;
}

/** Every way in which a code is spelt, by its name in 2.x. */
export const spellings = (code: string): readonly string[] => [
  code,
  ...(SPELT_IN_16[code] === undefined ? [] : [SPELT_IN_16[code]]),
];

/** The receiver does not have the action, or not the feature that it is of. */
export const ABSENT: readonly string[] = ['NotImplemented', 'NotSupported'];
