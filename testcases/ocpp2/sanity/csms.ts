/** The sanity case of a 2.x CSMS: somebody is there. */
import { csmsCase } from '../../../harness/peers/ocpp2.js';
import { serialOf } from '../../../harness/peers/for-cases/serial.js';
import { judgesCsmsIsThere } from '../../helpers/somebody-is-there.js';

export const answersARequest = csmsCase({
  id: 'SANITY_2X_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'Sanity',
  title: 'Somebody is there and answers',
  purpose:
    'Asks no more than whether the CSMS answers a request under its id. What it says is the business of other cases.',
  profiles: {},
  requirements: ['Part 4 §4.2.2'],
  steps: [
    'The tester connects as a station and boots; the CSMS answers, whatever it says.',
    'Where it accepts the station, the tester sends a Heartbeat; the CSMS answers.',
  ],
  operator: [],
  connect: 'connected',
  run: (context) =>
    judgesCsmsIsThere(
      context,
      // The station that every other case boots as.
      {
        reason: 'PowerUp',
        chargingStation: {
          vendorName: 'laddprov',
          model: 'impersonated',
          serialNumber: serialOf(context.station.identity),
          firmwareVersion: '1',
        },
      },
      'Part 4 §4.2.2',
    ),
});
