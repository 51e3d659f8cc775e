import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tool } from './tools.js';

interface Around {
  exists(path: string): boolean;
  read(path: string): string | undefined;
  machine: readonly string[];
}
const { anchors, lookAt } = await tool<{
  anchors(markdown: string): Set<string>;
  lookAt(path: string, text: string, around: Around): string[];
}>('lib/house-checks.mjs');

const files: Record<string, string> = { 'docs/run.md': '# Run it\n\n## With `npm`, twice\n', 'README.md': '# One\n' };
const around: Around = {
  exists: (path) => Object.hasOwn(files, path) || path === 'docs',
  read: (path) => files[path],
  machine: ['/srv/builds/checkout'],
};
const look = (path: string, text: string) => lookAt(path, text, around);

describe('house checks', () => {
  test('300 lines are the most for code, and no limit for prose', () => {
    assert.deepEqual(look('a.ts', '\n'.repeat(300)), []);
    assert.match(look('a.ts', '\n'.repeat(301)).join(), /301 lines/);
    assert.deepEqual(look('a.md', '\n'.repeat(301)), []);
  });

  test('an official schema is recognized by its id and by its Java types', () => {
    assert.match(
      look('a.json', JSON.stringify({ $id: 'urn:OCPP:Cp:2:2020:3:BootNotificationRequest' })).join(),
      /schema/,
    );
    assert.match(look('a.json', JSON.stringify({ id: 'urn:OCPP:1.6:2019:12:Heartbeat' })).join(), /schema/);
    assert.match(look('a.ts', `const it = ${JSON.stringify({ javaType: 'Thing' }, undefined, 2)};`).join(), /schema/);
    assert.deepEqual(look('a.json', JSON.stringify({ $id: 'https://laddprov.example/plan.json' })), []);
  });

  test('no file names a folder of one machine', () => {
    const slash = '/';
    for (const path of ['srv/builds/checkout/harness', 'home/somebody/x', 'Users/somebody', 'root/x'].map(
      (x) => slash + x,
    )) {
      assert.match(look('a.ts', `const it = '${path}';`).join(), /one machine/, path);
    }
    for (const path of [
      '/srv/builds/checkouts',
      'https://example.org/home/somebody',
      './root/x',
      '/usr/bin/chromium',
    ]) {
      assert.deepEqual(look('a.ts', `const it = '${path}';`), [], path);
    }
  });

  test('links between documents lead somewhere', () => {
    const good =
      '[a](docs/run.md) [b](docs/run.md#with-npm-twice) [c](#one) [d](https://example.org) [e](docs)\n# One\n[f]: docs/run.md\n';
    assert.deepEqual(lookAt('README.md', good, { ...around, read: () => files['docs/run.md'] + good }), []);
    assert.match(look('README.md', '[a](docs/gone.md)').join(), /leads nowhere/);
    assert.match(look('README.md', '[a]: docs/gone.md').join(), /leads nowhere/);
    assert.match(look('docs/run.md', '[a](../../outside.md)').join(), /leads nowhere/);
    assert.match(look('README.md', '[a](docs/run.md#gone)').join(), /heading that is not there/);
    assert.deepEqual(look('README.md', '`[a](gone.md)`\n\n```\n[b](gone.md)\n```\n'), []);
  });

  test('headings with the same words have numbered anchors', () => {
    assert.deepEqual([...anchors('# A b!\n## A b\n```\n# no\n```\n')], ['a-b', 'a-b-1']);
  });
});
