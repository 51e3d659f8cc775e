/** 1.6 §5.19 UpdateFirmware, for a station. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { files, NO_FIRMWARE } from '../../states/files.js';
import { isInService, reaches, restarts, UPDATE_RESTS, waitsFor } from '../../states/firmware.js';

const FETCHES = ['1.6 §5.19', '1.6 §8.1'] as const;
const PROFILES = { FirmwareManagement: 'mandatory' } as const;
/** L01.FR.20: a station that takes signed firmware refuses this message. */
const CONDITION = 'not SecureFirmwareUpdate';
const BLOCK = 'Firmware management';

/** Asks for an update from `url`, to be begun at once. */
const asks = ({ csms }: OnStation, location: string, retries = 0) =>
  csms.call('UpdateFirmware', { location, retrieveDate: csms.now(), retries, retryInterval: 5 }, {}, '1.6 §5.19');

export const updatesItsFirmware = stationCase({
  id: 'TC_044_1_CS',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A station fetches a firmware, installs it and comes back with it',
  purpose: 'It takes the whole file, reports each step, restarts, and is in service again.',
  profiles: PROFILES,
  condition: CONDITION,
  requirements: ['1.6 §5.19', '1.6 §4.5', '1.6 §8.1', '1.6 §4.2', 'errata 3.22'],
  from: files,
  steps: [
    'The tester offers the firmware of the plan and asks for the update; the station answers.',
    'The station reports Downloading, fetches the file and reports Downloaded.',
    'The station reports Installing; it may take its connectors out of service.',
    'The station boots and reports Installed, in either order, or boots when it is told to.',
    'The station reports connector 0 and every other as Available.',
  ],
  operator: [],
  async run(context) {
    const { csms, parameters } = context;
    const firmware = await csms.files.offerFirmware();
    await asks(context, firmware.url);
    const downloading = await waitsFor(context, 'Downloading');
    await csms.files.expectTransfer(firmware, 'complete', FETCHES, { within: parameters.limits.reboot });
    const downloaded = await waitsFor(context, 'Downloaded', downloading);
    const installing = await waitsFor(context, 'Installing', downloaded);
    const [, early] = await csms.expectAll(
      [
        reaches(context, 'Installed', installing),
        csms.message('BootNotification', {}, ['1.6 §5.19', '1.6 §4.2'], {
          id: 'BootNotification',
          after: installing,
          optional: true,
        }),
      ],
      { within: parameters.limits.reboot * 2 },
    );
    await isInService(context, await restarts(context, early));
  },
});

export const reportsAFailedDownload = stationCase({
  id: 'TC_044_2_CS',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A station reports that it could not fetch a firmware',
  purpose: 'The server refuses the file: the station tries, says so, and stays in service.',
  profiles: PROFILES,
  condition: CONDITION,
  requirements: ['1.6 §5.19', '1.6 §4.5', '1.6 §8.1'],
  from: files,
  steps: [
    'The tester asks for an update from an address that it refuses to serve, without retries; the station answers.',
    'The station asks for the file; it may report Downloading before.',
    'The station reports DownloadFailed.',
    'A connector that was taken out of service is reported as Available again.',
  ],
  operator: [],
  async run(context, out) {
    const { csms, parameters } = context;
    const refused = csms.files.offer(NO_FIRMWARE, { name: 'download_fail.fwi', fault: 'refuse' });
    await asks(context, refused.url);
    await csms.files.expectTransfer(refused, 'refused', FETCHES, { within: parameters.limits.reboot });
    await waitsFor(context, 'DownloadFailed');
    await out.back();
  },
});

export const reportsAFailedInstallation = stationCase({
  id: 'TC_044_3_CS',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A station reports that it could not install what it fetched',
  purpose: 'The file is no firmware: the station says so and is in service with what it had.',
  profiles: PROFILES,
  condition: CONDITION,
  requirements: ['1.6 §5.19', '1.6 §4.5', '1.6 §8.1', '1.6 §4.9'],
  from: files,
  steps: [
    'The tester offers a file that is no firmware and asks for the update; the station answers.',
    'The station reports Downloading, fetches the file and reports Downloaded; it may report Installing.',
    'The station reports InstallationFailed; it may boot before or after that.',
    'A connector that was taken out of service is reported as Available again.',
  ],
  operator: [],
  async run(context, out) {
    const { csms, parameters } = context;
    const useless = csms.files.offer(NO_FIRMWARE, { name: 'useless.bin' });
    await asks(context, useless.url);
    const downloading = await waitsFor(context, 'Downloading');
    await csms.files.expectTransfer(useless, 'complete', FETCHES, { within: parameters.limits.reboot });
    const downloaded = await waitsFor(context, 'Downloaded', downloading);
    await waitsFor(context, 'InstallationFailed', downloaded);
    await out.back();
  },
});

export const doesNotInstallHalfAFile = stationCase({
  id: 'FILE_16_CS_01',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A station does not take half a file for a firmware',
  purpose: 'The server hangs up in the middle: the download has failed, and nothing is installed.',
  profiles: { FirmwareManagement: 'conditional' },
  condition: CONDITION,
  requirements: ['1.6 §5.19', '1.6 §4.5', '1.6 §8.1'],
  from: files,
  steps: [
    'The tester asks for an update, without retries; the station answers.',
    'The station asks for the file, and the tester hangs up after half of it, also when the station resumes.',
    'The station reports DownloadFailed.',
  ],
  operator: [],
  async run(context, out) {
    const { csms, parameters } = context;
    const half = csms.files.offer(NO_FIRMWARE, { name: 'half.bin', fault: 'truncate' });
    await asks(context, half.url);
    await csms.files.expectTransfer(half, 'cut', FETCHES, { within: parameters.limits.reboot });
    await waitsFor(context, 'DownloadFailed');
    await out.back();
  },
});

/** Seconds from the request to the moment from which the station may fetch the file. */
const LATER = 20;

export const waitsForTheTime = stationCase({
  id: 'FILE_16_CS_02',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A station does not fetch a firmware before it may',
  purpose: 'The request names a later time: the file is asked for then, not before.',
  profiles: { FirmwareManagement: 'conditional' },
  condition: CONDITION,
  requirements: ['1.6 §5.19', '1.6 §4.5', '1.6 §8.1'],
  from: files,
  steps: [
    `The tester asks for an update with a time ${LATER} seconds ahead; the station answers.`,
    'The station asks for the file no sooner than that; the tester refuses it.',
    'The station reports DownloadFailed.',
  ],
  operator: [],
  async run(context, out) {
    const { csms, parameters, now } = context;
    const refused = csms.files.offer(NO_FIRMWARE, { name: 'later.bin', fault: 'refuse' });
    const notBefore = now() + LATER * 1000;
    const retrieveDate = new Date(Math.ceil(notBefore)).toISOString();
    await csms.call('UpdateFirmware', { location: refused.url, retrieveDate, retries: 0 }, {}, '1.6 §5.19');
    const within = LATER * 1000 + parameters.limits.reboot;
    await csms.files.expectTransfer(refused, 'refused', FETCHES, { within, notBefore });
    await csms.expect('FirmwareStatusNotification', {}, UPDATE_RESTS, {
      where: { status: 'DownloadFailed' },
      id: 'FirmwareStatusNotification-DownloadFailed',
      within,
    });
    await out.back();
  },
});
