/** 1.6 §3.5.2, §9.1.13: sessions of a token that is in the local list. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { adviseOnQuestion, needNotAskAbout } from '../../states/authorization.js';
import { configure } from '../../states/configuration.js';
import { backToIdle, becomes, CONNECTOR, statusWithin } from '../../states/connector.js';
import { listed, sendsList, usesLocalList } from '../../states/local-list.js';
import { begins, knownTransaction } from '../../states/transaction.js';

/** Puts the valid token into the list of a station that starts for listed tokens without asking; returns the token. */
async function knowsTheToken(context: OnStation): Promise<string> {
  const { parameters } = context;
  const idTag = parameters.tokens.valid.idToken;
  if (parameters.claims('AuthorizationCacheEnabled')) await configure(context, 'AuthorizationCacheEnabled', 'false');
  await configure(context, 'LocalPreAuthorize', 'true');
  await usesLocalList(context);
  const version = await context.csms.attempt('GetLocalListVersion', {});
  const next = version.kind === 'result' ? Math.max(0, Number(version.payload['listVersion'])) + 1 : 1;
  await sendsList(context, 'Full', next, [listed(idTag)], { id: 'SendLocalList' });
  return idTag;
}

/** The connector is plugged in and reported so; what runs on it is ended afterwards. */
async function plugsIn(context: OnStation): Promise<void> {
  const { csms, operator, afterwards } = context;
  const transaction = knownTransaction(context);
  afterwards(() => backToIdle(context, transaction.open()));
  await operator.plugIn({ connectorId: CONNECTOR });
  await csms.expectAll([becomes(context, CONNECTOR, ['Preparing'])], { within: statusWithin(context) });
}

/** Has the token used; its transaction begins, and the list is all that the station has to know of it. */
async function startsFromTheList(
  context: OnStation,
  idTag: string,
  use: () => Promise<unknown>,
  requirements: readonly string[],
): Promise<void> {
  const question = needNotAskAbout(context, idTag);
  await use();
  const [asked] = await context.csms.expectAll([question, ...begins(context, idTag, requirements)], {
    within: statusWithin(context),
  });
  adviseOnQuestion(context, asked);
}

export const startsForAListedToken = stationCase({
  id: 'TC_008_1_CS',
  versions: ['1.6'],
  block: 'Local list',
  title: 'A station starts a transaction for a token of its local list',
  purpose: 'Set to do so, it starts as soon as the token is presented: its list is enough.',
  profiles: { LocalAuthListManagement: 'mandatory' },
  requirements: ['1.6 §3.5.2', '1.6 §4.8', '1.6 §4.9', '1.6 §5.15', '1.6 §9.1.13'],
  precondition: 'LocalPreAuthorize is true; where there is a cache, it is switched off',
  steps: [
    'The tester sends a full list with the valid token; the station accepts.',
    'The operator plugs in; the station reports Preparing.',
    'The operator presents the token; the station starts a transaction and reports Charging; it need not ask, and would be told nothing.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run(context) {
    const idTag = await knowsTheToken(context);
    await plugsIn(context);
    const use = () => context.operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
    await startsFromTheList(context, idTag, use, ['1.6 §3.5.2', '1.6 §4.8', '1.6 §9.1.13']);
  },
});

export const startsRemotelyForAListedToken = stationCase({
  id: 'TC_008_2_CS',
  versions: ['1.6'],
  block: 'Local list',
  title: 'A station starts a remote transaction for a token of its local list',
  purpose: 'Set to authorise remote starts as local ones, it finds the token in its list, which is enough.',
  profiles: { LocalAuthListManagement: 'conditional' },
  condition: 'AuthorizeRemoteTxRequests',
  requirements: ['1.6 §3.5.2', '1.6 §4.8', '1.6 §4.9', '1.6 §5.11', '1.6 §5.15', '1.6 §9.1.13'],
  precondition: 'LocalPreAuthorize and AuthorizeRemoteTxRequests are true; where there is a cache, it is switched off',
  steps: [
    'The tester sends a full list with the valid token; the station accepts.',
    'The operator plugs in; the station reports Preparing.',
    'The tester asks the station to start a transaction of the token; the station accepts.',
    'The station starts a transaction and reports Charging; it need not ask, and would be told nothing.',
  ],
  operator: ['plugIn', 'plugOut'],
  async run(context) {
    await configure(context, 'AuthorizeRemoteTxRequests', 'true');
    const idTag = await knowsTheToken(context);
    await plugsIn(context);
    const request = { connectorId: CONNECTOR, idTag };
    const use = () => context.csms.call('RemoteStartTransaction', request, { status: 'Accepted' }, '1.6 §5.11');
    await startsFromTheList(context, idTag, use, ['1.6 §3.5.2', '1.6 §4.8', '1.6 §5.11', '1.6 §9.1.13']);
  },
});
