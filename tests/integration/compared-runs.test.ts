/** `diff` and `matrix`: several runs at once. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { mixedRun } from '../unit/reports/sample-runs.js';
import { cli, folderOf } from './support/cli.js';
import { sampleRecord } from './support/sample-record.js';

const passing = { cases: [{ id: 'TC_B_01_CS', verdict: 'pass' as const }] };
const failing = { cases: [{ id: 'TC_B_01_CS', verdict: 'fail' as const }] };

describe('diff', { concurrency: 4, timeout: 500_000 }, () => {
  test('ends with 0 for what got no worse and with 1 for what newly fails', async (t) => {
    const folder = folderOf(t);
    const [good, bad] = [sampleRecord(join(folder, 'a'), passing), sampleRecord(join(folder, 'b'), failing)];
    const page = join(folder, 'pages/diff.html');
    const worse = await cli(t, ['diff', good, bad, '--html', page]);
    assert.equal(worse.code, 1, worse.stderr);
    assert.match(worse.stdout, /1 newly failing\n {2}TC_B_01_CS .*: pass → fail/);
    assert.ok(worse.stdout.trimEnd().endsWith(page));
    assert.match(readFileSync(page, 'utf8'), /<\/html>\s*$/);
    assert.equal((await cli(t, ['diff', good, good])).code, 0);
    const better = await cli(t, ['diff', bad, good, '--json']);
    assert.equal(better.code, 0);
    assert.equal((JSON.parse(better.stdout) as { cases: { change: string }[] }).cases[0]?.change, 'newly-passing');
  });

  test('of a run that is not there, or of two roles, says what is wrong', async (t) => {
    const folder = folderOf(t);
    const one = sampleRecord(join(folder, 'a'), passing);
    const missing = await cli(t, ['diff', one, join(folder, 'nothing')]);
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /there is no record at .*nothing/);
    const { sut } = JSON.parse(readFileSync(join(one, 'record.jsonl'), 'utf8').split('\n')[0]!) as { sut: object };
    const csms = sampleRecord(join(folder, 'b'), { ...passing, start: { sut: { ...sut, role: 'csms' } as never } });
    assert.match((await cli(t, ['diff', one, csms])).stderr, /one run is of a station, the other of a csms/);
  });
});

describe('matrix', { timeout: 500_000 }, () => {
  test('prints products by cases, and its page links to the reports that are there', async (t) => {
    const folder = folderOf(t);
    const runs = [sampleRecord(join(folder, 'a b'), passing), sampleRecord(join(folder, 'c'), mixedRun())];
    writeFileSync(join(runs[0]!, 'report.html'), '');
    const page = join(folder, 'matrix.html');
    const { code, stdout, stderr } = await cli(t, ['matrix', ...runs, '--html', page]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /\nTC_B_01_CS {2}✓ ✓/);
    const links = [...readFileSync(page, 'utf8').matchAll(/href="([^"#]+)"/g)].map((match) => match[1]!);
    assert.deepEqual(links, ['a%20b/report.html']);
    assert.ok(existsSync(join(folder, decodeURIComponent(links[0]!))));
  });
});
