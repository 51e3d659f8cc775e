/** Security Whitepaper §2.4, §2.5: the ways in which the other side of a TLS handshake can be wrong. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { adviseOnEvent, WITH_TLS } from '../../states/security.js';

const data = {
  versions: ['1.6'] as const,
  block: 'Security',
  profiles: { Security: 'conditional' } as const,
  condition: WITH_TLS,
  operator: [],
};

type Wrong = Parameters<OnStation['csms']['security']>[0];

interface Way {
  readonly id: string;
  readonly what: string;
  readonly wrong: Wrong;
  readonly right: Wrong;
  readonly requirements: readonly string[];
  readonly event: string;
  readonly clause: string;
  /** How it shows that the station does not connect; by default it ends the handshake itself. */
  readonly judge?: (context: OnStation, requirements: readonly string[]) => Promise<void>;
}

const refusesServer = ({ id, what, wrong, right, requirements, event, clause, judge }: Way) =>
  stationCase({
    ...data,
    id,
    title: `A station does not talk to a server ${what}`,
    purpose: 'It ends the handshake, and connects again when the server is as it should be.',
    requirements: [...requirements],
    steps: [
      `The tester drops the connection and stands as a server ${what}; the station does not connect.`,
      'The tester is a proper server again; the station connects.',
    ],
    async run(context) {
      const { csms } = context;
      csms.security(wrong);
      csms.drop();
      await (judge ? judge(context, requirements) : csms.expectHandshakeFailure(requirements));
      csms.mark();
      csms.security(right);
      await csms.expectConnection(requirements, { title: 'the station connects when the server is right again' });
      await adviseOnEvent(context, [event], clause);
    },
  });

const CERTIFICATE = ['A00.FR.307', 'A00.FR.310', 'A00.FR.411', 'A00.FR.414'];
const NAME = ['A00.FR.308', 'A00.FR.310', 'A00.FR.412', 'A00.FR.414'];

const wrongCertificate = (
  id: string,
  what: string,
  fault: NonNullable<NonNullable<Wrong['server']>['fault']>,
  requirements: readonly string[],
) =>
  refusesServer({
    id,
    what,
    wrong: { server: { fault } },
    right: { server: {} },
    requirements,
    event: 'InvalidCentralSystemCertificate',
    clause: 'A00.FR.309, A00.FR.413, whitepaper §8',
  });

export const refusesExpiredServer = wrongCertificate(
  'TLS_16_CS_01',
  'whose certificate has expired',
  'expired',
  CERTIFICATE,
);
export const refusesEarlyServer = wrongCertificate(
  'TLS_16_CS_02',
  'whose certificate is not valid yet',
  'not-yet-valid',
  CERTIFICATE,
);
export const refusesOtherName = wrongCertificate(
  'TLS_16_CS_03',
  'whose certificate is for another name',
  'wrong-name',
  NAME,
);
export const refusesForeignServer = wrongCertificate(
  'TLS_16_CS_04',
  'whose certificate is of an authority that it does not trust',
  'wrong-ca',
  CERTIFICATE,
);

/** Waits for an attempt that comes to nothing, whoever ends it: an offer that has nothing in common ends itself. */
async function comesToNothing(context: OnStation, requirements: readonly string[]): Promise<void> {
  const { csms, check } = context;
  let found = await csms.nextHandshake();
  while (found?.event === 'refused') found = await csms.nextHandshake();
  const { version = 'no version', suite = 'no suite' } = found?.tls ?? {};
  check('handshake-failure', found?.event === 'tls-failed', {
    title: 'the station does not agree on the TLS version',
    requirements,
    frames: [],
    connections: found ? [found.conn] : [],
    expected: 'a TLS handshake that comes to nothing',
    actual: !found
      ? 'no handshake came'
      : found.event === 'open'
        ? `a connection came about: ${version}, ${suite}`
        : `${found.code ?? ''}: ${found.reason ?? ''}`,
    asserts: [],
    essential: true,
  });
}

export const refusesOldTls = refusesServer({
  id: 'TLS_16_CS_05',
  what: 'that speaks TLS 1.1 only',
  judge: comesToNothing,
  wrong: { versions: ['TLSv1.1'] },
  right: { versions: ['TLSv1.2', 'TLSv1.3'] },
  requirements: ['A00.FR.313', 'A00.FR.315', 'A00.FR.417', 'A00.FR.419'],
  event: 'InvalidTLSVersion',
  clause: 'A00.FR.315, A00.FR.419, whitepaper §8',
});
