/** What stands before everything else: Node, packages, generated types, the build. Needs no package itself. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, seconds } from './run.mjs';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const MAIN = join(ROOT, 'dist/cli/main.js');

const SOURCES = ['cli', 'harness', 'testcases', 'reports', 'fixtures', 'tests', 'bench'];
const STAMP = join(ROOT, 'dist/.built');
const modified = (path) => (existsSync(path) ? statSync(path).mtimeMs : -Infinity);

/** Why this Node is too old, if it is: `required` is the range `>=MAJOR.MINOR` of package.json. */
export function tooOld(version, required) {
  const [major, minor] = version.split('.').map(Number);
  const [wantMajor, wantMinor] = required.replace('>=', '').split('.').map(Number);
  if (major > wantMajor || (major === wantMajor && minor >= wantMinor)) return undefined;
  return `laddprov needs Node ${wantMajor}.${wantMinor} or newer; this is ${version}. See https://nodejs.org/en/download`;
}

/** Ends the program with a message when Node is too old. */
export function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const problem = tooOld(process.versions.node, engines.node);
  if (problem === undefined) return;
  console.error(problem);
  process.exit(2);
}

/** Every file under `folder` that `wanted` accepts, sorted; an absent folder has none. */
export function filesUnder(folder, wanted) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && wanted(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

const isSource = (name) => /\.tsx?$/.test(name) || name.endsWith('.json');
const sources = () => SOURCES.flatMap((folder) => filesUnder(join(ROOT, folder), isSource));

/** A digest over path, size and time of all that the build reads. */
function fingerprint() {
  const hash = createHash('sha256');
  const inputs = [join(ROOT, 'tsconfig.json'), join(ROOT, 'package-lock.json'), ...sources()];
  for (const path of inputs) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${relative(ROOT, path)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Installs the packages of the lock file when they are missing or older than it. */
export async function install() {
  if (modified(join(ROOT, 'node_modules/.package-lock.json')) >= modified(join(ROOT, 'package-lock.json'))) return true;
  return step('packages installed', 'npm', ['ci', '--ignore-scripts=false', '--no-audit', '--no-fund'], {
    // The tests use the system's Chromium.
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
  });
}

/** Writes the types of the official schemas; the generator knows itself whether there is anything to do. */
export async function generate() {
  const folder = join(ROOT, 'harness/schema/generated');
  const newest = () => Math.max(-Infinity, ...filesUnder(folder, () => true).map(modified));
  const before = newest();
  const { code, output, ms } = await run(process.execPath, [join(ROOT, 'tools/generate-types.mjs')], { quiet: true });
  if (code !== 0) return failed('types generated', output);
  if (newest() !== before) say('types generated', ms);
  return true;
}

/** Removes what was built from sources that are gone, so that no deleted test runs and nothing stale is packed. */
function prune() {
  const dist = join(ROOT, 'dist');
  for (const path of filesUnder(dist, (name) => /\.js(?:\.map)?$/.test(name))) {
    const stem = join(ROOT, relative(dist, path).replace(/\.js(?:\.map)?$/, ''));
    if (!existsSync(`${stem}.ts`) && !existsSync(`${stem}.tsx`)) rmSync(path);
  }
}

/** Compiles into dist/ unless it was built from exactly these sources. A build with type errors counts for nothing. */
export async function build() {
  const print = fingerprint();
  if (existsSync(STAMP) && existsSync(MAIN) && readFileSync(STAMP, 'utf8') === print) return true;
  rmSync(STAMP, { force: true });
  // Without the compiler's own notes it would not write again what somebody deleted.
  if (!existsSync(MAIN)) rmSync(join(ROOT, 'dist/.tsbuildinfo'), { force: true });
  const built = await step('built', process.execPath, [
    join(ROOT, 'node_modules/typescript/bin/tsc'),
    '-p',
    ROOT,
    '--pretty',
    'false',
  ]);
  prune();
  if (!built) return false;
  // What `laddprov list` reads: it has to be newer than all that was compiled.
  if (!(await step('catalogue listed', process.execPath, [join(ROOT, 'dist/cli/write-catalogue.js')]))) return false;
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, print);
  return true;
}

/** Everything that `npm start` needs before it starts. */
export async function setUp() {
  checkNode();
  return (await install()) && (await generate()) && (await build());
}

const say = (what, ms) => console.error(`${what} (${seconds(ms)})`);

function failed(what, output) {
  console.error(`not ${what}:\n${output.trimEnd()}`);
  return false;
}

async function step(what, command, args, env = {}) {
  const { code, output, ms } = await run(command, args, { quiet: true, env });
  if (code !== 0) return failed(what, output);
  say(what, ms);
  return true;
}
