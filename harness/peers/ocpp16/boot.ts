/** What the impersonated charge point sends after power-up (1.6 §4.2, errata 3.22). */
import { iso } from '../../doors/clock.js';
import { type Peer, type Requirements } from '../peer.js';
import { serialOf } from '../serial.js';
import { type Parameters } from '../settings.js';

/** Boots, judges that the central system accepts, and reports connector 0 and every other as available. */
export async function boot(
  peer: Peer<'1.6'>,
  parameters: Parameters,
  requirements: Requirements,
  again?: () => Promise<boolean>,
): Promise<void> {
  const { clock } = peer.conversation.lane;
  await peer.call(
    'BootNotification',
    {
      chargePointVendor: 'laddprov',
      chargePointModel: 'impersonated',
      chargePointSerialNumber: serialOf(peer.conversation.lane.identity),
      firmwareVersion: '1',
    },
    { status: 'Accepted' },
    requirements,
    again && { again },
  );
  for (let connectorId = 0; connectorId <= parameters.connectors; connectorId++) {
    const timestamp = iso(clock.now());
    await peer.call('StatusNotification', { connectorId, errorCode: 'NoError', status: 'Available', timestamp }, {});
  }
}
