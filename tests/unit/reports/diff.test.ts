import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type RecordEvent } from '../../../harness/record/events.js';
import { buildRunModel, compareRuns, renderDiffHtml, renderDiffText } from '../../../reports/index.js';
import { compareSequences } from '../../../reports/diff/sequence.js';
import { mixedRun } from './sample-runs.js';
import { assertTame, HIDDEN, HOSTILE, modelOf } from './support.js';
import { type SyntheticCase, type SyntheticRun } from './synthetic-header.js';
import { syntheticRecord } from './synthetic-record.js';

const one = (id: string, verdict: SyntheticCase['verdict'], more: Partial<SyntheticCase> = {}): SyntheticCase => ({
  id,
  verdict,
  ...more,
});
const compared = async (a: SyntheticRun, b: SyntheticRun) => compareRuns(await modelOf(a), await modelOf(b));
const changes = (diff: Awaited<ReturnType<typeof compared>>) =>
  Object.fromEntries(diff.cases.map((each) => [each.key, each.change]));

/** The events with every time after the start stretched. */
const stretched = (events: readonly RecordEvent[], factor: number): RecordEvent[] =>
  events.map((event) => {
    if (!('t' in event)) return event;
    const slower = { ...event, t: event.t * factor };
    return slower.type === 'case-end' ? { ...slower, duration: slower.duration * factor } : slower;
  });

describe('the comparison of two runs', () => {
  it('finds nothing between a run and itself, and nothing in what two runs always differ in', async () => {
    const again = { ...mixedRun(), start: { started: '2026-04-01T00:00:00.000Z' } };
    const diff = await compared(mixedRun(), again);
    assert.deepEqual([diff.cases, diff.answers, diff.notices, diff.exitCode], [[], [], [], 0]);
    assert.match(renderDiffText(diff), /8 cases as before[^]*No difference\.\n$/);
  });

  it('sorts what changed by what it means', async () => {
    const before = {
      cases: [
        one('A', 'pass'),
        one('B', 'fail'),
        one('C', 'pass'),
        one('D', 'pass'),
        one('E', 'pass'),
        one('G', 'error'),
      ],
    };
    const after = {
      cases: [one('A', 'fail'), one('B', 'pass'), one('C', 'inconclusive'), one('F', 'pass'), one('G', 'inconclusive')],
      notRun: [{ id: 'D', reason: 'the statement does not claim C-01' }],
    };
    const diff = await compared(before, after);
    assert.deepEqual(changes(diff), {
      A: 'newly-failing',
      C: 'lost',
      D: 'newly-not-applicable',
      E: 'removed',
      G: 'other',
      B: 'newly-passing',
      F: 'new',
    });
    assert.equal(diff.exitCode, 1);
  });

  it('is 3 where nothing newly fails but a pass is no longer shown, and 0 where things got better', async () => {
    const pass = { cases: [one('A', 'pass')] };
    for (const worse of [
      { cases: [one('A', 'inconclusive')] },
      { cases: [], notRun: [{ id: 'A', chosen: true }] },
      { cases: [], notRun: [{ id: 'A', reason: 'not claimed' }] },
      { cases: [one('B', 'pass')] },
    ])
      assert.equal((await compared(pass, worse)).exitCode, 3);
    assert.equal((await compared({ cases: [one('A', 'fail')] }, pass)).exitCode, 0);
    assert.equal((await compared({ cases: [] }, { cases: [one('A', 'fail')] })).exitCode, 1);
  });

  it('names the check that changed, with what was expected and what came', async () => {
    const check = (verdict: 'pass' | 'fail') => [{ id: 'boot', verdict }];
    const diff = await compared(
      { cases: [one('A', 'pass', { checks: check('pass') })] },
      { cases: [one('A', 'fail', { checks: check('fail') })] },
    );
    const [changed] = diff.cases[0]!.checks;
    assert.deepEqual([changed?.id, changed?.before?.verdict, changed?.after?.verdict], ['boot', 'pass', 'fail']);
    assert.match(
      renderDiffText(diff),
      /check boot: pass → fail\n\s+expected BootNotification.*\n\s+received reason PowerUp/,
    );
  });

  it('shows which messages came and went, whatever their ids and times', async () => {
    const events = syntheticRecord({ cases: [one('A', 'pass')] });
    const other = events.map((event) =>
      event.type === 'frame'
        ? {
            ...event,
            t: event.t + 3,
            text: event.text.replaceAll('-7d1c0a8e', '-other').replace('"Accepted"}]', '"Rejected"}]'),
          }
        : event,
    );
    const diff = compareRuns(await buildRunModel(events), await buildRunModel(other));
    assert.equal(diff.cases[0]?.change, 'same-verdict');
    const lines = diff.cases[0].messages.map((line) => `${line.kind} ${line.text}`);
    assert.ok(lines.includes('gone SUT: Reset response, Accepted'), lines.join('\n'));
    assert.ok(lines.includes('new SUT: Reset response, Rejected'));
    assert.equal(diff.exitCode, 0);
  });

  it('counts a pair of messages that repeats once, so that more meter values are no change', async () => {
    const diff = await compared(
      { cases: [one('A', 'pass', { chatter: 3 })] },
      { cases: [one('A', 'pass', { chatter: 9 })] },
    );
    assert.deepEqual(diff.cases, []);
  });

  it('names what became slower where it matters, and compares no times of clocks that ran differently', async () => {
    const events = syntheticRecord({ cases: [one('A', 'pass'), one('B', 'pass'), one('C', 'pass')] });
    const before = await buildRunModel(events);
    const slower = compareRuns(before, await buildRunModel(stretched(events, 4)));
    assert.deepEqual(
      slower.cases.map((each) => each.drift?.ratio),
      [4, 4, 4],
    );
    assert.deepEqual(
      slower.answers.map(({ action, ratio }) => [action, ratio]),
      [['Reset', 4]],
    );
    const little = compareRuns(before, await buildRunModel(stretched(events, 1.2)));
    assert.deepEqual([little.cases, little.answers], [[], []]);
    const fast = stretched(events, 4).map((event) => (event.type === 'run-start' ? { ...event, speed: 20 } : event));
    const apart = compareRuns(before, await buildRunModel(fast));
    assert.deepEqual([apart.cases, apart.answers], [[], []]);
    assert.match(apart.notices.join(), /times are not compared/);
  });

  it('warns where the runs were not made alike', async () => {
    const { catalogue } = (await modelOf(mixedRun())).run;
    const start = { seed: 1, catalogue: { ...catalogue, digest: 'other' } };
    const { notices } = await compared(mixedRun(), { ...mixedRun(), start });
    assert.match(notices.join(), /different catalogues.*different seeds, 4711 and 1/);
  });

  it('lets nothing from a SUT become markup or a control sequence', async () => {
    const diff = await compared(mixedRun(), { ...mixedRun(), hostile: HOSTILE });
    assert.ok(diff.cases.length > 0);
    const html = renderDiffHtml(diff);
    assertTame(html);
    assert.doesNotMatch(renderDiffText(diff), HIDDEN);
  });
});

describe('two sequences', () => {
  it('give back both when the comparison is read from either side', () => {
    const a = [...'abcabba'];
    const b = [...'cbabac'];
    const lines = compareSequences(a, b).filter((line) => line.kind !== 'gap');
    const side = (kind: string) =>
      lines.filter((line) => line.kind === 'same' || line.kind === kind).map((line) => line.text);
    assert.deepEqual([side('gone'), side('new')], [a, b]);
    assert.equal(lines.filter((line) => line.kind === 'same').length, 4);
  });

  it('leave out what is the same far from any change, and say how much', () => {
    const long = Array.from({ length: 100 }, (_, i) => `m${i}`);
    const lines = compareSequences(long, [...long.slice(0, 50), 'x', ...long.slice(50)]);
    assert.deepEqual(
      lines.map((line) => line.kind),
      ['gap', 'same', 'same', 'new', 'same', 'same', 'gap'],
    );
    assert.equal(lines[0]!.text, '48 the same');
  });
});
