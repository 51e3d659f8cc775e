/** B11 and B12 Reset, for a CSMS. */
import { absent, csmsCase } from '../../../../harness/peers/ocpp2.js';
import { charging } from '../../states/csms-charging.js';
import { playStation } from '../../states/csms-session.js';

export const resetsWhenIdle = csmsCase({
  id: 'TC_B_20_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A CSMS resets a station that nobody uses and takes it back',
  purpose: 'It asks for a reset of the whole station when idle, and accepts the station that comes back.',
  profiles: { Core: 'mandatory' },
  requirements: ['Part 2 B11', 'B01.FR.02', 'Part 2 G01'],
  steps: [
    'The operator has the CSMS send Reset with type OnIdle and no EVSE; the tester accepts.',
    'The tester drops the connection, connects again and boots with reason RemoteReset; the CSMS accepts.',
    'The tester reports every connector as Available; each report is answered.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator } = context;
    station.answer('Reset', { status: 'Accepted' });
    await operator.sendRequest({ action: 'Reset', payload: { type: 'OnIdle' } });
    await station.expect('Reset', { type: 'OnIdle', evseId: absent }, 'Part 2 B11');
    station.drop();
    await station.connect();
    await playStation(context).boot('RemoteReset');
  },
});

export const resetsDuringATransaction = csmsCase({
  id: 'TC_B_22_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A CSMS resets a station at once during a transaction and takes it back',
  purpose: 'It takes the end of the transaction that the reset brings about, and accepts the station that comes back.',
  profiles: { Core: 'mandatory' },
  requirements: ['Part 2 B12', 'J02.FR.19', 'B01.FR.02', 'Part 2 G01'],
  from: charging,
  steps: [
    'The operator has the CSMS send Reset with type Immediate and no EVSE; the tester accepts.',
    'The tester ends the transaction with reason ImmediateReset; the CSMS answers.',
    'The tester drops the connection, connects again and boots with reason RemoteReset; the CSMS accepts.',
    'The tester reports the connector of the session as Occupied and every other as Available.',
  ],
  operator: ['sendRequest'],
  async run({ station, operator }, { point }) {
    station.answer('Reset', { status: 'Accepted' });
    await operator.sendRequest({ action: 'Reset', payload: { type: 'Immediate' } });
    await station.expect('Reset', { type: 'Immediate', evseId: absent }, 'Part 2 B12');
    await point.event('Ended', 'ResetCommand', {
      state: 'EVConnected',
      stoppedReason: 'ImmediateReset',
      reading: 'Transaction.End',
    });
    station.drop();
    await station.connect();
    await point.boot('RemoteReset', [{ ...point.place, status: 'Occupied' }]);
  },
});
