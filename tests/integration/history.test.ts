/** `laddprov runs`: questions to the index of runs, and what keeps it. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { HIDDEN, HOSTILE } from '../unit/reports/support.js';
import { cli, folderOf } from './support/cli.js';
import { type Listed, runOf } from './support/history.js';
import { sampleRecord } from './support/sample-record.js';

/** Three releases of one product, of which the second breaks a case, and one run of another product. */
async function someRuns(t: TestContext): Promise<string> {
  const cwd = folderOf(t);
  runOf(cwd, 0, '7', { TC_A: 'pass', TC_B: 'pass' });
  runOf(cwd, 1, '8', { TC_A: 'pass', TC_B: 'fail' });
  runOf(cwd, 2, '9', { TC_A: 'pass', TC_B: 'pass', TC_C: 'inconclusive' });
  runOf(cwd, 3, '1', { TC_A: 'pass' }, { model: 'Annat', identity: 'OTHER' });
  const { code, stdout, stderr } = await cli(t, ['runs', 'rebuild', 'results'], { cwd });
  assert.equal(code, 0, stderr);
  assert.match(stdout, /runs\.sqlite: 4 entered from /);
  return cwd;
}

describe('laddprov runs', { concurrency: 2, timeout: 500_000 }, () => {
  test('lists the latest runs, and those that are asked for', async (t) => {
    const cwd = await someRuns(t);
    const { code, stdout } = await cli(t, ['runs'], { cwd });
    assert.equal(code, 0);
    assert.match(stdout, /runs\.sqlite: 4 runs, latest first\n/);
    assert.deepEqual(
      [...stdout.matchAll(/^[0-9a-f]{10} .* (\S+)$/gm)].map((match) => match[1]),
      ['run-3', 'run-2', 'run-1', 'run-0'],
    );
    const asked = async (...options: string[]) => {
      const ended = await cli(t, ['runs', '--json', ...options], { cwd });
      return (JSON.parse(ended.stdout) as Listed).map(({ seed }) => seed);
    };
    assert.deepEqual(await asked('--limit', '2'), [3, 2]);
    assert.deepEqual(await asked('--product', 'molnladd moln'), [3, 2, 1, 0]);
    assert.deepEqual(await asked('--product', 'annat'), [3]);
    assert.deepEqual(await asked('--product', 'other'), [3]);
    assert.deepEqual(await asked('--since', '2026-03-03'), [3, 2]);
    assert.deepEqual(await asked('--role', 'station'), []);
    assert.deepEqual(await asked('--ocpp', '1.6'), [3, 2, 1, 0]);
  });

  test('shows a product, a case, and which firmware broke what', async (t) => {
    const cwd = await someRuns(t);
    const ids = (JSON.parse((await cli(t, ['runs', '--json'], { cwd })).stdout) as Listed).map(({ digest }) =>
      digest.slice(0, 10),
    );
    const product = await cli(t, ['runs', 'show', 'molnladd', 'moln'], { cwd });
    assert.match(product.stdout, /^Molnladd Moln, csms, OCPP 1\.6: 3 runs, 3 firmwares\n/m);
    assert.match(product.stdout, new RegExp(`^${ids[2]!} .* 8 .* 1 +0 +run-1$`, 'm'));
    const one = await cli(t, ['runs', 'case', 'TC_B'], { cwd });
    assert.match(one.stdout, /^TC_B Case TC_B\n/);
    assert.match(one.stdout, new RegExp(`✕ ${ids[2]!} .* fail {2}was pass in ${ids[3]!} with firmware 7`));
    const broke = await cli(t, ['runs', 'broke', '--product', 'moln moln'], { cwd });
    assert.equal(broke.code, 0);
    assert.match(
      broke.stdout,
      new RegExp(
        ` {2}firmware 8 broke 1 case\n {4}TC_B Case TC_B\n {6}passed in ${ids[3]!} with 7, failed in ${ids[2]!} with 8\n {2}firmware 9 mended 1 case`,
      ),
    );
    const data = JSON.parse((await cli(t, ['runs', 'broke', '--json'], { cwd })).stdout) as {
      name: string;
      broke: { id: string; after: { firmware: string } }[];
    }[];
    assert.deepEqual(
      data.map(({ name, broke: found }) => [name, found.map(({ id, after }) => `${id} ${after.firmware}`)]),
      [
        ['Molnladd Annat', []],
        ['Molnladd Moln', ['TC_B 8']],
      ],
    );
  });

  test('says what is wrong with a question that has no answer', async (t) => {
    const cwd = await someRuns(t);
    const questions: [string[], RegExp][] = [
      [['runs', 'show', 'nobody'], /no run in .* is what you ask for/],
      [['runs', 'case', 'TC_Z'], /no run in .* has a verdict of TC_Z/],
      [['runs', '--since', 'yesterday'], /"yesterday" is no date/],
      [['runs', 'remove', 'feed'], /no run of the index is "feed"/],
      [['runs', 'rebuild', 'nowhere'], /there is no folder/],
      [['runs', 'add', 'nowhere'], /there is no record at/],
      [['runs', '--index', 'nowhere.sqlite'], /there is no index of runs at .*nowhere\.sqlite[\s\S]*runs rebuild/],
      [['runs', 'nonsense'], /unknown command|too many arguments/],
    ];
    for (const [args, says] of questions) {
      const { code, stderr } = await cli(t, args, { cwd });
      assert.equal(code, 2, args.join(' '));
      assert.match(stderr, says);
    }
  });

  test('takes runs out by id or by folder, and leaves their records', async (t) => {
    const cwd = await someRuns(t);
    const [{ digest }] = JSON.parse((await cli(t, ['runs', '--json'], { cwd })).stdout) as [Listed[number]];
    const removed = await cli(t, ['runs', 'remove', digest.slice(0, 6), 'results/run-0'], { cwd });
    assert.equal(removed.code, 0, removed.stderr);
    assert.match(removed.stdout, /2 left; records are not touched/);
    assert.equal((JSON.parse((await cli(t, ['runs', '--json'], { cwd })).stdout) as Listed).length, 2);
    assert.ok(existsSync(join(cwd, 'results/run-0/record.jsonl')));
  });

  test('rebuilds the same index from the records, and says what it could not read', async (t) => {
    const cwd = await someRuns(t);
    const list = async () => (await cli(t, ['runs', '--json'], { cwd })).stdout;
    const before = await list();
    writeFileSync(join(cwd, 'results/runs.sqlite'), 'not any more');
    const refused = await cli(t, ['runs'], { cwd });
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /is damaged: it is no SQLite file\n {2}hint: .*laddprov runs rebuild/);
    const again = await cli(t, ['runs', 'rebuild', 'results'], { cwd });
    assert.equal(again.code, 0);
    assert.match(again.stdout, /the file before could not be read and is kept: .*runs\.sqlite\.old\n/);
    assert.equal(await list(), before);

    renameSync(join(cwd, 'results/run-0'), join(cwd, 'gone'));
    writeFileSync(join(cwd, 'results/run-1/record.jsonl'), '{"type":');
    const less = await cli(t, ['runs', 'rebuild', 'results'], { cwd });
    assert.equal(less.code, 3);
    assert.match(less.stderr, /left out .*run-1.record\.jsonl: line 1 of the record: not JSON/);
    assert.match(less.stdout, /2 of the runs before have no record here; the index before is kept: .*old-2/);
  });

  test('does not lose one of the runs that are entered at once, nor enter one twice', async (t) => {
    const cwd = folderOf(t);
    const runs = Array.from({ length: 8 }, (_, day) => runOf(cwd, day, '1', { TC_A: 'pass' }));
    const ended = await Promise.all([...runs, ...runs.slice(0, 4)].map((run) => cli(t, ['runs', 'add', run], { cwd })));
    assert.deepEqual(
      ended.map(({ code, stderr }) => `${code}${stderr}`),
      ended.map(() => '0'),
    );
    assert.equal(ended.filter(({ stdout }) => / 0 entered, 1 there already/.test(stdout)).length, 4);
    const listed = JSON.parse((await cli(t, ['runs', '--json'], { cwd })).stdout) as Listed;
    assert.deepEqual(
      listed.map(({ seed }) => seed),
      [7, 6, 5, 4, 3, 2, 1, 0],
    );
    assert.deepEqual(
      readdirSync(join(cwd, 'results')).filter((name) => !name.startsWith('run-')),
      ['runs.sqlite'],
    );
  });

  test('goes by the firmware that a station told, and by what the plan says where it told nothing', async (t) => {
    const cwd = folderOf(t);
    const cases = [{ id: 'TC_A', verdict: 'pass' as const }];
    const sut = { role: 'station' as const, version: '2.0.1' as const, identity: 'CS-0042', firmware: 'of the plan' };
    const told = sampleRecord(join(cwd, 'results/told'), { cases, start: { sut } });
    const silent = sampleRecord(join(cwd, 'results/silent'), { cases, start: { sut: { ...sut, identity: 'SILENT' } } });
    const record = join(silent, 'record.jsonl');
    writeFileSync(record, readFileSync(record, 'utf8').replaceAll('BootNotification', 'Heartbeat'));
    await cli(t, ['runs', 'add', told, silent], { cwd });
    const { stdout } = await cli(t, ['runs', '--json'], { cwd });
    const runs = JSON.parse(stdout) as { path: string; vendor?: string; model?: string; firmware: string }[];
    const known = Object.fromEntries(
      runs.map(({ path, vendor, model, firmware }) => [path, [vendor, model, firmware]]),
    );
    assert.deepEqual(known, {
      told: ['Nordladd', 'Stolpe 22 D', '3.8.1-rc2'],
      silent: [undefined, undefined, 'of the plan'],
    });
  });

  test('does not enter a shard: it is a part of a run', async (t) => {
    const cwd = folderOf(t);
    const shard = sampleRecord(join(cwd, 'results/shard'), {
      cases: [{ id: 'TC_A', verdict: 'pass' }],
      start: { shard: { index: 1, of: 2 } },
    });
    const { code, stderr } = await cli(t, ['runs', 'add', shard], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /is one of several shards\n {2}hint: .*laddprov merge/);
    assert.match((await cli(t, ['runs', 'rebuild', 'results'], { cwd })).stdout, /0 entered .*, 1 shards left out/);
  });

  test('lets no text of a product steer the terminal or the page', async (t) => {
    const cwd = folderOf(t);
    runOf(cwd, 0, HOSTILE, { TC_A: 'pass' }, { vendor: HOSTILE, model: HOSTILE, identity: HOSTILE });
    runOf(cwd, 1, `${HOSTILE.slice(0, 20)}2`, { TC_A: 'fail' }, { vendor: HOSTILE, model: HOSTILE, identity: HOSTILE });
    await cli(t, ['runs', 'rebuild', 'results'], { cwd });
    for (const args of [['list'], ['show', 'script'], ['case', 'TC_A'], ['broke']]) {
      const { code, stdout, stderr } = await cli(t, ['runs', ...args], { cwd });
      assert.equal(code, 0, stderr);
      assert.ok(!HIDDEN.test(stdout.replaceAll('\n', '')), args[0]);
    }
    assert.equal((await cli(t, ['runs', 'page', '--out', 'pages/history.html'], { cwd })).code, 0);
    assert.doesNotMatch(readFileSync(join(cwd, 'pages/history.html'), 'utf8'), /<img|<script>document/);
  });

  test('writes a page that leads to the reports that are there', async (t) => {
    const cwd = await someRuns(t);
    writeFileSync(join(cwd, 'results/run-2/report.html'), '');
    const page = join(cwd, 'pages/history.html');
    const { code, stdout } = await cli(t, ['runs', 'page', '--out', page], { cwd });
    assert.equal(code, 0);
    assert.equal(stdout, `${page}\n`);
    const links = [...readFileSync(page, 'utf8').matchAll(/href="([^"#]+)"/g)].map((match) => match[1]!);
    assert.deepEqual(links, ['../results/run-2/report.html']);
  });
});
