/** 2.x states of a station that cases start in, whatever its TxStartPoint and TxStopPoint are. */
import { oneOf, type OnStation, stationState } from '../../../harness/peers/ocpp2.js';
import { type Bay, takeBay, tokenShape } from './bay.js';
import { configure, type VariableName } from './device-model.js';

export interface Session {
  readonly bay: Bay;
  readonly transactionId: string;
}

/** What the states ask of the operator, to be listed by the cases that start in them. */
export const SESSION_ACTIONS = ['plugIn', 'presentIdToken', 'plugOut', 'parkingBay'] as const;

/** Makes the station ask the CSMS for a token that it may have seen before (C01.FR.05); without a cache it refuses. */
export const forgetTokens = ({ csms }: OnStation) => csms.attempt('ClearCache', {});

async function connect(context: OnStation): Promise<Bay> {
  const bay = await takeBay(context);
  await bay.arrive();
  const runs = bay.transactionId !== undefined;
  await bay.plugIn();
  await bay.expectStatus('Occupied', ['G01.FR.03', 'E02.FR.05']);
  if (runs || (await bay.startsAt('EVConnected')))
    await context.csms.expect('TransactionEvent', {}, ['E01.FR.02', 'E02.FR.17'], {
      where: { triggerReason: oneOf('CablePluggedIn', 'ChargingStateChanged') },
    });
  return bay;
}

/** EVConnectedPreSession: the cable is in, nobody is authorised. */
export const evConnected = stationState({
  name: 'EV connected',
  description: 'an EV is connected and nobody has been authorised',
  enter: connect,
});

/** EnergyTransferStarted: a transaction of the valid token runs and energy flows. */
export const charging = stationState({
  name: 'energy transfer started',
  description: 'a transaction of the valid token runs on the first EVSE and energy flows',
  async enter(context): Promise<Session> {
    const { csms, parameters } = context;
    const token = parameters.tokens.valid;
    let bay: Bay;
    if (parameters.claims('AQ-2')) {
      // The cable can only be connected once somebody is authorised.
      bay = await takeBay(context);
      await bay.arrive();
      await forgetTokens(context);
      await bay.present(token);
      await csms.expect('Authorize', {}, 'C01.FR.02', { where: { idToken: tokenShape(token) } });
      await bay.plugIn();
    } else {
      bay = await connect(context);
      await bay.present(token);
    }
    const flowing = await csms.expect('TransactionEvent', {}, ['E02.FR.13', 'E01.FR.18'], {
      where: { transactionInfo: { chargingState: 'Charging' } },
    });
    return { bay, transactionId: flowing.payload.transactionInfo.transactionId };
  },
});

/** `charging`, with variables that are given values first; a station that does not take one keeps its own. */
export const chargingWith = (
  settings: readonly (readonly [VariableName, (parameters: OnStation['parameters']) => string])[],
) =>
  stationState({
    name: charging.name,
    description: `${charging.description}; ${settings
      .map(([{ component, variable }]) => `${component.name}.${variable.name}`)
      .join(' and ')} configured`,
    async enter(context): Promise<Session> {
      for (const [name, value] of settings) await configure(context, name, value(context.parameters));
      return charging.enter(context);
    },
  });
