/** What both wires do alike: messages in parts, pings, bytes that are no text, compression, reading no more. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLiveHost } from '../../../harness/doors/host.js';
import { type Connection, type Control, type Wire, type WireMessage } from '../../../harness/doors/wire.js';
import { createMemoryWire } from '../../../harness/wire/memory.js';
import { webSocketWire } from '../../../harness/wire/websocket.js';

const WIRES: Readonly<Record<string, () => Wire>> = {
  'real sockets': () => webSocketWire,
  memory: () => createMemoryWire(createLiveHost()),
};

interface Pair {
  readonly client: Connection;
  readonly server: Connection;
}

async function withPair(wire: Wire, compression: readonly [boolean, boolean], use: (pair: Pair) => Promise<void>) {
  let arrived = (_connection: Connection): void => undefined;
  const server = new Promise<Connection>((resolve) => (arrived = resolve));
  let offered: boolean | undefined;
  const listener = await wire.listen({
    host: '127.0.0.1',
    port: 0,
    decide(request) {
      offered = request.compression === true;
      return { accept: true, subprotocol: 'ocpp1.6', compression: compression[1] };
    },
    onConnection: (connection) => arrived(connection),
  });
  const url = `ws://127.0.0.1:${listener.port}/CS`;
  const opened = await wire.open({ url, protocols: ['ocpp1.6'], timeout: 2000, compression: compression[0] });
  assert.ok(opened.ok);
  assert.equal(offered, compression[0]);
  try {
    await use({ client: opened.connection, server: await server });
  } finally {
    await listener.close();
  }
}

const message = (connection: Connection) => new Promise<WireMessage>((resolve) => connection.onMessage(resolve));
const control = (connection: Connection) => new Promise<Control>((resolve) => connection.onControl(resolve));
const closing = (connection: Connection) => new Promise<number>((resolve) => connection.onClose(resolve));

for (const [name, makeWire] of Object.entries(WIRES)) {
  test(`a message that is sent in parts arrives whole, with pings answered between them: ${name}`, async () => {
    await withPair(makeWire(), [false, false], async ({ client, server }) => {
      const arrives = message(server);
      const [heard, answered] = [control(server), control(client)];
      client.send('[2,"1",', { unfinished: true });
      client.ping();
      client.send(Buffer.from('"Heart'), { unfinished: true, text: true });
      client.send('beat",{}]');
      assert.deepEqual(await arrives, { text: '[2,"1","Heartbeat",{}]' });
      assert.deepEqual([await heard, await answered], ['ping', 'pong']);
    });
  });

  test(`pings are not answered where the owner says so: ${name}`, async () => {
    await withPair(makeWire(), [false, false], async ({ client, server }) => {
      server.onMessage(() => undefined);
      server.answerPings(false);
      const controls: Control[] = [];
      client.onControl((one) => controls.push(one));
      const arrives = message(client);
      client.ping();
      client.ping();
      await control(server);
      server.send('after');
      await arrives;
      assert.deepEqual(controls, []);
    });
  });

  test(`bytes that are no UTF-8 in a text frame end the connection with 1007: ${name}`, async () => {
    await withPair(makeWire(), [false, false], async ({ client, server }) => {
      server.onMessage(() => assert.fail('nothing should arrive'));
      const closed = [closing(client), closing(server)];
      client.send(Buffer.from([0x5b, 0xff, 0xfe, 0x5d]), { text: true });
      assert.deepEqual(await Promise.all(closed), [1007, 1007]);
    });
  });

  test(`compression is in use where one offers it and the other agrees: ${name}`, async () => {
    const wire = makeWire();
    for (const [offer, agree] of [
      [true, true],
      [true, false],
      [false, true],
    ] as const)
      await withPair(wire, [offer, agree], async ({ client, server }) => {
        assert.equal(client.compressed, offer && agree);
        assert.equal(server.compressed, offer && agree);
        for (const plain of [false, true]) {
          const arrives = message(server);
          client.send('x'.repeat(5000), { plain });
          assert.equal((await arrives).text.length, 5000);
        }
      });
  });

  test(`who has stopped reading hears what came when it goes on: ${name}`, async () => {
    await withPair(makeWire(), [false, false], async ({ client, server }) => {
      const heard: string[] = [];
      server.onMessage(({ text }) => heard.push(text));
      server.pause();
      client.send('one');
      client.ping();
      const answered = control(client);
      client.onMessage(() => undefined);
      const echoed = message(client);
      server.send('meanwhile');
      await echoed;
      assert.deepEqual(heard, []);
      server.resume();
      assert.equal(await answered, 'pong');
      assert.deepEqual(heard, ['one']);
    });
  });

  test(`a message beyond 1 MiB arrives cut, with its size: ${name}`, async () => {
    await withPair(makeWire(), [false, false], async ({ client, server }) => {
      const arrives = message(server);
      client.send('x'.repeat(2 * 1024 * 1024));
      const { text, oversize } = await arrives;
      assert.equal(oversize, 2 * 1024 * 1024);
      assert.ok(text.length <= 4096);
    });
  });
}
