/** Security Whitepaper §2.3 to §2.5: whom the central system lets in, and how it talks over TLS. */
import { csmsCase, type OnCsms } from '../../../../harness/peers/ocpp16.js';
import { readName, valuesOf } from '../../../../harness/peers/for-cases/x509.js';
import { offersNothingCommon, UNKNOWN_VERSION } from '../../../helpers/subprotocol.js';
import { isServed } from '../../states/csms-security.js';
import { WITH_CERTIFICATE, WITH_PASSWORD, WITH_TLS } from '../../states/security.js';

const data = {
  versions: ['1.6'] as const,
  block: 'Security',
  profiles: { Security: 'conditional' } as const,
  connect: 'not-connected' as const,
  operator: [],
};
const SERVED = 'The tester connects as the plan says, registers, and reports every connector; the CSMS answers.';

/** A00.FR.317, A00.FR.421: a station may have one pair of them only. */
const SUITES = [
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384',
  'TLS_RSA_WITH_AES_128_GCM_SHA256',
  'TLS_RSA_WITH_AES_256_GCM_SHA384',
];

/** Connects with each suite alone; returns the first connection that came about. */
async function supportsItsSuites({ station }: OnCsms) {
  let first: Awaited<ReturnType<typeof station.expectAccepted>> | undefined;
  for (const suite of SUITES) {
    const result = await station.expectAccepted(
      { tls: { versions: ['TLSv1.2'], suites: [suite] } },
      ['A00.FR.312', 'A00.FR.317', 'A00.FR.416', 'A00.FR.421'],
      { id: suite, title: `the CSMS talks TLS 1.2 with ${suite}` },
    );
    if (result.ok) result.line.close();
    if (result.ok) first ??= result;
  }
  return first;
}

export const takesItsPassword = csmsCase({
  ...data,
  id: 'TC_085_CSMS',
  restsOn: 'right-from-wrong',
  title: 'A CSMS lets in a station with its identity and its password',
  purpose: 'It serves who authenticates, and nobody whose password is another.',
  condition: WITH_PASSWORD,
  requirements: ['A00.FR.202', 'A00.FR.301', '1.6 §4.2'],
  steps: [SERVED],
  run: (context) => isServed(context, ['A00.FR.202', 'A00.FR.301']),
});

export const showsItsCertificate = csmsCase({
  ...data,
  id: 'TC_086_CSMS',
  title: 'A CSMS shows a valid certificate and talks TLS with every suite that it has to',
  purpose: 'It has certificates for RSA and for elliptic curves, in its own name.',
  condition: WITH_TLS,
  requirements: [
    ...['A00.FR.305', 'A00.FR.306', 'A00.FR.312', 'A00.FR.317', 'A00.FR.409', 'A00.FR.410', 'A00.FR.416', 'A00.FR.421'],
    ...['A00.FR.509', 'A00.FR.510', '1.6 §4.2'],
  ],
  steps: ['The tester connects with each of the four cipher suites alone; the CSMS lets it in.', SERVED],
  async run(context) {
    const { check, parameters } = context;
    const result = await supportsItsSuites(context);
    await isServed(context, ['A00.FR.305', 'A00.FR.306', 'A00.FR.409', 'A00.FR.410']);
    if (!result) return;
    const subject = result.tls?.peer?.subject ?? '';
    const name = readName(subject);
    const { host = '' } = parameters;
    const named = valuesOf(name, 'CN').some((common) => common.toLowerCase() === host.toLowerCase());
    check('subject', named && valuesOf(name, 'O').some((owner) => owner !== ''), {
      title: 'the certificate names the server in CN and its owner in O',
      requirements: ['A00.FR.509', 'A00.FR.510'],
      frames: [],
      connections: [result.ok ? result.line.conn : result.conn],
      expected: `CN is ${host}, O is there`,
      actual: subject || 'no certificate',
      asserts: ['peer.subject'],
    });
  },
});

export const takesItsCertificate = csmsCase({
  ...data,
  id: 'TC_087_CSMS',
  title: 'A CSMS lets in a station that shows its certificate',
  purpose: 'It serves whom it knows by certificate, with every suite that it has to.',
  condition: WITH_CERTIFICATE,
  requirements: ['A00.FR.312', 'A00.FR.317', 'A00.FR.401', 'A00.FR.403', 'A00.FR.416', 'A00.FR.421', '1.6 §4.2'],
  steps: ['The tester connects with each of the four cipher suites alone; the CSMS lets it in.', SERVED],
  async run(context) {
    await supportsItsSuites(context);
    await isServed(context, ['A00.FR.401', 'A00.FR.403']);
  },
});

const CLAUSE = 'OCPP-J 1.6 §3.1.2';

export const agreesOnTheVersion = csmsCase({
  ...data,
  id: 'TC_088_CSMS',
  title: 'A CSMS agrees on 1.6, and on no version that does not exist',
  purpose: 'It does not talk to a station that offers only an unknown version, and picks its own among several.',
  profiles: { Core: 'mandatory' },
  requirements: [CLAUSE, '1.6 §4.2'],
  steps: [
    'The tester offers only a version that does not exist; the CSMS refuses, or opens without a version and closes.',
    'The tester offers that version and then 1.6; the CSMS opens the connection with 1.6.',
    'The tester registers over that connection; the CSMS answers.',
  ],
  async run(context) {
    const { station, check } = context;
    const { ok, how } = await offersNothingCommon(context);
    check('no-common-version', ok, {
      title: 'the CSMS does not talk to a station that offers only a version that does not exist',
      requirements: CLAUSE,
      frames: [],
      expected: 'a refused handshake, or a connection without a subprotocol that is closed at once',
      actual: how,
    });
    const result = await station.tryToConnect({ protocols: [UNKNOWN_VERSION, 'ocpp1.6'], patient: true });
    station.use(result);
    check('common-version', result.ok && result.line.subprotocol === 'ocpp1.6', {
      title: 'the CSMS picks ocpp1.6 where it is offered second',
      requirements: CLAUSE,
      frames: [],
      expected: 'a connection with subprotocol "ocpp1.6"',
      actual: result.ok ? `subprotocol "${result.line.subprotocol}"` : `${result.code}: ${result.reason}`,
      essential: true,
    });
    await station.boot('1.6 §4.2');
  },
});
