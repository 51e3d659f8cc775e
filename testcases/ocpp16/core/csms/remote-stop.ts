/** 1.6 §5.12 RemoteStopTransaction, for a central system. */
import { csmsCase } from '../../../../harness/peers/ocpp16.js';
import { charging } from '../../states/csms-charging.js';

export const stopsRemotely = csmsCase({
  id: 'TC_012_CSMS',
  versions: ['1.6'],
  block: 'Core: remote stop',
  title: 'A central system stops a session remotely',
  purpose: 'It names the transaction by the id that it gave, and takes its end.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.12', '1.6 §4.9', '1.6 §4.10'],
  from: charging,
  steps: [
    'The operator has the central system send RemoteStopTransaction for the running transaction; the tester accepts.',
    'The tester stops the transaction with reason Remote; the central system answers.',
    'The tester reports Finishing and then Available; the central system answers both.',
  ],
  operator: ['sendRequest'],
  async run({ station, operator }, { point, transactionId }) {
    station.answer('RemoteStopTransaction', (request) =>
      request.transactionId === transactionId ? { status: 'Accepted' } : undefined,
    );
    await operator.sendRequest({ action: 'RemoteStopTransaction', payload: { transactionId } });
    await station.expect('RemoteStopTransaction', { transactionId }, '1.6 §5.12');
    await point.stop('Remote');
    await point.report('Finishing');
    await point.report('Available');
  },
});

export const copesWithARefusedStop = csmsCase({
  id: 'TC_028_CSMS',
  versions: ['1.6'],
  block: 'Core: remote stop',
  title: 'A central system copes with a charge point that refuses to stop',
  purpose: 'The transaction goes on: its meter values and its end are taken as before.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.12', '1.6 §4.7', '1.6 §4.10'],
  from: charging,
  steps: [
    'The operator has the central system send RemoteStopTransaction; the tester rejects it.',
    'The tester sends meter values of the transaction and then stops it; the central system answers both.',
  ],
  operator: ['sendRequest'],
  async run({ station, operator }, { point, transactionId, idTag }) {
    station.answer('RemoteStopTransaction', { status: 'Rejected' });
    await operator.sendRequest({ action: 'RemoteStopTransaction', payload: { transactionId } });
    // Which transaction it names is left open: a CSMS need not be able to name one that does not exist.
    await station.expect('RemoteStopTransaction', {}, '1.6 §5.12');
    await point.sample();
    await point.stop('Local', { idTag });
  },
});
