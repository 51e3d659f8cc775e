/** House checks: what no other tool looks at, over every file that git tracks. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { circles } from './lib/circles.mjs';
import { lookAt } from './lib/house-checks.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Folders of this machine that no file may name: the checkout, and a home below which it could stand elsewhere. */
const machine = [resolve(root), homedir()].filter((path) => path.split('/').length > 2);

let listed;
try {
  listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
} catch (error) {
  console.error(`the house checks go over the files that git tracks, and git could not list them: ${error.message}`);
  process.exit(1);
}
const paths = listed.split('\0').filter((path) => path !== '' && existsSync(join(root, path)));
const read = (path) => {
  const full = join(root, path);
  return existsSync(full) ? readFileSync(full, 'utf8') : undefined;
};
const code = paths.filter((path) => /\.(?:tsx?|mjs|js)$/.test(path));
const problems = [
  ...paths.flatMap((path) => lookAt(path, read(path), { read, exists: (at) => existsSync(join(root, at)), machine })),
  ...circles(new Map(code.map((path) => [path, read(path)]))),
];
for (const problem of problems) console.error(problem);
if (paths.length === 0) console.error('no file is tracked: nothing was checked');
process.exitCode = problems.length > 0 || paths.length === 0 ? 1 : 0;
