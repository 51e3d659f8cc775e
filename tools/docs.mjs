/**
 * `npm run docs`: builds, and rewrites the generated parts of README.md and docs/ from the code. A folder as argument is
 * a build to use instead.
 */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stalePages } from './lib/docs/pages.mjs';
import { ROOT, setUp } from './lib/setup.mjs';

const [folder] = process.argv.slice(2);
if (folder === undefined && !(await setUp())) process.exit(1);
const stale = await stalePages(ROOT, resolve(folder ?? join(ROOT, 'dist')));
for (const { path, fresh } of stale) {
  writeFileSync(join(ROOT, path), fresh);
  console.log(`${path} rewritten`);
}
if (stale.length === 0) console.log('every generated part is what the code says');
