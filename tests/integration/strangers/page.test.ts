import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ROOT } from '../../unit/house/tools.js';
import { type Known } from './known.js';
import { CLI_16, CLI_201 } from './known-cli.js';
import { RPC_CLIENT_16, RPC_CLIENT_201, RPC_SERVER_16, RPC_SERVER_201 } from './known-rpc.js';
import { linesOf, sectionOf } from './page.js';

const ALL: readonly Known[] = [RPC_CLIENT_16, RPC_CLIENT_201, RPC_SERVER_16, RPC_SERVER_201, CLI_16, CLI_201];
const page = readFileSync(join(ROOT, 'docs/strangers.md'), 'utf8');
const require = createRequire(import.meta.url);

function installed(name: string): string {
  return (JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')) as { version: string }).version;
}

describe('the page about strangers', () => {
  for (const known of ALL)
    test(`says what is known: ${known.name}`, () => {
      const wanted = linesOf(sectionOf(known));
      const lines = linesOf(page);
      const start = lines.indexOf(wanted[0]!);
      assert.notEqual(start, -1, `the page has no heading "${wanted[0]}"`);
      const next = lines.findIndex((line, index) => index > start && line.startsWith('#'));
      assert.deepEqual(lines.slice(start, next < 0 ? undefined : next), wanted);
    });

  test('speaks of no other product and version', () => {
    const headings = linesOf(page).filter((line) => line.startsWith('### '));
    assert.deepEqual(headings.sort(), ALL.map(({ name }) => `### ${name}`).sort());
  });

  test('names the releases that are installed', () => {
    for (const name of ['ocpp-rpc', 'ocpp-ws-cli']) assert.ok(page.includes(`${name} ${installed(name)}`), name);
  });
});
