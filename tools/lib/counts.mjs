/** The counts of passed, failed and skipped tests, from what the two test runners write for machines. */
import { readFileSync } from 'node:fs';

const ZERO = { passed: 0, failed: 0, skipped: 0 };

/** Both counts together. */
export const plus = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** The one line that ends a test run: `12 passed, 0 failed`, and `, 1 skipped` when any were. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Counts from node:test's closing totals, as tools/lib/totals-reporter.mjs writes them. */
export function nodeCounts(totals) {
  const of = (name) => totals[name] ?? 0;
  return { passed: of('pass'), failed: of('fail') + of('cancelled'), skipped: of('skipped') + of('todo') };
}

/** Counts from Playwright's JSON report. A test that passed only when tried again counts as failed. */
export function playwrightCounts({ stats, errors = [] }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}

/** Reads a report with one of the two functions above; a report that is missing or broken counts nothing. */
export function readCounts(path, count) {
  try {
    return count(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return ZERO;
  }
}
