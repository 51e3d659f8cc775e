/** The plans of the runs against products that others wrote: what a user would write for them. */
import { is2x, type Role, type Version } from '../../../harness/doors/protocol.js';
import { type LoadedPlan, readPlan } from '../../../harness/plan/reading/load.js';

export interface PlanWishes {
  readonly role: Role;
  readonly version: Version;
  /** The station's identity, or those that the tester plays towards a CSMS. */
  readonly identities: readonly string[];
  /** Where a CSMS listens; a station comes to a port that the system chooses. */
  readonly url?: string;
  /** Basic authentication; without it security profile 0, which is what a product without passwords can do. */
  readonly password?: string;
  readonly profiles: readonly string[];
  readonly features?: readonly string[];
  /** Seconds, by the tester's clock. */
  readonly timeouts: { readonly message: number; readonly action: number; readonly reboot: number };
  readonly heartbeatInterval: number;
  readonly connectors: number;
}

/** Tokens and what the CSMS of the pair makes of them; both sides of every pair know these. */
export const TOKENS = {
  valid: 'ABBA0001',
  second: 'ABBA0002',
  invalid: 'ABBA00FF',
  blocked: 'ABBA00B0',
  expired: 'ABBA00E0',
  groupMember: 'ABBA0003',
  group: 'ABBAAAAA',
  masterPass: 'ABBA0004',
  masterPassGroup: 'ABBABBBB',
} as const;

export function strangerPlan(wishes: PlanWishes): LoadedPlan {
  const { role, version, identities, url, password, timeouts, connectors } = wishes;
  const [identity] = identities;
  const plan = {
    sut: {
      role,
      version,
      ...(role === 'station' ? { identity } : { identity: 'stranger', identities }),
    },
    ...(url === undefined ? { listen: { host: '127.0.0.1', port: 0, path: '/ocpp' } } : { url }),
    security: password === undefined ? { profile: 0 } : { profile: 1, password },
    statement: { profiles: wishes.profiles, features: wishes.features ?? [] },
    parameters: {
      ...(is2x(version)
        ? { evses: Array.from({ length: connectors }, (_, index) => ({ id: index + 1 })) }
        : { connectors }),
      heartbeatInterval: wishes.heartbeatInterval,
      meterValueInterval: 5,
      timeouts: { ...timeouts, operator: 30 },
      idTokens: TOKENS,
    },
    operator: { kind: 'none' },
  };
  // YAML reads JSON.
  return readPlan(JSON.stringify(plan), `stranger ${role} ${version}`);
}
