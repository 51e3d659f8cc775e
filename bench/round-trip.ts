/** Validated, rule-checked, recorded CALL round trips against a bare echo of the same text, in one process. */
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
import { createConversation } from '../harness/peers/conversation/conversation.js';
import { ALL_RULES } from '../harness/rules/index.js';
import { webSocketWire } from '../harness/wire/websocket.js';
import { ANSWERS, type Workload, WORKLOADS } from './messages.js';
import { median, type Row } from './row.js';

const ROUNDS = 5;
const CALLS = 2_000;
const ECHO = '/echo';

/** A server that answers every CALL at once, and echoes every text on the path for that. */
function serve(): Promise<{ readonly port: number; close(): void }> {
  return new Promise((resolve) => {
    const server = new WebSocketServer(
      { port: 0, host: '127.0.0.1', handleProtocols: (protocols) => [...protocols][0] ?? false },
      () => {
        const address = server.address();
        resolve({ port: typeof address === 'object' && address ? address.port : 0, close: () => server.close() });
      },
    );
    server.on('connection', (socket, { url }) => {
      socket.on('message', (data: Buffer) => {
        const text = data.toString('utf8');
        if (url === ECHO) return socket.send(text);
        const [, id = '', action = ''] = /^\[2,"([^"]+)","([^"]+)"/.exec(text) ?? [];
        socket.send(JSON.stringify([3, id, ANSWERS[action]]));
      });
    });
  });
}

async function bare(port: number, { action, payload }: Workload): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${ECHO}`, ['ocpp2.0.1']);
  await new Promise((resolve) => socket.once('open', resolve));
  const text = JSON.stringify([2, '7f1b6c1e-0000-4000-a000-000000000000', action, payload(0)]);
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

async function whole(port: number, folder: string, workload: Workload, round: number): Promise<number> {
  const { action, payload } = workload;
  const recorder = createFileRecorder(join(folder, `${action}-${round}.jsonl`), (event: RecordEvent) => {
    // What is measured is conforming traffic: a finding would be work that such traffic does not make.
    if (event.type === 'finding') throw new Error(event.message);
    return event;
  });
  const host = createLiveHost();
  const epoch = host.now();
  const pace = createPace(host, epoch);
  const lane = createLane({
    id: 1,
    identity: 'CS001',
    version: '2.0.1',
    sut: 'csms',
    pace,
    entropy: (label) => createEntropy(round, label),
    wire: webSocketWire,
    operator: { name: 'none', ask: () => Promise.resolve({ status: 'unavailable', reason: '-' }) },
    materials: { obtain: (_name, make) => make() },
    numbering: createNumbering(),
    epoch,
    rules: ALL_RULES,
    ruleSettings: { callTimeout: 30_000, actionTimeout: 60_000, minimumStatusDuration: 0 },
    emit: (event) => recorder.emit(event),
  });
  const conversation = createConversation({ lane, version: '2.0.1', role: 'station', defaults: () => undefined });
  const opened = await lane.open({ url: `ws://127.0.0.1:${port}/`, protocols: ['ocpp2.0.1'], timeout: 5000 });
  if (!opened.ok) throw new Error(opened.reason);
  conversation.attach(opened.line);
  const start = performance.now();
  for (let i = 0; i < CALLS; i++) await conversation.call(action, payload(i), 30_000);
  const spent = performance.now() - start;
  opened.line.terminate();
  pace.stop();
  recorder.close();
  return spent / CALLS;
}

const micros = (milliseconds: readonly number[]): string => `${(median(milliseconds) * 1000).toFixed(0)} µs`;

export async function measureRoundTrip(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'laddprov-bench-'));
  const server = await serve();
  const rows: Row[] = [];
  for (const workload of WORKLOADS) {
    const pairs: { readonly bare: number; readonly whole: number }[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const pair = {
        bare: await bare(server.port, workload),
        whole: await whole(server.port, folder, workload, round),
      };
      // The first round warms up.
      if (round > 0) pairs.push(pair);
    }
    const ratio = median(pairs.map((pair) => pair.whole / pair.bare));
    rows.push(
      { what: `bare ws echo of ${workload.what}`, value: micros(pairs.map((pair) => pair.bare)) },
      {
        what: `${workload.what}: a CALL round trip, validated, rule-checked, recorded`,
        value: micros(pairs.map((pair) => pair.whole)),
        ratio: `${ratio.toFixed(1)} times the bare echo`,
        // The promise is made for the smallest message; the others show what a payload adds.
        ...(workload.action === 'Heartbeat' && { aim: 'at most 4 times', met: ratio <= 4 }),
      },
    );
  }
  server.close();
  rmSync(folder, { recursive: true });
  return rows;
}
