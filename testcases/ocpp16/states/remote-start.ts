/** 1.6 §5.11: a station is asked to start a transaction on a connector that nobody uses. */
import { type OnStation } from '../../../harness/peers/ocpp16.js';
import { asksAbout, hasToAsk } from './authorization.js';
import { readKey } from './configuration.js';
import { becomes, CONNECTOR, statusWithin } from './connector.js';
import { type Waiting } from './time-out.js';

/** Whether it has to ask about the token of a remote start: it authorises them, and cannot know the token. */
export async function asksForRemoteStart(context: OnStation): Promise<boolean> {
  const authorizes = (await readKey(context, 'AuthorizeRemoteTxRequests'))?.toLowerCase() === 'true';
  return authorizes && (await hasToAsk(context));
}

export interface WaitingForToken extends Waiting {
  readonly idTag: string;
}

/** Asks for the start; the station accepts, asks about the token where it has to, and waits for the EV. */
export async function waitsAfterRemoteStart(context: OnStation): Promise<WaitingForToken> {
  const { csms, parameters } = context;
  const idTag = parameters.tokens.valid.idToken;
  const asks = await asksForRemoteStart(context);
  const question = asksAbout(context, idTag, { asks, requirements: '1.6 §5.11' });
  await csms.call('RemoteStartTransaction', { connectorId: CONNECTOR, idTag }, { status: 'Accepted' }, '1.6 §5.11');
  // §4.9, A2: a request for a remote start is the beginning of usage; the two may come in either order.
  const [status] = await csms.expectAll([becomes(context, CONNECTOR, ['Preparing']), question], {
    within: statusWithin(context),
  });
  return { idTag, connectorId: CONNECTOR, since: status.at, n: status.n };
}
