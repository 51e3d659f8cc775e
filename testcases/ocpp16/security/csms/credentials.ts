/** Security Whitepaper A00: the ways in which who connects can be wrong, and whom a central system refuses for it. */
import { csmsCase, type OnCsms } from '../../../../harness/peers/ocpp16.js';
import { isServed } from '../../states/csms-security.js';
import { WITH_CERTIFICATE, WITH_PASSWORD, WITH_TLS } from '../../states/security.js';

type Options = Parameters<OnCsms['station']['tryToConnect']>[0];

interface Way {
  readonly id: string;
  /** How the station connects: completes "a station". */
  readonly what: string;
  readonly condition: string;
  readonly requirements: readonly string[];
  readonly options: Options;
}

const refuses = ({ id, what, condition, requirements, options }: Way) =>
  csmsCase({
    id,
    versions: ['1.6'],
    block: 'Security',
    title: `A CSMS refuses a station ${what}`,
    purpose: 'It lets nobody in who does not show what the security profile asks for, and serves who does.',
    profiles: { Security: 'conditional' },
    condition,
    requirements: [...requirements, '1.6 §4.2'],
    connect: 'not-connected',
    steps: [
      'The tester connects as the plan says, registers, and reports every connector; the CSMS answers.',
      `The tester connects again, as a station ${what}; the CSMS refuses it.`,
    ],
    operator: [],
    async run(context) {
      const { station } = context;
      await isServed(context, requirements);
      station.disconnect();
      const result = await station.expectRefused(options, requirements);
      if (result.ok) result.line.close();
    },
  });

const byPassword = (id: string, what: string, password: string | null) =>
  refuses({
    id,
    what,
    condition: WITH_PASSWORD,
    requirements: ['A00.FR.202', 'A00.FR.203', 'A00.FR.301', 'A00.FR.302'],
    options: { password },
  });

export const refusesWrongPassword = byPassword('SEC_16_CSMS_01', 'with a wrong password', 'laddprov-no-password');
export const refusesNoPassword = byPassword('SEC_16_CSMS_02', 'without a password', null);

type Identity = NonNullable<NonNullable<Options['tls']>['identity']>;

const byCertificate = (id: string, what: string, identity: Identity, requirements: readonly string[]) =>
  refuses({ id, what, condition: WITH_CERTIFICATE, requirements, options: { tls: { identity } } });

const PATH = ['A00.FR.403', 'A00.FR.407'];

export const refusesNoCertificate = byCertificate('TLS_16_CSMS_01', 'without a certificate', 'none', [
  'A00.FR.401',
  'A00.FR.407',
]);
export const refusesExpired = byCertificate('TLS_16_CSMS_02', 'whose certificate has expired', 'expired', PATH);
export const refusesEarly = byCertificate(
  'TLS_16_CSMS_03',
  'whose certificate is not valid yet',
  'not-yet-valid',
  PATH,
);
export const refusesForeign = byCertificate(
  'TLS_16_CSMS_04',
  'whose certificate is of an authority that it does not trust',
  'wrong-ca',
  PATH,
);
export const refusesOtherStation = byCertificate(
  'TLS_16_CSMS_05',
  'whose certificate names another station',
  'wrong-name',
  ['A00.FR.405'],
);
export const refusesOtherOwner = byCertificate(
  'TLS_16_CSMS_06',
  'whose certificate names another operator',
  'wrong-organisation',
  ['A00.FR.404'],
);
export const refusesRevoked = byCertificate('TLS_16_CSMS_07', 'whose certificate is revoked', 'revoked', [
  'A00.FR.704',
]);

export const refusesOldTls = refuses({
  id: 'TLS_16_CSMS_08',
  what: 'that speaks TLS 1.1 only',
  condition: WITH_TLS,
  requirements: ['A00.FR.313', 'A00.FR.314', 'A00.FR.417', 'A00.FR.418'],
  options: { tls: { versions: ['TLSv1.1'] } },
});

export const refusesPlain = refuses({
  id: 'TLS_16_CSMS_09',
  what: 'that does not use TLS',
  condition: WITH_TLS,
  requirements: ['A00.FR.001', 'A00.FR.002', 'A00.FR.311', 'A00.FR.415'],
  options: { profile: 1 },
});
