/** Frames that come in the same packet as the end of the opening handshake, over real sockets. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { createReferenceStation } from '../../fixtures/reference-station/station.js';
import { createEntropy } from '../../harness/doors/entropy.js';
import { createLiveHost } from '../../harness/doors/host.js';
import { type Version } from '../../harness/doors/protocol.js';
import { webSocketWire } from '../../harness/wire/websocket.js';

/** RFC 6455 §4.2.2. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** A text in one frame of a server (RFC 6455 §5.2). */
function framed(text: string): Buffer {
  const payload = Buffer.from(text, 'utf8');
  assert.ok(payload.length < 65_536);
  const head =
    payload.length < 126
      ? Buffer.from([0x81, payload.length])
      : Buffer.from([0x81, 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([head, payload]);
}

/** Takes the first whole frame of a client out of `bytes`; undefined where there is none yet. */
function unframed(bytes: Buffer): { readonly text: string; readonly rest: Buffer } | undefined {
  const short = (bytes[1] ?? 0) & 0x7f;
  const at = short === 126 ? 8 : 6;
  if (bytes.length < at) return undefined;
  const length = short === 126 ? bytes.readUInt16BE(2) : short;
  if (bytes.length < at + length) return undefined;
  const mask = bytes.subarray(at - 4, at);
  const payload = bytes.subarray(at, at + length).map((byte, index) => byte ^ mask[index % 4]!);
  return { text: Buffer.from(payload).toString('utf8'), rest: bytes.subarray(at + length) };
}

type Frame = readonly [type: number, id: string, third: unknown, payload?: unknown];

interface Meeting {
  /** Sends frames right behind the end of the handshake. */
  readonly greeting: readonly Frame[];
  /** Takes what the station sends, and may answer. */
  readonly onFrame: (frame: Frame, say: (frame: Frame) => void, hangUp: () => void) => void;
}

/** A CSMS on a bare socket: one meeting for each connection, in turn. */
async function bareCsms(t: TestContext, version: Version, meetings: readonly Meeting[]): Promise<string> {
  let next = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    const meeting = meetings[Math.min(next++, meetings.length - 1)]!;
    const say = (frame: Frame) => void socket.write(framed(JSON.stringify(frame)));
    let received: Buffer = Buffer.alloc(0);
    let open = false;
    const begin = () => {
      const end = received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = received.subarray(0, end).toString('latin1');
      received = received.subarray(end + 4);
      const [, key = ''] = /^sec-websocket-key: *(\S+)/im.exec(head) ?? [];
      const accept = createHash('sha1').update(`${key}${GUID}`).digest('base64');
      const lines = [
        'HTTP/1.1 101 Switching Protocols',
        'Upgrade: websocket',
        'Connection: Upgrade',
        `Sec-WebSocket-Accept: ${accept}`,
        `Sec-WebSocket-Protocol: ocpp${version}`,
      ];
      const greeting = meeting.greeting.map((frame) => framed(JSON.stringify(frame)));
      // One write: the station gets all of it at once.
      socket.write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), ...greeting]));
      open = true;
    };
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      if (!open) begin();
      for (let frame = open && unframed(received); frame; frame = unframed(received)) {
        received = frame.rest;
        if (frame.text.startsWith('[')) meeting.onFrame(JSON.parse(frame.text) as Frame, say, () => socket.destroy());
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ocpp`;
}

const answersOf = (action: unknown): object =>
  action === 'BootNotification'
    ? { status: 'Accepted', currentTime: new Date(Date.now()).toISOString(), interval: 3600 }
    : action === 'Heartbeat'
      ? { currentTime: new Date(Date.now()).toISOString() }
      : {};

for (const version of ['1.6', '2.0.1', '2.1'] as const)
  test(
    `a ${version} station answers and does what it was asked for in the packet that ended the handshake`,
    { timeout: 30_000 },
    async (t) => {
      const came: string[] = [];
      let enough = (): void => undefined;
      const all = new Promise<void>((resolve) => (enough = resolve));
      const url = await bareCsms(t, version, [
        {
          greeting: [],
          onFrame([type, id, action], say, hangUp) {
            if (type !== 2) return;
            say([3, id, answersOf(action)]);
            // It is registered now: the next connection needs no boot.
            if (action === 'StatusNotification') setTimeout(hangUp, 100);
          },
        },
        {
          greeting: [[2, 'early', 'TriggerMessage', { requestedMessage: 'Heartbeat' }]],
          onFrame([type, id, third], say) {
            if (type === 2) say([3, id, answersOf(third)]);
            if (type === 2 && third === 'Heartbeat') came.push('Heartbeat');
            if (type === 3 && id === 'early') came.push((third as { readonly status: string }).status);
            if (came.length === 2) enough();
          },
        },
      ]);
      const station = createReferenceStation({
        version,
        identity: 'CP001',
        url,
        securityProfile: version === '1.6' ? 0 : 1,
        ...(version !== '1.6' && { password: 'laddprov-reference' }),
        wire: webSocketWire,
        // Its pauses between two attempts to connect pass quickly.
        clock: createLiveHost(20),
        entropy: createEntropy(1),
      });
      t.after(() => station.stop());
      station.start();
      await all;
      assert.deepEqual(came, ['Accepted', 'Heartbeat']);
    },
  );
