/** HTTP that is no opening handshake: both wires answer it alike, and tell their owner. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLiveHost } from '../../../harness/doors/host.js';
import { type HttpRequest, type Wire } from '../../../harness/doors/wire.js';
import { createMemoryWire } from '../../../harness/wire/memory.js';
import { webSocketWire } from '../../../harness/wire/websocket.js';

const WIRES: Readonly<Record<string, () => Wire>> = {
  'real sockets': () => webSocketWire,
  memory: () => createMemoryWire(createLiveHost()),
};

const WHOLE: HttpRequest['headers'] = [
  ['Connection', 'keep-alive, Upgrade'],
  ['Upgrade', 'WebSocket'],
  ['Sec-WebSocket-Key', 'bGFkZHByb3YgbGFkZHByIQ=='],
  ['Sec-WebSocket-Version', '13'],
  ['Sec-WebSocket-Protocol', 'ocpp1.6'],
];
const without = (...names: readonly string[]) => WHOLE.filter(([name]) => !names.includes(name));
const LONG = 'x'.repeat(200_000);

const REQUESTS: Readonly<Record<string, readonly [request: HttpRequest, status: number, told: string]>> = {
  'a GET': [{ method: 'GET', headers: [] }, 426, '/ocpp/CS%201 426'],
  'a POST with a body': [{ method: 'POST', headers: [], body: '{"a":"å"}' }, 426, '/ocpp/CS%201 426'],
  'a handshake without Upgrade': [{ method: 'GET', headers: without('Upgrade') }, 426, '/ocpp/CS%201 426'],
  'a handshake without Connection': [{ method: 'GET', headers: without('Connection') }, 426, '/ocpp/CS%201 426'],
  'a handshake by POST': [{ method: 'POST', headers: WHOLE, body: 'x' }, 405, '/ocpp/CS%201 405'],
  'a handshake without a key': [{ method: 'GET', headers: without('Sec-WebSocket-Key') }, 400, '/ocpp/CS%201 400'],
  'a handshake without a version': [
    { method: 'GET', headers: without('Sec-WebSocket-Version') },
    426,
    '/ocpp/CS%201 426',
  ],
  'a method that does not exist': [{ method: 'LADDPROV', headers: [] }, 400, ' 400'],
  'a request line beyond measure': [{ method: 'GET', query: `?${LONG}`, headers: WHOLE }, 431, ' 431'],
  'a header beyond measure': [{ method: 'GET', headers: [...WHOLE, ['X', LONG]] }, 431, ' 431'],
};

async function atTheDoor(wire: Wire, request: HttpRequest, accept = true) {
  const told: string[] = [];
  const listener = await wire.listen({
    host: '127.0.0.1',
    port: 0,
    decide: ({ path, protocols }) => {
      told.push(`asked for ${path} ${protocols.join()}`);
      return accept ? { accept } : { accept, status: 404, reason: 'Not Found' };
    },
    onConnection: () => undefined,
    onNoHandshake: ({ path }, { status, reason }) => {
      assert.ok(reason.length > 10);
      told.push(`${path} ${status}`);
    },
  });
  const url = `ws://127.0.0.1:${listener.port}/ocpp/CS%201`;
  const answer = await wire.knock({ url, timeout: 5000, request });
  await listener.close();
  return { answer, told: told.join('; '), url };
}

for (const [name, makeWire] of Object.entries(WIRES)) {
  for (const [what, [request, status, expected]] of Object.entries(REQUESTS))
    test(`${what} is answered with ${status}, and the listener is told: ${name}`, async () => {
      const { answer, told } = await atTheDoor(makeWire(), request);
      // A server that has had enough may hang up before all is sent: then its answer can be lost on the way.
      if (answer.code !== 'CLOSED' || status !== 431) assert.equal(answer.status, status);
      assert.equal(told, expected);
    });

  test(`a version that does not exist is answered with the one that does: ${name}`, async () => {
    const headers = [...without('Sec-WebSocket-Version'), ['Sec-WebSocket-Version', '99'] as const];
    const { answer } = await atTheDoor(makeWire(), { method: 'GET', headers });
    assert.deepEqual([answer.status, answer.versions], [426, '13']);
  });

  test(`a whole handshake is taken for one, or refused as one: ${name}`, async () => {
    const taken = await atTheDoor(makeWire(), { method: 'GET', headers: WHOLE });
    assert.deepEqual([taken.answer.status, taken.told], [101, 'asked for /ocpp/CS%201 ocpp1.6']);
    const refused = await atTheDoor(makeWire(), { method: 'GET', headers: WHOLE }, false);
    assert.deepEqual([refused.answer.status, refused.answer.reason], [404, 'Not Found']);
  });

  test(`where nothing listens any more, that is what comes: ${name}`, async () => {
    const wire = makeWire();
    const { url } = await atTheDoor(wire, { method: 'GET', headers: [] });
    const answer = await wire.knock({ url, timeout: 5000, request: { method: 'GET', headers: [] } });
    assert.equal(answer.code, 'ECONNREFUSED');
  });
}
