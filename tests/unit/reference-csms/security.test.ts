import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { flawOf, readChain, subjectOf } from '../../../fixtures/pki/chain.js';
import { createCsr } from '../../../fixtures/pki/csr.js';
import { createKey, privatePem } from '../../../fixtures/pki/keys.js';
import { createAuthority } from '../../../fixtures/pki/issue.js';
import { createReferenceCsms } from '../../../fixtures/reference-csms/reference-csms.js';
import { createEntropy } from '../../../harness/doors/entropy.js';
import { createTimeline } from '../../../harness/doors/timeline.js';
import { type CertificateFacts } from '../../../harness/doors/tls.js';
import { type ListenOptions } from '../../../harness/doors/wire.js';
import { createBench } from './bench.js';

const START = Date.UTC(2026, 0, 5, 8);
const key = createKey('EC');
const root = createAuthority(key, {
  subject: { commonName: 'CPO', organization: 'laddprov' },
  serial: Buffer.from([1]),
  notBefore: START - 1,
  notAfter: START + 1e12,
});
const tls = {
  identities: [],
  clientRoots: [root.certificate],
  authority: { certificate: root.certificate, key: privatePem(key) },
};

const certificate = (subject: string): CertificateFacts => ({
  subject,
  issuer: 'CN=CPO',
  serial: '1',
  sha256: '00',
  notBefore: 0,
  notAfter: 1,
  key: 'EC P-256',
});

/** The statuses with which a CSMS of that profile answers handshakes; 101 lets the station in. */
async function doorOf(securityProfile: number, leastProfile?: number) {
  const timeline = createTimeline(START);
  let listening: ListenOptions | undefined;
  const csms = createReferenceCsms({
    versions: ['1.6'],
    wire: {
      listen(options) {
        listening = options;
        return Promise.resolve({ port: 1, close: () => Promise.resolve() });
      },
      open: () => Promise.reject(new Error('it only listens')),
      knock: () => Promise.reject(new Error('it only listens')),
    },
    clock: timeline,
    entropy: createEntropy(1),
    passwords: { CS1: 'a-password-of-CS1' },
    securityProfile,
    tls,
  });
  await csms.start();
  if (leastProfile !== undefined) {
    const args = { station: 'CS1', securityProfile: leastProfile };
    await csms.operator.ask({ role: 'csms', action: 'setSecurityProfile', args, why: '', within: 1 });
  }
  assert.equal(listening?.tls?.()?.clientOptional, true);
  return (options: { password?: string; peer?: string; secure?: boolean }) => {
    const { password, peer, secure = peer !== undefined } = options;
    const decision = listening!.decide({
      path: '/ocpp/CS1',
      protocols: ['ocpp1.6'],
      remote: '',
      ...(password !== undefined && {
        authorization: `Basic ${Buffer.from(`CS1:${password}`).toString('base64')}`,
      }),
      ...(secure && { tls: peer === undefined ? {} : { peer: certificate(peer) } }),
    });
    return decision.accept ? 101 : decision.status;
  };
}

test('each security profile lets in what it asks for and nothing else', async () => {
  const password = 'a-password-of-CS1';
  const one = await doorOf(1);
  assert.deepEqual(
    [one({ password }), one({}), one({ password: 'another' }), one({ password, secure: true })],
    [101, 401, 401, 403],
  );
  const two = await doorOf(2);
  assert.deepEqual([two({ password, secure: true }), two({ secure: true }), two({ password })], [101, 401, 403]);
  const three = await doorOf(3);
  const shown = (peer: string) => three({ peer });
  assert.equal(shown('O=laddprov, CN=CS1'), 101);
  assert.equal(shown('O=laddprov, CN=CS2'), 403);
  assert.equal(shown('O=somebody else, CN=CS1'), 403);
  assert.equal(shown('CN=CS1'), 403);
  assert.equal(three({ secure: true, password }), 403);
  assert.equal(three({ password }), 403);
  const raised = await doorOf(1, 3);
  assert.deepEqual([raised({ password }), raised({ peer: 'O=laddprov, CN=CS1' })], [403, 101]);
});

test('a signing request is checked, signed, and answered with the certificate', async () => {
  const bench = await createBench({ versions: ['1.6'], tls });
  const station = await bench.boot('CS1', '1.6');
  station.answer('CertificateSigned', () => ({ status: 'Accepted' }));
  const request = (organization: string, commonName: string) =>
    createCsr(createKey('EC'), { organization, commonName });
  for (const bad of ['nothing', request('somebody else', 'CS1'), request('laddprov', 'CS2')])
    assert.equal((await station.call('SignCertificate', { csr: bad })).value.status, 'Rejected');
  assert.equal((await station.call('SignCertificate', { csr: request('laddprov', 'CS1') })).value.status, 'Accepted');
  await bench.run(1);
  assert.deepEqual(
    station.asked.map(({ action }) => action),
    ['CertificateSigned'],
  );
  const chain = readChain(station.asked[0]!.payload.certificateChain as string)!;
  assert.equal(flawOf(chain, [new X509Certificate(root.certificate)], START), undefined);
  assert.deepEqual(subjectOf(chain[0]!), { organization: 'laddprov', commonName: 'CS1' });
  bench.assertValid();
});

test('without an authority behind it a signing request is rejected', async () => {
  const bench = await createBench({ versions: ['1.6'] });
  const station = await bench.boot('CS1', '1.6');
  const csr = createCsr(createKey('RSA'), { organization: 'laddprov', commonName: 'CS1' });
  assert.equal((await station.call('SignCertificate', { csr })).value.status, 'Rejected');
});
