import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ROOT, tool } from '../house/tools.js';

interface Stale {
  readonly path: string;
}
const { stalePages } = await tool<{ stalePages(root: string, folder: string): Promise<readonly Stale[]> }>(
  'lib/docs/pages.mjs',
);
const { rewrite } = await tool<{
  rewrite(path: string, text: string, parts: ReadonlyMap<string, string>): Promise<string>;
}>('lib/docs/rewrite.mjs');

const BUILD = fileURLToPath(new URL('../../../', import.meta.url));
const PAGE = `${ROOT}/docs/page.md`;
const marked = (inner: string) => `before\n\n<!-- generated: rules -->\n\n${inner}\n\n<!-- end -->\n\nafter\n`;

test('every generated part of the documentation is what the code says; npm run docs mends it', async () => {
  const stale = await stalePages(ROOT, BUILD);
  assert.deepEqual(
    stale.map(({ path }) => path),
    [],
  );
});

test('a part that is out of date is replaced, and what stands around it is left alone', async () => {
  const fresh = await rewrite(PAGE, marked('old'), new Map([['rules', '| a |\n| --- |\n| $& |']]));
  assert.equal(fresh, marked('| a   |\n| --- |\n| $&  |'));
});

test('a part that is up to date stays as it is', async () => {
  assert.equal(await rewrite(PAGE, marked('same'), new Map([['rules', 'same']])), marked('same'));
});

test('a mark that names no part is a mistake', async () => {
  await assert.rejects(rewrite(PAGE, marked('old'), new Map()), /nothing generates a part called rules/);
});

test('a mark without an end is a mistake', async () => {
  const open = '<!-- generated: rules -->\n\nold\n';
  await assert.rejects(rewrite(PAGE, open, new Map([['rules', 'new']])), /no end/);
});
