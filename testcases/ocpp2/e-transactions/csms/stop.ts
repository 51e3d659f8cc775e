/** E06 Stop transaction options and F03 Remote stop, for a CSMS. */
import { csmsCase } from '../../../../harness/peers/ocpp2.js';
import { sameText } from '../../../helpers/same-text.js';
import { charging, plugOut } from '../../states/csms-charging.js';
import { playStation } from '../../states/csms-session.js';

export const takesALocalStop = csmsCase({
  id: 'TC_E_15_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'E Transactions',
  title: 'A CSMS takes the end of a transaction that the driver stopped',
  purpose: 'It accepts the token that stopped it, and takes the unplugging.',
  profiles: { Core: 'mandatory' },
  requirements: ['J02.FR.19', 'E01.FR.11', 'E01.FR.12', 'Part 2 G01'],
  from: charging,
  steps: [
    'The tester ends the transaction with StopAuthorized, reason Local and the same token; the CSMS accepts the token.',
    'The tester reports the connector as Available; the CSMS answers.',
  ],
  operator: [],
  async run({ parameters }, { point }) {
    await point.event('Ended', 'StopAuthorized', {
      state: 'EVConnected',
      stoppedReason: 'Local',
      token: parameters.tokens.valid,
      reading: 'Transaction.End',
    });
    await plugOut(point);
  },
});

export const refusesATokenInATransaction = csmsCase({
  id: 'TC_E_16_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'E Transactions',
  title: 'A CSMS refuses the token of a transaction, and takes the end that this brings about',
  purpose: 'It judges every token that a transaction tells, whatever the station thought of it.',
  profiles: { Core: 'mandatory' },
  condition: 'NOT AcceptsEveryToken',
  requirements: ['E01.FR.11', 'E01.FR.12', 'J02.FR.19'],
  steps: [
    'The tester starts a transaction that tells the invalid token; the CSMS answers Invalid or Unknown.',
    'The tester ends the transaction with reason DeAuthorized; the CSMS answers.',
  ],
  operator: [],
  async run(context) {
    const point = playStation(context);
    await point.event('Started', 'Authorized', {
      token: context.parameters.tokens.invalid,
      statuses: ['Invalid', 'Unknown'],
      requirements: ['E01.FR.11', 'E01.FR.12'],
    });
    await point.event('Ended', 'Deauthorized', { stoppedReason: 'DeAuthorized' });
  },
});

export const stopsRemotely = csmsCase({
  id: 'TC_E_21_CSMS',
  versions: ['2.0.1', '2.1'],
  block: 'E Transactions',
  title: 'A CSMS stops a transaction remotely',
  purpose: 'It names the transaction by its id, and takes its end.',
  profiles: { Core: 'mandatory' },
  requirements: ['F03.FR.01', 'J02.FR.19', 'Part 2 G01'],
  from: charging,
  steps: [
    'The operator has the CSMS send RequestStopTransaction for the running transaction; the tester accepts.',
    'The tester ends the transaction with reason Remote; the CSMS answers.',
    'The tester reports the connector as Available; the CSMS answers.',
  ],
  operator: ['sendRequest'],
  async run({ station, operator }, { point }) {
    const { transactionId } = point;
    station.answer('RequestStopTransaction', { status: 'Accepted' });
    await operator.sendRequest({ action: 'RequestStopTransaction', payload: { transactionId } });
    await station.expect('RequestStopTransaction', { transactionId: sameText(transactionId) }, 'F03.FR.01');
    await point.event('Ended', 'RemoteStop', {
      state: 'EVConnected',
      stoppedReason: 'Remote',
      reading: 'Transaction.End',
    });
    await plugOut(point);
  },
});
