/** The pages of the documentation, and what of them is stale. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectParts } from './parts.mjs';
import { partsIn, rewrite } from './rewrite.mjs';

/** README.md and every page in docs/, as `{ path, text }`, paths from the repository's root. */
export function readPages(root) {
  const names = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  const paths = ['README.md', ...names.sort().map((name) => `docs/${name}`)];
  return paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** The pages whose generated parts are not what the build in `folder` gives, as `{ path, text, fresh }`. */
export async function stalePages(root, folder) {
  const parts = await collectParts(folder);
  const pages = readPages(root);
  const wanted = new Set(pages.flatMap(({ text }) => partsIn(text)));
  const idle = [...parts.keys()].filter((name) => !wanted.has(name));
  if (idle.length > 0) throw new Error(`docs: no page has the part ${idle.join(', ')}`);
  const fresh = await Promise.all(
    pages.map(async ({ path, text }) => ({ path, text, fresh: await rewrite(join(root, path), text, parts) })),
  );
  return fresh.filter((page) => page.text !== page.fresh);
}
