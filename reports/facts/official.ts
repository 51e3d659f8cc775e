/** The official catalogue of each version, read from the data beside this file. */
import { type CaseFacts } from '../../harness/record/events.js';
import { OFFICIAL_CASES } from './official-cases.js';

type Version = CaseFacts['versions'][number];
type Role = CaseFacts['role'];

/** `unstated`: the official catalogue names the profile and does not say how much it asks. */
export type Need = 'mandatory' | 'conditional' | 'unstated';

/** One official test case that is in force. */
export interface OfficialCase {
  readonly id: string;
  readonly role: Role;
  /** A case of 2.0.1 counts for 2.1 as well. */
  readonly versions: readonly Version[];
  readonly block: string;
  /** By the names that statements use; none where no document assigns a profile. */
  readonly profiles: Readonly<Record<string, Need>>;
}

const NEEDS: Readonly<Record<string, Need>> = { M: 'mandatory', C: 'conditional', '-': 'unstated' };

/** `Core C; Advanced Device Management M` */
function profilesIn(text: string): Record<string, Need> {
  if (text === '-') return {};
  return Object.fromEntries(text.split('; ').map((each) => [each.slice(0, -2), NEEDS[each.slice(-1)]!]));
}

function read(text: string): OfficialCase[] {
  return text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [version, role, block, profiles, ids] = line.split(' | ') as [Version, Role, string, string, string];
      const rest = { role, versions: version === '2.0.1' ? (['2.0.1', '2.1'] as const) : [version], block };
      return ids.split(' ').map((id) => ({ id, ...rest, profiles: profilesIn(profiles) }));
    });
}

/** Every official case once, those of 1.6 first. */
export const officialCases: readonly OfficialCase[] = read(OFFICIAL_CASES);

/** The official cases for what is under test. */
export const officialFor = (role: Role, version: Version): readonly OfficialCase[] =>
  officialCases.filter((each) => each.role === role && each.versions.includes(version));
