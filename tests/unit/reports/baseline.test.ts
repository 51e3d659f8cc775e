import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  gateRun,
  gateText,
  githubAnnotations,
  gitlabCodeQuality,
  readBaseline,
  rewriteBaseline,
} from '../../../reports/index.js';
import { mixedRun } from './sample-runs.js';
import { HIDDEN, HOSTILE, modelOf } from './support.js';
import { type SyntheticCase, type SyntheticRun } from './synthetic-header.js';

const TODAY = '2026-03-14';
const baseline = (...lines: string[]) =>
  readBaseline(`known: [${lines.map((line) => `{ ${line} }`).join(', ')}]`, 'known.yaml');
const NONE = { entries: [] };

const failed: SyntheticCase = {
  id: 'A',
  verdict: 'fail',
  checks: [
    { id: 'accepted', verdict: 'pass' },
    { id: 'boot', verdict: 'fail' },
    { id: 'late', verdict: 'fail' },
  ],
};
const run: SyntheticRun = {
  cases: [failed, { id: 'B', verdict: 'pass' }],
  notRun: [
    { id: 'C', reason: 'not claimed' },
    { id: 'D', reason: 'not selected: --select' },
  ],
};
const gate = async (of: SyntheticRun, lines: string[], strict = false) =>
  gateRun(await modelOf(of), baseline(...lines), TODAY, strict);
const kinds = async (lines: string[]) => (await gate(run, lines)).problems.map(({ kind }) => kind);

describe('a run against its baseline', () => {
  it('is green when every failure is listed, and says which are known and why', async () => {
    const result = await gate(run, ['case: A, reason: ticket 17']);
    assert.deepEqual([result.exitCode, result.problems], [0, []]);
    assert.match(gateText(result), /known {2}A: ticket 17/);
  });

  it('fails for a failure that is not listed', async () => {
    assert.deepEqual(await kinds([]), ['unknown']);
    assert.equal((await gate(run, [])).exitCode, 1);
  });

  it('fails for an entry that passes, that names nothing, or that is past its day', async () => {
    const known = 'case: A, reason: x';
    assert.deepEqual(await kinds([known, 'case: B, reason: x']), ['passes']);
    assert.deepEqual(await kinds([known, 'case: Z, reason: x']), ['matches-nothing']);
    assert.deepEqual(await kinds([known, 'case: C, reason: x']), ['matches-nothing']);
    assert.deepEqual(await kinds([known, 'case: A, check: gone, reason: x']), ['matches-nothing']);
    assert.deepEqual(await kinds([known, 'case: A, rule: gone, reason: x']), ['matches-nothing']);
    assert.deepEqual(await kinds([known, 'case: A, check: accepted, reason: x']), ['passes']);
    assert.deepEqual(await kinds(['case: A, reason: x, until: 2026-03-13']), ['unknown', 'expired']);
    assert.deepEqual(await kinds(['case: A, reason: x, until: 2026-03-14']), []);
  });

  it('says nothing of entries whose cases were not selected', async () => {
    const result = await gate(run, ['case: A, reason: x', 'case: D, reason: x']);
    assert.deepEqual([result.exitCode, result.problems, result.unjudged], [0, [], 1]);
  });

  it('takes a case for known by its checks only when every red check and every finding is listed', async () => {
    const checks = ['case: A, check: boot, reason: x', 'case: A, check: late, reason: x'];
    assert.equal((await gate(run, checks)).exitCode, 1);
    assert.equal((await gate(run, [...checks, 'case: A, rule: message-ids-unique, reason: x'])).exitCode, 0);
    assert.equal((await gate(run, [checks[0]!, 'case: A, rule: message-ids-unique, reason: x'])).exitCode, 1);
  });

  it('tells a failure from a case without evidence', async () => {
    const open = {
      cases: [
        { id: 'A', verdict: 'inconclusive' as const },
        { id: 'B', verdict: 'pass' as const },
      ],
    };
    assert.equal((await gate(open, [])).exitCode, 3);
    assert.equal((await gate(open, ['case: A, verdict: inconclusive, reason: x'])).exitCode, 0);
    assert.equal((await gate(open, ['case: A, reason: x'])).exitCode, 1);
    assert.equal((await gate(run, ['case: A, verdict: inconclusive, reason: x'])).exitCode, 1);
  });

  it('can excuse neither an error of the tester, nor a run without an end, nor strictness', async () => {
    const known = ['case: A, reason: x'];
    assert.equal((await gate({ ...run, cases: [...run.cases, { id: 'E', verdict: 'error' }] }, known)).exitCode, 4);
    assert.equal((await gate({ ...run, end: false }, known)).exitCode, 3);
    assert.equal((await gate({ ...run, end: { interrupted: 'Ctrl-C', exitCode: 1 } }, known)).exitCode, 3);
    assert.equal((await gate({ ...run, notRun: [{ id: 'C', chosen: true }] }, known)).exitCode, 3);
    const open: SyntheticRun = { cases: [failed, { id: 'I', verdict: 'inconclusive' }] };
    const both = [...known, 'case: I, verdict: inconclusive, reason: x'];
    assert.deepEqual([(await gate(open, both)).exitCode, (await gate(open, both, true)).exitCode], [0, 1]);
  });
});

describe('the baseline file', () => {
  const refuse = (text: string, pattern: RegExp) => assert.throws(() => readBaseline(text, 'known.yaml'), pattern);

  it('is read strictly: no unknown key, no entry without a reason, no date that is none, nothing twice', () => {
    refuse('known:\n  - { case: A, reason: x, untill: 2026-01-01 }', /entry 1: .*untill/);
    refuse('known:\n  - { case: A }', /entry 1, reason/);
    refuse('known:\n  - { case: A, reason: " " }', /entry 1, reason/);
    refuse('known:\n  - { case: A, reason: x, until: 2026-02-30 }', /entry 1, until/);
    refuse('known:\n  - { case: A, reason: x, verdict: error }', /entry 1, verdict/);
    refuse('known:\n  - { case: A, reason: x, check: c, rule: r }', /a check and a rule/);
    refuse('known:\n  - { case: A, reason: x }\n  - { case: A, reason: y }', /A stands in it twice/);
    refuse('known: [', /cannot be used/);
    refuse('', /cannot be used/);
    refuse('a: &a [1]\nknown: *a', /aliases|cannot be used/);
  });

  it('keeps reasons and comments when it is written again, takes out what is stale and adds what is new', () => {
    const text =
      '# why\nknown:\n  # the first\n  - case: A\n    reason: ticket 17 # soon\n  - case: B\n    reason: gone\n';
    const fresh = rewriteBaseline(text, 'known.yaml', new Set([1]), [
      { case: 'C: "x"', verdict: 'inconclusive', reason: 'why\nnot' },
    ]);
    assert.match(fresh, /# why\nknown:\n {2}# the first\n {2}- case: A\n {4}reason: ticket 17 # soon\n/);
    assert.deepEqual(readBaseline(fresh, 'known.yaml').entries, [
      { case: 'A', verdict: 'fail', reason: 'ticket 17' },
      { case: 'C: "x"', verdict: 'inconclusive', reason: 'why\nnot' },
    ]);
  });

  it('begins with a comment that says what it is, and stays valid when it becomes empty', () => {
    const first = rewriteBaseline(undefined, 'known.yaml', new Set(), [{ case: 'A', verdict: 'fail', reason: 'x' }]);
    assert.match(first, /^# Failures that are known[^]*\nknown:\n {2}- case: A\n {4}reason: x\n$/);
    assert.deepEqual(readBaseline(rewriteBaseline(first, 'known.yaml', new Set([0]), []), 'known.yaml').entries, []);
  });
});

describe('the annotations for GitHub', () => {
  it('have a line for each case that is not green, and a notice for each that is known', async () => {
    const model = await modelOf(run);
    const lines = githubAnnotations(model, gateRun(model, NONE, TODAY))
      .trimEnd()
      .split('\n');
    assert.match(lines[0]!, /^::error title=fail%3A A .*::Step 2 is answered: expected BootNotification/);
    const known = githubAnnotations(model, gateRun(model, baseline('case: A, reason: ticket 17'), TODAY));
    assert.doesNotMatch(known, /::error/);
    assert.match(known, /^::notice title=known%3A A::ticket 17$/m);
    assert.match(
      githubAnnotations(model, gateRun(model, baseline('case: B, reason: x'), TODAY)),
      /^::error title=baseline::B: it is listed/m,
    );
  });

  it('let nothing from a SUT end a line or begin a command', async () => {
    const hostile = `::set-output name=x::y\r\n::error::z %0A::stop-commands::t ${HOSTILE}`;
    const model = await modelOf({ ...mixedRun(), hostile });
    const text = githubAnnotations(model);
    for (const line of text.trimEnd().split('\n'))
      assert.match(line, /^::(?:error|warning|notice) title=[^:,]*::[^\r\n]*$/);
    assert.doesNotMatch(text.replaceAll('\n', ''), HIDDEN);
    assert.ok(!text.includes('%0A::stop'));
  });
});

describe("GitLab's code quality report", () => {
  interface Issue {
    fingerprint: string;
    severity: string;
    check_name: string;
    description: string;
    location: { path: string; lines: { begin: number } };
  }
  const issues = async (of: SyntheticRun, lines: string[] = []) => {
    const model = await modelOf(of);
    return JSON.parse(
      gitlabCodeQuality(model, 'plans/csms.yaml', gateRun(model, baseline(...lines), TODAY)),
    ) as Issue[];
  };

  it('has an issue per red check and finding, with what GitLab needs and a fingerprint that stays', async () => {
    const [one, two] = [await issues(run), await issues({ ...run, start: { seed: 9 } })];
    assert.deepEqual(
      one.map((each) => each.check_name),
      ['A/boot', 'A/late', 'A/rule/message-ids-unique'],
    );
    assert.deepEqual(
      one.map((each) => each.fingerprint),
      two.map((each) => each.fingerprint),
    );
    assert.equal(new Set(one.map((each) => each.fingerprint)).size, 3);
    for (const each of one) {
      assert.equal(each.severity, 'major');
      assert.deepEqual(each.location, { path: 'plans/csms.yaml', lines: { begin: 1 } });
    }
  });

  it('has a critical issue for a run without a conclusion, and shows known failures as information', async () => {
    assert.deepEqual(
      (await issues({ cases: [] })).map((each) => each.severity),
      ['critical'],
    );
    assert.ok((await issues(run, ['case: A, reason: x'])).every((each) => each.severity === 'info'));
    assert.ok((await issues({ ...mixedRun(), hostile: HOSTILE })).length > 3);
  });
});
