/** Runs that are a part of something: shards and their merging, what failed before, what has changed, retries. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { cli, folderOf } from './support/cli.js';
import { csmsPlan } from './support/plans.js';
import { startCsms } from './support/raw-csms.js';

const CASES = ['TC_023_1_CSMS', 'TC_023_2_CSMS', 'TC_023_3_CSMS'];
const TOKENS: Readonly<Record<string, string>> = { VALID1: 'Accepted', EXPIRED1: 'Expired', BLOCKED1: 'Blocked' };

/** A CSMS that knows the blocked token for invalid the first `wrong` times, and the plan for it. */
async function bench(t: TestContext, wrong = 0): Promise<{ folder: string; plan: string }> {
  const folder = folderOf(t);
  let left = wrong;
  const { url } = await startCsms(t, {
    onCall({ id, action, payload }, session) {
      const token = String(payload['idTag']);
      const status = TOKENS[token];
      if (action !== 'Authorize' || status === undefined || (status === 'Blocked' && left-- > 0)) return undefined;
      session.answer(id, { idTagInfo: { status } });
      return 'taken';
    },
  });
  const parameters = { idTokens: { valid: 'VALID1', invalid: 'UNKNOWN1', expired: 'EXPIRED1', blocked: 'BLOCKED1' } };
  return { folder, plan: csmsPlan(folder, url, { selection: { include: CASES }, parameters }) };
}

interface Summary {
  readonly outcome: string;
  readonly cases: readonly { readonly id: string; readonly key: string; readonly verdict: string }[];
  readonly counts: Readonly<Record<string, number>>;
}

const summaryOf = (folder: string): Summary =>
  JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8')) as Summary;

const ranIn = (folder: string): readonly string[] =>
  summaryOf(folder)
    .cases.map(({ key }) => key)
    .filter((key) => !key.startsWith('SANITY'));

describe('run --shard', { timeout: 500_000 }, () => {
  test('is refused where it means nothing, before the SUT is touched or a folder made', async (t) => {
    const { folder, plan } = await bench(t);
    const out = join(folder, 'out');
    const wrong = async (args: readonly string[], message: RegExp) => {
      const { code, stderr, stdout } = await cli(t, ['run', '--plan', plan, '--out', out, ...args]);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, message);
      assert.equal(existsSync(out), false);
    };
    await wrong(['--shard', '0/3', '--seed', '7'], /There is no part 0 of 3/);
    await wrong(['--shard', '4/3', '--seed', '7'], /There is no part 4 of 3/);
    await wrong(['--shard', 'x', '--seed', '7'], /A shard is i\/n, such as 2\/3/);
    await wrong(['--shard', '1/2'], /--shard needs --seed[\s\S]*hint: Give each the same number/);
    await wrong(['--shard', '5/5', '--seed', '7'], /shard 5 of 5 has no case to run[\s\S]*3 cases were chosen/);
  });

  test('runs its part, says that it is one, and merge makes one record of all that verifies', async (t) => {
    const { folder, plan } = await bench(t);
    const shards = ['one', 'two'].map((name) => join(folder, name)) as [string, string];
    for (const [at, out] of shards.entries()) {
      const args = ['run', '--plan', plan, '--seed', '7', '--shard', `${at + 1}/2`, '--out', out];
      const { code, stdout, stderr } = await cli(t, args);
      assert.equal(code, 0, stdout + stderr);
      assert.match(stdout, new RegExp(`^shard ${at + 1} of 2$`, 'm'));
      assert.match(stdout, /^result {5}Part of a run\. Every case of shard \d of 2 passed\.$/m);
      assert.equal(summaryOf(out).outcome, 'incomplete');
      assert.equal(summaryOf(out).counts['elsewhere'], 1 + at);
      assert.doesNotMatch(readFileSync(join(out, 'junit.xml'), 'utf8'), /<(?:error|failure)/);
    }
    const missing = await cli(t, ['merge', shards[0], '--out', join(folder, 'none')]);
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /shard\.of is 2 in .*, and 2\/2 is missing/);
    assert.equal(existsSync(join(folder, 'none')), false);
    const out = join(folder, 'merged');
    const merged = await cli(t, ['merge', shards[1], shards[0], '--out', out]);
    assert.equal(merged.code, 0, merged.stdout + merged.stderr);
    assert.match(merged.stdout, /^result {5}Conformant/m);
    assert.deepEqual([...ranIn(out)].sort(), [...CASES].sort());
    assert.equal(summaryOf(out).outcome, 'conformant');
    const verified = await cli(t, ['verify', out]);
    assert.equal(verified.code, 0, verified.stdout + verified.stderr);
    assert.match(verified.stdout, /^verified: 7 case runs in 2 lanes/m);
    const again = await cli(t, ['merge', ...shards, '--out', out]);
    assert.equal(again.code, 2);
    assert.match(again.stderr, /holds the record of another run/);
  });
});

describe('run --retries', { timeout: 500_000 }, () => {
  test('names the case that flips, and is not green for it', async (t) => {
    const { folder, plan } = await bench(t, 1);
    const out = join(folder, 'out');
    const { code, stdout } = await cli(t, ['run', '--plan', plan, '--out', out, '--retries', '2']);
    assert.equal(code, 1);
    assert.match(stdout, /^✗ fail TC_023_3_CSMS \([\d.]+ s\): /m);
    assert.match(stdout, /^✓ pass TC_023_3_CSMS \([\d.]+ s, attempt 2\)$/m);
    assert.match(stdout, /^unstable {3}1 case, whose attempts came to different verdicts$/m);
    assert.deepEqual(
      ranIn(out).filter((key) => key.startsWith('TC_023_3')),
      ['TC_023_3_CSMS', 'TC_023_3_CSMS~2'],
    );
    assert.equal((await cli(t, ['verify', out])).code, 0);
  });
});

describe('run --last-failed', { timeout: 500_000 }, () => {
  test('runs what did not pass in the newest run of the SUT, or in the one that is named', async (t) => {
    const { folder, plan } = await bench(t, 1);
    const runs = join(folder, 'results');
    const first = await cli(t, ['run', '--plan', plan, '--out', join(runs, 'first'), '--seed', '11']);
    assert.equal(first.code, 1, first.stdout + first.stderr);
    const second = await cli(t, ['run', '--plan', plan, '--out', join(runs, 'second'), '--last-failed']);
    assert.equal(second.code, 0, second.stdout + second.stderr);
    assert.match(second.stdout, /seed 11; .*\nonly what did not pass in .*first.record\.jsonl$/m);
    assert.deepEqual(ranIn(join(runs, 'second')), ['TC_023_3_CSMS']);
    const third = await cli(t, ['run', '--plan', plan, '--out', join(runs, 'third'), '--last-failed']);
    assert.equal(third.code, 2);
    assert.match(third.stderr, /every case of .*second.record\.jsonl passed/);
    const named = ['run', '--plan', plan, '--out', join(runs, 'third'), '--last-failed', join(runs, 'first')];
    assert.equal((await cli(t, named)).code, 0);
    const none = await cli(t, ['run', '--plan', plan, '--out', join(folder, 'elsewhere', 'x'), '--last-failed']);
    assert.equal(none.code, 2);
    assert.match(none.stderr, /there is no earlier run of csms CSMS, OCPP 1\.6, in .*elsewhere/);
  });
});

describe('run --changed-since', { timeout: 500_000 }, () => {
  test('has nothing to run where no case changed, which is not green', async (t) => {
    const { folder, plan } = await bench(t);
    const first = join(folder, 'first');
    await cli(t, ['run', '--plan', plan, '--out', first]);
    const { code, stderr } = await cli(t, ['run', '--plan', plan, '--changed-since', first]);
    assert.equal(code, 2);
    assert.match(stderr, /no case changed since the run of .*\n {2}hint: There is nothing to run/);
    const both = await cli(t, ['run', '--plan', plan, '--changed-since', first, '--last-failed', first]);
    assert.equal(both.code, 2);
    assert.match(both.stderr, /cannot be combined/);
  });
});
