/** A Chromium for the browser tests: the system's, or one installed by the system's package manager. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, seconds } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const HELP = [
  'No Chromium, and it cannot be installed from here. The browser tests need one:',
  '  Debian, Ubuntu:  sudo apt-get install chromium fonts-liberation',
  '  anywhere:        LADDPROV_CHROMIUM=/path/to/chromium npm test',
].join('\n');

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const onPath = (name, env) =>
  (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(executable);

/** The path of a Chromium: LADDPROV_CHROMIUM, the PATH, /usr/bin/chromium; undefined when there is none. */
export function findBrowser(env = process.env) {
  if (env.LADDPROV_CHROMIUM) return executable(env.LADDPROV_CHROMIUM) ? env.LADDPROV_CHROMIUM : undefined;
  for (const name of NAMES) {
    const path = onPath(name, env);
    if (path !== undefined) return path;
  }
  return executable('/usr/bin/chromium') ? '/usr/bin/chromium' : undefined;
}

/** Finds a Chromium or installs one. Resolves with `{ path }`, or with `{ problem }`: what is missing, how to get it. */
export async function provideBrowser() {
  const found = findBrowser();
  if (found !== undefined) return { path: found };
  const { LADDPROV_CHROMIUM: named } = process.env;
  if (named) return { problem: `LADDPROV_CHROMIUM names ${named}, which is no program that can be run.` };
  const apt = onPath('apt-get', process.env);
  if (apt === undefined) return { problem: HELP };
  const root = process.getuid?.() === 0;
  const sudo = root ? [] : ['sudo', '-n'];
  if (!root && (await run('sudo', ['-n', 'true'], { quiet: true })).code !== 0) return { problem: HELP };
  const steps = [
    [apt, 'update'],
    [apt, 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'],
  ];
  let took = 0;
  for (const [command, ...args] of steps) {
    const [first, ...rest] = [...sudo, 'env', 'DEBIAN_FRONTEND=noninteractive', command, ...args];
    const { code, output, ms } = await run(first, rest, { quiet: true });
    took += ms;
    if (code !== 0) return { problem: `${HELP}\napt-get ${args[0]} said:\n${output.trimEnd()}` };
  }
  console.error(`Chromium installed (${seconds(took)})`);
  const path = findBrowser();
  return path === undefined ? { problem: HELP } : { path };
}
