/** 1.6 states of a station: its authorization cache holds the valid token (§3.5.1), and nobody uses the connector. */
import { type OnStation, stationState } from '../../../harness/peers/ocpp16.js';
import { authorizes, CONNECTION_TIME_OUT } from './authorized.js';
import { configure, tryConfigure } from './configuration.js';
import { waitsAfterRemoteStart } from './remote-start.js';
import { isFreed } from './time-out.js';

export interface CachedToken {
  readonly idTag: string;
  /** The connector at which it was used. */
  readonly connectorId: number;
}

/** What is in the local list is not in the cache (§3.5.3): a list that is in use must not be consulted. */
async function withoutLocalList(context: OnStation): Promise<void> {
  if (!context.parameters.claimsProfile('LocalAuthListManagement')) return;
  const version = await context.csms.attempt('GetLocalListVersion', {});
  if (version.kind !== 'result' || !(Number(version.payload['listVersion']) > 0)) return;
  if ((await tryConfigure(context, 'LocalAuthListEnabled', 'false')) !== 'Accepted')
    context.stop('the token may be in the local list, which the station does not switch off');
}

async function prepare(context: OnStation): Promise<void> {
  await withoutLocalList(context);
  await configure(context, 'AuthorizationCacheEnabled', 'true');
  await configure(context, 'LocalPreAuthorize', 'true');
  await configure(context, 'ConnectionTimeOut', String(CONNECTION_TIME_OUT));
}

const WORDS = 'the station authorises from its cache, and holds the valid token in it, which was used';

export const cachedToken = stationState({
  name: 'token cached',
  description: `${WORDS} at the station without an EV until ConnectionTimeOut was over`,
  async enter(context): Promise<CachedToken> {
    await prepare(context);
    const { idTag, ...waiting } = await authorizes(context);
    await isFreed(context, waiting);
    return { idTag, connectorId: waiting.connectorId };
  },
});

export const remotelyCachedToken = stationState({
  name: 'token cached remotely',
  description: `${WORDS} for a remote start without an EV until ConnectionTimeOut was over`,
  async enter(context): Promise<CachedToken> {
    await prepare(context);
    await configure(context, 'AuthorizeRemoteTxRequests', 'true');
    const { idTag, ...waiting } = await waitsAfterRemoteStart(context);
    await isFreed(context, waiting);
    return { idTag, connectorId: waiting.connectorId };
  },
});
