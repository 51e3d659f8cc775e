/** 1.6 states of the session that the tester plays towards a central system. */
import { csmsState, type OnCsms } from '../../../harness/peers/ocpp16.js';
import { type ChargePoint, CONNECTOR, playChargePoint } from './csms-session.js';

export interface PlayedSession {
  readonly point: ChargePoint;
  readonly connectorId: number;
  readonly transactionId: number;
  readonly idTag: string;
}

/** Authorises the valid token, plugs in, starts and charges. */
export async function charge(context: OnCsms, point: ChargePoint): Promise<PlayedSession> {
  const idTag = context.parameters.tokens.valid.idToken;
  await point.authorize(idTag);
  await point.report('Preparing');
  const transactionId = await point.start(idTag);
  await point.report('Charging');
  return { point, connectorId: CONNECTOR, transactionId, idTag };
}

/** The valid token was authorised; the cable is not in yet. */
export const authorized = csmsState({
  name: 'authorised',
  description: 'the tester has authorised the valid token',
  async enter(context) {
    const point = playChargePoint(context);
    await point.authorize(context.parameters.tokens.valid.idToken);
    return { point };
  },
});

/** A transaction of the valid token runs on connector 1. */
export const charging = csmsState({
  name: 'charging',
  description: 'the tester plays a transaction of the valid token on connector 1',
  enter: (context) => charge(context, playChargePoint(context)),
});
