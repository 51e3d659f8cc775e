/** Conversations of a central system with a 1.6 charge point, without anybody at it. */
import { type StationContext } from '../../../harness/peers/context.js';
import { type Version } from '../../../harness/peers/for-cases/versions.js';
import { type Machine } from './explore.js';
import {
  type Asker,
  createStationPlayer,
  type StationDialect,
  stationSteps,
  type StationWords,
} from './with-station.js';

const DIALECT: StationDialect = {
  setting: 'key',
  settings: ['HeartbeatInterval', 'ConnectionTimeOut', 'ClockAlignedDataInterval'],
  place: 'connectorId',
  triggers: ['Heartbeat', 'StatusNotification', 'MeterValues'],
  own: 'unknown-key',
};

interface Key {
  readonly key?: unknown;
  readonly value?: unknown;
}

const wordsOf = (places: number, { ask }: Asker): StationWords => ({
  async read(key) {
    const asked = await ask('GetConfiguration', { key: [key] });
    if ('fault' in asked) return asked;
    const listed = asked.result['configurationKey'];
    const found = Array.isArray(listed) ? (listed as Key[]).find((one) => one.key === key) : undefined;
    return { value: typeof found?.value === 'string' ? found.value : undefined, frames: asked.frames };
  },
  async write(key, value) {
    const statuses = ['Accepted', 'RebootRequired', 'Rejected', 'NotSupported'];
    const asked = await ask('ChangeConfiguration', { key, value }, statuses);
    return 'fault' in asked ? asked : { status: asked.result['status'] };
  },
  places,
  availability: (connectorId, type) => ({ connectorId, type }),
  trigger: (requestedMessage) => ({ requestedMessage, ...(requestedMessage !== 'Heartbeat' && { connectorId: 1 }) }),
  stopUnknown: ['RemoteStopTransaction', { transactionId: 987_654_321 }],
  async own() {
    const asked = await ask('GetConfiguration', { key: ['LaddprovNoSuchKey'] });
    return 'fault' in asked ? asked.fault : undefined;
  },
});

export const machine: Machine<StationContext<Version>> = {
  steps: (fc) => stationSteps(fc, DIALECT),
  clause: 'OCPP-J 1.6 §4.2.2',
  begin: (context) => createStationPlayer(context, DIALECT, (asker) => wordsOf(context.parameters.connectors, asker)),
};
