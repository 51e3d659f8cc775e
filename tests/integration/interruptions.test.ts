/** A run that is ended from outside: with Ctrl-C it leaves everything, killed it leaves a record that says so. */
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { cli, folderOf, start, type Started } from './support/cli.js';
import { readEvents, wholeRun } from './support/outcome.js';
import { csmsPlan, stationPlan } from './support/plans.js';
import { startCsms } from './support/raw-csms.js';
import { connectStation } from './support/raw-station.js';

const PATIENT = { parameters: { timeouts: { message: 60, action: 60, operator: 60, reboot: 60 } } };

interface Running {
  readonly out: string;
  readonly run: Started;
}

/** A run that hangs in its second case, since the station leaves a request without an answer. */
async function hangingRun(t: TestContext): Promise<Running> {
  const folder = folderOf(t);
  const out = join(folder, 'out');
  const run = start(t, ['run', '--plan', stationPlan(folder, PATIENT), '--out', out]);
  const [, url = ''] = await run.shows(/listening on (\S+);/);
  await new Promise<void>((resolve, reject) => {
    const onCall = ({ action }: { readonly action: string }) => {
      if (action !== 'ChangeConfiguration') return undefined;
      setTimeout(resolve, 50);
      return 'taken' as const;
    };
    connectStation(t, { url, onCall }).catch(reject);
  });
  return { out, run };
}

describe('a run', { concurrency: 3, timeout: 500_000 }, () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`that gets ${signal} ends with a whole record and every report, and exits with 3`, async (t) => {
      const { out, run } = await hangingRun(t);
      run.child.kill(signal);
      const { code, stdout, stderr } = await run.ended;
      assert.equal(code, 3, stdout + stderr);
      assert.match(stderr, /ending the run/);
      const outcome = await wholeRun(out);
      assert.equal(outcome.end.interrupted, `interrupted by ${signal}`);
      assert.deepEqual([...outcome.end.notRun].sort(), ['TC_040_1_CS', 'TC_062_CS']);
      assert.equal(outcome.end.counts.pass, 1, 'the sanity case had passed');
      assert.equal(outcome.end.exitCode, 3);
      assert.match(outcome.html, /interrupted/);
      assert.match(readFileSync(join(out, 'junit.xml'), 'utf8'), /<(?:failure|error)/, 'no gate takes it for green');
      assert.doesNotMatch(stdout, /footer counts/, 'the footer and the events agree');
    });
  }

  test('T11: that gets SIGINT puts back the setting that its case had changed, tells so, and comes out again', async (t) => {
    const folder = folderOf(t);
    const out = join(folder, 'out');
    const selection = { include: ['TC_021_CS'] };
    const run = start(t, ['run', '--plan', stationPlan(folder, { ...PATIENT, selection }), '--out', out]);
    const [, url = ''] = await run.shows(/listening on (\S+);/);
    const ending = new Promise((resolve) => run.child.stderr?.on('data', resolve));
    const before = '77';
    let value = before;
    let interrupted = false;
    await connectStation(t, {
      url,
      onCall({ id, action, payload }, station) {
        if (action === 'ChangeConfiguration') {
          value = String(payload['value']);
          station.answer(id, { status: 'Accepted' });
          return 'taken';
        }
        const keys = payload['key'] as readonly string[] | undefined;
        if (action !== 'GetConfiguration' || !keys?.includes('MeterValueSampleInterval')) return undefined;
        const answer = () => {
          const configurationKey = [{ key: 'MeterValueSampleInterval', readonly: false, value }];
          station.answer(id, { configurationKey, unknownKey: [] });
        };
        if (value === before || interrupted) answer();
        else {
          // In the midst of the case, with a CALL of the tester under way.
          interrupted = true;
          run.child.kill('SIGINT');
          void ending.then(() => setTimeout(answer, 100));
        }
        return 'taken';
      },
    });
    const { code, stdout, stderr } = await run.ended;
    assert.equal(code, 3, stdout + stderr);
    assert.equal(value, before, 'the next run finds what was there');
    const outcome = await wholeRun(out);
    assert.deepEqual(
      outcome.of('left').map(({ case: id, kind, state }) => [id, kind, state]),
      [['TC_021_CS', 'setting', 'restored']],
    );
    assert.deepEqual([...outcome.end.notRun], ['TC_021_CS'], 'the case itself did no more');
    const verified = await cli(t, ['verify', out]);
    assert.equal(verified.code, 0, verified.stdout + verified.stderr);
  });

  test('that gets SIGINT while no station has come yet ends as well', async (t) => {
    const folder = folderOf(t);
    const out = join(folder, 'out');
    const run = start(t, ['run', '--plan', stationPlan(folder, PATIENT), '--out', out]);
    await run.shows(/listening on/);
    run.child.kill('SIGINT');
    assert.equal((await run.ended).code, 3);
    assert.equal((await wholeRun(out)).end.interrupted, 'interrupted by SIGINT');
  });

  test('against a CSMS that gets SIGINT hangs up and ends', async (t) => {
    const folder = folderOf(t);
    const out = join(folder, 'out');
    let inTheMiddle: () => void = () => undefined;
    const middle = new Promise<void>((resolve) => (inTheMiddle = resolve));
    const csms = await startCsms(t, {
      onCall({ action }) {
        if (action !== 'BootNotification') return undefined;
        setTimeout(inTheMiddle, 50);
        return 'taken';
      },
    });
    const run = start(t, ['run', '--plan', csmsPlan(folder, csms.url, PATIENT), '--out', out]);
    await middle;
    run.child.kill('SIGINT');
    assert.equal((await run.ended).code, 3);
    assert.deepEqual((await wholeRun(out)).end.notRun, []);
  });

  test('that gets SIGINT twice ends at once', async (t) => {
    const { run } = await hangingRun(t);
    run.child.kill('SIGINT');
    run.child.kill('SIGINT');
    const { code } = await run.ended;
    assert.ok(code === 3 || code === 130, `exit code ${code}`);
  });

  test('that is killed leaves a record without a footer: report says incomplete, verify says what is missing', async (t) => {
    const { out, run } = await hangingRun(t);
    run.child.kill('SIGKILL');
    const { code, signal } = await run.ended;
    assert.deepEqual([code, signal], [null, 'SIGKILL']);
    assert.equal(existsSync(join(out, 'report.html')), false);
    const events = await readEvents(out);
    assert.notEqual(events.at(-1)?.type, 'run-end');
    assert.ok(
      events.some((event) => event.type === 'case-end' && event.case === 'SANITY_16_CS'),
      'what had ended is kept',
    );

    const report = await cli(t, ['report', out]);
    assert.equal(report.code, 0, report.stderr);
    assert.match(readFileSync(join(out, 'report.html'), 'utf8'), /incomplete: its record has no end/);
    assert.match(readFileSync(join(out, 'junit.xml'), 'utf8'), /<(?:failure|error)/);
    const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as { exitCode: number };
    assert.equal(summary.exitCode, 3);

    const verified = await cli(t, ['verify', out]);
    assert.equal(verified.code, 1);
    assert.match(verified.stdout, /no footer/);
    assert.match(verified.stdout, /NOT verified/);
  });

  test('that was killed in the middle of a line leaves a record whose last line cannot be read, and report says where', async (t) => {
    const { out, run } = await hangingRun(t);
    run.child.kill('SIGKILL');
    await run.ended;
    appendFileSync(join(out, 'record.jsonl'), '{"type":"frame","n":9999,"te');
    const lines = readFileSync(join(out, 'record.jsonl'), 'utf8').split('\n').length;
    const report = await cli(t, ['report', out]);
    const said = `${report.stdout}${report.stderr}${existsSync(join(out, 'report.html')) ? readFileSync(join(out, 'report.html'), 'utf8') : ''}`;
    assert.match(said, new RegExp(`line ${lines}\\b`), 'which line is broken');
    const verified = await cli(t, ['verify', out, '--json']);
    assert.equal(verified.code, 1);
    const { verified: accepted, problems } = JSON.parse(verified.stdout) as { verified: boolean; problems: string[] };
    assert.equal(accepted, false);
    assert.ok(problems.some((problem) => problem.includes('footer')));
  });
});
