/** One validated, rule-checked, recorded CALL round trip against a bare echo of the same text, in one process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { WebSocket, WebSocketServer } from 'ws';
import { createEntropy } from '../harness/doors/entropy.js';
import { createLiveHost } from '../harness/doors/host.js';
import { createPace } from '../harness/doors/pace.js';
import { type RecordEvent } from '../harness/record/events.js';
import { createNumbering } from '../harness/record/numbering.js';
import { createFileRecorder } from '../harness/record/recorder.js';
import { createLane } from '../harness/lane/lane.js';
import { createConversation } from '../harness/peers/conversation.js';
import { ALL_RULES } from '../harness/rules/index.js';
import { webSocketWire } from '../harness/wire/websocket.js';
import { median, type Row } from './row.js';

const ROUNDS = 5;
const CALLS = 2_000;
const ANSWER = { currentTime: '2026-01-05T12:00:00.000Z' };

/** A server that answers every CALL at once, and echoes everything else. */
function serve(): Promise<{ readonly port: number; close(): void }> {
  return new Promise((resolve) => {
    const server = new WebSocketServer(
      { port: 0, host: '127.0.0.1', handleProtocols: (protocols) => [...protocols][0] ?? false },
      () => {
        const address = server.address();
        resolve({ port: typeof address === 'object' && address ? address.port : 0, close: () => server.close() });
      },
    );
    server.on('connection', (socket) => {
      socket.on('message', (data: Buffer) => {
        const text = data.toString('utf8');
        const id = /^\[2,"([^"]+)"/.exec(text)?.[1];
        socket.send(id === undefined ? text : JSON.stringify([3, id, ANSWER]));
      });
    });
  });
}

async function bare(port: number): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, ['ocpp2.0.1']);
  await new Promise((resolve) => socket.once('open', resolve));
  const text = JSON.stringify([3, '7f1b6c1e-0000-4000-a000-000000000000', ANSWER]);
  const start = performance.now();
  for (let i = 0; i < CALLS; i++) {
    const echoed = new Promise((resolve) => socket.once('message', resolve));
    socket.send(text);
    await echoed;
  }
  const spent = performance.now() - start;
  socket.terminate();
  return spent / CALLS;
}

async function whole(port: number, folder: string, round: number): Promise<number> {
  const recorder = createFileRecorder(join(folder, `${round}.jsonl`), (event: RecordEvent) => event);
  const host = createLiveHost();
  const epoch = host.now();
  const pace = createPace(host, epoch);
  const lane = createLane({
    id: 1,
    identity: 'CS001',
    version: '2.0.1',
    sut: 'csms',
    pace,
    entropy: createEntropy(round),
    wire: webSocketWire,
    operator: { name: 'none', ask: () => Promise.resolve({ status: 'unavailable', reason: '-' }) },
    numbering: createNumbering(),
    epoch,
    rules: ALL_RULES,
    ruleSettings: { callTimeout: 30_000, minimumStatusDuration: 0 },
    emit: (event) => recorder.emit(event),
  });
  const conversation = createConversation({ lane, version: '2.0.1', role: 'station', defaults: () => undefined });
  const opened = await lane.open({ url: `ws://127.0.0.1:${port}/`, protocols: ['ocpp2.0.1'], timeout: 5000 });
  if (!opened.ok) throw new Error(opened.reason);
  conversation.attach(opened.line);
  const start = performance.now();
  for (let i = 0; i < CALLS; i++) await conversation.call('Heartbeat', {}, 30_000);
  const spent = performance.now() - start;
  opened.line.terminate();
  pace.stop();
  recorder.close();
  return spent / CALLS;
}

export async function measureRoundTrip(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'laddprov-bench-'));
  const server = await serve();
  const pairs: { readonly bare: number; readonly whole: number }[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const pair = { bare: await bare(server.port), whole: await whole(server.port, folder, round) };
    // The first round warms up.
    if (round > 0) pairs.push(pair);
  }
  server.close();
  rmSync(folder, { recursive: true });
  const ratio = median(pairs.map((pair) => pair.whole / pair.bare));
  return [
    { what: 'bare ws echo, one round trip', value: `${(median(pairs.map((pair) => pair.bare)) * 1000).toFixed(0)} µs` },
    {
      what: 'CALL round trip, validated, rule-checked, recorded',
      value: `${(median(pairs.map((pair) => pair.whole)) * 1000).toFixed(0)} µs`,
      ratio: `${ratio.toFixed(1)} times the bare echo`,
      aim: 'at most 4 times',
      met: ratio <= 4,
    },
  ];
}
