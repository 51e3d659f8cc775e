/** The whole generated set: over WebSockets against a reference CSMS in another process, and in virtual time. */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { embeddedPlan, PASSWORD } from '../cli/embedded/plan.js';
import { runInVirtualTime } from '../cli/embedded/run-embedded.js';
import { createLiveHost } from '../harness/doors/host.js';
import { type Operator, type OperatorAnswer } from '../harness/doors/operator.js';
import { type Version, VERSIONS } from '../harness/doors/protocol.js';
import { createFileRecorder, createMemoryRecorder } from '../harness/record/recorder.js';
import { createRedaction } from '../harness/record/redact.js';
import { type Conclusion } from '../harness/run/conclude.js';
import { run } from '../harness/run/run.js';
import { webSocketWire } from '../harness/wire/websocket.js';
import { catalogue } from '../testcases/index.js';
import { type Row } from './row.js';

/** Stations that the tester plays at a time. */
const LANES = 4;
/** Cases that run before anything is measured, and at least so many that are. */
const WARM = 5_000;
const MEASURED = 2_000;
const TOOL = { name: 'laddprov', version: 'bench' };
/** Requests of the tester that are wrong, and wrong results to requests that the operator has the CSMS make. */
const KINDS = { requests: ['NEG_*', '!NEG_*.conf*'], results: ['NEG_*.conf*'] };

interface Server {
  readonly port: number;
  readonly operator: Operator;
  /** Seconds of processor time that it has had. */
  cpu(): Promise<number>;
  stop(): void;
}

function startCsms(version: Version): Promise<Server> {
  const child = fork(fileURLToPath(new URL('./reference-csms.js', import.meta.url)), [version, String(LANES)]);
  const waiting = new Map<number, (answer: OperatorAnswer) => void>();
  let asked = 0;
  const operator: Operator = {
    name: 'bench',
    dictates: true,
    ask: (request) =>
      new Promise((resolve) => {
        waiting.set(++asked, resolve);
        child.send({ ask: asked, request });
      }),
  };
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    let told: ((cpu: number) => void) | undefined;
    const cpu = () =>
      new Promise<number>((tell) => {
        told = tell;
        child.send({ cpu: true });
      });
    child.on('message', (message: { port?: number; ask?: number; answer?: OperatorAnswer; cpu?: number }) => {
      if (message.port !== undefined) resolve({ port: message.port, operator, cpu, stop: () => child.kill() });
      if (message.cpu !== undefined) told?.(message.cpu);
      if (message.ask === undefined || message.answer === undefined) return;
      waiting.get(message.ask)?.(message.answer);
      waiting.delete(message.ask);
    });
  });
}

interface Measured {
  readonly cases: number;
  readonly seconds: number;
  /** Of this process alone. */
  readonly cpu: number;
  readonly verdicts: string;
}

async function measured(work: () => Promise<Conclusion>): Promise<Measured> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const { results } = await work();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  const verdicts = new Map<string, number>();
  for (const { verdict } of results) verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  return {
    cases: results.length,
    seconds,
    cpu: (user + system) / 1e6,
    verdicts: [...verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(', '),
  };
}

/** With a record on disk, as a run of the command line has it. */
async function overWebSockets(
  version: Version,
  select: readonly string[],
): Promise<Measured & { readonly peer: number; readonly first: Measured }> {
  const folder = mkdtempSync(join(tmpdir(), 'laddprov-bench-'));
  const server = await startCsms(version);
  const once = (name: string) => {
    const path = join(folder, name);
    const recorder = createFileRecorder(path, createRedaction([PASSWORD]));
    return measured(() =>
      run({
        loaded: embeddedPlan({ role: 'csms', version, port: server.port, lanes: LANES }),
        catalogue,
        all: true,
        select,
        wire: webSocketWire,
        wireKind: 'websocket',
        host: createLiveHost(),
        speed: 1,
        operator: server.operator,
        seed: 1,
        recorder,
        tool: TOOL,
        lanes: LANES,
      }),
    );
  };
  // The first pass compiles the schemas, which every process does once; in the next ones the machine code gets made.
  const first = await once('first.jsonl');
  for (let cases = first.cases; cases < WARM; cases += first.cases) await once(`warm-${cases}.jsonl`);
  const before = await server.cpu();
  let found = await once('measured.jsonl');
  while (found.cases < MEASURED) {
    const { cases, seconds, cpu, verdicts } = await once(`measured-${found.cases}.jsonl`);
    found = { cases: found.cases + cases, seconds: found.seconds + seconds, cpu: found.cpu + cpu, verdicts };
  }
  const peer = (await server.cpu()) - before;
  server.stop();
  rmSync(folder, { recursive: true });
  return { ...found, peer, first };
}

async function inVirtualTime(version: Version): Promise<Measured> {
  const once = () =>
    measured(() =>
      runInVirtualTime({
        role: 'station',
        version,
        catalogue,
        lanes: 1,
        recorder: createMemoryRecorder(),
        tool: TOOL,
        seed: 1,
        select: ['NEG_*'],
        all: true,
      }),
    );
  await once();
  return once();
}

const perSecond = (cases: number, seconds: number): string => (cases / seconds).toFixed(0);
const rate = ({ cases, seconds }: Measured): number => cases / seconds;

export async function measureNegatives(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const version of VERSIONS) {
    for (const [what, select] of Object.entries(KINDS)) {
      const sockets = await overWebSockets(version, select);
      rows.push({
        what: `wrong ${what} against the ${version} reference CSMS over WebSockets, ${LANES} lanes (${sockets.verdicts})`,
        value: `${rate(sockets).toFixed(0)} cases/s`,
        ratio: `for each second of processor time ${perSecond(sockets.cases, sockets.cpu)} of the tester's and ${perSecond(sockets.cases, sockets.peer)} of the CSMS's; when all is cold ${rate(sockets.first).toFixed(0)} cases/s`,
        // A wrong result takes an operator and four times as many messages.
        ...(what === 'requests' && { aim: 'over 2000 cases/s', met: rate(sockets) > 2000 }),
      });
    }
    const virtual = await inVirtualTime(version);
    rows.push({
      what: `negative cases against the ${version} reference station in virtual time (${virtual.verdicts})`,
      value: `${rate(virtual).toFixed(0)} cases/s`,
      ratio: `${(virtual.cases / virtual.cpu).toFixed(0)} for each second of processor time, of both sides`,
    });
  }
  return rows;
}
