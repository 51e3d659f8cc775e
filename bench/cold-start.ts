/** Cold start of the command line, as whole processes, against a bare `node -e 0`. */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { median, type Row } from './row.js';

const RUNS = 9;
const MAIN = fileURLToPath(new URL('../cli/main.js', import.meta.url));

function spent(args: readonly string[]): number {
  const times: number[] = [];
  for (let i = 0; i <= RUNS; i++) {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, [...args], { stdio: 'ignore' });
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}`);
    if (i > 0) times.push(performance.now() - start);
  }
  return median(times);
}

export function measureColdStart(): readonly Row[] {
  const bare = spent(['-e', '0']);
  const row = (name: string, args: readonly string[], aim: number): Row => {
    const time = spent([MAIN, ...args]);
    return {
      what: `laddprov ${name}, cold`,
      value: `${time.toFixed(0)} ms`,
      ratio: `${(time / bare).toFixed(1)} times a bare node (${bare.toFixed(0)} ms)`,
      aim: `under ${aim} ms`,
      met: time < aim,
    };
  };
  return [row('--version', ['--version'], 150), row('list', ['list'], 300)];
}
