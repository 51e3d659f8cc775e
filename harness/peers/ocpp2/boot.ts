/** What the impersonated charging station sends after power-up (B01.FR.01, B01.FR.05). */
import { iso } from '../../doors/clock.js';
import { type Again, type Peer, type Requirements } from '../conversation/peer.js';
import { serialOf } from '../for-cases/serial.js';
import { type Parameters } from '../for-cases/settings.js';

/**
 * Boots, judges that the CSMS accepts, and reports every connector as available. `lenient`: what comes before a case,
 * in which a report that is refused is no matter.
 */
export async function boot(
  peer: Peer<'2.0.1'>,
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
      reason: 'PowerUp',
      chargingStation: {
        vendorName: 'laddprov',
        model: 'impersonated',
        serialNumber: serialOf(peer.conversation.lane.identity),
        firmwareVersion: '1',
      },
    },
    { status: 'Accepted' },
    requirements,
    { again },
  );
  for (const evse of parameters.evses) {
    for (let connectorId = 1; connectorId <= evse.connectors; connectorId++) {
      const timestamp = iso(clock.now());
      await peer.call(
        'StatusNotification',
        { evseId: evse.id, connectorId, connectorStatus: 'Available', timestamp },
        {},
        [],
        options,
      );
    }
  }
}
