/** Security Whitepaper §2.3 to §2.5: the station authenticates itself, and talks over TLS as the whitepaper asks. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { readName, valuesOf } from '../../../../harness/peers/for-cases/x509.js';
import { startsAgain, WITH_CERTIFICATE, WITH_PASSWORD, WITH_TLS } from '../../states/security.js';
import { namesOf } from '../../states/certificates.js';

const EC = ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'];
const RSA = ['TLS_RSA_WITH_AES_128_GCM_SHA256', 'TLS_RSA_WITH_AES_256_GCM_SHA384'];

const RESTARTS = 'The tester resets the station; it connects again, registers, and reports every connector.';

/** A00.FR.318, A00.FR.422: one pair of suites or the other. */
function offersItsSuites({ csms, check, advise }: OnStation): void {
  const { handshake } = csms;
  const hello = handshake?.tls?.hello;
  const suites = hello?.suites ?? [];
  const connections = handshake ? [handshake.conn] : [];
  const offers = (pair: readonly string[]) => pair.every((suite) => suites.includes(suite));
  check('suites', offers(EC) || offers(RSA), {
    title: 'the station offers one of the two pairs of cipher suites',
    requirements: ['A00.FR.318', 'A00.FR.422'],
    frames: [],
    connections,
    expected: `${EC.join(' and ')}, or ${RSA.join(' and ')}`,
    actual: suites.join(', ') || 'no TLS',
    asserts: ['hello.suites'],
  });
  const old = (hello?.versions ?? []).filter((version) => version === 'TLSv1' || version === 'TLSv1.1');
  if (old.length > 0)
    advise('old-tls', `the station offers ${old.join(' and ')} as well as TLS 1.2`, 'A00.FR.312, A00.FR.416', []);
}

const data = { versions: ['1.6'] as const, block: 'Security', profiles: { Security: 'conditional' } as const };

/** The same for profile 1 and for profile 2. */
const BASIC = ['A00.FR.202', 'A00.FR.203', 'A00.FR.204', 'A00.FR.301', 'A00.FR.302', 'A00.FR.303'];

export const authenticatesByPassword = stationCase({
  ...data,
  id: 'TC_085_CS',
  title: 'A station authenticates itself with its identity and its password',
  purpose: 'It sends both with its request to connect; the tester lets in no other.',
  condition: WITH_PASSWORD,
  requirements: [...BASIC, '1.6 §4.2', '1.6 §4.9', '1.6 §5.14', 'errata 3.22'],
  steps: [RESTARTS],
  operator: [],
  run: (context) => startsAgain(context, BASIC),
});

export const verifiesTheServer = stationCase({
  ...data,
  id: 'TC_086_CS',
  title: 'A station talks over TLS with a CSMS that shows a valid certificate',
  purpose: 'It uses TLS 1.2 or above and offers the cipher suites that the whitepaper asks for.',
  condition: WITH_TLS,
  requirements: ['A00.FR.311', 'A00.FR.312', 'A00.FR.318', 'A00.FR.415', 'A00.FR.416', 'A00.FR.422'],
  steps: [RESTARTS, 'The tester looks at what the station offered in its handshake.'],
  operator: [],
  async run(context) {
    await startsAgain(context, ['A00.FR.311', 'A00.FR.312', 'A00.FR.415', 'A00.FR.416']);
    offersItsSuites(context);
  },
});

export const showsItsCertificate = stationCase({
  ...data,
  id: 'TC_087_CS',
  title: 'A station shows a certificate of its own that leads to a root of the operator',
  purpose: 'It names the station by its serial number, and its owner.',
  condition: WITH_CERTIFICATE,
  requirements: ['A00.FR.401', 'A00.FR.402', 'A00.FR.422', 'A00.FR.509', 'A00.FR.511'],
  steps: [RESTARTS, 'The tester looks at the certificate that the station showed, and at what it offered.'],
  operator: [],
  async run(context) {
    const { csms, check } = context;
    await startsAgain(context, ['A00.FR.401', 'A00.FR.402']);
    offersItsSuites(context);
    const { handshake } = csms;
    const subject = handshake?.tls?.peer?.subject ?? '';
    const name = readName(subject);
    const own = namesOf(context);
    const [commonName = ''] = valuesOf(name, 'CN');
    const named = own.length > 0 ? own.includes(commonName) : commonName !== '';
    check('subject', named && valuesOf(name, 'O').some((owner) => owner !== ''), {
      title: 'the certificate names the station in CN and its owner in O',
      requirements: ['A00.FR.509', 'A00.FR.511'],
      frames: [],
      connections: handshake ? [handshake.conn] : [],
      expected: `CN is ${own.join(' or ') || 'the serial number'}, O is there`,
      actual: subject || 'no certificate',
      asserts: ['peer.subject'],
    });
  },
});
