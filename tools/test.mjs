/**
 * `npm test`: sets up what is missing, a browser too, then runs every stage, whatever the one before it gave, and ends
 * with a table and the counts of the tests. `npm test -- lint unit` runs these stages alone.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { provideBrowser } from './lib/browser.mjs';
import { closingLine, nodeCounts, playwrightCounts, plus, readCounts } from './lib/counts.mjs';
import { build, checkNode, filesUnder, generate, install, MAIN, ROOT } from './lib/setup.mjs';
import { run, seconds } from './lib/run.mjs';

const REPORTS = join(ROOT, '.cache/test');
const bin = (path) => join(ROOT, 'node_modules', path);

/** A stage that speaks only when it fails. */
const quietly = (args) => async () => {
  const { code, output } = await run(process.execPath, args, { quiet: true });
  if (code !== 0) console.log(output.trimEnd());
  return { ok: code === 0 };
};

/** Runs the test files under dist/tests/KIND; none at all is a failure, and so are files that ran no test. */
async function nodeTests(kind) {
  const files = filesUnder(join(ROOT, 'dist/tests', kind), (name) => name.endsWith('.test.js'));
  if (files.length === 0) {
    console.log(`no test under dist/tests/${kind}`);
    return { ok: false };
  }
  const report = join(REPORTS, `${kind}.json`);
  const { code } = await run(process.execPath, [
    '--enable-source-maps',
    '--test',
    // A test that hangs is a failure with a name, not a build that never ends.
    '--test-timeout=600000',
    `--test-concurrency=${Math.max(2, availableParallelism())}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${new URL('lib/totals-reporter.mjs', import.meta.url).href}`,
    `--test-reporter-destination=${report}`,
    ...files,
  ]);
  return counted(code, readCounts(report, nodeCounts));
}

async function browserTests(browser) {
  if (browser.path === undefined) {
    console.log(browser.problem);
    return { ok: false };
  }
  if (!existsSync(join(ROOT, 'playwright.config.ts'))) {
    console.log('no playwright.config.ts: which tests are the browser tests is not known');
    return { ok: false };
  }
  const report = join(REPORTS, 'browser.json');
  const { code } = await run(process.execPath, [bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'], {
    env: { LADDPROV_CHROMIUM: browser.path, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return counted(code, readCounts(report, playwrightCounts));
}

/** Reference peers pass, every check is seen to fail, impostors pass nothing. */
async function proof() {
  if (!existsSync(MAIN)) {
    console.log('cli/main.ts was not built: nothing can be proven');
    return { ok: false };
  }
  return { ok: (await run(process.execPath, ['--enable-source-maps', MAIN, 'prove'])).code === 0 };
}

const counted = (code, counts) => ({ ok: code === 0 && counts.passed > 0 && counts.failed === 0, counts });

/** Every stage by its name, in order. */
const stages = (browser) => ({
  types: async () => ({ ok: await build() }),
  format: quietly([bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']),
  lint: quietly([bin('eslint/bin/eslint.js'), '--max-warnings=0', '.']),
  'dead-code': quietly([bin('knip/bin/knip.js'), '--no-progress']),
  house: quietly([join(ROOT, 'tools/house.mjs')]),
  unit: () => nodeTests('unit'),
  integration: () => nodeTests('integration'),
  proof,
  browser: () => browserTests(browser),
});

function choose(all, names) {
  const unknown = names.find((name) => !Object.hasOwn(all, name));
  if (unknown !== undefined) {
    console.error(`No stage is called ${unknown}. The stages are: ${Object.keys(all).join(', ')}`);
    process.exit(2);
  }
  return Object.entries(all).filter(([name]) => names.length === 0 || name === 'types' || names.includes(name));
}

checkNode();
process.env.PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD = '1';
const names = process.argv.slice(2);
choose(stages({}), names);
if (!(await install()) || !(await generate())) process.exit(1);
const needsBrowser = names.length === 0 || names.includes('browser');
const browser = needsBrowser ? await provideBrowser() : {};
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });

const results = [];
for (const [name, stage] of choose(stages(browser), names)) {
  console.log(`\n── ${name}`);
  const started = process.hrtime.bigint();
  const { ok, counts } = await stage();
  const took = seconds(Number(process.hrtime.bigint() - started) / 1e6);
  console.log(`── ${name}: ${ok ? 'passed' : 'FAILED'} (${took})`);
  results.push({ name, ok, counts, took });
}

const width = Math.max(...results.map(({ name }) => name.length));
console.log('');
for (const { name, ok, counts, took } of results) {
  const tests = counts === undefined ? '' : `  ${closingLine(counts)}`;
  console.log(`${name.padEnd(width)}  ${ok ? 'passed' : 'FAILED'}  ${took.padStart(12)}${tests}`);
}
const total = results
  .map(({ counts }) => counts)
  .filter(Boolean)
  .reduce(plus, { passed: 0, failed: 0, skipped: 0 });
console.log(`\n${closingLine(total)}`);
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;
