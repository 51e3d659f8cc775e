/**
 * The names of the certification profiles. 1.6: the feature profiles of S16 §9.1.29 and the security extension; 2.0.1:
 * Part 5 ch. 2; 2.1: those, and the ones that are new there.
 */
import { type Version } from '../../doors/protocol.js';

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

export type ProfileName = (typeof PROFILES_16)[number] | (typeof PROFILES_21)[number];

const PROFILES: Readonly<Record<Version, readonly string[]>> = {
  '1.6': PROFILES_16,
  '2.0.1': PROFILES_201,
  '2.1': PROFILES_21,
};

/** Every certification profile of a version, by the name that a statement uses. */
export function profilesOf(version: Version): readonly string[] {
  return PROFILES[version];
}

/** Letter case and spaces vary between the documents: FirmwareManagement, Firmware Management. */
const bare = (text: string) => text.replace(/\s+/g, '').toLowerCase();

/** The official name of the profile that a text names, in the version if one is given; undefined when it is none. */
export function profileNamed(text: string, version?: Version): string | undefined {
  const names = version === undefined ? [...PROFILES_21, ...PROFILES_16] : PROFILES[version];
  return names.find((name) => bare(name) === bare(text));
}
