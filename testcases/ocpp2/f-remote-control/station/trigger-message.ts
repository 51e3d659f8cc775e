/** F06 Trigger message. */
import { stationCase } from '../../../../harness/peers/ocpp2.js';
import { configure, variableOf } from '../../states/device-model.js';

const HEARTBEAT_INTERVAL = variableOf('OCPPCommCtrlr', 'HeartbeatInterval');

export const beatsWhenTriggered = stationCase({
  id: 'TC_F_20_CS',
  restsOn: 'right-from-wrong',
  versions: ['2.0.1', '2.1'],
  block: 'F Remote control',
  title: 'A station sends a Heartbeat when it is triggered',
  purpose: 'It accepts, and what it accepted it sends.',
  profiles: { Core: 'mandatory' },
  requirements: ['F06.FR.05', 'F06.FR.10'],
  steps: ['The tester triggers Heartbeat; the station accepts.', 'The station sends Heartbeat.'],
  operator: [],
  async run(context) {
    const { csms } = context;
    // A Heartbeat that is due of itself would hide that none was triggered.
    await configure(context, HEARTBEAT_INTERVAL, '86400');
    await csms.call('TriggerMessage', { requestedMessage: 'Heartbeat' }, { status: 'Accepted' }, 'F06.FR.05');
    await csms.expect('Heartbeat', {}, 'F06.FR.10');
  },
});

export const bootsOnlyOnce = stationCase({
  id: 'TC_F_26_CS',
  restsOn: 'right-from-wrong',
  versions: ['2.0.1', '2.1'],
  block: 'F Remote control',
  title: 'A station that is accepted does not register again because it is triggered',
  purpose: 'A trigger for BootNotification is for stations that are not accepted: it is rejected.',
  profiles: { Core: 'conditional' },
  condition: 'C-29.6',
  requirements: ['F06.FR.05', 'F06.FR.17'],
  steps: ['The tester triggers BootNotification at a station that it accepted; the station rejects.'],
  operator: [],
  async run({ csms }) {
    await csms.call('TriggerMessage', { requestedMessage: 'BootNotification' }, { status: 'Rejected' }, [
      'F06.FR.05',
      'F06.FR.17',
    ]);
  },
});
