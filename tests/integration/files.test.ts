/** The tester's file server against clients that know nothing of it: curl, basic-ftp, and hostile ones. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { after, before, beforeEach, describe, test } from 'node:test';
import { Client } from 'basic-ftp';
import { createLiveHost } from '../../harness/doors/host.js';
import { type FileServer, type Transfer } from '../../harness/doors/files.js';
import { createFileClient } from '../../harness/files/client.js';
import { keepIn } from '../../harness/files/keep.js';
import { createPki } from '../../harness/pki/authority.js';
import { startFileServer } from '../../harness/files/servers.js';

const FIRMWARE = Buffer.alloc(600_000, 'laddprov firmware ');
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let server: FileServer;
let folder: string;
let transfers: Transfer[] = [];
let heard = (): void => undefined;

/** The attempts that were told, when there are so many. */
async function told(count: number): Promise<readonly Transfer[]> {
  while (transfers.length < count) await new Promise<void>((resolve) => (heard = resolve));
  return transfers;
}

const curl = (...args: string[]): Promise<{ code: number; out: string }> =>
  new Promise((resolve) =>
    execFile('curl', ['-sS', '--max-time', '20', ...args], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, out: stdout + stderr }),
    ),
  );
let hasCurl = false;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'laddprov-files-'));
  server = await startFileServer({ host: '127.0.0.1', ports: { http: 0, ftp: 0 }, keep: keepIn(folder) });
  server.onTransfer((transfer) => {
    transfers.push(transfer);
    heard();
  });
  server.offer('/1/fw.bin', FIRMWARE);
  server.offer('/1/half.bin', FIRMWARE, 'truncate');
  server.offer('/1/no.bin', FIRMWARE, 'refuse');
  server.offer('/1/silent.bin', FIRMWARE, 'stall');
  server.await('/1/logs');
  server.await('/1/closed', 'refuse');
  server.await('/1/half', 'truncate');
  writeFileSync(join(folder, 'log.txt'), 'a log\n'.repeat(20_000));
  hasCurl = (await curl('--version')).code === 0;
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  transfers = [];
});

for (const scheme of ['http', 'ftp'] as const) {
  describe(`${scheme} and curl`, () => {
    const at = (path: string) => `${server.bases[scheme]}${path}`;
    const target = () => join(folder, `got-${scheme}`);

    test('fetches a firmware whole', async (t) => {
      if (!hasCurl) return t.skip('curl is not installed here');
      rmSync(target(), { force: true });
      const { code, out } = await curl('-o', target(), at('/1/fw.bin'));
      assert.equal(code, 0, out);
      assert.equal(sha256(readFileSync(target())), sha256(FIRMWARE));
      const [transfer] = await told(1);
      assert.deepEqual(transfer, {
        scheme,
        direction: 'download',
        path: '/1/fw.bin',
        outcome: 'complete',
        bytes: FIRMWARE.length,
      });
    });

    test('resumes a download where it ended', async (t) => {
      if (!hasCurl) return t.skip('curl is not installed here');
      // What the server has seen go out before is asked for first.
      assert.equal((await curl('-o', target(), '-r', '0-99999', at('/1/fw.bin'))).code, 0);
      await told(1);
      writeFileSync(target(), readFileSync(target()).subarray(0, 100_000));
      const { code, out } = await curl('-C', '-', '-o', target(), at('/1/fw.bin'));
      assert.equal(code, 0, out);
      assert.equal(sha256(readFileSync(target())), sha256(FIRMWARE));
      assert.equal((await told(2)).at(-1)?.outcome, 'complete');
    });

    test('sees a truncated file break off', async (t) => {
      if (!hasCurl) return t.skip('curl is not installed here');
      const { code } = await curl('-o', target(), at('/1/half.bin'));
      assert.notEqual(code, 0);
      const [transfer] = await told(1);
      assert.deepEqual([transfer?.outcome, transfer?.bytes], ['cut', FIRMWARE.length / 2]);
    });

    test('is refused, finds nothing, and waits for what never comes', async (t) => {
      if (!hasCurl) return t.skip('curl is not installed here');
      assert.notEqual((await curl('-f', at('/1/no.bin'))).code, 0);
      assert.notEqual((await curl('-f', at('/1/none.bin'))).code, 0);
      assert.equal((await curl('--max-time', '1', at('/1/silent.bin'))).code, 28);
      const outcomes = (await told(3)).map(({ outcome }) => outcome);
      assert.deepEqual(outcomes, ['refused', 'missing', 'cut']);
    });

    test('uploads a log, which is kept', async (t) => {
      if (!hasCurl) return t.skip('curl is not installed here');
      const { code, out } = await curl('-T', join(folder, 'log.txt'), at('/1/logs/'));
      assert.equal(code, 0, out);
      const [transfer] = await told(1);
      const log = readFileSync(join(folder, 'log.txt'));
      assert.deepEqual(
        { ...transfer, kept: undefined },
        {
          scheme,
          direction: 'upload',
          path: '/1/logs/log.txt',
          outcome: 'complete',
          bytes: log.length,
          sha256: sha256(log),
          kept: undefined,
        },
      );
      assert.equal(sha256(readFileSync(join(folder, transfer?.kept ?? ''))), sha256(log));
    });

    test('is not let upload where nothing is awaited, or to where it is refused', async (t) => {
      if (!hasCurl) return t.skip('curl is not installed here');
      assert.notEqual((await curl('-f', '-T', join(folder, 'log.txt'), at('/1/closed/'))).code, 0);
      assert.notEqual((await curl('-f', '-T', join(folder, 'log.txt'), at('/1/fw.bin'))).code, 0);
      assert.deepEqual(
        (await told(2)).map(({ outcome }) => outcome),
        ['refused', 'missing'],
      );
    });

    test('sees an upload break off', async (t) => {
      if (!hasCurl) return t.skip('curl is not installed here');
      assert.notEqual((await curl('-T', join(folder, 'log.txt'), at('/1/half/'))).code, 0);
      assert.equal((await told(1))[0]?.outcome, 'cut');
    });

    test('is served by the client of the reference station as well', async () => {
      const client = createFileClient(createLiveHost());
      const got = await client.get(at('/1/fw.bin'), { timeout: 10_000 });
      assert.ok(got.ok && sha256(got.content) === sha256(FIRMWARE));
      const put = await client.put(at('/1/logs/'), 'diag.txt', Buffer.from('diagnostics'), { timeout: 10_000 });
      assert.ok(put.ok);
      const refused = await client.get(at('/1/no.bin'), { timeout: 10_000 });
      assert.equal(refused.ok ? '' : refused.code, scheme === 'http' ? 'HTTP_403' : 'FTP_550');
      const half = await client.get(at('/1/half.bin'), { timeout: 10_000 });
      assert.ok(!half.ok);
      const silent = await client.get(at('/1/silent.bin'), { timeout: 300 });
      assert.equal(silent.ok ? '' : silent.code, 'ETIMEDOUT');
      const outcomes = (await told(5)).map(({ outcome }) => outcome);
      assert.deepEqual([...outcomes].sort(), ['complete', 'complete', 'cut', 'cut', 'refused']);
    });
  });
}

test('HTTPS is served to who trusts its root, and to nobody else', async (t) => {
  const pki = await createPki({ now: Date.now(), organisation: 'laddprov' });
  const [identity] = pki.server(['127.0.0.1'], { kind: 'rsa' });
  const { chain: cert, key } = identity!;
  const secure = await startFileServer({ host: '127.0.0.1', ports: { https: 0 }, tls: { cert, key } });
  try {
    secure.offer('/1/fw.bin', FIRMWARE);
    const url = `${secure.bases.https}/1/fw.bin`;
    const client = createFileClient(createLiveHost());
    const roots = pki.csmsRoots();
    const got = await client.get(url, { roots, timeout: 10_000 });
    assert.ok(got.ok && sha256(got.content) === sha256(FIRMWARE));
    const foreign = await client.get(url, { roots: pki.foreignRoots, timeout: 10_000 });
    assert.ok(!foreign.ok);
    if (!hasCurl) return t.skip('curl is not installed here');
    writeFileSync(join(folder, 'roots.pem'), roots.join('\n'));
    assert.equal((await curl('--cacert', join(folder, 'roots.pem'), '-o', join(folder, 'got'), url)).code, 0);
    assert.notEqual((await curl('-o', join(folder, 'got'), url)).code, 0);
  } finally {
    await secure.close();
  }
});

test('a multipart POST brings the file in it', async (t) => {
  if (!hasCurl) return t.skip('curl is not installed here');
  const { out, code } = await curl('-F', `file=@${join(folder, 'log.txt')}`, `${server.bases.http}/1/logs/upload`);
  assert.equal(code, 0, out);
  assert.equal((await told(1))[0]?.sha256, sha256(readFileSync(join(folder, 'log.txt'))));
});

test('who asks only for the head of a file has not fetched it', async (t) => {
  if (!hasCurl) return t.skip('curl is not installed here');
  const { out } = await curl('-I', `${server.bases.http}/1/fw.bin`);
  assert.match(out, /Content-Length: 600000/i);
  await sleep(50);
  assert.equal(transfers.length, 0);
});

test('basic-ftp lists, sizes, fetches, and appends to what broke off', async () => {
  const client = new Client(5_000);
  try {
    const { hostname, port } = new URL(server.bases.ftp ?? '');
    await client.access({ host: hostname, port: Number(port) });
    assert.deepEqual((await client.features()).has('REST'), true);
    await client.cd('/1');
    assert.deepEqual((await client.list()).find(({ name }) => name === 'fw.bin')?.size, FIRMWARE.length);
    assert.equal(await client.size('fw.bin'), FIRMWARE.length);
    let size = 0;
    await client.downloadTo(
      new Writable({
        write(piece: Buffer, _encoding, done) {
          size += piece.length;
          done();
        },
      }),
      'fw.bin',
    );
    assert.equal(size, FIRMWARE.length);
    await client.uploadFrom(Readable.from([Buffer.from('one')]), 'logs/app.txt');
    await assert.rejects(client.cd('/etc'));
    await assert.rejects(client.cd('../../../../etc'));
  } finally {
    client.close();
  }
});

/** What a raw TCP client is told until it is sent away. */
function raw(port: number, text: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let out = '';
    socket.on('data', (piece) => (out += piece.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(out));
  });
}

describe('hostile clients', () => {
  const ftpPort = () => Number(new URL(server.bases.ftp ?? '').port);
  const httpPort = () => Number(new URL(server.bases.http ?? '').port);

  test('an endless line is cut off', async () => {
    assert.match(await raw(ftpPort(), 'A'.repeat(100_000)), /^220 .*\r\n421 /s);
  });
  test('a flood of commands is cut off', async () => {
    assert.match(await raw(ftpPort(), 'NOOP\r\n'.repeat(5_000)), /421 Too much/);
  });
  test('nobody is connected to where the client says', async () => {
    assert.match(await raw(ftpPort(), 'PORT 10,0,0,1,0,22\r\nQUIT\r\n'), /502 Passive mode only/);
  });
  test('tricks with paths find nothing', async () => {
    const out = await raw(ftpPort(), 'CWD ../../etc\r\nSIZE /../../etc/passwd\r\nSIZE \u0000\r\nQUIT\r\n');
    assert.equal(out.match(/550 /g)?.length, 3);
    assert.match(await raw(httpPort(), 'GET /../../etc/passwd HTTP/1.0\r\n\r\n'), /^HTTP\/1\.1 404/);
  });
  test('noise on the HTTP port is dropped', async () => {
    assert.equal(await raw(httpPort(), Buffer.from([22, 3, 1, 0, 200, 1, 0, 0, 196])), '');
    assert.equal(await raw(httpPort(), `GET / HTTP/1.1\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`), '');
  });
  test('an upload that goes away half way is cut', async () => {
    const socket = connect(httpPort(), '127.0.0.1', () => {
      socket.write('PUT /1/logs/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc', () =>
        setTimeout(() => socket.destroy(), 100),
      );
    });
    const [transfer] = await told(1);
    assert.deepEqual([transfer?.outcome, transfer?.bytes], ['cut', 3]);
  });
});
