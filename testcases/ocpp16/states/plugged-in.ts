/** 1.6 state of a station: the cable is in, nobody is authorised. */
import { stationState } from '../../../harness/peers/ocpp16.js';
import { backToIdle, becomes, CONNECTOR, statusWithin } from './connector.js';
import { knownTransaction, type KnownTransaction } from './transaction.js';

export interface PluggedIn {
  readonly connectorId: number;
  /** A transaction that the case may start; it is ended afterwards. */
  readonly transaction: KnownTransaction;
}

export const pluggedIn = stationState({
  name: 'plugged in',
  description: 'an EV is connected to connector 1 and nobody has been authorised',
  async enter(context): Promise<PluggedIn> {
    const transaction = knownTransaction(context);
    context.afterwards(() => backToIdle(context, transaction.open()));
    await context.operator.plugIn({ connectorId: CONNECTOR });
    await context.csms.expectAll([becomes(context, CONNECTOR, ['Preparing'])], { within: statusWithin(context) });
    return { connectorId: CONNECTOR, transaction };
  },
});
