/** 1.6 states of a station: a transaction runs. */
import { type OnStation, stationState } from '../../../harness/peers/ocpp16.js';
import { configure } from './configuration.js';
import {
  backToIdle,
  becomes,
  CONNECTOR,
  ENERGY_OFFERED,
  register,
  sameTag,
  type Status,
  statusWithin,
} from './connector.js';
import { knownTransaction } from './transaction.js';

export interface Session {
  readonly connectorId: number;
  readonly transactionId: number;
  readonly idTag: string;
  /** The frame of StartTransaction. */
  readonly n: number;
  readonly meterStart: number;
  /** The status by which it was told that energy may flow. */
  readonly status: Status;
}

/** Brings a transaction about; `parentIdTag` is what the tester says of the token when it starts. */
async function charge(context: OnStation, parentIdTag?: string): Promise<Session> {
  const { csms, operator, parameters, afterwards } = context;
  const idTag = parameters.tokens.valid.idToken;
  const transaction = knownTransaction(context, {
    status: 'Accepted',
    ...(parentIdTag !== undefined && { parentIdTag }),
  });
  afterwards(() => backToIdle(context, transaction.open()));
  await operator.plugIn({ connectorId: CONNECTOR });
  await operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
  // §4.8, §4.9: the status and the transaction may come in either order, and a known token need not be asked about.
  const [
    start,
    {
      payload: { status },
    },
  ] = await csms.expectAll(
    [
      csms.message(
        'StartTransaction',
        { connectorId: CONNECTOR, idTag: sameTag(idTag), meterStart: register() },
        '1.6 §4.8',
      ),
      becomes(context, CONNECTOR, ENERGY_OFFERED),
    ],
    { within: statusWithin(context) },
  );
  const transactionId = transaction.id();
  if (transactionId === undefined) return context.stop('StartTransaction was not answered by the tester');
  return { connectorId: CONNECTOR, transactionId, idTag, n: start.n, meterStart: start.payload.meterStart, status };
}

/** A transaction runs and energy flows, or waits for the EV alone. */
export const charging = stationState({
  name: 'charging',
  description: 'a transaction of the valid token runs on connector 1',
  enter: (context) => charge(context),
});

/** The same, with a token that belongs to a group: the tester says so of it whenever it is asked. */
export const chargingInAGroup = stationState({
  name: 'charging in a group',
  description: 'a transaction of the valid token runs on connector 1, and the token has a parent',
  enter: (context) => charge(context, context.parameters.tokens.group.idToken),
});

/** The same with configuration keys set before; what they are may depend on the plan. */
export const chargingWith = (words: string, keys: (context: OnStation) => Readonly<Record<string, string>>) =>
  stationState({
    name: `charging with ${words}`,
    description: `${words}, and a transaction of the valid token runs on connector 1`,
    async enter(context) {
      for (const [key, value] of Object.entries(keys(context))) await configure(context, key, value);
      return charge(context);
    },
  });
