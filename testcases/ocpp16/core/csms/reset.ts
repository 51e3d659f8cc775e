/** 1.6 §5.14 Reset, for a central system. */
import { csmsCase } from '../../../../harness/peers/ocpp16.js';

export const resetsHard = csmsCase({
  id: 'TC_013_CSMS',
  versions: ['1.6'],
  block: 'Core: reset',
  title: 'A central system resets a station the hard way and takes it back',
  purpose: 'It sends Reset with type Hard when it is asked to, and accepts the station that comes back.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.14', '1.6 §4.2', '1.6 §4.9'],
  steps: [
    'The operator has the central system send Reset with type Hard; the tester accepts.',
    'The tester drops the connection, connects again and boots; the central system accepts.',
    'The tester reports every connector as Available.',
  ],
  operator: ['sendRequest'],
  async run({ station, operator }) {
    station.answer('Reset', { status: 'Accepted' });
    await operator.sendRequest({ action: 'Reset', payload: { type: 'Hard' } });
    await station.expect('Reset', { type: 'Hard' }, '1.6 §5.14');
    station.drop();
    await station.connect();
    await station.boot(['1.6 §5.14', '1.6 §4.2']);
  },
});
