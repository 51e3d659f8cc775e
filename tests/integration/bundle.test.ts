/** `bundle` and `verify`: a run as one file, and what it is worth afterwards. */
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { comparedWithRecord } from '../../cli/bundle-parts.js';
import { openBundle } from '../../harness/record/bundle/open-bundle.js';
import { entriesOf, packed, relisted } from '../unit/bundle/support.js';
import { cli, folderOf } from './support/cli.js';
import { csmsPlan } from './support/plans.js';
import { startCsms } from './support/raw-csms.js';
import { sampleRecord } from './support/sample-record.js';

const html = 'reports/report.html';

/** A run of one case, and a pair of keys beside it. */
async function runWithKeys(t: TestContext) {
  const folder = folderOf(t);
  const { url } = await startCsms(t);
  const ended = await cli(t, ['run', '--plan', csmsPlan(folder, url), '--out', join(folder, 'run')]);
  assert.ok(existsSync(join(folder, 'run/record.jsonl')), ended.stderr);
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const [key, open] = [join(folder, 'key.pem'), join(folder, 'public.pem')];
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(open, publicKey.export({ type: 'spki', format: 'pem' }));
  return { folder, run: join(folder, 'run'), key, open };
}

describe('bundle and verify', { timeout: 500_000 }, () => {
  test('a run becomes one file, which verifies with its signature, far from the run', async (t) => {
    const { folder, run, key, open } = await runWithKeys(t);
    const bundle = join(folder, 'run.tar.gz');
    const made = await cli(t, ['bundle', run, '--key', key]);
    assert.equal(made.code, 0, made.stderr);
    assert.ok(made.stdout.startsWith(`${bundle}: `));
    const names = entriesOf(bundle).map(({ name }) => name);
    for (const name of [
      'record.jsonl',
      'plan.json',
      'statement.json',
      html,
      'reports/junit.xml',
      'reports/summary.json',
    ])
      assert.ok(names.includes(name), name);
    const good = await cli(t, ['verify', bundle, '--public-key', open]);
    assert.equal(good.code, 0, good.stdout + good.stderr);
    assert.match(good.stdout, /The signature is right\.[^]*\nverified: /);
    assert.match((await cli(t, ['verify', bundle])).stdout, /the signature was not checked/);
    const json = await cli(t, ['verify', bundle, '--public-key', open, '--json']);
    assert.equal((JSON.parse(json.stdout) as { bundle: { signature: string } }).bundle.signature, 'good');
    const again = await cli(t, ['bundle', run]);
    assert.equal(again.code, 2);
    assert.match(again.stderr, /exists/);
  });

  test('a report, a plan or a record that was changed is found even without a signature', async (t) => {
    const { folder, run } = await runWithKeys(t);
    const bundle = join(folder, 'plain.tar.gz');
    assert.equal((await cli(t, ['bundle', run, '-o', bundle])).code, 0);
    assert.equal((await cli(t, ['verify', bundle])).code, 0);
    const altered = (name: string, from: string | RegExp, to: string) =>
      packed(
        t,
        relisted(
          entriesOf(bundle).map((entry) => {
            if (entry.name !== name) return entry;
            const text = entry.content.toString().replace(from, to);
            assert.ok(text !== entry.content.toString(), `${name} has no ${String(from)}`);
            return { name, content: Buffer.from(text) };
          }),
        ),
      );
    for (const [path, problem] of [
      [altered(html, 'CSMS', 'PERFECT CSMS'), /report\.html is not what its record makes/],
      [altered('reports/junit.xml', 'errors="', 'errors="0'), /junit\.xml is not what its record makes/],
      [altered('plan.json', '"1.6"', '"2.1"'), /plan\.json is not that of the record/],
      [altered('statement.json', '[]', '["C-01"]'), /statement\.json is not that of the record/],
      [
        altered('record.jsonl', /"conclusion":"/, '"conclusion":"not '),
        /the manifest says something else|NOT verified/,
      ],
      [altered('record.jsonl', /"verdict":"\w+"/, '"verdict":"fail"'), /the record was changed/],
    ] as const) {
      const { code, stdout } = await cli(t, ['verify', path]);
      assert.equal(code, 1, stdout);
      assert.match(stdout, problem);
    }
  });

  test('a run and its bundle are graded by the cases of today, and one that was changed is not', async (t) => {
    const { folder, run } = await runWithKeys(t);
    const bundle = join(folder, 'graded.tar.gz');
    assert.equal((await cli(t, ['bundle', run, '-o', bundle])).code, 0);
    for (const path of [run, bundle]) {
      const { code, stdout } = await cli(t, ['verify', '--catalogue', path]);
      assert.equal(code, 0, stdout);
      assert.match(
        stdout,
        /^unchanged: of (\d+) case runs \1 graded by the catalogue of the run; \1 with the verdict/m,
      );
    }
    const other = entriesOf(bundle).map((entry) =>
      entry.name === 'record.jsonl' ? { ...entry, content: Buffer.from(`${entry.content.toString()}\n`) } : entry,
    );
    const { code, stdout } = await cli(t, ['verify', '--catalogue', packed(t, other)]);
    assert.equal(code, 1);
    assert.match(stdout, /✗ record\.jsonl is not the file that the manifest lists/);
    const json = JSON.parse((await cli(t, ['verify', '--catalogue', '--json', run])).stdout) as {
      grades: { then: string; now: string }[];
    };
    assert.ok(json.grades.length > 1 && json.grades.every(({ then, now }) => then === now));
  });

  test('uploads go along, one that is missing or another is found, and no file from elsewhere comes in', async (t) => {
    const folder = sampleRecord(join(folderOf(t), 'run'), { cases: [{ id: 'TC_B_01_CS', verdict: 'pass' }] });
    const record = join(folder, 'record.jsonl');
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    mkdirSync(join(folder, 'files'));
    writeFileSync(join(folder, 'files/001-log.txt'), 'a log');
    const lines = readFileSync(record, 'utf8').trimEnd().split('\n');
    const upload = {
      type: 'transfer',
      lane: 0,
      t: 1,
      scheme: 'http',
      direction: 'upload',
      path: '/log',
      outcome: 'complete',
    };
    const sha256 = createHash('sha256').update('a log').digest('hex');
    const events = ['files/001-log.txt', 'files/../secret.txt', '../run/secret.txt'].map((kept, index) =>
      JSON.stringify({ ...upload, transfer: index + 1, bytes: 5, sha256, kept }),
    );
    writeFileSync(record, [...lines.slice(0, -1), ...events, lines.at(-1), ''].join('\n'));
    const made = await cli(t, ['bundle', folder]);
    assert.equal(made.code, 0, made.stderr);
    const entries = entriesOf(`${folder}.tar.gz`);
    assert.equal(entries.find(({ name }) => name === 'files/001-log.txt')?.content.toString(), 'a log');
    assert.ok(entries.every(({ content }) => content.toString() !== 'secret'));

    const unpacked = join(folderOf(t), 'unpacked');
    const { manifest } = await openBundle(`${folder}.tar.gz`, unpacked);
    const about = async () => (await comparedWithRecord(unpacked, manifest!)).join('\n');
    assert.doesNotMatch(await about(), /001-log|reports/);
    assert.match(await about(), /secret\.txt, which the SUT sent, is missing/);
    writeFileSync(join(unpacked, 'files/001-log.txt'), 'another');
    assert.match(await about(), /001-log\.txt is not what the SUT sent/);
    rmSync(join(unpacked, 'files/001-log.txt'));
    assert.match(await about(), /001-log\.txt, which the SUT sent, is missing/);
  });

  test('keys that are none, or of another kind, or private where the public one is asked for, are usage errors', async (t) => {
    const { folder, run, key } = await runWithKeys(t);
    const rsa = join(folder, 'rsa.pem');
    writeFileSync(
      rsa,
      generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
    );
    for (const [args, message] of [
      [['bundle', run, '-o', join(folder, 'x.tar.gz'), '--key', rsa], /no Ed25519 key/],
      [
        ['bundle', run, '-o', join(folder, 'x.tar.gz'), '--key', join(run, 'record.jsonl')],
        /no private key that can be read/,
      ],
      [['verify', run, '--public-key', key], /no bundle, so it has no signature/],
    ] as const) {
      const { code, stderr } = await cli(t, args);
      assert.equal(code, 2, stderr);
      assert.match(stderr, message);
    }
    assert.equal((await cli(t, ['bundle', run, '-o', join(folder, 'y.tar.gz'), '--key', key])).code, 0);
    assert.match((await cli(t, ['verify', join(folder, 'y.tar.gz'), '--public-key', key])).stderr, /no public key/);
  });
});
