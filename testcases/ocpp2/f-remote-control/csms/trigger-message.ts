/** F06 Trigger message, for a CSMS. */
import { csmsCase, near } from '../../../../harness/peers/ocpp2.js';

/** How far the clocks of both sides may be apart, in milliseconds: more is a wrong clock or a wrong time zone. */
const CLOCK = 5 * 60_000;

export const triggersAHeartbeat = csmsCase({
  id: 'TC_F_20_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'F Remote control',
  title: 'A CSMS triggers a Heartbeat',
  purpose: 'It says which message it wants, and answers that message with its time.',
  profiles: { Core: 'mandatory' },
  requirements: ['F06.FR.01', 'G02.FR.03'],
  steps: [
    'The operator has the CSMS send TriggerMessage for Heartbeat; the tester accepts.',
    'The tester sends Heartbeat; the CSMS answers with its time.',
  ],
  operator: ['sendRequest'],
  async run({ station, operator, now }) {
    const requestedMessage = 'Heartbeat';
    // A CSMS may trigger other messages at any time: those are answered as ever.
    station.answer('TriggerMessage', (request) =>
      request.requestedMessage === requestedMessage ? { status: 'Accepted' } : undefined,
    );
    await operator.sendRequest({ action: 'TriggerMessage', payload: { requestedMessage } });
    await station.expect('TriggerMessage', {}, 'F06.FR.01', { where: { requestedMessage } });
    await station.call('Heartbeat', {}, { currentTime: near(now(), CLOCK) }, 'G02.FR.03');
  },
});
