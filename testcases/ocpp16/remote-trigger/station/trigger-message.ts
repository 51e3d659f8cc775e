/** 1.6 §5.17 TriggerMessage, for a station. */
import { type OnStation, oneOf, stationCase } from '../../../../harness/peers/ocpp16.js';
import { changeKey, readKey } from '../../states/configuration.js';
import { CONNECTOR, watched } from '../../states/connector.js';

type Firmware = 'DiagnosticsStatusNotification' | 'FirmwareStatusNotification';

/** Nothing is going on: the status is Idle. A station without that feature says that it has no such message. */
async function tellsIdle({ csms }: OnStation, requestedMessage: Firmware, hasToHave: boolean): Promise<void> {
  const status = hasToHave ? 'Accepted' : oneOf('Accepted', 'NotImplemented');
  const id = `TriggerMessage-${requestedMessage}`;
  const answer = await csms.call('TriggerMessage', { requestedMessage }, { status }, '1.6 §5.17', { id });
  if (answer.status === 'Accepted') await csms.expect(requestedMessage, { status: 'Idle' }, '1.6 §5.17');
}

export const sendsWhatIsTriggered = stationCase({
  id: 'TC_054_CS',
  versions: ['1.6'],
  block: 'Remote trigger',
  title: 'A station sends the messages that it is asked for',
  purpose: 'Each is accepted and comes, for the connector that was named.',
  profiles: { RemoteTrigger: 'mandatory' },
  requirements: ['1.6 §5.17'],
  steps: [
    'The tester asks for MeterValues and StatusNotification of the connector and for a Heartbeat; each is accepted and comes.',
    'The tester asks for DiagnosticsStatusNotification and FirmwareStatusNotification; they come with status Idle, or the station has no such messages.',
  ],
  operator: [],
  async run(context) {
    const { csms, afterwards, parameters } = context;
    const accepted = { status: 'Accepted' } as const;
    // A heartbeat that comes by itself would hide one that does not come when it is asked for.
    const beats = await readKey(context, 'HeartbeatInterval');
    if (beats !== undefined) {
      afterwards(() => changeKey(context, 'HeartbeatInterval', beats));
      await changeKey(context, 'HeartbeatInterval', '86400');
    }
    const trigger = (requestedMessage: 'MeterValues' | 'Heartbeat' | 'StatusNotification', connectorId?: number) =>
      csms.call(
        'TriggerMessage',
        { requestedMessage, ...(connectorId !== undefined && { connectorId }) },
        accepted,
        '1.6 §5.17',
        { id: `TriggerMessage-${requestedMessage}` },
      );
    await trigger('MeterValues', CONNECTOR);
    await csms.expect('MeterValues', {}, '1.6 §5.17', { where: { connectorId: CONNECTOR } });
    await trigger('Heartbeat');
    await csms.expect('Heartbeat', {}, '1.6 §5.17');
    await trigger('StatusNotification', CONNECTOR);
    await csms.expect('StatusNotification', {}, '1.6 §5.17', { where: { connectorId: CONNECTOR } });
    await tellsIdle(context, 'DiagnosticsStatusNotification', parameters.claimsProfile('FirmwareManagement'));
    await tellsIdle(context, 'FirmwareStatusNotification', false);
  },
});

export const refusesAnUnknownConnector = stationCase({
  id: 'TC_055_CS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Remote trigger',
  title: 'A station refuses to send a message of a connector that it does not have',
  purpose: 'It rejects the request, or says what is wrong with it, and sends nothing.',
  profiles: { RemoteTrigger: 'mandatory' },
  requirements: ['1.6 §5.17', 'OCPP-J 1.6 §4.2.3'],
  steps: [
    'The tester asks for MeterValues of a connector beyond the last; the station rejects, or answers with an error that fits.',
    'The station sends no meter values of such a connector.',
  ],
  operator: [],
  async run(context) {
    const { csms, parameters } = context;
    const connectorId = parameters.connectors + 1;
    await csms.callRefused(
      'TriggerMessage',
      { requestedMessage: 'MeterValues', connectorId },
      ['PropertyConstraintViolation', 'GenericError', 'NotSupported', 'ProtocolError'],
      { status: 'Rejected' },
      ['1.6 §5.17', 'OCPP-J 1.6 §4.2.3'],
    );
    await csms.forbid('MeterValues', watched(context), '1.6 §5.17', { where: { connectorId } });
  },
});
