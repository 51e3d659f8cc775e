/**
 * The names of the certification profiles. 1.6: the feature profiles of S16 §9.1.29 and the security extension; 2.0.1:
 * Part 5 ch. 2; 2.1: those, and the ones that are new there.
 */
import { type Version } from '../doors/protocol.js';

const PROFILES_16 = [
  'Core',
  'FirmwareManagement',
  'LocalAuthListManagement',
  'Reservation',
  'SmartCharging',
  'RemoteTrigger',
  'Security',
] as const;

const PROFILES_201 = [
  'Core',
  'Advanced Security',
  'Local Authorization List Management',
  'Smart Charging',
  'Advanced Device Management',
  'Advanced User Interface',
  'Reservation',
  'ISO 15118 Support',
] as const;

const PROFILES_21 = [...PROFILES_201, 'Bidirectional Power Transfer', 'DER Control'] as const;

const PROFILES: Readonly<Record<Version, readonly string[]>> = {
  '1.6': PROFILES_16,
  '2.0.1': PROFILES_201,
  '2.1': PROFILES_21,
};

/** Every certification profile of a version, by the name that a statement uses. */
export function profilesOf(version: Version): readonly string[] {
  return PROFILES[version];
}

const ALL = new Map([...PROFILES_16, ...PROFILES_21].map((name) => [name.toLowerCase(), name]));

/** The profile that a text names, whatever its letter case (the documents themselves vary), if it is one. */
export function profileNamed(text: string): string | undefined {
  return ALL.get(text.toLowerCase());
}
