/** Memory of one impersonated station, at 1,000 of them connected to a CSMS in another process. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createEntropy } from '../harness/doors/entropy.js';
import { createLiveHost } from '../harness/doors/host.js';
import { createPace } from '../harness/doors/pace.js';
import { createNumbering } from '../harness/record/numbering.js';
import { createLaneRunner } from '../harness/run/lane-runner.js';
import { embeddedPlan } from '../cli/embedded/plan.js';
import { parametersOf } from '../harness/run/parameters.js';
import { ALL_RULES } from '../harness/rules/index.js';
import { webSocketWire } from '../harness/wire/websocket.js';
import { createConversation } from '../harness/peers/conversation/conversation.js';
import { stationAnswers } from '../harness/peers/ocpp2/station-answers.js';
import { type Row } from './row.js';

const STATIONS = 1_000;

/** A server in a process of its own, so that only the stations' side is measured. */
function startServer(): Promise<{ readonly port: number; stop(): void }> {
  const child = fork(fileURLToPath(new URL('./echo-server.js', import.meta.url)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('message', (port) => resolve({ port: Number(port), stop: () => child.kill() }));
  });
}

const used = () => {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heap: heapUsed + external };
};

export async function measureStations(): Promise<readonly Row[]> {
  const server = await startServer();
  const plan = embeddedPlan({ role: 'csms', version: '2.0.1', port: server.port, lanes: 1 }).plan;
  const parameters = parametersOf(plan);
  const host = createLiveHost();
  const epoch = host.now();
  const numbering = createNumbering();
  const kept: unknown[] = [];
  const connectOne = async (index: number) => {
    const pace = createPace(host, epoch);
    const runner = createLaneRunner({
      id: index,
      identity: `CS${index}`,
      version: '2.0.1',
      sut: 'csms',
      pace,
      entropy: (label) => createEntropy(1, label),
      wire: webSocketWire,
      operator: { name: 'none', ask: () => Promise.resolve({ status: 'unavailable', reason: '-' }) },
      materials: { obtain: (_name, make) => make() },
      numbering,
      epoch,
      rules: ALL_RULES,
      ruleSettings: { callTimeout: 30_000, actionTimeout: 60_000, minimumStatusDuration: 0 },
      parameters,
      emit: () => undefined,
    });
    const { lane } = runner;
    const conversation = createConversation({
      lane,
      version: '2.0.1',
      role: 'station',
      defaults: stationAnswers(() => conversation, parameters),
    });
    const opened = await lane.open({
      url: `ws://127.0.0.1:${server.port}/ocpp/CS${index}`,
      protocols: ['ocpp2.0.1'],
      timeout: 10_000,
    });
    if (!opened.ok) throw new Error(opened.reason);
    conversation.attach(opened.line);
    await conversation.call('Heartbeat', {}, 30_000);
    kept.push(runner, conversation);
    return () => {
      opened.line.terminate();
      pace.stop();
    };
  };
  // The first ones bring in code, schemas and buffers that all share.
  const stops = [];
  for (let i = 0; i < 20; i++) stops.push(await connectOne(i));
  const before = used();
  for (let i = 20; i < 20 + STATIONS; i++) stops.push(await connectOne(i));
  const after = used();
  for (const stop of stops) stop();
  server.stop();
  const each = (after.heap - before.heap) / STATIONS / 1024;
  const resident = (after.rss - before.rss) / STATIONS / 1024;
  return [
    {
      what: `one impersonated station, at ${STATIONS}`,
      value: `${each.toFixed(0)} KB of heap and buffers, ${resident.toFixed(0)} KB resident`,
      aim: 'under 100 KB',
      met: Math.max(each, resident) < 100,
    },
  ];
}
