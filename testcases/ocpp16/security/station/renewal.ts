/** Security Whitepaper A02: the station renews its certificate when it is asked to. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { readCertificates } from '../../../../harness/peers/for-cases/x509.js';
import { getsCertificate, requestsCertificate } from '../../states/certificates.js';
import { adviseOnEvent, WITH_CERTIFICATE } from '../../states/security.js';

const data = {
  versions: ['1.6'] as const,
  block: 'Security',
  profiles: { Security: 'conditional' } as const,
  condition: WITH_CERTIFICATE,
  operator: [],
};

const ASKED = [
  'The tester sets CpoName and asks for a signing request; the station answers Accepted.',
  'The station sends SignCertificate; the tester checks the request and answers Accepted.',
];

/** Judges which certificate the open connection shows, by its SHA-256 fingerprint. */
function shows(context: OnStation, id: string, title: string, sha256: string, requirements: readonly string[]): void {
  const { csms, check } = context;
  const { handshake } = csms;
  const peer = handshake?.tls?.peer;
  check(id, peer?.sha256 === sha256, {
    title,
    requirements,
    frames: [],
    connections: handshake ? [handshake.conn] : [],
    expected: `the certificate with SHA-256 ${sha256}`,
    actual: peer ? `${peer.subject}, serial ${peer.serial}, SHA-256 ${peer.sha256}` : 'no certificate',
    asserts: ['peer.sha256'],
  });
}

export const renewsItsCertificate = stationCase({
  ...data,
  id: 'TC_074_CS',
  title: 'A station renews its certificate and uses the new one',
  purpose: 'It makes a key of its own, asks for a certificate in the name that it should, and connects with it.',
  requirements: [
    ...['A02', 'A02.FR.02', 'A02.FR.03', 'A02.FR.06', 'A02.FR.08', 'A02.FR.09', 'A02.FR.13'],
    ...['A00.FR.501', 'A00.FR.511'],
  ],
  steps: [
    ...ASKED,
    'The tester sends the signed certificate; the station accepts it.',
    'The station connects again and shows the new certificate.',
  ],
  async run(context) {
    const { csms } = context;
    const chain = await getsCertificate(context);
    await csms.expectConnection('A02.FR.08', { title: 'the station connects again with its new certificate' });
    const sha256 = readCertificates(chain)?.[0]?.facts.sha256 ?? '';
    shows(context, 'new-certificate', 'the station shows the new certificate', sha256, ['A02.FR.08', 'A02.FR.09']);
  },
});

const refusesCertificate = (
  id: string,
  what: string,
  wrongChain: (context: OnStation, csr: string) => Promise<string | undefined>,
) =>
  stationCase({
    ...data,
    id,
    title: `A station refuses ${what}`,
    purpose: 'It discards the certificate and goes on with the one that it has.',
    requirements: ['A02', 'A02.FR.02', 'A02.FR.03', 'A02.FR.06', 'A02.FR.07', 'A02.FR.13', 'A00.FR.501', 'A00.FR.511'],
    steps: [
      ...ASKED,
      `The tester sends ${what}; the station rejects it.`,
      'The tester drops the connection; the station connects again with the certificate that it had.',
    ],
    async run(context) {
      const { csms, stop } = context;
      const before = csms.handshake?.tls?.peer?.sha256;
      if (before === undefined) return stop('the station has shown no certificate so far');
      const { csr } = await requestsCertificate(context);
      const certificateChain = await wrongChain(context, csr);
      if (certificateChain === undefined) return stop('the tester could not sign the request');
      await csms.call('CertificateSigned', { certificateChain }, { status: 'Rejected' }, ['A02.FR.06', 'A02.FR.07']);
      await adviseOnEvent(context, ['InvalidChargePointCertificate'], 'A02.FR.07, whitepaper §8');
      csms.drop();
      await csms.expectConnection('A02.FR.07');
      shows(context, 'old-certificate', 'the station still shows the certificate that it had', before, ['A02.FR.07']);
    },
  });

export const refusesExpired = refusesCertificate('TC_077_CS', 'a certificate that has expired', (context, csr) =>
  context.certificates.signed(csr, { fault: 'expired' }),
);

export const refusesForeign = refusesCertificate(
  'SEC_16_CS_03',
  'a certificate of an authority that it does not trust',
  (context, csr) => context.certificates.signed(csr, { fault: 'wrong-ca' }),
);

export const refusesOtherKey = refusesCertificate(
  'SEC_16_CS_04',
  'a certificate for another key than its own',
  async ({ certificates }) => certificates.signed(await certificates.signingRequest()),
);

export const refusesText = refusesCertificate('SEC_16_CS_05', 'a text that is no certificate', () =>
  Promise.resolve('-----BEGIN CERTIFICATE-----\nbGFkZHByb3Y=\n-----END CERTIFICATE-----\n'),
);
