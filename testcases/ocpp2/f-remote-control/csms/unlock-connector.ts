/** F05 Remote unlock, for a CSMS. */
import { csmsCase } from '../../../../harness/peers/ocpp2.js';
import { playStation } from '../../states/csms-session.js';

export const unlocks = csmsCase({
  id: 'TC_F_06_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'F Remote control',
  title: 'A CSMS unlocks a connector that nobody uses',
  purpose: 'It names the EVSE and the connector that it was told to unlock.',
  profiles: { Core: 'conditional' },
  condition: 'C-11',
  requirements: ['Part 2 F05'],
  steps: ['The operator has the CSMS send UnlockConnector; the tester answers Unlocked.'],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator } = context;
    const { place } = playStation(context);
    station.answer('UnlockConnector', { status: 'Unlocked' });
    await operator.sendRequest({ action: 'UnlockConnector', payload: place });
    await station.expect('UnlockConnector', { ...place }, 'Part 2 F05');
  },
});
