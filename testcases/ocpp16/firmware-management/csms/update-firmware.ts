/** 1.6 §5.19 UpdateFirmware, for a central system. */
import { csmsCase, type OnCsms, present } from '../../../../harness/peers/ocpp16.js';
import { updateFirmware } from '../../states/csms-dictated.js';
import { address, reportsAll, restarts, tellsPlainly, type Tells } from '../../states/csms-files.js';

const BLOCK = 'Firmware management';
const PROFILES = { FirmwareManagement: 'mandatory' } as const;
const SENDS = 'The operator has the central system send UpdateFirmware with an address and a time; the tester answers.';

/** Has the central system ask for an update; returns how the tester tells of it. */
async function isAsked(context: OnCsms): Promise<Tells> {
  const { station, operator, parameters } = context;
  const location = parameters.firmwareUrl;
  station.answer('UpdateFirmware', {});
  await operator.sendRequest({ action: 'UpdateFirmware', payload: updateFirmware(context) });
  await station.expect('UpdateFirmware', { location: address(location), retrieveDate: present }, '1.6 §5.19');
  return tellsPlainly(context);
}

export const updatesAChargePoint = csmsCase({
  id: 'TC_044_1_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A central system has a charge point update its firmware and follows it to the end',
  purpose: 'It names the file and the time, and takes each report and the boot of the new firmware.',
  profiles: PROFILES,
  requirements: ['1.6 §5.19', '1.6 §4.5', '1.6 §4.9', '1.6 §4.2'],
  steps: [
    SENDS,
    'The tester reports Downloading and Downloaded, its connectors as Unavailable, and Installing.',
    'The tester drops the connection, connects again and boots; all connectors are Available.',
    'The tester reports Installed. The central system answers each message.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const tells = await isAsked(context);
    await tells('Downloading');
    await tells('Downloaded');
    const point = await reportsAll(context, 'Unavailable');
    await tells('Installing');
    await restarts(context, point);
    await tells('Installed');
  },
});

export const takesAFailedDownload = csmsCase({
  id: 'TC_044_2_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A central system takes it that a charge point could not fetch a firmware',
  purpose: 'It asks for the update and answers the reports up to the failure.',
  profiles: PROFILES,
  requirements: ['1.6 §5.19', '1.6 §4.5'],
  steps: [SENDS, 'The tester reports Downloading and DownloadFailed; the central system answers.'],
  operator: ['sendRequest'],
  async run(context) {
    const tells = await isAsked(context);
    await tells('Downloading');
    await tells('DownloadFailed');
  },
});

export const takesAFailedInstallation = csmsCase({
  id: 'TC_044_3_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A central system takes it that a charge point could not install a firmware',
  purpose: 'It asks for the update, takes the charge point back and answers the report of the failure.',
  profiles: PROFILES,
  requirements: ['1.6 §5.19', '1.6 §4.5', '1.6 §4.9', '1.6 §4.2'],
  steps: [
    SENDS,
    'The tester reports Downloading and Downloaded, its connectors as Unavailable, and Installing.',
    'The tester drops the connection, connects again and boots; all connectors are Available.',
    'The tester reports InstallationFailed. The central system answers each message.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const tells = await isAsked(context);
    await tells('Downloading');
    await tells('Downloaded');
    const point = await reportsAll(context, 'Unavailable');
    await tells('Installing');
    await restarts(context, point);
    await tells('InstallationFailed');
  },
});
