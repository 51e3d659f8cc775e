/** J02 Sampled meter values, for a CSMS. */
import { csmsCase } from '../../../../harness/peers/ocpp2.js';
import { charging, plugIn } from '../../states/csms-charging.js';
import { playStation } from '../../states/csms-session.js';

const SAMPLES = 3;

export const takesTheFirstReading = csmsCase({
  id: 'TC_J_07_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['2.0.1', '2.1'],
  block: 'J Meter values',
  title: 'A CSMS takes the meter values with which a transaction starts',
  purpose: 'It answers the start of a transaction that carries readings taken at its beginning.',
  profiles: { Core: 'mandatory' },
  requirements: ['J02.FR.19', 'Part 2 G01'],
  steps: ['The tester reports the plug-in and starts a transaction with meter values; the CSMS answers both.'],
  operator: [],
  run: (context) => plugIn(playStation(context), 'Started', { reading: 'Transaction.Begin' }),
});

export const takesPeriodicReadings = csmsCase({
  id: 'TC_J_09_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'J Meter values',
  title: 'A CSMS takes the meter values of a running transaction',
  purpose: 'It answers every reading, interval after interval.',
  profiles: { Core: 'mandatory' },
  requirements: ['J02.FR.19'],
  from: charging,
  steps: [
    'Three times, an interval apart, the tester tells meter values in the running transaction; the CSMS answers.',
  ],
  operator: [],
  async run({ parameters, pass }, { point }) {
    for (let sample = 1; sample <= SAMPLES; sample++) {
      await pass(parameters.meterValueInterval * 1000);
      await point.event('Updated', 'MeterValuePeriodic', {
        reading: 'Sample.Periodic',
        id: `TransactionEvent-sample-${sample}`,
      });
    }
  },
});
