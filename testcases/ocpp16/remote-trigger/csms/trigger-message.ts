/** 1.6 §5.17 TriggerMessage, for a central system. */
import { csmsCase, type OnCsms, type Request, type Response } from '../../../../harness/peers/ocpp16.js';
import { CONNECTOR, playChargePoint } from '../../states/csms-session.js';

type Wanted = Request<'TriggerMessage'>['requestedMessage'];

/** Has the central system trigger `requestedMessage`; `connectorId` where the message is about one. */
async function isTriggered(
  { station, operator }: OnCsms,
  requestedMessage: Wanted,
  status: Response<'TriggerMessage'>['status'],
  connectorId?: number,
): Promise<void> {
  const place = connectorId === undefined ? {} : { connectorId };
  // A CSMS may trigger other messages at any time: those are answered as ever.
  station.answer('TriggerMessage', (request) =>
    request.requestedMessage === requestedMessage ? { status } : undefined,
  );
  await operator.sendRequest({ action: 'TriggerMessage', payload: { requestedMessage, ...place } });
  await station.expect('TriggerMessage', place, '1.6 §5.17', {
    where: { requestedMessage },
    id: `TriggerMessage-${requestedMessage}`,
  });
}

export const triggersMessages = csmsCase({
  id: 'TC_054_CSMS',
  versions: ['1.6'],
  block: 'Remote trigger',
  title: 'A central system triggers every message that a charge point can be asked for',
  purpose: 'It names the message and, where there is one, the connector, and takes what comes.',
  profiles: { RemoteTrigger: 'mandatory' },
  requirements: ['1.6 §5.17', '1.6 §4.4', '1.6 §4.5', '1.6 §4.6', '1.6 §4.7', '1.6 §4.9'],
  steps: [
    'The operator has the central system trigger MeterValues of connector 1; the tester accepts and sends them.',
    'The same with Heartbeat, with StatusNotification of connector 1, with DiagnosticsStatusNotification and with FirmwareStatusNotification.',
    'The central system answers each message that it triggered.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station } = context;
    const point = playChargePoint(context);
    await isTriggered(context, 'MeterValues', 'Accepted', CONNECTOR);
    const sampledValue = [{ value: '12000', context: 'Trigger' as const, unit: 'Wh' as const }];
    const meterValue = [{ timestamp: station.now(), sampledValue }];
    await station.call('MeterValues', { connectorId: CONNECTOR, meterValue }, {}, '1.6 §4.7');
    await isTriggered(context, 'Heartbeat', 'Accepted');
    await station.call('Heartbeat', {}, {}, '1.6 §4.6');
    await isTriggered(context, 'StatusNotification', 'Accepted', CONNECTOR);
    await point.report('Available');
    await isTriggered(context, 'DiagnosticsStatusNotification', 'Accepted');
    await station.call('DiagnosticsStatusNotification', { status: 'Idle' }, {}, '1.6 §4.4');
    await isTriggered(context, 'FirmwareStatusNotification', 'Accepted');
    await station.call('FirmwareStatusNotification', { status: 'Idle' }, {}, '1.6 §4.5');
  },
});

export const copesWithARefusedTrigger = csmsCase({
  id: 'TC_055_CSMS',
  versions: ['1.6'],
  block: 'Remote trigger',
  title: 'A central system copes with a charge point that refuses a trigger',
  purpose: 'It asks for a connector that does not exist, is rejected, and the conversation goes on.',
  profiles: { RemoteTrigger: 'mandatory' },
  requirements: ['1.6 §5.17', '1.6 §4.6'],
  precondition: 'the central system can trigger a message of a connector that the charge point does not have',
  steps: [
    'The operator has the central system trigger MeterValues of a connector beyond the last; the tester rejects it.',
    'The tester sends Heartbeat; the central system answers.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, parameters } = context;
    await isTriggered(context, 'MeterValues', 'Rejected', parameters.connectors + 1);
    await station.call('Heartbeat', {}, {}, '1.6 §4.6');
  },
});
