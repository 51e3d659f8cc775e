/** Security Whitepaper L01 SignedUpdateFirmware, for a 1.6 station. */
import { oneOf, stationCase } from '../../../../harness/peers/ocpp16.js';
import { watched } from '../../states/connector.js';
import { files, NO_FIRMWARE } from '../../states/files.js';
import { isInService, restarts } from '../../states/firmware.js';
import { FOREIGN_CERTIFICATE } from '../../states/foreign-certificate.js';
import { order, reaches, signs, waitsFor } from '../../states/signed-firmware.js';

const BLOCK = 'Security: firmware';
const CONDITIONAL = { Security: 'conditional' } as const;
const CONDITION = 'FirmwareManagement and SecureFirmwareUpdate';
const ACCEPTED = { status: 'Accepted' } as const;

export const installsSignedFirmware = stationCase({
  id: 'TC_080_CS',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A station fetches a signed firmware, verifies it, installs it and comes back with it',
  purpose: 'It takes the whole file, reports each step under the id of the request, restarts, and is in service again.',
  profiles: CONDITIONAL,
  condition: CONDITION,
  requirements: ['L01.FR.01', 'L01.FR.04', 'L01.FR.05', 'L01.FR.10', 'L01.FR.23', '1.6 §4.2', 'errata 3.22'],
  from: files,
  steps: [
    'The tester offers the firmware of the plan with certificate and signature and asks for the update; the station accepts.',
    'The station reports Downloading, fetches the file, and reports Downloaded and SignatureVerified.',
    'The station reports Installing, unless its bootloader cannot; it may take its connectors out of service.',
    'The station boots and reports Installed, in either order, or boots when it is told to.',
    'The station reports connector 0 and every other as Available.',
  ],
  operator: [],
  async run(context) {
    const { advise, csms, parameters } = context;
    const firmware = await csms.files.offerFirmware();
    const signed = await signs(context, firmware.content, firmware);
    await csms.call('SignedUpdateFirmware', order(context, firmware.url, signed), ACCEPTED, 'L01.FR.23');
    const downloading = await waitsFor(context, 'Downloading');
    const { reboot } = parameters.limits;
    await csms.files.expectTransfer(firmware, 'complete', 'L01.FR.04', { within: reboot });
    const downloaded = await waitsFor(context, 'Downloaded', downloading);
    const verified = await waitsFor(context, 'SignatureVerified', downloaded);
    const [, early] = await csms.expectAll(
      [
        reaches(context, 'Installed', verified),
        csms.message('BootNotification', {}, ['L01.FR.05', '1.6 §4.2'], {
          id: 'BootNotification',
          after: verified,
          optional: true,
        }),
      ],
      { within: reboot * 2 },
    );
    const installing = await csms.next('SignedFirmwareStatusNotification', {
      where: { status: 'Installing' },
      within: 0,
    });
    if (!installing)
      advise(
        'no-installing',
        'the station does not report Installing: legal where its bootloader cannot speak, but the official tool waits for it',
        'L01.FR.22',
        [verified],
      );
    await isInService(context, await restarts(context, early));
  },
});

export const refusesAnInvalidSignature = stationCase({
  id: 'TC_081_CS',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A station does not install a firmware that was not signed as it says',
  purpose: 'The signature belongs to another file: the station fetches this one, verifies it and refuses it.',
  profiles: CONDITIONAL,
  condition: CONDITION,
  requirements: ['L01.FR.01', 'L01.FR.04', 'L01.FR.10', 'L01.FR.23'],
  from: files,
  steps: [
    "The tester offers a file with the certificate and the signature of the plan's firmware and asks for the update; the station accepts.",
    'The station reports Downloading, fetches the file, and reports Downloaded and InvalidSignature.',
    'The station does not report that it goes on with the update.',
  ],
  operator: [],
  async run(context) {
    const { csms, parameters } = context;
    const firmware = await csms.files.offerFirmware();
    const signed = await signs(context, firmware.content, firmware);
    const other = csms.files.offer(NO_FIRMWARE, { name: 'other.bin' });
    await csms.call('SignedUpdateFirmware', order(context, other.url, signed), ACCEPTED, 'L01.FR.23');
    const downloading = await waitsFor(context, 'Downloading');
    await csms.files.expectTransfer(other, 'complete', 'L01.FR.04', { within: parameters.limits.reboot });
    const downloaded = await waitsFor(context, 'Downloaded', downloading);
    await waitsFor(context, 'InvalidSignature', downloaded);
    // It is the end of the update. What was told before, such as that the download is scheduled, is another matter.
    await csms.forbid('SignedFirmwareStatusNotification', watched(context), 'L01.FR.04', {
      where: { status: oneOf('SignatureVerified', 'InstallScheduled', 'Installing', 'InstallRebooting', 'Installed') },
    });
  },
});

export const refusesAForeignCertificate = stationCase({
  id: 'FILE_16_CS_05',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A station refuses a firmware that is signed by nobody whom it trusts',
  purpose: 'The signing certificate leads to no root of its maker: the request is answered so, and nothing is fetched.',
  profiles: CONDITIONAL,
  condition: CONDITION,
  requirements: ['L01.FR.02', 'L01.FR.23', 'L01.FR.24'],
  from: files,
  steps: [
    'The tester asks for an update with a certificate that signed itself; the station answers InvalidCertificate.',
    'The station reports the security event InvalidFirmwareSigningCertificate.',
  ],
  operator: [],
  async run(context) {
    const { csms, parameters } = context;
    const other = csms.files.offer(NO_FIRMWARE, { name: 'foreign.bin' });
    const foreign = { certificate: FOREIGN_CERTIFICATE, signature: 'A'.repeat(96) };
    await csms.call('SignedUpdateFirmware', order(context, other.url, foreign), { status: 'InvalidCertificate' }, [
      'L01.FR.23',
      'L01.FR.24',
    ]);
    await csms.expect('SecurityEventNotification', {}, 'L01.FR.02', {
      where: { type: 'InvalidFirmwareSigningCertificate' },
      within: parameters.limits.message,
    });
  },
});

export const refusesUnsignedFirmware = stationCase({
  id: 'FILE_16_CS_06',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A station that takes signed firmware takes no other',
  purpose: 'The plain request of 1.6 is not supported there, and no update begins.',
  profiles: CONDITIONAL,
  condition: CONDITION,
  requirements: ['L01.FR.20'],
  from: files,
  steps: [
    'The tester asks for an update without a signature; the station refuses with NotSupported.',
    'The station reports no update.',
  ],
  operator: [],
  async run(context) {
    const { csms } = context;
    const plain = csms.files.offer(NO_FIRMWARE, { name: 'plain.bin' });
    const request = { location: plain.url, retrieveDate: csms.now(), retries: 0 };
    await csms.callRefused('UpdateFirmware', request, ['NotSupported'], undefined, 'L01.FR.20');
    await csms.forbid('FirmwareStatusNotification', watched(context), 'L01.FR.20');
  },
});
