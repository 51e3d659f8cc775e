/** 1.6 §4.10: sessions that end at the charge point, for a central system. */
import { csmsCase } from '../../../../harness/peers/ocpp16.js';
import { authorized, charging } from '../../states/csms-charging.js';

export const takesADisconnectedEv = csmsCase({
  id: 'TC_005_1_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: sessions',
  title: 'A central system takes the end of a session whose cable was pulled out of the EV',
  purpose: 'It answers every step: suspended, stopped because the EV is gone, finishing, available.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.9', '1.6 §4.10'],
  from: charging,
  steps: [
    'The tester reports SuspendedEV; the central system answers.',
    'The tester stops the transaction with reason EVDisconnected; the central system answers.',
    'The tester reports Finishing and then Available; the central system answers both.',
  ],
  operator: [],
  async run(_context, { point }) {
    await point.report('SuspendedEV');
    await point.stop('EVDisconnected');
    await point.report('Finishing');
    await point.report('Available');
  },
});

export const takesALockFailure = csmsCase({
  id: 'TC_024_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: sessions',
  title: 'A central system takes the report of a connector that cannot be locked',
  purpose: 'A fault in place of a transaction is answered like any other status.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.9'],
  from: authorized,
  steps: [
    'The tester reports Preparing; the central system answers.',
    'The tester reports Faulted with ConnectorLockFailure; the central system answers.',
  ],
  operator: [],
  async run(_context, { point }) {
    await point.report('Preparing', { subject: true });
    await point.report('Faulted', { errorCode: 'ConnectorLockFailure' });
  },
});
