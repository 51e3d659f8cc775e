/** Security Whitepaper M05.FR.08 to M05.FR.13: a root gives way only to one that it has signed, and stays in reserve. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { installsNextRoot, listed, listsRoot, nameOf, sameList } from '../../states/certificates.js';

const data = {
  versions: ['1.6'] as const,
  block: 'Security',
  profiles: { Security: 'conditional' } as const,
  condition: 'SecurityProfile >= 2 and AdditionalRootCertificateCheck',
  operator: [],
};
const TYPE = 'CentralSystemRootCertificate';

/** Where the station has come to trust the next root alone, the tester stays with it: there is no way back. */
const followsTheStation = ({ csms, afterwards }: OnStation) =>
  afterwards(async () => {
    if (csms.connected) return;
    csms.keepSecurity({ server: { generation: 'next' } });
    await csms.expectConnection([]);
  });

export const fallsBackToTheOldRoot = stationCase({
  ...data,
  id: 'SEC_16_CS_21',
  title: 'A station goes back to its old root where the new one does not serve',
  purpose: 'It takes a root that the old one has signed, and keeps the old one until the new one has proved to work.',
  requirements: ['M05.FR.08', 'M05.FR.09', 'M05.FR.11', 'M05.FR.13', 'M03.FR.03', 'M03.FR.04', 'whitepaper §6.1'],
  steps: [
    'The tester installs a root that the present one has signed; the station accepts and names it.',
    'The tester drops the connection and still shows a certificate of the old root; the station connects.',
  ],
  async run(context) {
    const { csms } = context;
    const root = await installsNextRoot(context);
    followsTheStation(context);
    await listsRoot(context, root);
    csms.drop();
    await csms.expectConnection(['M05.FR.11', 'M05.FR.13'], {
      title: 'the station connects with the root that it has in reserve',
    });
  },
});

export const refusesUnsignedRoot = stationCase({
  ...data,
  id: 'SEC_16_CS_20',
  title: 'A station refuses a root that its present root has not signed',
  purpose: 'It goes on with the root that it has.',
  requirements: ['M05.FR.09', 'M05.FR.10'],
  steps: [
    'The tester installs a root that somebody else has signed; the station rejects it.',
    'The tester asks for the installed certificates; they are those that there were.',
  ],
  async run(context) {
    const { csms, certificates } = context;
    const before = await listed(context, TYPE);
    await csms.call(
      'InstallCertificate',
      { certificateType: TYPE, certificate: await certificates.root('csms', { fault: 'wrong-ca' }) },
      { status: 'Rejected' },
      ['M05.FR.09', 'M05.FR.10'],
    );
    await csms.call(
      'GetInstalledCertificateIds',
      { certificateType: TYPE },
      { certificateHashData: sameList(before) },
      'M05.FR.10',
    );
  },
});

export const replacesItsRoot = stationCase({
  ...data,
  id: 'SEC_16_CS_22',
  title: 'A station lets go of its old root when the new one has proved to work',
  purpose: 'It connects to a server whose certificate is of the new root, and has no other from then on.',
  requirements: ['M05.FR.08', 'M05.FR.09', 'M05.FR.11', 'M05.FR.12'],
  steps: [
    'The tester installs a root that the present one has signed; the station accepts.',
    'The tester drops the connection and shows a certificate of the new root; the station connects.',
    'The tester asks for the installed certificates; the new root is the only one.',
  ],
  async run(context) {
    const { csms } = context;
    const root = await installsNextRoot(context);
    followsTheStation(context);
    csms.security({ server: { generation: 'next' } });
    csms.drop();
    await csms.expectConnection(['M05.FR.11', 'M05.FR.12'], { title: 'the station connects with its new root' });
    // There is no way back to a root that nobody has signed anew.
    csms.keepSecurity({ server: { generation: 'next' } });
    await csms.call(
      'GetInstalledCertificateIds',
      { certificateType: TYPE },
      { status: 'Accepted', certificateHashData: sameList([nameOf(root.hashData('SHA256'))]) },
      'M05.FR.12',
    );
  },
});
