/** What a 1.6 station is asked: nothing that changes anything in it. */
import { type OnStation } from '../../harness/peers/ocpp16.js';
import { type Ask, type Notes } from './ask.js';

const MINUTE = 60;

/** Reads the configuration, and tries one harmless request of every part that is optional. */
export async function askStation16(_context: OnStation, ask: Ask, { messages, trouble }: Notes): Promise<void> {
  const configuration = await ask('GetConfiguration', {});
  if (configuration)
    messages.push({
      action: 'GetConfiguration',
      request: {},
      response: configuration.payload,
      frames: [configuration.n, configuration.answer],
    });
  else trouble.push('the configuration could not be read: GetConfiguration');
  await ask('GetLocalListVersion', {});
  await ask('GetCompositeSchedule', { connectorId: 1, duration: MINUTE });
  await ask('TriggerMessage', { requestedMessage: 'Heartbeat' }, 'Heartbeat');
  await ask('GetInstalledCertificateIds', { certificateType: 'CentralSystemRootCertificate' });
}
