/** Runs a program from the repository's root and says how it ended. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('../../', import.meta.url));

/** A duration for people: `0.4 s`, `12.0 s`, `2 min 5 s`. */
export function seconds(ms) {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const whole = Math.round(ms / 1000);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Resolves with the exit code (1 for a signal, 127 for a program that is not there), the milliseconds it took and, with
 * `quiet`, all that it printed; otherwise it prints where this program prints.
 */
export function run(command, args, { quiet = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const started = process.hrtime.bigint();
    let output = '';
    const done = (code) => resolve({ code, output, ms: Number(process.hrtime.bigint() - started) / 1e6 });
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.on('error', (error) => {
      output += `${command}: ${error.message}\n`;
      if (!quiet) console.error(`${command}: ${error.message}`);
      done(127);
    });
    child.on('close', (code, signal) => {
      if (signal !== null) output += `${command} was ended by ${signal}\n`;
      done(code ?? 1);
    });
  });
}
