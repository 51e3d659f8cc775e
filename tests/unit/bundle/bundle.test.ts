import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { preAuthenticationEncoding } from '../../../harness/record/bundle/dsse.js';
import { type Manifest } from '../../../harness/record/bundle/manifest.js';
import { tarEnd, tarHeader } from '../../../harness/record/bundle/tar.js';
import { bundleOf, changed, type Entry, entriesOf, folderOf, keys, opened, packed, relisted } from './support.js';

const FILES = {
  'record.jsonl': '{"type":"run-start"}\n',
  'reports/report.html': 'x'.repeat(2000),
  'files/001-log.txt': '',
};
const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

describe('a bundle', () => {
  test('comes back as it was, signed or not, and says whose signature it has', async (t) => {
    const { publicKey, privateKey } = keys();
    const plain = await opened(t, await bundleOf(t, FILES));
    assert.deepEqual([plain.problems, plain.signature], [[], 'none']);
    assert.deepEqual(
      plain.manifest?.files.map(({ name }) => name),
      Object.keys(FILES),
    );
    const path = await bundleOf(t, FILES, privateKey);
    assert.deepEqual([(await opened(t, path)).problems, (await opened(t, path)).signature], [[], 'unchecked']);
    const signed = await opened(t, path, publicKey);
    assert.deepEqual([signed.problems, signed.signature], [[], 'good']);
  });

  test('is the same bytes whenever it is made of the same files', async (t) => {
    const [one, two] = [await bundleOf(t, FILES), await bundleOf(t, FILES)];
    assert.ok(readFileSync(one).equals(readFileSync(two)));
  });

  test('can be unpacked by tar, and its digests checked by sha256sum', async (t) => {
    if (!has('tar') || !has('sha256sum')) return t.skip('no tar or no sha256sum here');
    const folder = folderOf(t);
    assert.equal(spawnSync('tar', ['xzf', await bundleOf(t, FILES), '-C', folder]).status, 0);
    const { files } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
    const input = files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
    const { status, stdout } = spawnSync('sha256sum', ['--check', '--strict'], {
      cwd: folder,
      input,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout);
  });

  test("is signed so that OpenSSL agrees, over DSSE's encoding of an in-toto statement of all files", async (t) => {
    const { publicKey, privateKey } = keys();
    const entries = entriesOf(await bundleOf(t, FILES, privateKey));
    const envelope = JSON.parse(entries.find(({ name }) => name === 'attestation.dsse.json')!.content.toString()) as {
      payloadType: string;
      payload: string;
      signatures: { sig: string }[];
    };
    const payload = Buffer.from(envelope.payload, 'base64');
    const statement = JSON.parse(payload.toString()) as { _type: string; subject: { name: string }[] };
    assert.equal(statement._type, 'https://in-toto.io/Statement/v1');
    assert.deepEqual(
      statement.subject.map(({ name }) => name),
      ['manifest.json', ...Object.keys(FILES)],
    );
    if (!spawnSync('openssl', ['version']).stdout.includes('OpenSSL 3')) return t.skip('no OpenSSL 3 here');
    const folder = folderOf(t);
    const write = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);
    write('key.pem', publicKey.export({ type: 'spki', format: 'pem' }));
    write('sig', Buffer.from(envelope.signatures[0]!.sig, 'base64'));
    // The encoding by its definition, not by the product's function.
    write(
      'signed',
      `DSSEv1 ${envelope.payloadType.length} ${envelope.payloadType} ${payload.length} ${payload.toString()}`,
    );
    const args = ['pkeyutl', '-verify', '-rawin', '-pubin', '-inkey', 'key.pem', '-in', 'signed', '-sigfile', 'sig'];
    const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });

  test("encodes before signing as DSSE's own example does", () => {
    const encoded = preAuthenticationEncoding('http://example.com/HelloWorld', Buffer.from('hello world'));
    assert.equal(encoded.toString(), 'DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  });
});

describe('a bundle that was tampered with is refused', () => {
  const { publicKey, privateKey } = keys();
  const html = 'reports/report.html';
  const ways: Readonly<Record<string, readonly [(entries: Entry[]) => readonly Entry[], RegExp]>> = {
    'when a file was changed': [
      (all) => changed(all, html, (text) => text.replace('x', 'y')),
      /report\.html is not the file/,
    ],
    'when a file was cut short': [(all) => changed(all, html, (text) => text.slice(1)), /report\.html is not the file/],
    'when a file was taken out': [
      (all) => all.filter(({ name }) => name !== html),
      /report\.html is listed and not there/,
    ],
    'when a file was added': [
      (all) => [...all, { name: 'extra', content: Buffer.from('x') }],
      /extra is there and not listed/,
    ],
    'when two files changed places': [
      (all) =>
        all.map((entry) => ({
          ...entry,
          name: { [html]: 'record.jsonl', 'record.jsonl': html }[entry.name] ?? entry.name,
        })),
      /record\.jsonl is not the file/,
    ],
    'when a file is in it twice': [(all) => [...all, all.at(-1)!], /is in it twice/],
    'when the manifest is gone': [(all) => all.filter(({ name }) => name !== 'manifest.json'), /no manifest/],
    'when the manifest is no manifest': [(all) => changed(all, 'manifest.json', () => '{}'), /no manifest/],
    'when the manifest lists a file twice': [
      (all) =>
        changed(all, 'manifest.json', (text) => {
          const manifest = JSON.parse(text) as Manifest;
          return JSON.stringify({ ...manifest, files: [...manifest.files, manifest.files[0]] });
        }),
      /lists a file twice/,
    ],
    'when the manifest was changed with the file': [
      (all) => relisted(changed(all, html, () => 'all is well')),
      /the signature is of other files/,
    ],
    'when the manifest says something else of the run': [
      (all) => changed(all, 'manifest.json', (text) => text.replace('"conformant"', '"perfect"')),
      /the signature is of other files/,
    ],
    'when the signature is gone': [
      (all) => all.filter(({ name }) => name !== 'attestation.dsse.json'),
      /is not signed/,
    ],
    'when the signature is not readable': [
      (all) => changed(all, 'attestation.dsse.json', () => '{}'),
      /signature cannot be read/,
    ],
    'when what is signed was changed': [
      (all) =>
        changed(all, 'attestation.dsse.json', (text) => {
          const envelope = JSON.parse(text) as { payload: string };
          const payload = Buffer.from(envelope.payload, 'base64').toString().replace('"conformant"', '"perfect"');
          return JSON.stringify({ ...envelope, payload: Buffer.from(payload).toString('base64') });
        }),
      /not of this key, or what it signs was changed/,
    ],
    'when the signature was changed': [
      (all) =>
        changed(all, 'attestation.dsse.json', (text) => {
          const envelope = JSON.parse(text) as { signatures: { sig: string }[] };
          const sig = Buffer.from(envelope.signatures[0]!.sig, 'base64');
          sig[3]! ^= 1;
          return JSON.stringify({ ...envelope, signatures: [{ sig: sig.toString('base64') }] });
        }),
      /not of this key/,
    ],
  };
  for (const [way, [change, problem]] of Object.entries(ways)) {
    test(way, async (t) => {
      const whole = await bundleOf(t, FILES, privateKey);
      assert.deepEqual((await opened(t, packed(t, entriesOf(whole)), publicKey)).problems, []);
      const { problems } = await opened(t, packed(t, change(entriesOf(whole))), publicKey);
      assert.match(problems.join('\n'), problem);
    });
  }

  test('when it is signed with another key, whatever key it names', async (t) => {
    const path = await bundleOf(t, FILES, keys().privateKey);
    const { problems, signature } = await opened(t, path, publicKey);
    assert.match(problems.join(), /not of this key/);
    assert.equal(signature, 'bad');
  });

  test('when its bytes were cut, changed or added to', async (t) => {
    const path = await bundleOf(t, FILES);
    const bytes = readFileSync(path);
    const tar = gunzipSync(bytes);
    const flipped = Buffer.from(bytes);
    flipped[bytes.length - 6]! ^= 1;
    for (const wrong of [
      bytes.subarray(0, bytes.length - 9),
      flipped,
      Buffer.concat([bytes, Buffer.from('and more')]),
      Buffer.concat([bytes, gzipSync('and more')]),
      gzipSync(tar.subarray(0, 700)),
      gzipSync(Buffer.concat([tar, Buffer.from('hidden')])),
      Buffer.from([0x1f, 0x8b]),
      gzipSync('no tar'),
      gzipSync(''),
    ]) {
      writeFileSync(path, wrong);
      assert.match((await opened(t, path)).problems.join(), /cannot be read/);
    }
  });
});

describe('an archive from somebody else', () => {
  /** A header with one field written over, its checksum made right again. */
  function forged(at: number, text: string, name = 'a'): Buffer {
    const header = tarHeader(name, 0, 0);
    header.write(text, at, 'latin1');
    header.fill(0x20, 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    return header;
  }
  const ways: Readonly<Record<string, Buffer>> = {
    'a path that leads out': forged(0, '../../evil\0'),
    'an absolute path': forged(0, '/etc/evil\0'),
    'a path with a step up in it': forged(0, 'a/../../evil\0'),
    'a backslash': forged(0, 'a\\evil\0'),
    'a symbolic link': forged(156, '2'),
    'a hard link': forged(156, '1'),
    'a folder': forged(156, '5'),
    'a device': forged(156, '3'),
    'a long name of another format': forged(156, 'L'),
    'a prefix to its name': forged(345, '../x'),
    'no size': forged(124, 'zzzzzzzzzzz'),
  };
  for (const [way, header] of Object.entries(ways)) {
    test(`is refused with ${way}`, async (t) => {
      const folder = folderOf(t);
      const path = join(folder, 'evil.tar.gz');
      writeFileSync(path, gzipSync(Buffer.concat([header, tarEnd()])));
      assert.match((await opened(t, path)).problems.join(), /cannot be read/);
      assert.equal(existsSync(join(folder, '..', 'evil')), false);
    });
  }

  test('is never written with a name that it would not be read with', () => {
    for (const name of ['../a', '/a', 'a//b', 'a/', '.', 'a/./b', '', 'ä', 'a'.repeat(101), 'a\0b'])
      assert.throws(() => tarHeader(name, 0, 0), /no name for a file/, name);
  });
});
