/** C01 Authorization, refused, for a CSMS. */
import { csmsCase, idTokenOf, oneOf } from '../../../../harness/peers/ocpp2.js';
import { type TokenStatus } from '../../states/csms-session.js';

type Kind = 'invalid' | 'blocked' | 'expired';

/** A case that presents one kind of token; any of `statuses` says why it is refused. */
const refuses = (id: string, kind: Kind, statuses: readonly TokenStatus[], precondition?: string) =>
  csmsCase({
    id,
    restsOn: 'right-from-wrong',
    versions: ['2.0.1', '2.1'],
    block: 'C Authorization',
    title: `A CSMS refuses a token that is ${kind}, and says why`,
    purpose: `It answers ${statuses.join(' or ')}, so that the station can tell the driver.`,
    profiles: { Core: 'mandatory' },
    condition: 'NOT AcceptsEveryToken',
    requirements: ['C01.FR.07'],
    ...(precondition !== undefined && { precondition }),
    steps: [`The tester sends Authorize with the token that is ${kind}; the CSMS answers ${statuses.join(' or ')}.`],
    operator: [],
    async run({ station, parameters }) {
      const idToken = idTokenOf(parameters.tokens[kind]);
      await station.call('Authorize', { idToken }, { idTokenInfo: { status: oneOf(...statuses) } }, 'C01.FR.07');
    },
  });

export const refusesInvalid = refuses('TC_C_02_CSMS', 'invalid', ['Invalid', 'Unknown']);
export const refusesBlocked = refuses(
  'TC_C_06_CSMS',
  'blocked',
  ['Blocked', 'Invalid'],
  'the CSMS holds the blocked token of the plan as blocked',
);
export const refusesExpired = refuses(
  'TC_C_07_CSMS',
  'expired',
  ['Expired', 'Invalid'],
  'the CSMS holds the expired token of the plan as expired',
);
