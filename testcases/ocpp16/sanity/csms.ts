/** The sanity case of a 1.6 central system: somebody is there. */
import { csmsCase } from '../../../harness/peers/ocpp16.js';
import { serialOf } from '../../../harness/peers/for-cases/serial.js';
import { judgesCsmsIsThere } from '../../helpers/somebody-is-there.js';

export const answersARequest = csmsCase({
  id: 'SANITY_16_CSMS',
  versions: ['1.6'],
  block: 'Sanity',
  title: 'Somebody is there and answers',
  purpose:
    'Asks no more than whether the central system answers a request under its id. What it says is the business of other cases.',
  profiles: {},
  requirements: ['OCPP-J 1.6 §4.2.2'],
  steps: [
    'The tester connects as a station and boots; the central system answers, whatever it says.',
    'Where it accepts the station, the tester sends a Heartbeat; the central system answers.',
  ],
  operator: [],
  connect: 'connected',
  run: (context) =>
    judgesCsmsIsThere(
      context,
      // The station that every other case boots as.
      {
        chargePointVendor: 'laddprov',
        chargePointModel: 'impersonated',
        chargePointSerialNumber: serialOf(context.station.identity),
        firmwareVersion: '1',
      },
      'OCPP-J 1.6 §4.2.2',
    ),
});
