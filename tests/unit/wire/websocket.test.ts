import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { type Connection, type UpgradeRequest, type WireMessage } from '../../../harness/doors/wire.js';
import { webSocketWire } from '../../../harness/wire/websocket.js';

const next = (connection: Connection) => new Promise<WireMessage>((resolve) => connection.onMessage(resolve));

async function serve(subprotocol?: string) {
  const requests: UpgradeRequest[] = [];
  let arrived = (_connection: Connection): void => undefined;
  const connection = new Promise<Connection>((resolve) => (arrived = resolve));
  const listener = await webSocketWire.listen({
    host: '127.0.0.1',
    port: 0,
    decide(request) {
      requests.push(request);
      return { accept: true, ...(subprotocol !== undefined && { subprotocol }) };
    },
    onConnection: (accepted) => arrived(accepted),
  });
  return { listener, requests, connection, url: `ws://127.0.0.1:${listener.port}` };
}

test('a handshake brings path, subprotocols in order, and credentials with every byte of the password', async () => {
  const { listener, requests, connection, url } = await serve('ocpp1.6');
  const password = new Uint8Array([0x00, 0xff, 0x3a, 0x41]);
  const opened = await webSocketWire.open({
    url: `${url}/ocpp/CS%2001`,
    protocols: ['ocpp2.0.1', 'ocpp1.6'],
    basic: { user: 'CS 01', password },
    timeout: 2000,
  });
  assert.ok(opened.ok);
  assert.equal(opened.connection.subprotocol, 'ocpp1.6');
  const [request] = requests;
  assert.equal(request?.path, '/ocpp/CS%2001');
  assert.deepEqual(request.protocols, ['ocpp2.0.1', 'ocpp1.6']);
  const credentials = Buffer.from(request.authorization!.replace('Basic ', ''), 'base64');
  assert.deepEqual(credentials, Buffer.concat([Buffer.from('CS 01:'), password]));
  const server = await connection;
  opened.connection.send('[3,"1",{}]');
  assert.deepEqual(await next(server), { text: '[3,"1",{}]' });
  await listener.close();
});

test('binary frames come as base64, frames over the limit cut with their size', async () => {
  const { listener, connection, url } = await serve();
  const socket = new WebSocket(url);
  await once(socket, 'open');
  const server = await connection;
  socket.send(Buffer.from([1, 2, 3]));
  assert.deepEqual(await next(server), { text: 'AQID', binary: true });
  socket.send('x'.repeat(10 * 1024 * 1024));
  const big = await next(server);
  assert.equal(big.oversize, 10 * 1024 * 1024);
  assert.ok(big.text.length <= 4096);
  const closed = once(socket, 'close');
  socket.send('x'.repeat(40 * 1024 * 1024));
  assert.equal((await closed)[0], 1009);
  await listener.close();
});

test('a refused handshake is a result with its status, and nobody there is one with a code', async () => {
  const listener = await webSocketWire.listen({
    host: '127.0.0.1',
    port: 0,
    decide: () => ({ accept: false, status: 401, reason: 'Unauthorized' }),
    onConnection: () => undefined,
  });
  const refused = await webSocketWire.open({
    url: `ws://127.0.0.1:${listener.port}/`,
    protocols: ['ocpp1.6'],
    timeout: 2000,
  });
  assert.deepEqual([refused.ok, !refused.ok && refused.status, !refused.ok && refused.code], [false, 401, 'HTTP_401']);
  await listener.close();
  const nobody = await webSocketWire.open({
    url: `ws://127.0.0.1:${listener.port}/`,
    protocols: ['ocpp1.6'],
    timeout: 2000,
  });
  assert.equal(!nobody.ok && nobody.code, 'ECONNREFUSED');
});

test('a server that speaks no subprotocol, and a port in use, are told by their codes', async () => {
  const { listener, url } = await serve();
  const without = await webSocketWire.open({ url, protocols: ['ocpp1.6'], timeout: 2000 });
  assert.equal(without.ok ? without.connection.subprotocol : without.code, 'SUBPROTOCOL');
  await assert.rejects(
    webSocketWire.listen({
      host: '127.0.0.1',
      port: listener.port,
      decide: () => ({ accept: true }),
      onConnection: () => undefined,
    }),
    { code: 'EADDRINUSE' },
  );
  await listener.close();
});

test('garbage instead of a handshake harms nobody', async () => {
  const { listener, url } = await serve('ocpp1.6');
  const raw = connect(listener.port, '127.0.0.1');
  raw.write('\u0000\u0001 not HTTP at all\r\n\r\n');
  raw.resume();
  await once(raw, 'close');
  const opened = await webSocketWire.open({ url, protocols: ['ocpp1.6'], timeout: 2000 });
  assert.ok(opened.ok);
  await listener.close();
});
