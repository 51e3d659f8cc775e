/** B01 Cold boot, for a CSMS. */
import { csmsCase } from '../../../../harness/peers/ocpp2.js';
import { playStation } from '../../states/csms-session.js';

export const registersAStation = csmsCase({
  id: 'TC_B_01_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A CSMS accepts a station that boots',
  purpose: 'It says that the station is accepted and takes the status of every connector.',
  profiles: { Core: 'mandatory' },
  requirements: ['B01.FR.02', 'Part 2 G01'],
  connect: 'connected',
  steps: [
    'The tester sends BootNotification with reason PowerUp; the CSMS accepts it.',
    'The tester reports every connector as Available; each report is answered.',
  ],
  operator: [],
  run: (context) => playStation(context).boot('PowerUp', [], { subject: true }),
});
