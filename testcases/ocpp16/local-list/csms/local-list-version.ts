/** 1.6 §5.10 GetLocalListVersion, for a central system. */
import { csmsCase, type OnCsms } from '../../../../harness/peers/ocpp16.js';
import { goesOn } from '../../states/csms-local-list.js';

/** The central system asks, is told `listVersion`, and goes on. */
async function asks(context: OnCsms, listVersion: number): Promise<void> {
  const { station, operator } = context;
  station.answer('GetLocalListVersion', { listVersion });
  await operator.sendRequest({ action: 'GetLocalListVersion', payload: {} });
  await station.expect('GetLocalListVersion', {}, '1.6 §5.10');
  await goesOn(context);
}

export const learnsThatThereIsNoList = csmsCase({
  id: 'TC_042_1_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Local list',
  title: 'A central system learns that a charge point has no local list',
  purpose: 'It asks for the version, and takes the answer that says that there is no such thing.',
  profiles: { LocalAuthListManagement: 'mandatory' },
  requirements: ['1.6 §5.10', '1.6 §4.6'],
  steps: [
    'The operator has the central system ask for the version of the local list; the tester says -1.',
    'The tester sends Heartbeat; the central system answers.',
  ],
  operator: ['sendRequest'],
  run: (context) => asks(context, -1),
});

export const learnsThatTheListIsEmpty = csmsCase({
  id: 'TC_042_2_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Local list',
  title: 'A central system learns that the local list of a charge point is empty',
  purpose: 'It asks for the version, and takes the answer 0.',
  profiles: { LocalAuthListManagement: 'mandatory' },
  requirements: ['1.6 §5.10', '1.6 §4.6'],
  steps: [
    'The operator has the central system ask for the version of the local list; the tester says 0.',
    'The tester sends Heartbeat; the central system answers.',
  ],
  operator: ['sendRequest'],
  run: (context) => asks(context, 0),
});
