import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { start } from './support/cli.js';

test('laddprov pki makes an authority once, adds what is missing, and overwrites nothing', async (t) => {
  const above = mkdtempSync(join(tmpdir(), 'laddprov-'));
  t.after(() => rmSync(above, { recursive: true }));
  const folder = join(above, 'pki');
  const pki = (...args: string[]) => start(t, ['pki', ...args]).ended;
  const first = await pki(folder, '--host', 'csms.example', '--identity', 'CS001');
  assert.equal(first.code, 0, first.stderr);
  assert.match(first.stdout, /authority: .*pki \}/);
  const contents = () => readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs] as const);
  const before = contents();
  for (const name of ['csms-roots.pem', 'server-rsa.pem', 'server-ec.pem', 'station-CS001.pem'])
    assert.match(readFileSync(join(folder, name), 'utf8'), /BEGIN CERTIFICATE/);
  const keys = [
    ...readdirSync(folder),
    ...readdirSync(join(folder, 'private')).map((name) => join('private', name)),
  ].filter((name) => name.endsWith('.key'));
  assert.equal(keys.length, 11);
  for (const name of keys) assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600, name);
  assert.equal(new Set(keys.map((name) => readFileSync(join(folder, name), 'utf8'))).size, keys.length);

  const again = await pki(folder);
  assert.equal(again.code, 0, again.stderr);
  assert.match(again.stdout, /has everything already/);
  assert.deepEqual(contents(), before);

  const more = await pki(folder, '--identity', 'CS002');
  assert.match(more.stdout, /written to .*: station-CS002\.pem, station-CS002\.key\n/);

  const elsewhere = await pki(folder, '--host', 'other.example');
  assert.equal(elsewhere.code, 2);
  assert.match(elsewhere.stderr, /hint: /);

  writeFileSync(join(above, 'somebody-elses'), '');
  const full = await pki(above);
  assert.equal(full.code, 2);
  assert.match(full.stderr, /holds other things already/);
});
