/** B07 Get base report, for a CSMS. */
import { between, csmsCase } from '../../../../harness/peers/ocpp2.js';
import { reported, sendReport } from '../../states/csms-report.js';

const MAX_INTEGER = 2_147_483_647;

/** What an operator can set at the tester, in two parts. */
const INVENTORY = [
  [
    reported({ name: 'OCPPCommCtrlr' }, 'HeartbeatInterval', '60', {
      dataType: 'integer',
      unit: 's',
      supportsMonitoring: false,
    }),
    reported({ name: 'OCPPCommCtrlr' }, 'OfflineThreshold', '600', {
      dataType: 'integer',
      unit: 's',
      supportsMonitoring: false,
    }),
  ],
  [
    reported({ name: 'AuthCtrlr' }, 'LocalAuthorizeOffline', 'true', {
      dataType: 'boolean',
      supportsMonitoring: false,
    }),
    reported({ name: 'TxCtrlr' }, 'EVConnectionTimeOut', '60', {
      dataType: 'integer',
      unit: 's',
      supportsMonitoring: false,
    }),
  ],
];

export const getsTheConfiguration = csmsCase({
  id: 'TC_B_12_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: 'A CSMS gets the configuration of a station',
  purpose: 'It asks for the configuration inventory and takes the report, which comes in parts.',
  profiles: { Core: 'conditional', 'Advanced Device Management': 'mandatory' },
  condition: 'C-17',
  requirements: ['Part 2 B07'],
  steps: [
    'The operator has the CSMS send GetBaseReport for ConfigurationInventory; the tester accepts.',
    'The tester sends the report in two parts; the CSMS answers both.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, operator } = context;
    const reportBase = 'ConfigurationInventory';
    // A CSMS may get other reports at any time: those are answered as ever.
    station.answer(
      'GetBaseReport',
      (request) => (request.reportBase === reportBase ? { status: 'Accepted' } : undefined),
      {
        times: 1,
      },
    );
    await operator.sendRequest({ action: 'GetBaseReport', payload: { requestId: 1, reportBase } });
    const { payload } = await station.expect('GetBaseReport', { requestId: between(0, MAX_INTEGER) }, 'Part 2 B07', {
      where: { reportBase },
    });
    await sendReport(context, payload.requestId, INVENTORY);
  },
});
