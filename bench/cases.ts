/** Cases per second, by version: the catalogue in virtual time, and over WebSockets on clocks that skip. */
import { performance } from 'node:perf_hooks';
import { divide } from '../cli/embedded/products.js';
import { embeddedPki, runInVirtualTime, runSkipping } from '../cli/embedded/run-embedded.js';
import { type Version, VERSIONS } from '../harness/doors/protocol.js';
import { createMemoryRecorder } from '../harness/record/recorder.js';
import { catalogue } from '../testcases/index.js';
import { type Row } from './row.js';

/** Every official case, on both sides. */
async function all(
  version: Version,
  over: 'virtual' | 'websocket',
): Promise<{ readonly cases: number; readonly seconds: number; readonly clock: number }> {
  // Keys are made once per process, whatever is run.
  const pki = await embeddedPki(over === 'virtual' ? undefined : Date.now());
  const start = performance.now();
  let cases = 0;
  let clock = 0;
  for (const role of ['station', 'csms'] as const) {
    for (const { product, select } of divide(catalogue, role, version, ['TC_*']).shares) {
      const recorder = createMemoryRecorder();
      const options = {
        role,
        version,
        catalogue,
        lanes: 4,
        recorder,
        tool: { name: 'laddprov', version: 'bench' },
        seed: 1,
        select,
        variant: product.variant,
        pki,
        ...(product.security !== undefined && { security: product.security }),
      };
      const { results } = over === 'virtual' ? await runInVirtualTime(options) : await runSkipping(options);
      cases += results.length;
      const end = recorder.events.at(-1);
      if (end?.type === 'run-end') clock += end.t / 1000;
    }
  }
  return { cases, seconds: (performance.now() - start) / 1000, clock };
}

export async function measureCases(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const version of VERSIONS) {
    // The first pass compiles the schemas, which every process does once.
    await all(version, 'virtual');
    const virtual = await all(version, 'virtual');
    const sockets = await all(version, 'websocket');
    const rate = ({ cases, seconds }: typeof virtual) => cases / seconds;
    rows.push(
      {
        what: `all ${virtual.cases} official cases of ${version} in virtual time (${virtual.clock.toFixed(0)} s of the tester's clock)`,
        value: `${virtual.seconds.toFixed(1)} s, ${rate(virtual).toFixed(0)} cases/s`,
        ratio: `${(virtual.clock / virtual.seconds).toFixed(0)} times the tester's clock`,
      },
      {
        what: 'the same over WebSockets and TLS, on clocks that skip',
        value: `${sockets.seconds.toFixed(1)} s, ${rate(sockets).toFixed(1)} cases/s`,
        ratio: `${(rate(sockets) / rate(virtual)).toFixed(2)} of virtual time`,
        aim: 'a third',
        met: rate(sockets) / rate(virtual) >= 1 / 3,
      },
    );
  }
  return rows;
}
