/** Security Whitepaper M03 to M05: the roots that the station trusts. */
import { oneOf, stationCase } from '../../../../harness/peers/ocpp16.js';
import { installsRoot, listed, listsRoot, type RootType, sameList } from '../../states/certificates.js';
import { adviseOnEvent, WITH_TLS } from '../../states/security.js';

const data = {
  versions: ['1.6'] as const,
  block: 'Security',
  profiles: { Security: 'conditional' } as const,
  condition: WITH_TLS,
  operator: [],
};

const installs = (id: string, type: RootType, title: string) =>
  stationCase({
    ...data,
    id,
    title,
    purpose: 'It takes the certificate up and names it by its hashes.',
    requirements: ['M03.FR.03', 'M03.FR.04', 'M05.FR.01', 'M05.FR.02', 'whitepaper §6.1'],
    steps: [
      'The tester installs a root certificate; the station accepts.',
      'The tester asks for the installed certificates; the station names this one by the right hashes.',
    ],
    async run(context) {
      await listsRoot(context, await installsRoot(context, type));
    },
  });

export const installsManufacturerRoot = installs(
  'TC_075_1_CS',
  'ManufacturerRootCertificate',
  'A station installs a root certificate of its manufacturer',
);

export const installsCsmsRoot = installs(
  'TC_075_2_CS',
  'CentralSystemRootCertificate',
  'A station installs a root certificate of the central system',
);

export const deletesRoot = stationCase({
  ...data,
  id: 'TC_076_CS',
  title: 'A station deletes a root certificate',
  purpose: 'What was deleted is not there any more, and cannot be deleted again.',
  requirements: [
    'M03.FR.03',
    'M03.FR.04',
    'M04.FR.01',
    'M04.FR.02',
    'M04.FR.04',
    'M05.FR.01',
    'M05.FR.02',
    'whitepaper §6.1',
  ],
  steps: [
    'The tester asks for the installed certificates, installs another and asks again; the station names it.',
    'The tester deletes it, by the hashes that the station named it with; the station accepts.',
    'The tester asks for the installed certificates; they are those that there were.',
    'The tester deletes it again; the station answers that there is no such certificate.',
  ],
  async run(context) {
    const { csms } = context;
    const before = await listed(context, 'CentralSystemRootCertificate');
    const root = await installsRoot(context, 'CentralSystemRootCertificate');
    const certificateHashData = (await listsRoot(context, root)) ?? root.hashData('SHA256');
    await csms.call('DeleteCertificate', { certificateHashData }, { status: 'Accepted' }, ['M04.FR.01', 'M04.FR.02']);
    await csms.call(
      'GetInstalledCertificateIds',
      { certificateType: root.type },
      {
        status: oneOf('Accepted', 'NotFound'),
        certificateHashData: sameList(before),
      },
      'M04.FR.02',
    );
    await csms.call('DeleteCertificate', { certificateHashData }, { status: 'NotFound' }, 'M04.FR.04', {
      id: 'DeleteCertificate-again.conf',
    });
  },
});

const refuses = (id: string, what: string, certificate: (own: Parameters<typeof installsRoot>[0]) => Promise<string>) =>
  stationCase({
    ...data,
    id,
    title: `A station refuses ${what} as root certificate`,
    purpose: 'It looks at a certificate before it trusts it.',
    requirements: ['M05.FR.01', 'M05.FR.06'],
    steps: [`The tester installs ${what}; the station rejects it.`],
    async run(context) {
      const pem = await certificate(context);
      await context.csms.call(
        'InstallCertificate',
        { certificateType: 'CentralSystemRootCertificate', certificate: pem },
        { status: 'Rejected' },
        ['M05.FR.01', 'M05.FR.06'],
      );
      await adviseOnEvent(context, ['InvalidCentralSystemCertificate'], 'whitepaper §8');
    },
  });

export const refusesExpiredRoot = refuses('TC_078_CS', 'a certificate that has expired', ({ certificates }) =>
  certificates.root('csms', { fault: 'expired' }),
);

export const refusesUnreadableRoot = refuses('SEC_16_CS_06', 'a text that is no certificate', () =>
  Promise.resolve('-----BEGIN CERTIFICATE-----\nbGFkZHByb3Y=\n-----END CERTIFICATE-----\n'),
);

export const doesNotFindAnUnknownRoot = stationCase({
  ...data,
  id: 'SEC_16_CS_07',
  title: 'A station cannot delete a certificate that it does not have',
  purpose: 'Deleting a certificate that was never installed is answered as not found.',
  requirements: ['M04.FR.01', 'M04.FR.04'],
  steps: ['The tester deletes a certificate that nobody has installed; the station answers that there is none.'],
  async run({ csms }) {
    const certificateHashData = {
      hashAlgorithm: 'SHA256' as const,
      issuerNameHash: '00'.repeat(32),
      issuerKeyHash: '11'.repeat(32),
      serialNumber: '1add',
    };
    await csms.call('DeleteCertificate', { certificateHashData }, { status: 'NotFound' }, ['M04.FR.01', 'M04.FR.04']);
  },
});
