import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVirtualHost } from '../../../harness/doors/host.js';
import { type FileResult, type Transfer } from '../../../harness/doors/files.js';
import { createMemoryFiles } from '../../../harness/files/memory.js';
import { faultyFiles } from '../../../harness/proof/between-files.js';
import { type TransferFault } from '../../../harness/proof/mutant.js';
import { makeImage, versionOfImage } from '../../../fixtures/reference-station/firmware-image.js';

const CONTENT = Buffer.from('0123456789');
const START = Date.UTC(2026, 0, 5);
const codeOf = (result: FileResult) => (result.ok ? 'OK' : result.code);

test('in virtual time a transfer takes its time, and the tester is told of it', async () => {
  const host = createVirtualHost(START);
  const { server, client } = createMemoryFiles(host, { latency: 500 });
  const told: Transfer[] = [];
  server.onTransfer((transfer) => told.push(transfer));
  server.offer('/1/fw', CONTENT);
  server.await('/1/logs');
  const got = await host.run(client.get(`${server.bases.http}/1/fw`, { timeout: 1000 }));
  assert.ok(got.ok && Buffer.from(got.content).equals(CONTENT));
  assert.equal(host.now(), START + 500);
  await host.run(client.put(`${server.bases.ftp}/1/logs/`, 'a b.txt', CONTENT, { timeout: 1000 }));
  assert.deepEqual(
    told.map(({ scheme, path, outcome }) => [scheme, path, outcome]),
    [
      ['http', '/1/fw', 'complete'],
      ['ftp', '/1/logs/a b.txt', 'complete'],
    ],
  );
});

test('in virtual time faults and wrong addresses come out as they do over sockets', async () => {
  const host = createVirtualHost(START);
  const { server, client } = createMemoryFiles(host, { schemes: ['http', 'ftp'] });
  server.offer('/1/half', CONTENT, 'truncate');
  server.offer('/1/no', CONTENT, 'refuse');
  server.offer('/1/silent', CONTENT, 'stall');
  const get = (url: string) => host.run(client.get(url, { timeout: 3000 })).then(codeOf);
  assert.equal(await get(`${server.bases.http}/1/half`), 'ECONNRESET');
  assert.equal(await get(`${server.bases.http}/1/no`), 'HTTP_403');
  assert.equal(await get(`${server.bases.ftp}/1/no`), 'FTP_550');
  assert.equal(await get(`${server.bases.http}/1/none`), 'HTTP_404');
  assert.equal(await get('http://elsewhere.example/1/half'), 'ECONNREFUSED');
  assert.equal(await get('no url'), 'ECONNREFUSED');
  const before = host.now();
  assert.equal(await get(`${server.bases.http}/1/silent`), 'ETIMEDOUT');
  assert.ok(host.now() - before >= 3000);
  await server.close();
  assert.equal(await get(`${server.bases.http}/1/half`), 'ECONNREFUSED');
});

/** What the tester is told of two downloads of one file when the first of them goes wrong in that way. */
async function toldWith(does: TransferFault): Promise<readonly string[]> {
  const host = createVirtualHost(START);
  const files = createMemoryFiles(host);
  const told: Transfer[] = [];
  const server = faultyFiles(files.server, { kind: 'transfer', transfer: 0, does, path: '/1/a/fw' });
  server.onTransfer((transfer) => told.push(transfer));
  server.offer('/1/a/fw', CONTENT);
  server.offer('/1/b/fw', CONTENT);
  for (const name of ['a', 'a', 'b'])
    await host.run(files.client.get(`${server.bases.http}/1/${name}/fw`, { timeout: 1000 }));
  return told.map(({ path, outcome, bytes }) => `${path.slice(3, 4)} ${outcome} ${bytes}`);
}

test('a mutant of the transfers changes what is told of one place, and of no other', async () => {
  const other = 'b complete 10';
  assert.deepEqual(await toldWith('never'), [other]);
  assert.deepEqual(await toldWith('half'), ['a cut 5', 'a cut 5', other]);
  assert.deepEqual(await toldWith('once'), ['a complete 10', other]);
  assert.deepEqual(await toldWith('twice'), ['a complete 10', 'a complete 10', 'a complete 10', other]);
  assert.deepEqual(await toldWith('at-once'), ['a cut 0', 'a complete 10', 'a complete 10', other]);
});

test('the reference station knows its own firmware, and nothing else', () => {
  const image = makeImage('1.1.0');
  assert.equal(versionOfImage(image), '1.1.0');
  assert.equal(versionOfImage(image.subarray(0, image.length >> 1)), undefined);
  assert.equal(versionOfImage(Uint8Array.from(image, (byte, index) => (index === 70 ? byte ^ 1 : byte))), undefined);
  assert.equal(versionOfImage(new Uint8Array()), undefined);
});
