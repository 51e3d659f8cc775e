/** 1.6 §5.12 RemoteStopTransaction, for a station. */
import { matching, stationCase } from '../../../../harness/peers/ocpp16.js';
import { charging } from '../../states/charging.js';

export const stopsWhenAskedRemotely = stationCase({
  id: 'TC_012_CS',
  versions: ['1.6'],
  block: 'Core: remote stop',
  title: 'A station stops the transaction that it is asked to stop',
  purpose: 'It accepts, reports the end with reason Remote, and waits for the cable to be taken out.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.12', '1.6 §4.10', '1.6 §4.9'],
  from: charging,
  steps: [
    'The tester asks the station to stop the running transaction; the station accepts.',
    'The station reports the end of the transaction with reason Remote and a meter value that is not below the start.',
    'The connector becomes Finishing; the report may come before or after the end of the transaction.',
  ],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run({ csms }, { connectorId, transactionId, meterStart }) {
    await csms.call('RemoteStopTransaction', { transactionId }, { status: 'Accepted' }, '1.6 §5.12');
    const notBelow = matching(
      `a meter value of at least ${meterStart} Wh`,
      (value) => typeof value === 'number' && value >= meterStart,
    );
    await csms.expectAll([
      csms.message('StopTransaction', { transactionId, reason: 'Remote', meterStop: notBelow }, [
        '1.6 §5.12',
        '1.6 §4.10',
      ]),
      csms.message('StatusNotification', { status: 'Finishing' }, '1.6 §4.9', { where: { connectorId } }),
    ]);
  },
});
