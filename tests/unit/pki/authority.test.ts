import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createPki, type CertificateFault, type Pki } from '../../../harness/pki/authority.js';
import { chainFaults, isFor, isSelfSigned, issued, pathTo } from '../../../harness/pki/chain.js';
import { isSignedFirmware } from '../../../harness/pki/firmware.js';
import { type Certificate, readCertificates, readSigningRequest } from '../../../harness/pki/inspect.js';
import { valuesOf } from '../../../harness/pki/names.js';
import { readRevocationLists } from '../../../harness/pki/revocation.js';

const NOW = Date.UTC(2026, 0, 5, 12);
const read = (pem: string): readonly Certificate[] => {
  const found = readCertificates(pem);
  assert.ok(found, 'the PEM is readable');
  return found;
};

describe('the certificate authority', () => {
  let pki: Pki;
  before(async () => {
    pki = await createPki({ now: NOW, organisation: 'Operator' });
  });
  const roots = () => pki.csmsRoots().flatMap(read);
  const revoked = () => pki.revocationLists.flatMap(readRevocationLists);
  const faultsOf = (chain: string, purpose: 'server' | 'client', host?: string) =>
    chainFaults(read(chain), {
      roots: roots(),
      at: NOW,
      purpose,
      revoked: revoked(),
      ...(host !== undefined && { host }),
    });

  test('makes server identities with RSA and EC keys that lead to its roots', () => {
    const identities = pki.server(['csms.example', '127.0.0.1']);
    assert.deepEqual(
      identities.map(({ chain }) => read(chain)[0]!.facts.key),
      ['RSA 2048', 'EC P-256'],
    );
    for (const { chain } of identities) {
      assert.deepEqual(faultsOf(chain, 'server', 'csms.example'), []);
      assert.deepEqual(faultsOf(chain, 'server', '127.0.0.1'), []);
      assert.deepEqual(faultsOf(chain, 'server', 'other.example'), ['CERTIFICATE_NAME']);
      assert.deepEqual(faultsOf(chain, 'client'), ['CERTIFICATE_PURPOSE']);
      assert.equal(pathTo(read(chain), roots())?.length, 3);
    }
  });

  test('names a station in CN and its operator in O', () => {
    const [leaf] = read(pki.station('CS001').chain);
    assert.deepEqual(valuesOf(leaf!.subject, 'CN'), ['CS001']);
    assert.deepEqual(valuesOf(leaf!.subject, 'O'), ['Operator']);
    assert.deepEqual(faultsOf(pki.station('CS001').chain, 'client'), []);
    assert.deepEqual(leaf!.dnsNames, []);
  });

  const FAULTS: readonly (readonly [CertificateFault, readonly string[]])[] = [
    ['expired', ['CERTIFICATE_EXPIRED']],
    ['not-yet-valid', ['CERTIFICATE_NOT_YET_VALID']],
    ['revoked', ['CERTIFICATE_REVOKED']],
    ['small-key', ['KEY_TOO_SMALL']],
    ['wrong-ca', ['UNKNOWN_CA']],
    ['wrong-name', ['CERTIFICATE_NAME']],
    ['wrong-organisation', []],
  ];
  for (const [fault, expected] of FAULTS)
    test(`makes a certificate that is wrong in exactly one way: ${fault}`, () => {
      for (const { chain } of pki.server(['csms.example'], { fault }))
        assert.deepEqual(faultsOf(chain, 'server', 'csms.example'), expected);
      const station = pki.station('CS001', { fault }).chain;
      assert.deepEqual(faultsOf(station, 'client'), fault === 'wrong-name' ? [] : expected);
      const [leaf] = read(station);
      assert.equal(valuesOf(leaf!.subject, 'CN')[0] === 'CS001', fault !== 'wrong-name');
      assert.equal(valuesOf(leaf!.subject, 'O')[0] === 'Operator', fault !== 'wrong-organisation');
    });

  test('signs requests, and leaves the subject and the key as they are', () => {
    for (const kind of ['rsa', 'ec'] as const) {
      const request = pki.signingRequest('CS001', { kind });
      const asked = readSigningRequest(request)!;
      assert.equal(asked.signatureValid, true);
      const chain = pki.signRequest(request)!;
      assert.deepEqual(faultsOf(chain, 'client'), []);
      assert.ok(read(chain)[0]!.publicKey.equals(asked.publicKey));
      assert.deepEqual(read(chain)[0]!.subject, asked.subject);
      assert.equal(pki.identityOf(chain)?.chain, chain);
    }
  });

  test('sees that a request is signed with another key than the one in it', () => {
    const request = pki.signingRequest('CS001', { fault: 'bad-signature' });
    assert.equal(readSigningRequest(request)?.signatureValid, false);
  });

  test('signs the next roots with the usual ones, and issues under them', () => {
    const next = pki.csmsRoots('next').flatMap(read);
    assert.deepEqual(
      next.map((one, index) => issued(roots()[index]!, one)),
      [true, true],
    );
    assert.deepEqual(roots().map(isSelfSigned), [true, true]);
    const [identity] = pki.server(['csms.example'], { generation: 'next' });
    const trust = { roots: next, at: NOW, purpose: 'server' } as const;
    assert.deepEqual(chainFaults(read(identity!.chain), trust), []);
  });

  test('signs firmware with RSA-PSS and with ECDSA', () => {
    const file = Buffer.from('firmware');
    for (const kind of ['rsa', 'ec'] as const) {
      const [leaf] = read(pki.firmwareCertificate({ kind }));
      const signature = pki.signFirmware(file, { kind });
      assert.equal(isSignedFirmware(file, signature, leaf!), true);
      assert.equal(isSignedFirmware(Buffer.from('other'), signature, leaf!), false);
      assert.equal(isSignedFirmware(file, 'no signature', leaf!), false);
      const trust = { roots: pki.manufacturerRoots.flatMap(read), at: NOW, purpose: 'firmware' } as const;
      assert.deepEqual(chainFaults(read(pki.firmwareCertificate({ kind })), trust), []);
    }
  });

  test('knows host names, wildcards for one label and addresses in any spelling', () => {
    const [leaf] = read(pki.server(['*.csms.example', 'fe80::1'], { kind: 'ec' })[0]!.chain);
    assert.equal(isFor(leaf!, 'A.csms.example'), true);
    assert.equal(isFor(leaf!, 'a.b.csms.example'), false);
    assert.equal(isFor(leaf!, 'csms.example'), false);
    assert.equal(isFor(leaf!, '[fe80:0:0:0:0:0:0:1]'), true);
    assert.equal(isFor(leaf!, 'fe80::2'), false);
  });
});
