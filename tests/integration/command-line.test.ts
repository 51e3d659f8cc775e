/** The commands that ask and write: list, show, init, report, reference. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { z } from 'zod';
import { caseFactsSchema } from '../../harness/record/event-parts.js';
import { cli, folderOf, start } from './support/cli.js';
import { wholeRun } from './support/outcome.js';
import { csmsPlan } from './support/plans.js';
import { freePort } from './support/port.js';
import { startCsms } from './support/raw-csms.js';

const rowsSchema = z.array(caseFactsSchema.extend({ human: z.boolean() }).strict());
const PASSWORD = 'a-password-of-16+';

async function rows(t: TestContext, ...args: string[]) {
  const { code, stdout, stderr } = await cli(t, ['list', '--json', ...args]);
  assert.equal(code, 0, stderr);
  return rowsSchema.parse(JSON.parse(stdout));
}

describe('list', { concurrency: 4, timeout: 500_000 }, () => {
  test('gives every case with all that the catalogue says of it, in the order of their ids', async (t) => {
    const all = await rows(t);
    assert.ok(all.length > 50);
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    assert.ok(all.every(({ human, operator }) => human === operator.length > 0));
    assert.ok(
      all.every(({ requirements, steps, title }) => requirements.length > 0 && steps.length > 0 && title !== ''),
    );
  });

  test('filters by role, version and pattern, and by all of them together', async (t) => {
    const all = await rows(t);
    const stations = await rows(t, '--role', 'station', '--ocpp', '1.6');
    assert.deepEqual(
      stations.map(({ id }) => id),
      all.filter(({ role, versions }) => role === 'station' && versions.includes('1.6')).map(({ id }) => id),
    );
    const chosen = await rows(t, '--role', 'station', '-s', 'TC_0*', '-s', '!TC_062_CS');
    assert.ok(chosen.length > 5);
    assert.ok(chosen.every(({ id, role }) => id.startsWith('TC_0') && role === 'station' && id !== 'TC_062_CS'));
  });

  test('says in plain lines what a person needs', async (t) => {
    const { code, stdout } = await cli(t, ['list', '--role', 'csms', '--ocpp', '2.0.1']);
    assert.equal(code, 0);
    const lines = stdout.trimEnd().split('\n');
    assert.equal(lines.length - 1, (await rows(t, '--role', 'csms', '--ocpp', '2.0.1')).length);
    assert.match(lines.at(-1) ?? '', new RegExp(`^${lines.length - 1} cases`));
    // eslint-disable-next-line no-control-regex -- nobody asked for colours
    assert.doesNotMatch(stdout, /\u001b/);
  });
});

describe('show', { timeout: 500_000 }, () => {
  test('tells one case, whatever the case of the letters', async (t) => {
    const { code, stdout } = await cli(t, ['show', 'tc_062_cs']);
    assert.equal(code, 0);
    for (const words of [/^TC_062_CS: /, /requirements +1\.6 §5\.6/, /operator +not needed/, /\n {2}1\. /])
      assert.match(stdout, words);
  });
});

describe('report', { timeout: 500_000 }, () => {
  test('of a format that there is not names those that there are, and writes nothing', async (t) => {
    const folder = folderOf(t);
    writeFileSync(join(folder, 'record.jsonl'), '');
    const { code, stderr } = await cli(t, ['report', folder, '--format', 'html,pdff']);
    assert.equal(code, 2);
    assert.match(stderr, /pdff/);
    assert.match(stderr, /html, html-pages, junit, json/);
    assert.equal(existsSync(join(folder, 'report.html')), false);
  });

  test('of something that is no record says where it is broken', async (t) => {
    const folder = folderOf(t);
    for (const text of ['no json\n', '{"type":"frame"}\n', '{"type":"run-start"}\n', '']) {
      writeFileSync(join(folder, 'record.jsonl'), text);
      const { code, stderr } = await cli(t, ['report', folder]);
      assert.equal(code, 2, `${JSON.stringify(text)}: ${stderr}`);
      assert.doesNotMatch(stderr, /\n\s+at /);
    }
  });
});

describe('init', { concurrency: 4, timeout: 500_000 }, () => {
  test('where nobody can be asked needs role and version, and overwrites nothing', async (t) => {
    const cwd = folderOf(t);
    const bare = await cli(t, ['init', '--out', 'a.yaml'], { cwd });
    assert.equal(bare.code, 2);
    assert.match(bare.stderr, /--role and --ocpp/);
    writeFileSync(join(cwd, 'b.yaml'), 'mine');
    const taken = await cli(t, ['init', '--role', 'station', '--ocpp', '1.6', '--out', 'b.yaml'], { cwd });
    assert.equal(taken.code, 2);
    assert.equal(readFileSync(join(cwd, 'b.yaml'), 'utf8'), 'mine');
  });

  test('writes a plan for the reference CSMS, which doctor accepts, and whose HTTP operator carries a case', async (t) => {
    const cwd = folderOf(t);
    const env = { LADDPROV_TEST_PASSWORD: PASSWORD };
    const reference = start(t, [
      'reference',
      'csms',
      '--port',
      '0',
      '--control-port',
      '0',
      '--identity',
      'REF 1',
      '--password',
      PASSWORD,
    ]);
    const [, url = ''] = await reference.shows(/listens on (\S+?)\/?\/<identity>/);
    const [, control = ''] = await reference.shows(/POST (http:\/\/127\.0\.0\.1:\d+)/);
    const init = ['init', '--role', 'csms', '--ocpp', '2.0.1', '--identity', 'REF 1', '--url', url];
    const more = ['--password-from-env', 'LADDPROV_TEST_PASSWORD', '--operator', 'http', '--operator-target', control];
    const written = await cli(t, [...init, ...more, '--out', 'plan.yaml'], { cwd });
    assert.equal(written.code, 0, written.stderr);
    assert.doesNotMatch(readFileSync(join(cwd, 'plan.yaml'), 'utf8'), /a-password/);

    const doctor = await cli(t, ['doctor', '--plan', 'plan.yaml'], { cwd, env });
    assert.equal(doctor.code, 0, doctor.stdout);
    assert.match(doctor.stdout, /ok {3}operator: http/);

    const run = await cli(t, ['run', '--plan', 'plan.yaml', '--select', 'TC_B_06_CSMS', '--out', 'out'], { cwd, env });
    assert.equal(run.code, 0, run.stdout + run.stderr);
    const outcome = await wholeRun(join(cwd, 'out'));
    assert.deepEqual(outcome.verdicts, { SANITY_2X_CSMS: 'pass', TC_B_06_CSMS: 'pass' });
    assert.ok(outcome.of('operator-answer').every(({ status }) => status === 'done'));
    assert.doesNotMatch(readFileSync(join(cwd, 'out/record.jsonl'), 'utf8') + outcome.html, /a-password/);

    reference.child.kill('SIGINT');
    assert.equal((await reference.ended).code, 0);
  });

  test('writes a plan for the reference station, which doctor accepts, and whose HTTP operator carries a case', async (t) => {
    const cwd = folderOf(t);
    const [port, control] = [await freePort(), await freePort()];
    const operator = ['--operator', 'http', '--operator-target', `http://127.0.0.1:${control}`];
    const init = ['init', '--role', 'station', '--ocpp', '1.6', '--identity', 'REF/2', '--port', `${port}`];
    const written = await cli(t, [...init, ...operator], { cwd });
    assert.equal(written.code, 0, written.stderr);
    const url = `ws://127.0.0.1:${port}`;
    const reference = ['reference', 'station', '--ocpp', '1.6', '--url', url, '--identity', 'REF/2'];
    const more = ['--control-port', `${control}`];

    const doctor = start(t, ['doctor', '--plan', 'laddprov.yaml', '--wait', '30'], { cwd });
    await doctor.shows(/waiting up to/);
    const first = start(t, [...reference, ...more]);
    const { code, stdout } = await doctor.ended;
    assert.equal(code, 0, stdout);
    first.child.kill('SIGTERM');
    assert.equal((await first.ended).code, 0);

    const run = start(t, ['run', '--plan', 'laddprov.yaml', '--select', 'TC_003_CS', '--out', 'out'], { cwd });
    await run.shows(/listening on/);
    start(t, [...reference, ...more]);
    const ended = await run.ended;
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    const outcome = await wholeRun(join(cwd, 'out'));
    assert.deepEqual(outcome.verdicts, { SANITY_16_CS: 'pass', TC_003_CS: 'pass' });
    const asked = outcome.of('operator-ask').map(({ action }) => action);
    assert.ok(asked.includes('plugIn') && asked.includes('presentIdToken'), asked.join());
  });

  test('whose HTTP operator cannot be reached leaves the case inconclusive, and blames the operator', async (t) => {
    const cwd = folderOf(t);
    const { url } = await startCsms(t);
    const port = await freePort();
    const plan = csmsPlan(cwd, url, {
      selection: { include: ['TC_061_CSMS'] },
      operator: { kind: 'http', url: `http://127.0.0.1:${port}` },
    });
    const { code, stdout } = await cli(t, ['run', '--plan', plan, '--out', join(cwd, 'out')]);
    assert.equal(code, 3, stdout);
    const outcome = await wholeRun(join(cwd, 'out'));
    assert.equal(outcome.verdicts['TC_061_CSMS'], 'inconclusive');
    assert.deepEqual(
      outcome.of('check').flatMap(({ verdict, blame }) => (verdict === 'pass' ? [] : [blame])),
      ['operator'],
    );
  });
});
