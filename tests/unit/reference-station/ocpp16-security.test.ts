import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { readCsr } from '../../../fixtures/pki/csr.js';
import { hashDataOf } from '../../../fixtures/pki/hash-data.js';
import { type Authority, createAuthority, issueCertificate } from '../../../fixtures/pki/issue.js';
import { createKey, privatePem } from '../../../fixtures/pki/keys.js';
import { type Bench, bootedBench, type Json } from './bench.js';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5, 8);
let serial = 1;
const validity = (from = -DAY, to = 300 * DAY) => ({
  serial: Buffer.from([++serial]),
  notBefore: START + from,
  notAfter: START + to,
});
const root = (name: string, from?: number, to?: number): Authority =>
  createAuthority(createKey('EC'), { subject: { commonName: name, organization: 'laddprov' }, ...validity(from, to) });
const signedBy = (older: Authority): Authority => {
  const key = createKey('EC');
  const subject = { commonName: 'Successor', organization: 'laddprov' };
  const what = { subject, publicKey: key.publicKey, ...validity(), use: 'authority' as const };
  return { certificate: issueCertificate(older, what), key };
};
const status = async (bench: Bench, action: string, payload: object): Promise<string> =>
  (await bench.call(action, payload)).value.status;
const install = (bench: Bench, certificate: string, certificateType = 'CentralSystemRootCertificate') =>
  status(bench, 'InstallCertificate', { certificateType, certificate });
const listed = async (bench: Bench, certificateType = 'CentralSystemRootCertificate'): Promise<Json[]> =>
  (await bench.call('GetInstalledCertificateIds', { certificateType })).value.certificateHashData ?? [];
const events = (bench: Bench): string[] =>
  bench.take('SecurityEventNotification').map(({ payload }) => payload.type as string);

test('roots are installed, told by their hashes, and deleted', async () => {
  const bench = await bootedBench('1.6', { variant: { certificateStoreLength: 3 } });
  assert.deepEqual(
    bench.seen.filter(({ action }) => action === 'SecurityEventNotification').map(({ payload }) => payload.type),
    ['StartupOfTheDevice'],
  );
  const one = root('One');
  assert.equal(
    await status(bench, 'GetInstalledCertificateIds', { certificateType: 'CentralSystemRootCertificate' }),
    'NotFound',
  );
  assert.equal((await listed(bench, 'ManufacturerRootCertificate')).length, 1, 'the root of its maker');
  assert.equal(await install(bench, one.certificate), 'Accepted');
  assert.equal(await install(bench, root('Two').certificate, 'ManufacturerRootCertificate'), 'Accepted');
  assert.equal(await install(bench, root('Three').certificate), 'Rejected');
  const certificate = new X509Certificate(one.certificate);
  assert.deepEqual(await listed(bench), [hashDataOf(certificate, certificate)]);
  const certificateHashData = hashDataOf(certificate, certificate, 'SHA512');
  assert.equal(await status(bench, 'DeleteCertificate', { certificateHashData }), 'Accepted');
  assert.equal(await status(bench, 'DeleteCertificate', { certificateHashData }), 'NotFound');
  assert.deepEqual(await listed(bench), []);
  assert.deepEqual(events(bench), []);
  bench.assertValid();
});

test('a root that is no good is refused, and that is told', async () => {
  const bench = await bootedBench('1.6');
  bench.take();
  const key = createKey('EC');
  const leaf = issueCertificate(root('Root'), {
    subject: { commonName: 'Leaf', organization: 'laddprov' },
    publicKey: key.publicKey,
    ...validity(),
    use: 'server',
  });
  for (const bad of ['nothing', leaf, root('Old', -9 * DAY, -DAY).certificate, root('Soon', DAY).certificate])
    assert.equal(await install(bench, bad), 'Rejected');
  await bench.run(1);
  assert.deepEqual(events(bench), Array(4).fill('InvalidCentralSystemCertificate'));
  bench.assertValid();
});

test('with the additional check a root gives way only to one that it signed, and stays in reserve', async () => {
  const old = root('Old');
  const bench = await bootedBench('1.6', {
    variant: { additionalRootCheck: true },
    trust: { roots: [{ use: 'csms', certificate: old.certificate }] },
  });
  assert.equal(await install(bench, root('Stranger').certificate), 'Rejected');
  const next = signedBy(old);
  assert.equal(await install(bench, next.certificate), 'Accepted');
  assert.equal((await listed(bench)).length, 2);
  const certificateHashData = hashDataOf(new X509Certificate(next.certificate), new X509Certificate(old.certificate));
  assert.equal(await status(bench, 'DeleteCertificate', { certificateHashData }), 'Accepted');
  assert.equal((await listed(bench)).length, 1);
  assert.equal(await install(bench, signedBy(old).certificate), 'Accepted');
  bench.assertValid();
});

test('a new certificate is asked for with a new key, and taken only when it fits', async () => {
  const cpo = root('CPO');
  const bench = await bootedBench('1.6', { trust: { roots: [{ use: 'csms', certificate: cpo.certificate }] } });
  bench.answer('SignCertificate', () => ({ status: 'Accepted' }));
  const trigger = () => status(bench, 'ExtendedTriggerMessage', { requestedMessage: 'SignChargePointCertificate' });
  const certify = (csr: string, authority: Authority, organization = 'laddprov') => {
    const request = readCsr(csr);
    assert.ok(request);
    assert.deepEqual(request.subject, { commonName: 'LP-REF-0001', organization: 'laddprov' });
    const subject = { ...request.subject, organization };
    return issueCertificate(authority, { ...request, subject, ...validity(), use: 'client' });
  };
  assert.equal(await trigger(), 'Accepted');
  await bench.run(1);
  const { csr } = bench.take('SignCertificate')[0]!.payload as { csr: string };
  for (const bad of ['nothing', certify(csr, root('Stranger')), certify(csr, cpo, 'somebody else')])
    assert.equal(await status(bench, 'CertificateSigned', { certificateChain: bad }), 'Rejected');
  await bench.run(1);
  assert.deepEqual(events(bench), Array(3).fill('InvalidChargePointCertificate'));
  const before = bench.handshakes.length;
  assert.equal(await status(bench, 'CertificateSigned', { certificateChain: certify(csr, cpo) }), 'Accepted');
  await bench.run(10);
  assert.equal(bench.handshakes.length, before + 1);
  assert.equal(await status(bench, 'CertificateSigned', { certificateChain: certify(csr, cpo) }), 'Rejected');
  bench.assertValid();
});

test('the security profile only rises, and not before all is there that the next one needs', async () => {
  const cpo = root('CPO');
  const key = createKey('EC');
  const chain = issueCertificate(cpo, {
    subject: { commonName: 'LP-REF-0001', organization: 'laddprov' },
    publicKey: key.publicKey,
    ...validity(),
    use: 'client',
  });
  const set = (bench: Bench, value: string) => status(bench, 'ChangeConfiguration', { key: 'SecurityProfile', value });
  const bare = await bootedBench('1.6', { password: 'a-password-of-16' });
  for (const value of ['0', '1', '2', '3', '4', 'x']) assert.equal(await set(bare, value), 'Rejected');
  const open = await bootedBench('1.6');
  assert.equal(await set(open, '1'), 'Rejected');
  const value = Buffer.from('a-password-of-16').toString('hex');
  assert.equal(await status(open, 'ChangeConfiguration', { key: 'AuthorizationKey', value }), 'Accepted');
  await open.run(10);
  assert.equal(await set(open, '1'), 'Accepted');
  await open.run(10);
  const shown = await open.call('GetConfiguration', { key: ['SecurityProfile'] });
  assert.equal(shown.value.configurationKey[0].value, '1');
  assert.equal(await set(open, '1'), 'Rejected');
  const ready = await bootedBench('1.6', {
    password: 'a-password-of-16',
    trust: {
      roots: [{ use: 'csms', certificate: cpo.certificate }],
      identity: { chain, key: privatePem(key) },
    },
  });
  assert.equal(await set(ready, '3'), 'Accepted');
});

test('security events that cannot be pushed wait, over a reboot as well', async () => {
  const bench = await bootedBench('1.6', { variant: { criticalEventsOnly: true } });
  assert.deepEqual(
    bench.seen.filter(({ action }) => action === 'SecurityEventNotification').map(({ payload }) => payload.type),
    ['StartupOfTheDevice'],
  );
  assert.equal(await install(bench, 'nothing'), 'Rejected');
  await bench.act('network', { up: false });
  await bench.act('reboot', {});
  await bench.run(60);
  await bench.act('powerCycle', {});
  await bench.run(60);
  await bench.act('network', { up: true });
  await bench.run(10);
  assert.deepEqual(events(bench), ['ResetOrReboot', 'StartupOfTheDevice']);
  bench.assertValid();
});
