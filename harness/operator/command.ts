/**
 * Runs a program for each action, without a shell. It finds the request as JSON on its standard input and answers with
 * its exit code: 0 done, 75 (EX_TEMPFAIL) unavailable, anything else failed. It may write an answer as JSON on its
 * standard output: `{ "status": "done", "value": …, "note": "…" }`; other output becomes the note.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { type Operator, type OperatorAnswer, type OperatorRequest } from '../doors/operator.js';
import { type CommandLine, type CommandSettings } from '../plan/schema/operator-schema.js';
import { answerSchema } from './answer-schema.js';
import { bounded } from './bounded.js';
import { excerpt } from './http-answers.js';
import { jsonBody } from './http-request.js';
import { fillText, type Environment } from './template.js';

const OUTPUT_LIMIT = 1_000_000;
const UNAVAILABLE = 75;
/** How long a program has to end by itself after it was told to. */
const GRACE = 2000;
/** Where there are process groups, a program is ended with all that it started. */
const GROUPS = process.platform !== 'win32';

function end(child: ChildProcess): void {
  const signal = (name: NodeJS.Signals) => {
    try {
      if (GROUPS && child.pid !== undefined) process.kill(-child.pid, name);
      else child.kill(name);
    } catch {
      // It has ended already.
    }
  };
  signal('SIGTERM');
  setTimeout(() => signal('SIGKILL'), GRACE).unref();
}

function answerOf(code: number | null, stopped: NodeJS.Signals | null, output: string, errors: string): OperatorAnswer {
  const text = excerpt(errors) || excerpt(output);
  const because = text === '' ? '' : `: ${text}`;
  if (code === UNAVAILABLE) return { status: 'unavailable', reason: text || 'the command does not do this' };
  if (code !== 0)
    return { status: 'failed', reason: `the command ended with ${stopped ?? `exit code ${code}`}${because}` };
  const json = jsonBody(output);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return {
      status: 'done',
      ...(json === undefined ? {} : { value: json }),
      ...(output.trim() === '' ? {} : { note: excerpt(output) }),
    };
  }
  const answer = answerSchema.safeParse({ status: 'done', ...json });
  // What a program prints for itself, such as the body of an HTTP answer, is not meant for the tester.
  if (!answer.success && !('status' in json)) return { status: 'done', note: excerpt(output) };
  return answer.success ? answer.data : { status: 'failed', reason: 'the command wrote JSON that is no answer' };
}

function collect(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    if (size < OUTPUT_LIMIT) chunks.push(chunk);
    size += chunk.length;
  });
  return () => Buffer.concat(chunks).subarray(0, OUTPUT_LIMIT).toString('utf8');
}

/** An operator that runs the commands of the plan. */
export function commandOperator(settings: CommandSettings, env: Environment): Operator {
  const running = new Set<ChildProcess>();

  const run = (line: CommandLine, request: OperatorRequest, signal: AbortSignal): Promise<OperatorAnswer> => {
    return new Promise((resolve) => {
      const args = line.args.map((arg) => fillText(arg, request, env));
      const child = spawn(line.run, args, { cwd: settings.cwd, shell: false, detached: GROUPS, windowsHide: true });
      running.add(child);
      const output = collect(child.stdout);
      const errors = collect(child.stderr);
      signal.addEventListener('abort', () => end(child));
      child.on('error', (error: NodeJS.ErrnoException) => {
        running.delete(child);
        resolve({ status: 'unavailable', reason: `${line.run} cannot be started (${error.code ?? error.name})` });
      });
      child.on('close', (code, stopped) => {
        running.delete(child);
        resolve(answerOf(code, stopped, output(), errors()));
      });
      // A program that does not read its input closes the pipe: no reason to fail.
      child.stdin.on('error', () => undefined);
      child.stdin.end(`${JSON.stringify(request)}\n`);
    });
  };

  return {
    name: 'command',
    dictates: settings.dictates,
    ask(request) {
      const own = Object.hasOwn(settings.actions, request.action) ? settings.actions[request.action] : undefined;
      const line = own ?? (settings.run === undefined ? undefined : { run: settings.run, args: settings.args });
      if (line === undefined) {
        return Promise.resolve({ status: 'unavailable', reason: `the plan names no command for ${request.action}` });
      }
      return bounded(request.within, (signal) => run(line, request, signal));
    },
    close() {
      for (const child of running) end(child);
      return Promise.resolve();
    },
  };
}
