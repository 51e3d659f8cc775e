/** 1.6 §5.12 RemoteStopTransaction, for a station. */
import { stationCase } from '../../../../harness/peers/ocpp16.js';
import { charging } from '../../states/charging.js';
import { becomes, register, statusWithin } from '../../states/connector.js';

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
  async run(context, { connectorId, transactionId, meterStart }) {
    const { csms } = context;
    await csms.call('RemoteStopTransaction', { transactionId }, { status: 'Accepted' }, '1.6 §5.12');
    await csms.expectAll(
      [
        csms.message('StopTransaction', { transactionId, reason: 'Remote', meterStop: register(meterStart) }, [
          '1.6 §5.12',
          '1.6 §4.10',
        ]),
        becomes(context, connectorId, ['Finishing']),
      ],
      { within: statusWithin(context) },
    );
  },
});

export const refusesToStopAnotherTransaction = stationCase({
  id: 'TC_028_CS',
  versions: ['1.6'],
  block: 'Core: remote stop',
  title: 'A station refuses to stop a transaction that it does not have',
  purpose: 'It tells the number of its own transaction from another.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.12'],
  from: charging,
  steps: ['The tester asks the station to stop a transaction with an unknown number; the station rejects.'],
  operator: ['plugIn', 'presentIdToken', 'plugOut'],
  async run({ csms }, { transactionId }) {
    const unknown = { transactionId: transactionId + 1 };
    await csms.call('RemoteStopTransaction', unknown, { status: 'Rejected' }, '1.6 §5.12');
  },
});
