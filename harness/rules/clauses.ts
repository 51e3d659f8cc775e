/** How findings name what they rest on. */
import { type Role, type Version, VERSIONS } from '../doors/protocol.js';

/** A section of OCPP-J: its own document in 1.6, Part 4 in 2.x. */
export const rpc = (version: Version, section: string): string =>
  version === '1.6' ? `OCPP-J 1.6 §${section}` : `OCPP ${version} Part 4 §${section}`;

/** The same OCPP-J section for every version, in the form that a rule declares. */
export const rpcClauses = (section: string): Readonly<Record<Version, string>> =>
  Object.fromEntries(VERSIONS.map((version) => [version, rpc(version, section)])) as Record<Version, string>;

/** Requirements of Part 2 (2.x). */
export const part2 = (version: Version, ...requirements: readonly string[]): string =>
  `OCPP ${version} Part 2 ${requirements.join(', ')}`;

/** The role at the other end. */
export const peerOf = (role: Role): Role => (role === 'station' ? 'csms' : 'station');

/** What the documents of the version call a role. */
export const nameOf = (role: Role): string => (role === 'station' ? 'the station' : 'the CSMS');
