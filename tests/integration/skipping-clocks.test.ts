/**
 * Clocks that skip over real sockets: what never comes ends by its limit at once, with the verdict that it has on the
 * machine's clock, and the same seed gives the same record.
 */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { describe, test, type TestContext } from 'node:test';
import { runOverWebSockets, runSkipping, type EmbeddedOptions } from '../../cli/embedded/run-embedded.js';
import { createLiveHost, createVirtualHost, type VirtualHost } from '../../harness/doors/host.js';
import { sleep } from '../../harness/doors/clock.js';
import { type Connection } from '../../harness/doors/wire.js';
import { createFileClient } from '../../harness/files/client.js';
import { stationCase } from '../../harness/peers/ocpp16.js';
import { createMemoryRecorder } from '../../harness/record/recorder.js';
import { watchTraffic } from '../../harness/wire/traffic.js';
import { createWebSocketWire } from '../../harness/wire/websocket.js';
import { catalogue } from '../../testcases/index.js';

const START = Date.UTC(2026, 0, 5, 12);
const HOUR = 3_600_000;

const options = (extra: Partial<EmbeddedOptions>) => {
  const recorder = createMemoryRecorder();
  const all: EmbeddedOptions = {
    role: 'station',
    version: '1.6',
    catalogue: { ...catalogue, generated: () => [] },
    lanes: 1,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    seed: 7,
    select: [],
    ...extra,
  };
  return { recorder, all };
};

/** A host that skips, and a wire whose limits are its. */
function skipping(t: TestContext) {
  const traffic = watchTraffic();
  t.after(() => traffic.close());
  const host = createVirtualHost(START, traffic.underWay);
  return { host, wire: createWebSocketWire({ clock: host, traffic }) };
}

/** A TCP server that takes every connection and says only what `greeting` says. */
async function mute(t: TestContext, greeting = ''): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.resume();
    if (greeting !== '') socket.write(greeting);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** How long `work` takes by the host's clock, and what it gives. */
async function timed<T>(host: VirtualHost, work: () => Promise<T>): Promise<readonly [T, number]> {
  const result = await host.run(work());
  return [result, host.now() - START];
}

const waits = stationCase({
  id: 'T_WAITS_CS',
  versions: ['1.6'],
  block: 'Test',
  title: 'A case that waits for what never comes',
  purpose: 'Its station waits for it as well.',
  profiles: {},
  requirements: ['1.6 §5.17'],
  steps: ['-'],
  operator: [],
  async run({ csms }) {
    await csms.expect('DiagnosticsStatusNotification', {}, '1.6 §5.17', { within: 20_000 });
  },
});

describe('clocks that skip', () => {
  test('end the wait for what never comes at once, with the verdict of the machine’s clock', async () => {
    const verdicts = [];
    for (const run of [runSkipping, (all: EmbeddedOptions) => runOverWebSockets(all, 20)]) {
      const { recorder, all } = options({
        catalogue: { ...catalogue, cases: [waits], generated: () => [], sanity: () => undefined },
      });
      await run(all);
      const end = recorder.events.find((event) => event.type === 'case-end');
      verdicts.push([end?.verdict, end?.reason]);
    }
    assert.deepEqual(verdicts[0], verdicts[1]);
    assert.equal(verdicts[0]![0], 'fail');
  });

  test('end a TLS handshake that never ends by its limit', async (t) => {
    const port = await mute(t);
    const url = `wss://127.0.0.1:${port}/CP001`;
    const asked = { url, protocols: ['ocpp1.6'], tls: { roots: [], versions: ['TLSv1.2', 'TLSv1.3'] as const } };
    const { host, wire } = skipping(t);
    const [result, took] = await timed(host, () => wire.open({ ...asked, timeout: 600_000 }));
    const live = await createWebSocketWire({ clock: createLiveHost() }).open({ ...asked, timeout: 200 });
    assert.deepEqual([result.ok, live.ok], [false, false]);
    assert.ok(!result.ok && !live.ok && result.code === 'TIMEOUT' && live.code === result.code);
    assert.equal(took, 600_000);
  });

  test('end an opening handshake, and another request, that nobody answers by their limits', async (t) => {
    const port = await mute(t);
    const url = `ws://127.0.0.1:${port}/CP001`;
    const { host, wire } = skipping(t);
    const [opened, took] = await timed(host, () => wire.open({ url, protocols: ['ocpp1.6'], timeout: HOUR }));
    assert.ok(!opened.ok && opened.code === 'HANDSHAKE');
    assert.equal(took, HOUR);
    const knocked = await host.run(wire.knock({ url, timeout: HOUR, request: { method: 'GET', headers: [] } }));
    assert.equal(knocked.code, 'TIMEOUT');
  });

  test('do not wait for a peer that does not read, and find what it has not read when it reads again', async (t) => {
    const { host, wire } = skipping(t);
    const heard: string[] = [];
    let server: Connection | undefined;
    const listener = await wire.listen({
      host: '127.0.0.1',
      port: 0,
      decide: () => ({ accept: true, subprotocol: 'ocpp1.6', compression: true }),
      onConnection(connection) {
        server = connection;
        connection.onMessage(({ text }) => heard.push(`${text.slice(0, 5)} ${text.length} at ${host.now() - START}`));
        connection.onClose(() => undefined);
      },
    });
    t.after(() => listener.close());
    for (const compression of [false, true]) {
      heard.length = 0;
      await host.run(
        (async () => {
          const url = `ws://127.0.0.1:${listener.port}/CP001`;
          const opened = await wire.open({ url, protocols: ['ocpp1.6'], timeout: 1_000, compression });
          assert.ok(opened.ok);
          const began = host.now() - START;
          opened.connection.onClose(() => undefined);
          opened.connection.send('first');
          await sleep(host, 10_000);
          server!.pause();
          // More than the buffers of the system hold.
          for (let i = 0; i < 40; i++) opened.connection.send('later'.repeat(50_000));
          await sleep(host, HOUR);
          assert.deepEqual(heard, [`first 5 at ${began}`]);
          server!.resume();
          await sleep(host, 1);
          assert.equal(heard.length, 41, 'all of it was read before the next moment');
          opened.connection.close();
          await sleep(host, 5_000);
        })(),
      );
    }
  });

  test('end a file transfer that stalls by its limit, whatever it goes over', async (t) => {
    const { host } = skipping(t);
    const client = createFileClient(host);
    const stalls = [
      [`http://127.0.0.1:${await mute(t, 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc')}/x`],
      [`http://127.0.0.1:${await mute(t)}/x`],
      [`ftp://127.0.0.1:${await mute(t)}/x`],
      [`ftp://127.0.0.1:${await mute(t, '220 hello\r\n')}/x`],
    ];
    for (const [url = ''] of stalls) {
      const began = host.now();
      const result = await host.run(client.get(url, { timeout: HOUR }));
      assert.deepEqual(result, { ok: false, code: 'ETIMEDOUT', reason: 'ETIMEDOUT' }, url);
      assert.equal(host.now() - began, HOUR);
    }
  });

  test('say what holds them and whose it is, when nothing can happen any more', async () => {
    const host = createVirtualHost(START, () => undefined, 20);
    host.hold('a certificate that is being signed');
    await assert.rejects(host.run(sleep(host, 10)), /a certificate that is being signed/);
    const stuck = createVirtualHost(START, () => '12 bytes from the client on port 4711', 20);
    await assert.rejects(stuck.run(sleep(stuck, 10)), /12 bytes from the client on port 4711/);
    const idle = createVirtualHost(START);
    await assert.rejects(idle.run(new Promise(() => undefined)), /nothing is left that could happen/);
  });

  for (const [role, version, lanes] of [
    ['station', '1.6', 1],
    ['csms', '2.0.1', 4],
  ] as const)
    test(`give a ${version} ${role} the same record for the same seed, but for ports and what is made by chance`, async () => {
      const records = [];
      for (let i = 0; i < 2; i++) {
        const { recorder, all } = options({ role, version, lanes });
        await runSkipping(all, START);
        const lines = recorder.events.slice(1, -1).map((event) => JSON.stringify(event));
        records.push(lines.map((line) => line.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1')));
      }
      const [first = [], second = []] = records;
      assert.equal(first.length, second.length);
      const unequal = first.filter((line, index) => line !== second[index]);
      assert.deepEqual(unequal.slice(0, 3), []);
      assert.ok(first.length > 5_000);
    });
});
