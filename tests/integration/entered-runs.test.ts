/** What a run enters into the index of runs. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { cli, folderOf } from './support/cli.js';
import { type Listed, runOf } from './support/history.js';
import { csmsPlan } from './support/plans.js';
import { startCsms } from './support/raw-csms.js';

describe('a run', { concurrency: 2, timeout: 500_000 }, () => {
  const select = { selection: { include: ['TC_061_CSMS'] } };
  const list = async (t: TestContext, cwd: string, ...args: string[]) =>
    JSON.parse((await cli(t, ['runs', '--json', ...args], { cwd })).stdout) as Listed;

  test('is entered into the index beside its folder, unless it is told not to', async (t) => {
    const cwd = folderOf(t);
    const { url } = await startCsms(t);
    const plan = csmsPlan(cwd, url, select);
    const first = await cli(t, ['run', '--plan', plan, '--out', 'results/a'], { cwd });
    assert.match(first.stdout, /results.runs\.sqlite: a new index of runs; laddprov runs shows it\n/, first.stderr);
    const second = await cli(t, ['run', '--plan', plan, '--out', 'results/b'], { cwd });
    assert.doesNotMatch(second.stdout, /runs\.sqlite/);
    await cli(t, ['run', '--plan', plan, '--out', 'results/c', '--no-index'], { cwd });
    assert.deepEqual(
      (await list(t, cwd)).map(({ path }) => path),
      ['b', 'a'],
    );
    await cli(t, ['run', '--plan', plan, '--out', 'results/d', '--index', 'elsewhere/all.sqlite'], { cwd });
    assert.deepEqual((await list(t, cwd)).length, 2);
    assert.deepEqual(
      (await list(t, cwd, '--index', 'elsewhere/all.sqlite')).map(({ path }) => path),
      ['../results/d'],
    );
    assert.deepEqual(readdirSync(join(cwd, 'results')).sort(), ['a', 'b', 'c', 'd', 'runs.sqlite']);
  });

  test('whose folder is outside of the project leaves no index there', async (t) => {
    const folder = folderOf(t);
    const cwd = join(folder, 'project');
    mkdirSync(cwd);
    const { url } = await startCsms(t);
    const out = join(folder, 'outside/a');
    await cli(t, ['run', '--plan', csmsPlan(cwd, url, select), '--out', out], { cwd });
    assert.ok(existsSync(join(out, 'record.jsonl')));
    assert.deepEqual(readdirSync(join(folder, 'outside')), ['a']);
  });

  test('is what it is when the index cannot be written: it says so, and how to enter it later', async (t) => {
    const cwd = folderOf(t);
    const { url } = await startCsms(t);
    const plan = csmsPlan(cwd, url, select);
    const good = await cli(t, ['run', '--plan', plan, '--out', 'results/a'], { cwd });
    const index = join(cwd, 'results/runs.sqlite');
    rmSync(index);
    mkdirSync(index);
    const folderThere = await cli(t, ['run', '--plan', plan, '--out', 'results/b'], { cwd });
    assert.equal(folderThere.code, good.code);
    assert.match(folderThere.stderr, /was not entered into the index of runs: [\s\S]*hint: .*laddprov runs add .*b/);
    rmSync(index, { recursive: true });
    writeFileSync(index, 'not any more');
    const damaged = await cli(t, ['run', '--plan', plan, '--out', 'results/c'], { cwd });
    assert.equal(damaged.code, good.code);
    assert.match(damaged.stderr, /was not entered [\s\S]*is damaged[\s\S]*laddprov runs rebuild/);
    assert.equal(readFileSync(index, 'utf8'), 'not any more');
    assert.ok(existsSync(join(cwd, 'results/c/report.html')));
  });
});

test('a quick question does not load SQLite', async (t) => {
  const cwd = folderOf(t);
  const hook = join(cwd, 'hook.cjs');
  writeFileSync(
    hook,
    `const Module = require('node:module'); const load = Module._load;
     Module._load = (...args) => { if (args[0] === 'node-sqlite3-wasm') process.stderr.write('SQLITE'); return load(...args); };`,
  );
  const node = ['--require', hook];
  for (const args of [
    ['--version'],
    ['list', '--select', 'TC_B_01_CS'],
    ['runs', '--help'],
    ['runs', '--index', 'none'],
  ])
    assert.doesNotMatch((await cli(t, args, { cwd, node })).stderr, /SQLITE/, args.join(' '));
  runOf(cwd, 0, '1', { TC_A: 'pass' });
  const added = await cli(t, ['runs', 'add', 'results/run-0'], { cwd, node });
  assert.match(added.stderr, /^SQLITE$/, 'the hook sees it where it is needed');
});
