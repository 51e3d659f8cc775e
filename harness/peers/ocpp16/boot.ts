/** What the impersonated charge point sends after power-up (1.6 §4.2, errata 3.22). */
import { iso } from '../../doors/clock.js';
import { type Again, type Peer, type Requirements } from '../conversation/peer.js';
import { serialOf } from '../for-cases/serial.js';
import { type Parameters } from '../for-cases/settings.js';

/**
 * Boots, judges that the central system accepts, and reports connector 0 and every other as available. `lenient`: what
 * comes before a case, in which a report that is refused is no matter.
 */
export async function boot(
  peer: Peer<'1.6'>,
  parameters: Parameters,
  requirements: Requirements,
  again: Again,
  lenient = false,
): Promise<void> {
  const { clock } = peer.conversation.lane;
  const options = lenient ? ({ mayLack: true } as const) : {};
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
    { again },
  );
  for (let connectorId = 0; connectorId <= parameters.connectors; connectorId++) {
    const timestamp = iso(clock.now());
    await peer.call(
      'StatusNotification',
      { connectorId, errorCode: 'NoError', status: 'Available', timestamp },
      {},
      [],
      options,
    );
  }
}
