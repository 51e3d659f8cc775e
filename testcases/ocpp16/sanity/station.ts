/** The sanity case of a 1.6 station: somebody is there. */
import { stationCase } from '../../../harness/peers/ocpp16.js';
import { judgesSomebodyIsThere } from '../../helpers/somebody-is-there.js';

export const answersARequest = stationCase({
  id: 'SANITY_16_CS',
  versions: ['1.6'],
  block: 'Sanity',
  title: 'Somebody is there and answers',
  purpose:
    'Asks no more than whether the station answers a request under its id. What it says is the business of other cases.',
  profiles: {},
  requirements: ['OCPP-J 1.6 §4.2.2'],
  steps: ['The tester asks for one configuration key; the station answers, whatever it says.'],
  operator: [],
  async run(context) {
    await judgesSomebodyIsThere(context, 'GetConfiguration', { key: ['NumberOfConnectors'] }, 'OCPP-J 1.6 §4.2.2');
  },
});
