/** HTTP that is no opening handshake, at the tester's door and at that of a CSMS under test, over real sockets. */
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type Duplex } from 'node:stream';
import { describe, test, type TestContext } from 'node:test';
import { createReferenceCsms } from '../../fixtures/reference-csms/reference-csms.js';
import { createEntropy } from '../../harness/doors/entropy.js';
import { createLiveHost } from '../../harness/doors/host.js';
import { type HttpRequest } from '../../harness/doors/wire.js';
import { webSocketWire } from '../../harness/wire/websocket.js';
import { meetCsms, meetStation } from './support/meet.js';
import { connectStation } from './support/raw-station.js';

const REQUESTS: readonly HttpRequest[] = [
  { method: 'GET', headers: [] },
  { method: 'POST', headers: [['Content-Type', 'application/json']], body: '[2,"1","Heartbeat",{}]' },
  {
    method: 'GET',
    headers: [
      ['Connection', 'Upgrade'],
      ['Upgrade', 'websocket'],
      ['Sec-WebSocket-Version', '13'],
    ],
  },
  { method: 'GET', query: `?${'x'.repeat(100_000)}`, headers: [] },
];

const CASE = 'RPC_16_CSMS_22';
const ONLY = { selection: { include: [CASE] } };

/** The reference CSMS, at whose door `instead` may take what comes. */
async function csmsBehind(t: TestContext, instead: (request: IncomingMessage, socket: Duplex) => boolean) {
  const csms = createReferenceCsms({
    versions: ['1.6'],
    wire: webSocketWire,
    clock: createLiveHost(),
    entropy: createEntropy(1),
  });
  const { port: inner } = await csms.start();
  const front = createServer({ maxHeaderSize: 1_000_000 });
  const forward = (request: IncomingMessage, socket: Duplex) => {
    if (instead(request, socket)) return;
    const upstream = connect({ host: '127.0.0.1', port: inner });
    const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
    upstream.write(`${request.method} ${request.url} HTTP/1.1\r\n${headers.join('')}\r\n`);
    upstream.pipe(socket);
    socket.pipe(upstream);
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  };
  front.on('upgrade', forward);
  front.on('request', (request, response) => {
    if (!instead(request, request.socket)) response.writeHead(426).end();
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    front.closeAllConnections();
    front.close();
    await csms.stop();
  });
  return `ws://127.0.0.1:${(front.address() as AddressInfo).port}/ocpp`;
}

describe('HTTP that is no opening handshake', { concurrency: 3, timeout: 500_000 }, () => {
  test('is refused by the tester and stands in its record, and the station that comes after it is served', async (t) => {
    const { code, outcome, stdout } = await meetStation(t, async (url) => {
      for (const request of REQUESTS) {
        const { status } = await webSocketWire.knock({ url: `${url}/CP001`, timeout: 5000, request });
        assert.ok(status === undefined || status >= 400);
      }
      void connectStation(t, { url });
    });
    assert.equal(code, 0, stdout);
    const refused = outcome.of('connection').filter(({ event }) => event === 'refused');
    assert.deepEqual(
      refused.map(({ by, status, path }) => [by, status, path]),
      [
        ['tester', 426, '/ocpp/CP001'],
        ['tester', 426, '/ocpp/CP001'],
        ['tester', 400, '/ocpp/CP001'],
        ['tester', 431, ''],
      ],
    );
    assert.ok(refused.every(({ reason = '' }) => reason.length > 10));
  });

  test('is refused by the reference CSMS; what was sent and answered is in the record, without credentials', async (t) => {
    const url = await csmsBehind(t, () => false);
    const { outcome, stdout } = await meetCsms(t, url, ONLY);
    assert.equal(outcome.verdicts[CASE], 'pass', stdout);
    const asked = outcome.of('connection').filter(({ request }) => request !== undefined);
    assert.equal(asked.length, 9);
    assert.match(asked[1]?.request ?? '', /^POST \/ocpp\/CP001\nContent-Type: application\/json\n\n\[2,/);
    assert.ok(asked.every(({ request = '', status = 0 }) => request.length <= 401 && status >= 400));
    assert.equal(asked.find(({ versions }) => versions !== undefined)?.versions, '13');
  });

  test('that is upgraded, or left hanging, fails the check that is about it and no other', async (t) => {
    const hangs = await csmsBehind(t, ({ method, headers }) => method === 'POST' && headers.upgrade === undefined);
    const upgrades = await csmsBehind(t, ({ headers }, socket) => {
      if (headers['sec-websocket-version'] !== '99') return false;
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
      return true;
    });
    const [hanging, upgrading] = await Promise.all([meetCsms(t, hangs, ONLY), meetCsms(t, upgrades, ONLY)]);
    const red = ({ outcome }: typeof hanging) =>
      outcome.of('check').flatMap(({ id, verdict }) => (verdict === 'pass' ? [] : [id]));
    assert.deepEqual([red(hanging), red(upgrading)], [['refused-post'], ['refused-version-99']]);
  });
});
