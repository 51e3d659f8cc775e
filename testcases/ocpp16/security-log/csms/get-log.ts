/** Security Whitepaper N01 GetLog, for a 1.6 central system. */
import { csmsCase, present } from '../../../../harness/peers/ocpp16.js';
import { getLog } from '../../states/csms-dictated.js';
import { address } from '../../states/csms-files.js';

export const takesTheSecurityLog = csmsCase({
  id: 'TC_079_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Security: log',
  title: 'A central system has a charge point send its security log and follows it to the end',
  purpose: 'It asks for that log under an id of its own and answers the reports under the same id.',
  profiles: { Security: 'mandatory' },
  requirements: ['N01.FR.02', 'N01.FR.03', 'N01.FR.08', 'N01.FR.09'],
  steps: [
    'The operator has the central system send GetLog for the security log with an address; the tester accepts.',
    'The tester reports Uploading and Uploaded; the central system answers.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator, parameters } = context;
    const { logUrl } = parameters;
    station.answer('GetLog', { status: 'Accepted', filename: 'security.txt' });
    await operator.sendRequest({ action: 'GetLog', payload: getLog(context) });
    const { payload: asked } = await station.expect(
      'GetLog',
      { logType: 'SecurityLog', requestId: present, log: { remoteLocation: address(logUrl) } },
      ['N01.FR.02', 'N01.FR.03'],
    );
    const { requestId } = asked;
    await station.call('LogStatusNotification', { status: 'Uploading', requestId }, {}, 'N01.FR.08', {
      id: 'LogStatusNotification-Uploading.conf',
    });
    await station.call('LogStatusNotification', { status: 'Uploaded', requestId }, {}, 'N01.FR.09', {
      id: 'LogStatusNotification-Uploaded.conf',
    });
  },
});
