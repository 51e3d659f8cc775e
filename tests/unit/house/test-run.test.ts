import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { tool } from './tools.js';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}
const { closingLine, nodeCounts, playwrightCounts, plus } = await tool<{
  closingLine(counts: Counts): string;
  nodeCounts(totals: Record<string, number>): Counts;
  playwrightCounts(report: object): Counts;
  plus(a: Counts, b: Counts): Counts;
}>('lib/counts.mjs');
const { findBrowser } = await tool<{ findBrowser(env: Record<string, string>): string | undefined }>('lib/browser.mjs');
const { tooOld } = await tool<{ tooOld(version: string, required: string): string | undefined }>('lib/setup.mjs');

describe('the counts of a test run', () => {
  test('what was cancelled counts as failed, what is to do as skipped', () => {
    const totals = { tests: 10, pass: 4, fail: 1, cancelled: 2, skipped: 2, todo: 1 };
    assert.deepEqual(nodeCounts(totals), { passed: 4, failed: 3, skipped: 3 });
  });

  test('a flaky browser test and an error outside of tests count as failed', () => {
    const report = { stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
    assert.deepEqual(playwrightCounts(report), { passed: 3, failed: 3, skipped: 2 });
  });

  test('the closing line names what was skipped only when something was', () => {
    const one = { passed: 1, failed: 0, skipped: 0 };
    assert.equal(closingLine(plus(one, one)), '2 passed, 0 failed');
    assert.equal(closingLine(plus(one, { passed: 0, failed: 2, skipped: 3 })), '1 passed, 2 failed, 3 skipped');
  });
});

describe('what a test run stands on', () => {
  test('a Node that is too old is named with what is needed', () => {
    assert.equal(tooOld('20.19.0', '>=20.19'), undefined);
    assert.equal(tooOld('22.1.0', '>=20.19'), undefined);
    assert.match(tooOld('20.18.3', '>=20.19') ?? '', /20\.19 or newer; this is 20\.18\.3/);
    assert.match(tooOld('8.17.0', '>=20.19') ?? '', /8\.17\.0/);
  });

  test('a browser is what LADDPROV_CHROMIUM names, then what the PATH has', () => {
    const folder = mkdtempSync(join(tmpdir(), 'laddprov-'));
    try {
      const path = join(folder, 'chromium-browser');
      writeFileSync(path, '#!/bin/sh\n');
      chmodSync(path, 0o755);
      assert.equal(findBrowser({ PATH: folder }), path);
      assert.equal(findBrowser({ PATH: '', LADDPROV_CHROMIUM: path }), path);
      assert.equal(findBrowser({ PATH: folder, LADDPROV_CHROMIUM: join(folder, 'gone') }), undefined);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
