/** 1.6 §4.1 Authorize, for a central system. */
import { csmsCase } from '../../../../harness/peers/ocpp16.js';
import { type Token } from '../../../../harness/peers/for-cases/settings.js';
import { type TokenStatus } from '../../states/csms-session.js';

type Kind = 'invalid' | 'expired' | 'blocked';

/** A case that presents one kind of token and expects the status that says why it is refused. */
const refuses = (id: string, kind: Kind, status: TokenStatus, precondition?: string) =>
  csmsCase({
    id,
    restsOn: 'right-from-wrong',
    versions: ['1.6'],
    block: 'Core: authorisation',
    title: `A central system refuses a token that is ${kind}, and says why`,
    purpose: `It answers with status ${status}, so that the charge point can tell the driver.`,
    profiles: { Core: 'mandatory' },
    condition: 'NOT AcceptsEveryToken',
    requirements: ['1.6 §4.1'],
    ...(precondition !== undefined && { precondition }),
    steps: [`The tester sends Authorize with the token that is ${kind}; the central system answers ${status}.`],
    operator: [],
    async run({ station, parameters }) {
      const { idToken }: Token = parameters.tokens[kind];
      await station.call('Authorize', { idTag: idToken }, { idTagInfo: { status } }, '1.6 §4.1');
    },
  });

export const refusesInvalid = refuses('TC_023_1_CSMS', 'invalid', 'Invalid');
export const refusesExpired = refuses(
  'TC_023_2_CSMS',
  'expired',
  'Expired',
  'the central system holds the expired token of the plan as expired',
);
export const refusesBlocked = refuses(
  'TC_023_3_CSMS',
  'blocked',
  'Blocked',
  'the central system holds the blocked token of the plan as blocked',
);
