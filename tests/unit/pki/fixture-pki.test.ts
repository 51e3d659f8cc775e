import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { flawOf, isIssuedBy, isSelfSigned, pemOf, readChain, subjectOf, validTo } from '../../../fixtures/pki/chain.js';
import { createCsr, readCsr } from '../../../fixtures/pki/csr.js';
import { hashDataOf } from '../../../fixtures/pki/hash-data.js';
import { type Authority, createAuthority, issueCertificate } from '../../../fixtures/pki/issue.js';
import { createKey, isStrong, type KeyKind } from '../../../fixtures/pki/keys.js';

const NOW = Date.UTC(2026, 0, 5, 12);
const DAY = 86_400_000;
const root = (kind: KeyKind = 'EC'): Authority =>
  createAuthority(createKey(kind), {
    subject: { commonName: 'Root', organization: 'laddprov' },
    serial: Buffer.from([0x0f, 0xff]),
    notBefore: NOW - DAY,
    notAfter: NOW + 1000 * DAY,
  });
const subject = { commonName: 'LP-1', organization: 'A CPO, Örebro' };

describe('the certificates of the reference peers', () => {
  for (const kind of ['EC', 'RSA'] as const) {
    it(`reads back its own ${kind} signing request and certifies its key`, () => {
      const key = createKey(kind);
      const request = readCsr(createCsr(key, subject));
      assert.ok(request);
      assert.deepEqual(request.subject, subject);
      assert.ok(isStrong(request.publicKey));
      const authority = root(kind);
      const leaf = issueCertificate(authority, {
        ...request,
        serial: Buffer.from([0x80, 1]),
        notBefore: NOW - DAY,
        notAfter: NOW + DAY,
        use: 'client',
      });
      const [certificate] = readChain(leaf)!;
      const anchor = new X509Certificate(authority.certificate);
      assert.ok(certificate);
      assert.equal(certificate.serialNumber, '8001');
      assert.deepEqual(subjectOf(certificate), subject);
      assert.equal(certificate.ca, false);
      assert.ok(certificate.checkPrivateKey(key.privateKey));
      assert.ok(isIssuedBy(certificate, anchor));
      assert.equal(flawOf([certificate], [anchor], NOW), undefined);
      assert.equal(flawOf([certificate], [anchor], NOW + 2 * DAY), 'expired');
      assert.equal(flawOf([certificate], [anchor], NOW - 2 * DAY), 'not yet valid');
      assert.equal(flawOf([certificate], [new X509Certificate(root().certificate)], NOW), 'no path to a root');
    });
  }

  it('refuses a signing request whose signature is not that of its key', () => {
    const csr = createCsr(createKey('EC'), subject);
    const der = Buffer.from(csr.replace(/-----[^-]+-----|\s/g, ''), 'base64');
    const at = der.indexOf('LP-1');
    der[at] = 0x4d;
    const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
    assert.equal(readCsr(forged), undefined);
    assert.equal(readCsr('nothing'), undefined);
  });

  it('follows a chain over an intermediate certificate', () => {
    const top = root();
    const key = createKey('EC');
    const certificate = issueCertificate(top, {
      subject: { commonName: 'Sub', organization: 'laddprov' },
      publicKey: key.publicKey,
      serial: Buffer.from([2]),
      notBefore: NOW - DAY,
      notAfter: NOW + 100 * DAY,
      use: 'authority',
    });
    const leaf = issueCertificate(
      { certificate, key },
      {
        subject,
        publicKey: key.publicKey,
        serial: Buffer.from([3]),
        notBefore: NOW,
        notAfter: NOW + DAY,
        use: 'server',
      },
    );
    const anchor = new X509Certificate(top.certificate);
    assert.equal(flawOf(readChain(leaf + certificate)!, [anchor], NOW), undefined);
    assert.equal(flawOf(readChain(leaf)!, [anchor], NOW), 'no path to a root');
  });

  it('names a root by the hashes of its own name and key, without leading zeros in the serial number', () => {
    const certificate = new X509Certificate(root().certificate);
    assert.ok(isSelfSigned(certificate));
    const data = hashDataOf(certificate, certificate, 'SHA384');
    assert.ok(data);
    assert.equal(data.serialNumber, 'fff');
    assert.match(data.issuerKeyHash, /^[0-9a-f]{96}$/);
    assert.notEqual(data.issuerKeyHash, data.issuerNameHash);
    assert.equal(readChain(pemOf(certificate))?.length, 1);
  });

  it('writes times to the end of 2049 in two digits of the year, and later ones in four', () => {
    const key = createKey('EC');
    const until = (notAfter: number) => {
      const { certificate } = createAuthority(key, { subject, serial: Buffer.from([1]), notBefore: NOW, notAfter });
      return new X509Certificate(certificate);
    };
    const [last, next] = [Date.UTC(2049, 11, 31, 23, 59, 59), Date.UTC(2050, 0, 1)];
    assert.ok(until(last).raw.includes('\x17\x0d491231235959Z', 'latin1'));
    assert.ok(until(next).raw.includes('\x18\x0f20500101000000Z', 'latin1'));
    assert.deepEqual([validTo(until(last)), validTo(until(next))], [last, next]);
  });

  it('takes nothing for a request or a chain that is none, and no change for signed', () => {
    const label = (text: string, kind: string) => `-----BEGIN ${kind}-----\n${text}\n-----END ${kind}-----`;
    assert.equal(readChain(label('AAAA', 'CERTIFICATE')), undefined);
    const der = Buffer.from(createCsr(createKey('EC'), subject).replace(/-----[^-]+-----|\s/g, ''), 'base64');
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.nat(255), fc.uint8Array({ maxLength: 100 }), (at, value, noise) => {
        const changed = Buffer.from(der);
        changed[at] = value;
        for (const bytes of [changed, der.subarray(0, at), Buffer.from(noise)]) {
          const request = readCsr(label(bytes.toString('base64'), 'CERTIFICATE REQUEST'));
          // What is not signed, such as the name of the algorithm, may differ.
          if (request) assert.deepEqual(request.subject, subject);
        }
      }),
      { numRuns: 150 },
    );
    for (const tag of [0x30, 0x24, 0xa0]) {
      const nested = Buffer.alloc(64 * 1024, Buffer.from([tag, 0x80])).toString('base64');
      assert.equal(readCsr(label(nested, 'CERTIFICATE REQUEST')), undefined);
    }
  });
});
