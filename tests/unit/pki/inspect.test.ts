import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { createPki, type Pki } from '../../../harness/pki/authority.js';
import { hashDataOf, sameHashData } from '../../../harness/pki/hash-data.js';
import { readCertificate, readCertificates, readSigningRequest } from '../../../harness/pki/inspect.js';
import { pemBlocks, toPem } from '../../../harness/pki/pem.js';
import { readRevocationLists } from '../../../harness/pki/revocation.js';

const NOW = Date.UTC(2026, 0, 5, 12);
const openssl = (args: readonly string[], input = '') => spawnSync('openssl', [...args], { input, encoding: 'utf8' });
const available = openssl(['version']).status === 0;
const skip = available ? false : 'openssl is not installed here: what it would confirm is not confirmed';

describe('reading certificates', () => {
  let pki: Pki;
  before(async () => {
    pki = await createPki({ now: NOW, organisation: 'Operator, Ltd', rsaSignature: 'pkcs1' });
  });

  test('says what stands in them', () => {
    const [leaf] = readCertificates(pki.station('CS001').chain)!;
    const { facts } = leaf!;
    assert.equal(facts.subject, String.raw`O=Operator\, Ltd, CN=CS001`);
    assert.match(facts.issuer, /CN=CSMS EC Intermediate/);
    assert.equal(facts.key, 'EC P-256');
    assert.equal(facts.notBefore, NOW - 86_400_000);
    assert.equal(facts.serial.length, 32);
    assert.equal(facts.sha256, leaf!.x509.fingerprint256.replaceAll(':', '').toLowerCase());
  });

  test('never throws, whatever comes', () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 20 }));
    const der = pemBlocks(pki.station('CS001').chain, 'CERTIFICATE')[0]!;
    fc.assert(
      fc.property(bytes, fc.nat(der.length - 1), fc.nat(255), (noise, at, value) => {
        const changed = Buffer.from(der);
        changed[at] = value;
        for (const candidate of [Buffer.from(noise), changed, der.subarray(0, at)]) {
          readCertificate(candidate);
          readSigningRequest(toPem(candidate, 'CERTIFICATE REQUEST'));
          readRevocationLists(toPem(candidate, 'X509 CRL'));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('gives up on values in values and on masses of them, up to 64 KB of either', () => {
    const enclosed = (tag: number, size: number) => {
      let bytes = Buffer.alloc(0);
      while (bytes.length + 4 <= size) {
        const header = Buffer.from([tag, 0x82, 0, 0]);
        header.writeUInt16BE(bytes.length, 2);
        bytes = Buffer.concat([header, bytes]);
      }
      return bytes;
    };
    const inSequence = (part: readonly number[], size: number) => {
      const content = Buffer.alloc(size - 4, Buffer.from(part));
      return Buffer.concat([Buffer.from([0x30, 0x82, (size - 4) >> 8, (size - 4) & 0xff]), content]);
    };
    const tag = fc.constantFrom(0x30, 0x31, 0xa0, 0x24, 0x04, 0x03);
    const size = fc.constantFrom(100, 1_000, 32_764, 65_532);
    const garbage = fc.oneof(
      fc.tuple(tag, size).map(([one, bytes]) => enclosed(one, bytes)),
      fc.tuple(tag, size).map(([one, bytes]) => Buffer.alloc(bytes, Buffer.from([one, 0x80]))),
      fc.tuple(fc.array(fc.nat(255), { minLength: 1, maxLength: 4 }), size).map((all) => inSequence(...all)),
    );
    fc.assert(
      fc.property(garbage, (bytes) => {
        assert.equal(readCertificate(bytes), undefined);
        assert.equal(readSigningRequest(toPem(bytes, 'CERTIFICATE REQUEST')), undefined);
        assert.deepEqual(readRevocationLists(toPem(bytes, 'X509 CRL')), []);
      }),
      { numRuns: 40 },
    );
  });

  test('certifies or refuses a request that was tampered with, and never throws', () => {
    const der = pemBlocks(pki.signingRequest('CS001'), 'CERTIFICATE REQUEST')[0]!;
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.nat(255), (at, value) => {
        const changed = Buffer.from(der);
        changed[at] = value;
        const chain = pki.signRequest(toPem(changed, 'CERTIFICATE REQUEST'));
        if (chain !== undefined) assert.ok(readCertificates(chain));
      }),
      { numRuns: 200 },
    );
  });

  test('tells IP addresses from host names', () => {
    const hosts = [
      'a.example',
      'bad.de',
      '127.0.0.1',
      '1.2.3.999',
      '::1',
      'FE80::1',
      '::ffff:10.0.0.1',
      '2001:db8::5:0:0:1',
    ];
    const [identity] = pki.server(hosts, { kind: 'ec' });
    const [leaf] = readCertificates(identity!.chain)!;
    assert.deepEqual(leaf!.dnsNames, ['a.example', 'bad.de', '1.2.3.999']);
    assert.deepEqual(leaf!.addresses, ['127.0.0.1', '::1', 'fe80::1', '::ffff:a00:1', '2001:db8::5:0:0:1']);
    assert.match(leaf!.x509.subjectAltName!, /IP Address:0:0:0:0:0:FFFF:A00:1, IP Address:2001:DB8:0:0:5:0:0:1$/i);
  });

  test('takes nothing for a certificate that is none', () => {
    assert.equal(readCertificates('garbage'), undefined);
    assert.equal(readCertificates(toPem(Buffer.from('garbage'), 'CERTIFICATE')), undefined);
    assert.equal(readCertificate(Buffer.alloc(100_000, 0x30)), undefined);
    assert.equal(readSigningRequest(pki.csmsRoots()[0]!), undefined);
    assert.equal(readCertificates(`${pki.csmsRoots()[0]!}${toPem(Buffer.from('x'), 'CERTIFICATE')}`), undefined);
  });

  test('takes no text that is longer than any chain', () => {
    assert.deepEqual(pemBlocks('-----BEGIN CERTIFICATE-----'.repeat(100_000), 'CERTIFICATE'), []);
  });

  test('names a certificate by the hashes of its issuer, without leading zeroes in the serial number', () => {
    const [leaf, intermediate] = readCertificates(pki.station('CS001').chain)!;
    const data = hashDataOf(leaf!, intermediate);
    assert.equal(data.issuerNameHash.length, 64);
    assert.equal(hashDataOf(leaf!, intermediate, 'SHA512').issuerKeyHash.length, 128);
    assert.doesNotMatch(data.serialNumber, /^0/);
    const upper = { ...data, serialNumber: `0${data.serialNumber.toUpperCase()}` };
    assert.equal(sameHashData(data, upper), true);
    assert.equal(sameHashData(data, { ...data, issuerKeyHash: data.issuerNameHash }), false);
  });

  test('agrees with OpenSSL on chains, revocation lists, requests and hashes', { skip }, (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'laddprov-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = (name: string, text: string) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    };
    const roots = file('roots.pem', pki.csmsRoots().join(''));
    const crl = file('crl.pem', pki.revocationLists.join(''));
    const verify = (chain: string, ...extra: readonly string[]) => {
      const chainFile = file('chain.pem', chain);
      const at = ['-attime', String(NOW / 1000)];
      return openssl(['verify', ...at, '-CAfile', roots, '-untrusted', chainFile, ...extra, chainFile]);
    };
    for (const { chain } of pki.server(['csms.example'])) {
      assert.match(verify(chain, '-purpose', 'sslserver', '-x509_strict').stdout, /OK/);
      assert.match(verify(chain, '-purpose', 'sslserver', '-verify_hostname', 'csms.example').stdout, /OK/);
    }
    assert.match(verify(pki.station('CS001').chain, '-CRLfile', crl, '-crl_check').stdout, /OK/);
    assert.match(verify(pki.station('CS001', { fault: 'expired' }).chain).stderr, /expired/);
    const gone = pki.station('CS001', { fault: 'revoked' }).chain;
    assert.match(verify(gone, '-CRLfile', crl, '-crl_check').stderr, /revoked/);
    const request = openssl(['req', '-verify', '-noout'], pki.signingRequest('CS001', { kind: 'rsa' }));
    assert.match(request.stdout + request.stderr, /OK/);
    // A root is its own issuer, so that the hashes of its issuer are those of itself, which OpenSSL prints.
    const [root] = readCertificates(pki.csmsRoots()[0]!)!;
    const ids = openssl(['x509', '-noout', '-ocspid', '-serial'], root!.pem).stdout.toLowerCase();
    assert.ok(ids.includes(hashDataOf(root!).serialNumber));
    const sha1 = hashDataOf(root!, root, 'SHA1' as 'SHA256');
    assert.ok(ids.includes(sha1.issuerNameHash) && ids.includes(sha1.issuerKeyHash), ids);
  });

  test('reads requests and revocation lists of OpenSSL, with and without their optional parts', { skip }, (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'laddprov-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = (name: string, text: string) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    };
    const { chain, key } = pki.issuer('rsa');
    const [issuer, keyFile] = [file('issuer.pem', chain), file('issuer.key', key)];
    const subject = ['-key', keyFile, '-subj', '/O=Operator/CN=CS001'];
    for (const extra of [[], ['-addext', 'subjectAltName=DNS:cs001.example,IP:fe80::1']]) {
      const request = readSigningRequest(openssl(['req', '-new', ...subject, ...extra]).stdout);
      assert.equal(request?.subjectText, 'O=Operator, CN=CS001');
      assert.equal(request.signatureValid, true);
    }
    const named = openssl(['req', '-x509', ...subject, '-addext', 'subjectAltName=DNS:cs001.example,IP:fe80::1']);
    const [own] = readCertificates(named.stdout)!;
    assert.deepEqual([own!.dnsNames, own!.addresses, own!.authority], [['cs001.example'], ['fe80::1'], true]);
    const station = pki.station('CS001', { kind: 'rsa' }).chain;
    const index = file('index.txt', '');
    const settings = file(
      'ca.cnf',
      `[ca]\ndefault_ca = it\n[it]\ndatabase = ${index}\ndefault_md = sha256\ndefault_crl_days = 1\n`,
    );
    const ca = (...args: readonly string[]) =>
      openssl(['ca', '-config', settings, '-cert', issuer, '-keyfile', keyFile, ...args]);
    const list = () => readRevocationLists(ca('-gencrl').stdout)[0];
    assert.equal(list()?.serials.size, 0);
    ca('-revoke', file('leaf.pem', station), '-crl_reason', 'keyCompromise');
    assert.deepEqual([...list()!.serials], [readCertificates(station)![0]!.facts.serial]);
    assert.equal(list()?.signedBy(readCertificates(chain)![0]!.publicKey), true);
  });
});
