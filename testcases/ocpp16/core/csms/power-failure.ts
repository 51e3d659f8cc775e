/** 1.6 §4.10: a charge point that lost its power during a transaction, for a central system. */
import { csmsCase } from '../../../../harness/peers/ocpp16.js';
import { charging } from '../../states/csms-charging.js';

export const takesAPowerLoss = csmsCase({
  id: 'TC_032_1_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: power failure',
  title: 'A central system takes back a charge point that lost its power during a transaction',
  purpose: 'It accepts the boot and takes the end of the transaction afterwards.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.2', '1.6 §4.9', '1.6 §4.10'],
  from: charging,
  steps: [
    'The tester drops the connection, connects again and boots; the central system accepts.',
    'The tester reports the connector of the transaction as Finishing and every other as Available.',
    'The tester stops the transaction with reason PowerLoss; the central system answers.',
  ],
  operator: [],
  async run({ station }, { point, connectorId }) {
    station.drop();
    await station.connect();
    await point.boot({ [connectorId]: 'Finishing' });
    await point.stop('PowerLoss');
  },
});
