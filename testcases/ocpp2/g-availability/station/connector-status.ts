/** G01 Connector status. */
import { stationCase } from '../../../../harness/peers/ocpp2.js';
import { takeBay } from '../../states/bay.js';
import { SESSION_ACTIONS } from '../../states/sessions.js';

export const reportsThatAnEvIsThere = stationCase({
  id: 'TC_G_01_CS',
  versions: ['2.0.1', '2.1'],
  block: 'G Availability',
  title: 'A station reports that a connector is occupied, and that it is free again',
  purpose: 'Both changes are reported for the connector that changed, as StatusNotification or as NotifyEvent.',
  profiles: { Core: 'mandatory' },
  requirements: ['G01.FR.01', 'G01.FR.03', 'G01.FR.04'],
  steps: [
    'The operator connects an EV; the station reports the connector as Occupied.',
    'The operator takes the EV off; the station reports the connector as Available.',
  ],
  operator: SESSION_ACTIONS.filter((action) => action !== 'presentIdToken'),
  async run(context) {
    const bay = await takeBay(context);
    await bay.arrive();
    await bay.plugIn();
    await bay.expectStatus('Occupied', ['G01.FR.01', 'G01.FR.03']);
    await bay.plugOut();
    await bay.expectStatus('Available', ['G01.FR.01', 'G01.FR.04']);
  },
});
