/** Makes Allure's own pages of its results, where Allure and the Java that it runs on are there. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const TIME_LIMIT = 180_000;
const TAIL = 2_000;

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program to its end; a program that is not there ends with null. */
function runProgram(program: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], signal: AbortSignal.timeout(TIME_LIMIT) });
    let output = '';
    const gather = (chunk: Buffer) => (output = (output + chunk.toString('utf8')).slice(-TAIL));
    child.stdout.on('data', gather);
    child.stderr.on('data', gather);
    child.on('error', (error) => resolve({ code: null, output: error.message }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

const java = (): string => {
  const home = process.env['JAVA_HOME'];
  const own = home === undefined || home === '' ? undefined : join(home, 'bin', 'java');
  return own !== undefined && existsSync(own) ? own : 'java';
};

/** The start script of allure-commandline: of the project that laddprov is used in, or beside laddprov itself. */
function findAllure(): string | undefined {
  for (const from of [join(process.cwd(), 'package.json'), import.meta.url]) {
    try {
      return join(dirname(createRequire(from).resolve('allure-commandline/package.json')), 'bin', 'allure');
    } catch {
      // Not there; the next place may have it.
    }
  }
  return undefined;
}

export interface RenderedAllure {
  /** The page to open. */
  readonly path?: string;
  /** Why there is none, and what to do. */
  readonly problem?: string;
}

/** Renders `results` into `folder`, which is replaced. The results stay where they are, whatever comes of it. */
export async function renderAllure(results: string, folder: string): Promise<RenderedAllure> {
  const left = `The results are in ${results}: Allure 2 and 3 read them.`;
  const allure = findAllure();
  if (allure === undefined) {
    const hint = 'For the pages: npm install --save-dev allure-commandline, and Java 8 or newer.';
    return { problem: `allure-commandline is not installed, so there are no pages. ${left} ${hint}` };
  }
  if ((await runProgram(java(), ['-version'])).code !== 0) {
    return { problem: `Java is missing, so Allure made no pages. ${left} For the pages install Java 8 or newer.` };
  }
  const { code, output } = await runProgram(process.execPath, [allure, 'generate', results, '-o', folder, '--clean']);
  const path = join(folder, 'index.html');
  if (code === 0 && existsSync(path)) return { path };
  return { problem: `Allure ended with ${code ?? 'no exit code'}. ${left} It said:\n${output.trim()}` };
}
