/** The command line as its users have it: a process of its own, started from the folder that this test was built into. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../cli/main.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  /** Resolves with the match when standard output holds it; rejects when the process ends before. */
  shows(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<Ended>;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node itself. */
  readonly node?: readonly string[];
}

/** What the test runner and the terminal around it set has no business in the process. */
const NOT_PASSED_ON = /^(?:NODE_|npm_|FORCE_COLOR|NO_COLOR|CI$)/;

/** Starts `laddprov` with these arguments; the process does not outlive the test. */
export function start(t: TestContext, args: readonly string[], { cwd, env, node = [] }: Surroundings = {}): Started {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_PASSED_ON.test(name)));
  const child = spawn(process.execPath, [...node, MAIN, ...args], {
    ...(cwd !== undefined && { cwd }),
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const waiting = new Set<() => void>();
  const wake = () => [...waiting].forEach((look) => look());
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    wake();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  let over: Ended | undefined;
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => {
      over = { code, signal, stdout, stderr };
      resolve(over);
      wake();
    });
  });
  t.after(async () => {
    if (!over) child.kill('SIGKILL');
    await ended;
  });
  return {
    child,
    ended,
    shows: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(stdout);
          if (!match && !over) return;
          waiting.delete(look);
          if (match) resolve(match);
          else
            reject(new Error(`ended with ${over?.code ?? ''} before showing ${String(pattern)}: ${stdout}${stderr}`));
        };
        waiting.add(look);
        look();
      }),
  };
}

/** Runs `laddprov` to its end. */
export const cli = (t: TestContext, args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> =>
  start(t, args, surroundings).ended;

/** A folder of the test's own, removed after it. */
export function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'laddprov-integration-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
