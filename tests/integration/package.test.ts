import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { ROOT } from '../unit/house/tools.js';

const program = promisify(execFile);
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

/** npm as a user calls it: without the settings that the npm around this test run hands down. */
async function npm(command: 'npm' | 'npx', args: string[], cwd: string): Promise<string> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:npm_|NODE_TEST_CONTEXT)/.test(name)),
  );
  const { stdout } = await program(command, args, { cwd, env, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

describe('the packed artefact', () => {
  const folder = mkdtempSync(join(tmpdir(), 'laddprov-package-'));
  const home = join(folder, 'home');
  let files: string[] = [];

  before(async () => {
    const packed = await npm('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', folder], ROOT);
    // The build that packing starts may print before the JSON, which is an array on lines of its own.
    const [report] = JSON.parse(packed.slice(packed.search(/^\[/m))) as [
      { filename: string; files: { path: string }[] },
    ];
    files = report.files.map(({ path }) => path);
    mkdirSync(home);
    writeFileSync(join(home, 'package.json'), '{ "name": "home", "private": true }\n');
    const tarball = join(folder, report.filename);
    await npm('npm', ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball], home);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  test('holds the program, the licence, the notice, the readme and the published schemas', () => {
    for (const path of ['dist/cli/main.js', 'LICENSE', 'NOTICE', 'README.md', 'package.json']) {
      assert.ok(files.includes(path), path);
    }
    assert.ok(files.some((path) => path.startsWith('docs/schemas/') && path.endsWith('.json')));
    assert.ok(files.some((path) => path.startsWith('dist/testcases/') && path.endsWith('.js')));
  });

  test('holds no test, no bench, no type and no note of the compiler', () => {
    const wrong = files.filter((path) => /^dist\/(?:tests|bench|\.)|\.ts$|\.tsx$|\.tsbuildinfo$|^tools\//.test(path));
    assert.deepEqual(wrong, []);
  });

  test('runs where it was installed and says its version', async () => {
    assert.match(
      await npm('npx', ['--no-install', 'laddprov', '--version'], home),
      new RegExp(`\\b${manifest.version}\\b`),
    );
  });

  test('brings the catalogue and all that the catalogue needs', async () => {
    const cases = JSON.parse(await npm('npx', ['--no-install', 'laddprov', 'list', '--json'], home)) as {
      id: string;
    }[];
    assert.ok(cases.length > 0);
    assert.ok(cases.every(({ id }) => id.length > 0));
  });
});
