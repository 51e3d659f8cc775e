/** 2.x states of the session that the tester plays towards a CSMS. */
import { csmsState, type OnCsms } from '../../../harness/peers/ocpp2.js';
import { type ChargingStation, type EventOptions, playStation } from './csms-session.js';

/** The cable goes in: the connector is occupied, and the transaction starts or goes on. */
export async function plugIn(point: ChargingStation, eventType: 'Started' | 'Updated', options: EventOptions = {}) {
  await point.report('Occupied');
  await point.event(eventType, 'CablePluggedIn', { state: 'EVConnected', ...options });
}

/** Energy flows. */
export const flow = (point: ChargingStation) =>
  point.event('Updated', 'ChargingStateChanged', { state: 'Charging', reading: 'Transaction.Begin' });

/** The token is presented, asked about and told in the transaction. */
export async function authorize(context: OnCsms, point: ChargingStation, eventType: 'Started' | 'Updated') {
  const token = context.parameters.tokens.valid;
  await point.authorize(token);
  const requirements = eventType === 'Updated' ? ['E02.FR.02', 'E01.FR.12'] : ['E03.FR.02', 'E01.FR.12'];
  await point.event(eventType, 'Authorized', { token, requirements });
}

/** The cable goes out after the end of the transaction. */
export const plugOut = (point: ChargingStation) => point.report('Available');

/** An EV is connected and the transaction has started; nobody is authorised. */
export const evConnected = csmsState({
  name: 'EV connected',
  description: 'the tester plays an EV that is connected, in a transaction that nobody is authorised for',
  async enter(context) {
    const point = playStation(context);
    await plugIn(point, 'Started');
    return { point };
  },
});

/** A transaction of the valid token charges. */
export const charging = csmsState({
  name: 'energy flows',
  description: 'the tester plays a transaction of the valid token in which energy flows',
  async enter(context) {
    const point = playStation(context);
    await plugIn(point, 'Started');
    await authorize(context, point, 'Updated');
    await flow(point);
    return { point };
  },
});
