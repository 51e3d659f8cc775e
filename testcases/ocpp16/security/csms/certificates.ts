/** Security Whitepaper A02 and M03 to M05: the central system manages the certificates of a station. */
import { csmsCase, matching, type OnCsms, type Request } from '../../../../harness/peers/ocpp16.js';
import { type CertificateHashData, sameHashData } from '../../../../harness/peers/for-cases/x509.js';
import { getsCertificateSigned, hashDataIn, rootCertificate } from '../../states/csms-security.js';
import { WITH_CERTIFICATE, WITH_TLS } from '../../states/security.js';

const data = {
  versions: ['1.6'] as const,
  block: 'Security',
  profiles: { Security: 'conditional' } as const,
  operator: ['sendRequest'],
};

const ASKED = [
  'The operator has the CSMS ask for SignChargePointCertificate; the tester accepts.',
  'The tester sends a signing request; the CSMS accepts it and sends the signed certificate.',
];
const SIGNS = ['A02', 'A02.FR.11', 'A00.FR.509', 'A00.FR.511'];

export const renewsACertificate = csmsCase({
  ...data,
  id: 'TC_074_CSMS',
  title: 'A CSMS renews the certificate of a station and lets it in with the new one',
  purpose: 'It has the signing request signed, for the right key and the right names, and trusts what it signed.',
  condition: WITH_CERTIFICATE,
  requirements: [...SIGNS, 'A00.FR.403', '1.6 §4.2'],
  steps: [
    ...ASKED,
    'The tester accepts the certificate, connects again with it, registers and reports; the CSMS answers.',
  ],
  async run(context) {
    const { station } = context;
    const chain = await getsCertificateSigned(context, 'Accepted');
    station.disconnect();
    const accepted = await station.expectAccepted({ tls: { identity: { chain } } }, ['A02', 'A00.FR.403'], {
      id: 'new-certificate',
      title: 'the CSMS lets the station in with the new certificate',
    });
    if (!accepted.ok) return;
    station.use(accepted);
    await station.boot('1.6 §4.2');
  },
});

/** A04.FR.03: the central system confirms a security event. */
async function confirms({ station }: OnCsms, type: string): Promise<void> {
  await station.call('SecurityEventNotification', { type, timestamp: station.now() }, {}, 'A04.FR.03');
}

export const hearsOfAnInvalidCertificate = csmsCase({
  ...data,
  id: 'TC_077_CSMS',
  title: 'A CSMS hears that a station refused its certificate',
  purpose: 'It goes on when the certificate that it had signed is rejected, and confirms the security event.',
  condition: WITH_CERTIFICATE,
  requirements: [...SIGNS, 'A04.FR.03'],
  steps: [...ASKED, 'The tester rejects the certificate and tells InvalidChargePointCertificate; the CSMS confirms.'],
  async run(context) {
    await getsCertificateSigned(context, 'Rejected');
    await confirms(context, 'InvalidChargePointCertificate');
  },
});

type RootType = Request<'InstallCertificate'>['certificateType'];

/** Has the CSMS install a root; the tester answers with `status`. Returns what names the certificate that came. */
async function installsRoot(
  { station, operator, certificates }: OnCsms,
  certificateType: RootType,
  status: 'Accepted' | 'Rejected',
): Promise<CertificateHashData | undefined> {
  const certificate = await certificates.root(
    certificateType === 'CentralSystemRootCertificate' ? 'csms' : 'manufacturer',
  );
  station.answer('InstallCertificate', { status });
  await operator.sendRequest({ action: 'InstallCertificate', payload: { certificateType, certificate } });
  const { payload } = await station.expect('InstallCertificate', { certificate: rootCertificate }, 'M05.FR.01', {
    where: { certificateType },
  });
  return hashDataIn(payload.certificate);
}

/** Has the CSMS ask for the installed certificates; the tester names the one at hand. */
async function asksForRoots(
  { station, operator }: OnCsms,
  certificateType: RootType,
  hashData: CertificateHashData | undefined,
): Promise<void> {
  station.answer(
    'GetInstalledCertificateIds',
    hashData ? { status: 'Accepted', certificateHashData: [hashData] } : { status: 'NotFound' },
  );
  await operator.sendRequest({ action: 'GetInstalledCertificateIds', payload: { certificateType } });
  await station.expect('GetInstalledCertificateIds', {}, 'M03.FR.01', { where: { certificateType } });
  await station.call('Heartbeat', {}, {}, '1.6 §4.6');
}

const installs = (id: string, certificateType: RootType, title: string) =>
  csmsCase({
    ...data,
    id,
    title,
    purpose: 'It sends a certificate of an authority, and takes the list of what is installed.',
    condition: WITH_TLS,
    requirements: ['M03.FR.01', 'M05.FR.01', '1.6 §4.6'],
    steps: [
      'The operator has the CSMS install a root certificate; the tester accepts it.',
      'The operator has the CSMS ask for the installed certificates; the tester names this one.',
      'The tester sends Heartbeat; the CSMS answers.',
    ],
    async run(context) {
      await asksForRoots(context, certificateType, await installsRoot(context, certificateType, 'Accepted'));
    },
  });

export const installsManufacturerRoot = installs(
  'TC_075_1_CSMS',
  'ManufacturerRootCertificate',
  'A CSMS installs a root certificate of the manufacturer',
);

export const installsCsmsRoot = installs(
  'TC_075_2_CSMS',
  'CentralSystemRootCertificate',
  'A CSMS installs a root certificate of its own',
);

export const deletesARoot = csmsCase({
  ...data,
  id: 'TC_076_CSMS',
  title: 'A CSMS deletes a certificate by the hashes that it was told',
  purpose: 'It names the certificate with the hash algorithm that the station uses.',
  profiles: { Security: 'mandatory' },
  requirements: ['M03.FR.01', 'M04.FR.07', 'M05.FR.01', '1.6 §4.6'],
  steps: [
    'The operator has the CSMS install a root certificate and ask for the installed ones; the tester names it.',
    'The operator has the CSMS delete it; the tester is told the same hashes, and accepts.',
  ],
  async run(context) {
    const { station, operator } = context;
    const certificateType = 'CentralSystemRootCertificate';
    const hashData = await installsRoot(context, certificateType, 'Accepted');
    if (!hashData) return;
    await asksForRoots(context, certificateType, hashData);
    station.answer('DeleteCertificate', { status: 'Accepted' });
    await operator.sendRequest({ action: 'DeleteCertificate', payload: { certificateHashData: hashData } });
    const same = (value: unknown) =>
      typeof value === 'object' && value !== null && sameHashData(value as CertificateHashData, hashData);
    await station.expect(
      'DeleteCertificate',
      { certificateHashData: matching('the hash data that the station told', same) },
      'M04.FR.07',
    );
  },
});

export const hearsOfAnInvalidRoot = csmsCase({
  ...data,
  id: 'TC_078_CSMS',
  title: 'A CSMS hears that a station refused a root certificate',
  purpose: 'It goes on when its certificate is rejected, and confirms the security event.',
  condition: WITH_TLS,
  requirements: ['A04.FR.03', 'M05.FR.01'],
  steps: [
    'The operator has the CSMS install a root certificate; the tester rejects it.',
    'The tester tells InvalidCentralSystemCertificate; the CSMS confirms.',
  ],
  async run(context) {
    await installsRoot(context, 'CentralSystemRootCertificate', 'Rejected');
    await confirms(context, 'InvalidCentralSystemCertificate');
  },
});
