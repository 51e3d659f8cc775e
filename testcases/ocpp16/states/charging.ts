/** 1.6 states of a station that cases start in. */
import { type OnStation, oneOf, stationState } from '../../../harness/peers/ocpp16.js';

/** The connector that cases use. */
export const CONNECTOR = 1;

export interface Session {
  readonly connectorId: number;
  readonly transactionId: number;
  readonly idTag: string;
  /** The frame of StartTransaction. */
  readonly n: number;
  readonly meterStart: number;
}

/** Ends whatever runs on the connector and takes the cable out, however far the case came. */
export async function backToIdle({ csms, operator, parameters }: OnStation, transactionId?: number): Promise<void> {
  const { limits } = parameters;
  if (transactionId !== undefined) {
    await csms.attempt('RemoteStopTransaction', { transactionId });
    await csms.next('StopTransaction', { where: { transactionId }, within: limits.message });
  }
  await operator.plugOut({ connectorId: CONNECTOR });
  await csms.next('StatusNotification', {
    where: { connectorId: CONNECTOR, status: 'Available' },
    within: limits.action,
  });
}

/** The cable is in, nobody is authorised. */
export const pluggedIn = stationState({
  name: 'plugged in',
  description: 'an EV is connected to connector 1 and nobody has been authorised',
  async enter(context) {
    const { csms, operator, afterwards } = context;
    afterwards(() => backToIdle(context));
    await operator.plugIn({ connectorId: CONNECTOR });
    await csms.expect('StatusNotification', { status: 'Preparing' }, '1.6 §4.9', { where: { connectorId: CONNECTOR } });
    return { connectorId: CONNECTOR };
  },
});

/** A transaction runs and energy flows. */
export const charging = stationState({
  name: 'charging',
  description: 'a transaction of the valid token runs on connector 1 and energy flows',
  async enter(context): Promise<Session> {
    const { csms, operator, parameters, afterwards } = context;
    const idTag = parameters.tokens.valid.idToken;
    let transactionId: number | undefined;
    afterwards(() => backToIdle(context, transactionId));
    csms.answer('StartTransaction', () => {
      // The id is the tester's own choice (§4.8); it has to be known here to stop the transaction afterwards.
      transactionId = 1 + (Math.trunc(context.now()) % 1_000_000_000);
      return { transactionId, idTagInfo: { status: 'Accepted' } };
    });
    await operator.plugIn({ connectorId: CONNECTOR });
    await operator.presentIdToken({ connectorId: CONNECTOR, idToken: idTag });
    // §4.8/§4.9: the status and the transaction may come in either order.
    const [start] = await csms.expectAll([
      csms.message('StartTransaction', { connectorId: CONNECTOR, idTag }, '1.6 §4.8'),
      csms.message('StatusNotification', { status: oneOf('Charging', 'SuspendedEV', 'SuspendedEVSE') }, '1.6 §4.9', {
        where: { connectorId: CONNECTOR, status: oneOf('Charging', 'SuspendedEV', 'SuspendedEVSE') },
      }),
    ]);
    if (transactionId === undefined) return context.stop('StartTransaction was not answered by the tester');
    return { connectorId: CONNECTOR, transactionId, idTag, n: start.n, meterStart: start.payload.meterStart };
  },
});
