/** 1.6 states of a station: a token was accepted, and the station waits for the EV. */
import { type OnStation, matching, stationState } from '../../../harness/peers/ocpp16.js';
import { asksAbout, hasToAsk } from './authorization.js';
import { configure } from './configuration.js';
import { CONNECTOR, statusWithin } from './connector.js';

export interface Authorized {
  readonly idTag: string;
  /** The connector that waits: the one at which the token was presented, or which the station chose. */
  readonly connectorId: number;
  /** When it was reported as waiting: milliseconds since the epoch. */
  readonly since: number;
  readonly n: number;
}

/** The valid token is presented and accepted, and the station reports a connector that waits. */
export async function authorizes(context: OnStation): Promise<Authorized> {
  const { csms, operator, parameters } = context;
  const idTag = parameters.tokens.valid.idToken;
  const question = asksAbout(context, idTag, { asks: await hasToAsk(context) });
  await operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
  const connector = matching('a connector', (value) => typeof value === 'number' && value > 0);
  // The two may come in either order; a short status in between need not be reported.
  const [status] = await csms.expectAll(
    [
      csms.message('StatusNotification', {}, '1.6 §4.9', { where: { connectorId: connector, status: 'Preparing' } }),
      question,
    ],
    { within: statusWithin(context) },
  );
  return { idTag, connectorId: status.payload.connectorId, since: status.at, n: status.n };
}

export const authorized = stationState({
  name: 'authorised',
  description: 'the valid token was presented and accepted, and the connector waits for an EV',
  enter: authorizes,
});

/** Seconds that a driver has to plug in: long enough to be told from at once, short enough to wait for. */
export const CONNECTION_TIME_OUT = 20;

export const authorizedWithTimeOut = stationState({
  name: 'authorised with a time-out',
  description: `ConnectionTimeOut is ${CONNECTION_TIME_OUT} s, the valid token was accepted, and the connector waits for an EV`,
  async enter(context) {
    await configure(context, 'ConnectionTimeOut', String(CONNECTION_TIME_OUT));
    return authorizes(context);
  },
});
