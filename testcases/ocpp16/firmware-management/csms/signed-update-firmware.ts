/** Security Whitepaper L01 SignedUpdateFirmware, for a 1.6 central system. */
import { csmsCase, matching, type OnCsms, present } from '../../../../harness/peers/ocpp16.js';
import { signedUpdateFirmware } from '../../states/csms-dictated.js';
import { address, reportsAll, restarts, type Tells, tellsSigned } from '../../states/csms-files.js';

const BLOCK = 'Security: firmware';
const PROFILES = { Security: 'conditional' } as const;
const CONDITION = 'FirmwareManagement';
const SENDS =
  'The operator has the central system send SignedUpdateFirmware with address, time, certificate and signature; the tester accepts.';

/** §6.9: one certificate, as PEM. */
const certificate = matching(
  'a certificate as PEM',
  (value) =>
    typeof value === 'string' &&
    /^\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]{100,}-----END CERTIFICATE-----\s*$/.test(value),
);
const signature = matching(
  'a signature in base64',
  (value) => typeof value === 'string' && /^[A-Za-z0-9+/\s]{60,}={0,2}\s*$/.test(value),
);

/** Has the central system ask for a signed update; returns how the tester tells of it. */
async function isAsked(context: OnCsms): Promise<Tells> {
  const { station, operator } = context;
  station.answer('SignedUpdateFirmware', { status: 'Accepted' });
  await operator.sendRequest({ action: 'SignedUpdateFirmware', payload: signedUpdateFirmware(context) });
  const { payload } = await station.expect(
    'SignedUpdateFirmware',
    {
      requestId: present,
      firmware: {
        location: address(undefined),
        retrieveDateTime: present,
        signingCertificate: certificate,
        signature,
      },
    },
    ['L01.FR.09', 'L01.FR.11'],
  );
  return tellsSigned(context, payload.requestId);
}

/** Tells of a security event (A04). */
const happened = ({ station }: OnCsms, type: string) =>
  station.call('SecurityEventNotification', { type, timestamp: station.now() }, {}, 'A04.FR.03');

export const updatesAChargePointSafely = csmsCase({
  id: 'TC_080_CSMS',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A central system has a charge point install a signed firmware and follows it to the end',
  purpose: 'It hands over certificate and signature, and takes each report, the boot and the security event.',
  profiles: PROFILES,
  condition: CONDITION,
  requirements: ['L01.FR.01', 'L01.FR.09', 'L01.FR.11', 'A04.FR.03', '1.6 §4.9', '1.6 §4.2'],
  steps: [
    SENDS,
    'The tester reports Downloading, Downloaded and SignatureVerified, and its connectors as Unavailable.',
    'The tester reports Installing and InstallRebooting, drops the connection, connects again and boots; all connectors are Available.',
    'The tester reports the security event FirmwareUpdated, and Installed. The central system answers each message.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const tells = await isAsked(context);
    await tells('Downloading');
    await tells('Downloaded');
    await tells('SignatureVerified');
    const point = await reportsAll(context, 'Unavailable');
    await tells('Installing');
    await tells('InstallRebooting');
    await restarts(context, point);
    await happened(context, 'FirmwareUpdated');
    await tells('Installed');
  },
});

export const takesAnInvalidSignature = csmsCase({
  id: 'TC_081_CSMS',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A central system takes it that a charge point refuses a firmware for its signature',
  purpose: 'It asks for the update and answers the reports up to the invalid signature, and the security event.',
  profiles: PROFILES,
  condition: CONDITION,
  requirements: ['L01.FR.01', 'L01.FR.09', 'L01.FR.11', 'A04.FR.03'],
  steps: [
    SENDS,
    'The tester reports Downloading, Downloaded and InvalidSignature, and the security event InvalidFirmwareSignature.',
    'The central system answers each message.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const tells = await isAsked(context);
    await tells('Downloading');
    await tells('Downloaded');
    await tells('InvalidSignature');
    await happened(context, 'InvalidFirmwareSignature');
  },
});
