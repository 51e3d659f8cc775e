/** 1.6 §3.5.1, §5.4: a station authorises from its cache, and no more when it was cleared. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { adviseOnQuestion, asksAbout, needNotAskAbout } from '../../states/authorization.js';
import { cachedToken, remotelyCachedToken } from '../../states/cached-token.js';
import { backToIdle, becomes, CONNECTOR, statusWithin } from '../../states/connector.js';
import { untilFreed } from '../../states/time-out.js';
import { begins, knownTransaction } from '../../states/transaction.js';

const KEYS = ['1.6 §3.5.1', '1.6 §9.1.13'] as const;

/** Plugs in, has the token used, and sees the transaction begin without the need of a question. */
async function startsFromTheCache(
  context: OnStation,
  idTag: string,
  use: () => Promise<unknown>,
  requirements: readonly string[],
): Promise<void> {
  const { csms, operator, afterwards } = context;
  const transaction = knownTransaction(context);
  afterwards(() => backToIdle(context, transaction.open()));
  await operator.plugIn({ connectorId: CONNECTOR });
  await csms.expectAll([becomes(context, CONNECTOR, ['Preparing'])], { within: statusWithin(context) });
  const question = needNotAskAbout(context, idTag);
  await use();
  const [asked] = await csms.expectAll([question, ...begins(context, idTag, requirements)], {
    within: statusWithin(context),
  });
  adviseOnQuestion(context, asked);
}

export const startsWithACachedToken = stationCase({
  id: 'TC_007_1_CS',
  versions: ['1.6'],
  block: 'Core: cache',
  title: 'A station starts a transaction for a token that is in its cache',
  purpose: 'Once accepted, a token is good for a session at once.',
  profiles: { Core: 'conditional' },
  condition: 'AuthorizationCacheEnabled',
  requirements: ['1.6 §3.5.1', '1.6 §9.1.13', '1.6 §4.8', '1.6 §4.9'],
  from: cachedToken,
  steps: [
    'The operator plugs in; the station reports Preparing.',
    'The operator presents the token that is cached; the station need not ask about it, and would be told nothing.',
    'The station starts a transaction and reports Charging, in either order.',
  ],
  operator: ['presentIdToken', 'plugIn', 'plugOut'],
  run: (context, { idTag }) =>
    startsFromTheCache(
      context,
      idTag,
      () => context.operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag }),
      ['1.6 §4.8', ...KEYS],
    ),
});

export const startsRemotelyWithACachedToken = stationCase({
  id: 'TC_007_2_CS',
  versions: ['1.6'],
  block: 'Core: cache',
  title: 'A station starts the transaction that it is asked to start for a token that is in its cache',
  purpose: 'Also where it authorises remote starts, the cache is enough.',
  profiles: { Core: 'conditional' },
  condition: 'AuthorizationCacheEnabled and AuthorizeRemoteTxRequests',
  requirements: ['1.6 §3.5.1', '1.6 §9.1.13', '1.6 §5.11', '1.6 §4.8', '1.6 §4.9'],
  from: remotelyCachedToken,
  steps: [
    'The operator plugs in; the station reports Preparing.',
    'The tester asks the station to start a transaction for the token that is cached; the station accepts.',
    'The station, which need not ask about the token and would be told nothing, starts a transaction and reports Charging, in either order.',
  ],
  operator: ['plugIn', 'plugOut'],
  run: (context, { idTag }) =>
    startsFromTheCache(
      context,
      idTag,
      () =>
        context.csms.call(
          'RemoteStartTransaction',
          { connectorId: CONNECTOR, idTag },
          { status: 'Accepted' },
          '1.6 §5.11',
          { id: 'RemoteStartTransaction-cached' },
        ),
      ['1.6 §5.11', '1.6 §4.8', ...KEYS],
    ),
});

/** Clears the cache, has the token used again, and sees that the station has to ask about it. */
async function asksAfterClearing(
  context: OnStation,
  { idTag, connectorId }: { readonly idTag: string; readonly connectorId: number },
  use: () => Promise<unknown>,
  requirements: readonly string[],
): Promise<void> {
  const { csms, afterwards } = context;
  await csms.call('ClearCache', {}, { status: 'Accepted' }, '1.6 §5.4');
  // The driver is accepted again, and does not come.
  afterwards(() => untilFreed(context, connectorId));
  const question = asksAbout(context, idTag, { asks: true, requirements });
  await use();
  await csms.expectAll([{ ...question, id: 'Authorize-after-clearing' }], { within: context.parameters.limits.action });
}

export const asksAgainWhenCleared = stationCase({
  id: 'TC_061_1_CS',
  versions: ['1.6'],
  block: 'Core: cache',
  title: 'A station clears its cache, and asks again about a token that was in it',
  purpose: 'What was cleared is forgotten.',
  profiles: { Core: 'conditional' },
  condition: 'AuthorizationCacheEnabled',
  requirements: ['1.6 §5.4', '1.6 §4.1'],
  from: cachedToken,
  steps: [
    'The tester asks the station to clear its cache; the station accepts.',
    'The operator presents the token again; the station asks about it.',
  ],
  operator: ['presentIdToken'],
  run: (context, token) =>
    asksAfterClearing(
      context,
      token,
      () => context.operator.presentIdToken({ connectorId: token.connectorId, idToken: token.idTag }),
      ['1.6 §5.4', '1.6 §4.1'],
    ),
});

export const asksAgainRemotelyWhenCleared = stationCase({
  id: 'TC_061_2_CS',
  versions: ['1.6'],
  block: 'Core: cache',
  title: 'A station clears its cache, and asks about the token of a remote start that was in it',
  purpose: 'What was cleared is forgotten, for whoever starts.',
  profiles: { Core: 'conditional' },
  condition: 'AuthorizationCacheEnabled and AuthorizeRemoteTxRequests',
  requirements: ['1.6 §5.4', '1.6 §4.1', '1.6 §5.11'],
  from: remotelyCachedToken,
  steps: [
    'The tester asks the station to clear its cache; the station accepts.',
    'The tester asks the station to start a transaction for the token; the station accepts, and asks about the token.',
  ],
  operator: [],
  run: (context, token) =>
    asksAfterClearing(
      context,
      token,
      () =>
        context.csms.call(
          'RemoteStartTransaction',
          { connectorId: token.connectorId, idTag: token.idTag },
          { status: 'Accepted' },
          '1.6 §5.11',
          { id: 'RemoteStartTransaction-cleared' },
        ),
      ['1.6 §5.4', '1.6 §4.1', '1.6 §5.11'],
    ),
});
