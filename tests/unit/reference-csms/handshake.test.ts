import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBench } from './bench.js';

const status = (result: { ok: boolean; status?: number }) => (result.ok ? 101 : result.status);

test('the most preferred common version is spoken, and unknown offers are skipped', async () => {
  const bench = await createBench();
  const opened = await bench.handshake('/CS1', ['ocpp0.1', 'ocpp1.6', 'ocpp2.0.1']);
  assert.ok(opened.ok);
  assert.equal(opened.connection.subprotocol, 'ocpp2.0.1');
});

test('a version that is not served is not spoken', async () => {
  const bench = await createBench({ versions: ['1.6'] });
  assert.equal(status(await bench.handshake('/CS1', ['ocpp2.0.1'])), 400);
  assert.equal(status(await bench.handshake('/CS1', [])), 400);
});

test('without a common subprotocol the variant completes the handshake and closes at once', async () => {
  const bench = await createBench({ variant: { handshakeWithoutCommonSubprotocol: 'close' } });
  const opened = await bench.handshake('/CS1', ['ocpp0.1']);
  assert.ok(opened.ok);
  assert.equal(opened.connection.subprotocol, '');
  let code: number | undefined;
  opened.connection.onClose((value) => (code = value));
  await bench.run(1);
  assert.equal(code, 1002);
});

test('the identity is the percent-decoded last segment under the path, and only known ones come in', async () => {
  const bench = await createBench({ known: (identity) => identity === 'CS 1/a' });
  assert.equal(status(await bench.handshake('/CS%201%2Fa', ['ocpp1.6'])), 101);
  for (const path of ['/CS2', '/', '', '/CS%201/a', '/%E0%A4%A', '/CS%201%2Fa/'])
    assert.equal(status(await bench.handshake(path, ['ocpp1.6'])), 404, path);
});

test('Basic authentication takes the identity with its own password and nothing else', async () => {
  const bench = await createBench({ passwords: { CS1: 'a-password-of-CS1', CS2: 'pässwörd-of-CS2-ü' } });
  const attempt = async (path: string, user?: string, password = '') =>
    status(await bench.handshake(path, ['ocpp2.0.1'], user === undefined ? undefined : { user, password }));
  assert.equal(await attempt('/CS1', 'CS1', 'a-password-of-CS1'), 101);
  assert.equal(await attempt('/CS2', 'CS2', 'pässwörd-of-CS2-ü'), 101);
  assert.equal(await attempt('/CS1'), 401);
  assert.equal(await attempt('/CS1', 'CS1', 'another'), 401);
  assert.equal(await attempt('/CS1', 'CS2', 'a-password-of-CS1'), 401);
  assert.equal(await attempt('/CS1', 'CS2', 'pässwörd-of-CS2-ü'), 401);
  assert.equal(await attempt('/CS3', 'CS3', ''), 401);
});

test('a station of 1.6 may send the bytes that its hexadecimal key stands for', async () => {
  const key = '0123456789abcdef0123456789ABCDEFfedcba98';
  const bench = await createBench({ passwords: { CS1: key } });
  const basic = { user: 'CS1', password: Buffer.from(key, 'hex') };
  assert.equal(status(await bench.handshake('/CS1', ['ocpp1.6'], basic)), 101);
  assert.equal(status(await bench.handshake('/CS1', ['ocpp2.0.1'], basic)), 401);
  assert.equal(status(await bench.handshake('/CS1', ['ocpp1.6'], { user: 'CS1', password: key })), 101);
});

test('a second connection of an identity replaces the first', async () => {
  const bench = await createBench();
  const first = await bench.boot('CS1', '1.6');
  const second = await bench.open('CS1', '1.6');
  await bench.run(1);
  assert.equal(first.closed(), 1006);
  assert.equal(second.closed(), undefined);
  assert.deepEqual(await bench.act('readBack', { station: 'CS1', what: 'stationOnline' }), {
    status: 'done',
    value: true,
  });
  await second.drop();
  assert.deepEqual(await bench.act('readBack', { station: 'CS1', what: 'stationOnline' }), {
    status: 'done',
    value: false,
  });
});

test('stopping drops the stations and frees the port', async () => {
  const bench = await createBench({ port: 8080 });
  const station = await bench.boot('CS1', '1.6');
  await bench.stop();
  await bench.run(1);
  assert.equal(station.closed(), 1006);
  const result = await bench.handshake('/CS1', ['ocpp1.6']);
  assert.equal(result.ok, false);
});
