/** `report` in the formats that another program makes, or reads. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pagesOfDestinations } from '../../cli/pdf-pages.js';
import { mixedRun } from '../unit/reports/sample-runs.js';
import { HOSTILE } from '../unit/reports/support.js';
import { cli, folderOf } from './support/cli.js';
import { sampleRecord } from './support/sample-record.js';

const has = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;

describe('report', { timeout: 500_000 }, () => {
  test('writes every format that needs no other program, and names each file', async (t) => {
    const folder = sampleRecord(folderOf(t), { ...mixedRun(), hostile: HOSTILE });
    const out = join(folder, 'out');
    const { code, stdout, stderr } = await cli(t, ['report', folder, '-f', 'ctrf,csv,markdown,badge', '--out', out]);
    assert.equal(code, 0, stderr);
    const files = ['ctrf.json', 'cases.csv', 'checks.csv', 'summary.md', 'badge.svg'];
    assert.deepEqual(
      stdout.trimEnd().split('\n'),
      files.map((file) => join(out, file)),
    );
    assert.deepEqual(readdirSync(out).sort(), [...files].sort());
  });

  test('hands the results for Allure to Allure 2 where Java is there, and says so where it is not', async (t) => {
    const folder = sampleRecord(folderOf(t), { ...mixedRun(), hostile: HOSTILE });
    const page = join(folder, 'allure-report/index.html');
    if (has('java', '-version')) {
      const made = await cli(t, ['report', folder, '-f', 'allure']);
      assert.equal(made.code, 0, made.stderr);
      assert.ok(existsSync(page), made.stderr);
      const { statistic } = JSON.parse(readFileSync(join(folder, 'allure-report/widgets/summary.json'), 'utf8')) as {
        statistic: Record<string, number>;
      };
      const { failed, broken, skipped, passed, total } = statistic;
      assert.deepEqual([failed, broken, skipped, passed, total], [1, 2, 3, 2, 8]);
    }
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const without = await cli(t, ['report', folder, '-f', 'allure'], { env: { PATH: empty, JAVA_HOME: '' } });
    assert.equal(without.code, 0, without.stderr);
    assert.match(without.stderr, /Java is missing, so Allure made no pages\. The results are in .*allure-results/);
    assert.ok(readdirSync(join(folder, 'allure-results')).length > 8);
  });

  test('prints a PDF with contents, header and page numbers', async (t) => {
    const folder = sampleRecord(folderOf(t), mixedRun());
    const { code, stdout, stderr } = await cli(t, ['report', folder, '--format', 'pdf']);
    assert.equal(code, 0, stderr);
    const pdf = readFileSync(stdout.trim());
    const pages = pagesOfDestinations(pdf);
    assert.ok(pages.get('attention')! > 1);
    assert.ok(pages.get('case-TC_N_01_CS')! > pages.get('case-TC_B_01_CS')!);
    if (!has('pdftotext', '-v')) return;
    const text = spawnSync('pdftotext', ['-layout', stdout.trim(), '-'], { encoding: 'utf8' }).stdout.split('\f');
    const total = text.length - 1;
    assert.match(text[0]!, /Nordladd Stolpe 22 D/);
    text.slice(0, total).forEach((page, index) => assert.match(page, new RegExp(`${index + 1} / ${total}\\s*$`)));
    const contents = text.find((page) => /^\s*Contents$/m.test(page))!;
    assert.match(contents, new RegExp(`What needs attention\\s+${pages.get('attention')}\\n`));
    assert.match(contents, new RegExp(`TC_N_01_CS .*\\s${pages.get('case-TC_N_01_CS')}\\n`));
    assert.match(text[pages.get('case-TC_N_01_CS')! - 1]!, /TC_N_01_CS A log is uploaded when asked/);
  });

  test('says what to install where there is no browser to print with', async (t) => {
    const folder = sampleRecord(folderOf(t), mixedRun());
    const env = { LADDPROV_CHROMIUM: join(folder, 'no-browser') };
    const { code, stderr } = await cli(t, ['report', folder, '--format', 'pdf'], { env });
    assert.equal(code, 2);
    assert.match(stderr, /no-browser, which is no program that can be run/);
    assert.equal(existsSync(join(folder, 'report.pdf')), false);
  });
});
