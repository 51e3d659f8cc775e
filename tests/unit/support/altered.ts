/** Reference peers that are wrong in one way, made on the wire. */
import { type EmbeddedOptions } from '../../../cli/embedded/run-embedded.js';
import { type Role, type Version } from '../../../harness/doors/protocol.js';
import { mutantWire } from '../../../fixtures/mutants/on-the-wire.js';
import { type Transform } from '../../../fixtures/mutants/named-mutant.js';

/** What the peer sends arrives as `transform` says; undefined from it leaves a frame as it is. */
export const altered =
  (role: Role, version: Version, transform: Transform): NonNullable<EmbeddedOptions['between']> =>
  (wire, host) =>
    mutantWire(wire, host, role, version, {
      id: 'altered',
      says: 'what a test says',
      roles: [role],
      versions: [version],
      rule: 'framing',
      severity: 'fail',
      finds: '',
      cases: [],
      start: () => transform,
    });
