/** Conversations of a CSMS with a 2.x charging station, without anybody at it. */
import { type StationContext } from '../../../harness/peers/context.js';
import { type Version } from '../../../harness/peers/for-cases/versions.js';
import { type Machine } from './explore.js';
import {
  type Asker,
  createStationPlayer,
  type Result,
  type StationDialect,
  stationSteps,
  type StationWords,
} from './with-station.js';

/** Variables that any product has and that no conversation feels (Part 2, appendix 3). */
const VARIABLES: Readonly<Record<string, string>> = {
  HeartbeatInterval: 'OCPPCommCtrlr',
  OfflineThreshold: 'OCPPCommCtrlr',
  EVConnectionTimeOut: 'TxCtrlr',
};

const DIALECT: StationDialect = {
  setting: 'variable',
  settings: Object.keys(VARIABLES),
  place: 'evseId',
  triggers: ['Heartbeat', 'StatusNotification'],
  own: 'status-unknown',
};

interface Told {
  readonly attributeStatus?: unknown;
  readonly attributeValue?: unknown;
}

const NEVER = { transactionId: 'laddprov-never' };
const of = (name: string) => ({ component: { name: VARIABLES[name] }, variable: { name } });
const firstOf = (result: Result, list: string): Told | undefined => {
  const results = result[list];
  return Array.isArray(results) ? (results as Told[])[0] : undefined;
};

const wordsOf = (places: number, { ask }: Asker): StationWords => ({
  async read(name) {
    const asked = await ask('GetVariables', { getVariableData: [of(name)] });
    if ('fault' in asked) return asked;
    const { attributeStatus, attributeValue } = firstOf(asked.result, 'getVariableResult') ?? {};
    const told = attributeStatus === 'Accepted' && typeof attributeValue === 'string';
    return { value: told ? attributeValue : undefined, frames: asked.frames };
  },
  async write(name, attributeValue) {
    const asked = await ask('SetVariables', { setVariableData: [{ attributeValue, ...of(name) }] });
    return 'fault' in asked ? asked : { status: firstOf(asked.result, 'setVariableResult')?.attributeStatus };
  },
  places,
  availability: (id, operationalStatus) => ({ operationalStatus, ...(id !== 0 && { evse: { id } }) }),
  trigger: (requestedMessage) => ({
    requestedMessage,
    ...(requestedMessage === 'StatusNotification' && { evse: { id: 1, connectorId: 1 } }),
  }),
  stopUnknown: ['RequestStopTransaction', NEVER],
  async own() {
    const asked = await ask('GetTransactionStatus', NEVER);
    if ('fault' in asked) return asked.fault;
    // E14.FR.01: nobody knows it, so it does not go on.
    return asked.result['ongoingIndicator'] === true
      ? { reason: 'a transaction that never began goes on', frames: asked.frames }
      : undefined;
  },
});

export const machine: Machine<StationContext<Version>> = {
  steps: (fc) => stationSteps(fc, DIALECT),
  clause: 'FR.02 (Part 2, generic requirements)',
  begin: (context) => createStationPlayer(context, DIALECT, (asker) => wordsOf(context.parameters.evses.length, asker)),
};
