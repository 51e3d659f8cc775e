/** The sanity case of a 2.x station: somebody is there. */
import { stationCase } from '../../../harness/peers/ocpp2.js';
import { judgesSomebodyIsThere } from '../../helpers/somebody-is-there.js';

const AVAILABILITY = { component: { name: 'ChargingStation' }, variable: { name: 'AvailabilityState' } };

export const answersARequest = stationCase({
  id: 'SANITY_2X_CS',
  versions: ['2.0.1', '2.1'],
  block: 'Sanity',
  title: 'Somebody is there and answers',
  purpose:
    'Asks no more than whether the station answers a request under its id. What it says is the business of other cases.',
  profiles: {},
  requirements: ['Part 4 §4.2.2'],
  steps: ['The tester reads one variable; the station answers, whatever it says.'],
  operator: [],
  async run(context) {
    await judgesSomebodyIsThere(context, 'GetVariables', { getVariableData: [AVAILABILITY] }, 'Part 4 §4.2.2');
  },
});
