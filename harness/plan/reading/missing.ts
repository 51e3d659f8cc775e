/** Required keys that are not there, each with what to write. */
import { type KeyPath, type Problem } from './problems.js';

/** What to write where something required is missing. */
const MISSING_HINTS: Readonly<Record<string, string>> = {
  sut: 'It names the product under test: role, version, identity.',
  'sut.role': 'Write role: station or role: csms.',
  'sut.version': 'Write version: "1.6", "2.0.1" or "2.1".',
  security: 'Write at least security: { profile: 0 } (1.6) or profile: 1 with a password.',
  'security.profile': 'Write profile: 0, 1, 2 or 3.',
  statement: 'It says what the SUT claims to support: profiles: [Core] and features: [], or the ids of its PICS.',
  'statement.profiles': 'Write profiles: [Core] and whatever else the SUT claims.',
  'statement.features': 'Write the feature ids of the PICS, or features: [] for none.',
  'listen.port': 'Write the port that the station connects to, or 0 for any.',
};

export function missing(path: KeyPath, hint = MISSING_HINTS[path.join('.')] ?? ''): Problem {
  return { path, atKey: true, message: 'is missing', hint };
}
