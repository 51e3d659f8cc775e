import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildRunModel, RecordError, renderText } from '../../../reports/index.js';
import { longRun, mixedRun } from './sample-runs.js';
import { syntheticRecord } from './synthetic-record.js';
import { modelOf } from './support.js';

const codes = (model: Awaited<ReturnType<typeof modelOf>>) => model.notices.map((notice) => notice.code);

describe('the run model', () => {
  it('counts every verdict and every reason not to run', async () => {
    const { counts } = await modelOf(mixedRun());
    const { pass, fail, error, inconclusive, notRun, notSelected, notApplicable } = counts;
    assert.deepEqual(
      { pass, fail, error, inconclusive, notRun, notSelected, notApplicable },
      { pass: 2, fail: 1, error: 1, inconclusive: 1, notRun: 1, notSelected: 1, notApplicable: 1 },
    );
    assert.equal(counts.checks, 7);
    assert.equal(counts.findings, 1);
    assert.equal(counts.advisories, 1);
  });

  it('names an answer by the call that it answers, and says when nothing was asked', async () => {
    const run = (await modelOf(mixedRun())).cases[0]!;
    const names = run.frames.map((frame) => frame.name);
    assert.equal(names[0], 'Reset');
    assert.equal(names[1], 'Reset response');
    assert.equal(names[3], 'BootNotification response');
    assert.equal(names.at(-1), 'unasked error');
    assert.equal(run.frames[1]!.detail, 'Accepted');
    assert.equal(run.frames[0]!.detail, 'OnIdle');
  });

  it('does not join an answer to a call of the same id on another connection or from the same side', async () => {
    const events = syntheticRecord({ cases: [{ id: 'TC_B_01_CS', verdict: 'pass', chatter: 0 }] });
    const at = events.findIndex((event) => event.type === 'frame');
    const frame = (n: number, conn: number, dir: 'rx' | 'tx', text: string) =>
      ({ type: 'frame', n, conn, lane: 0, t: 1, dir, text }) as const;
    events.splice(
      at,
      0,
      frame(901, 7, 'rx', '[2,"x","Heartbeat",{}]'),
      frame(902, 8, 'tx', '[3,"x",{}]'),
      frame(903, 7, 'rx', '[3,"x",{}]'),
      frame(904, 7, 'tx', '[3,"x",{}]'),
      frame(905, 7, 'tx', '[3,"x",{}]'),
      frame(906, 7, 'rx', 'not json'),
      frame(907, 7, 'rx', '{"a":1}'),
      frame(908, 7, 'rx', '[6,"s","NotifyPeriodicEventStream",{}]'),
      frame(909, 7, 'rx', ` [ 2 , "long" , "DataTransfer", {"data":"${'x'.repeat(30_000)}"}]`),
      frame(910, 7, 'tx', `[3,"long",{"data":"${'x'.repeat(30_000)}"}]`),
      frame(911, 7, 'rx', `{"a":"${'x'.repeat(30_000)}"}`),
    );
    const names = (await buildRunModel(events)).cases[0]!.frames.slice(0, 11).map((each) => each.name);
    assert.deepEqual(names, [
      'Heartbeat',
      'unasked response',
      'unasked response',
      'Heartbeat response',
      'unasked response',
      'not an OCPP-J message',
      'not an OCPP-J message',
      'NotifyPeriodicEventStream (send)',
      // Too long to be read for a name: by its beginning.
      'DataTransfer',
      'DataTransfer response',
      'not an OCPP-J message',
    ]);
  });

  it('calls a record without an end incomplete and keeps what was seen', async () => {
    const model = await modelOf({
      cases: mixedRun().cases.slice(0, 1),
      end: false,
      notRun: [{ id: 'TC_X_1', chosen: true }],
    });
    assert.equal(model.complete, false);
    assert.equal(model.conclusion, 'incomplete');
    assert.equal(model.outcome, 'incomplete');
    assert.equal(model.exitCode, 3);
    assert.ok(codes(model).includes('no-run-end'));
    assert.equal(model.cases.length, 1);
    assert.equal(model.notRun[0]!.reason, 'The record ends before it.');
  });

  for (const verdict of ['pass', 'fail'] as const)
    it(`T24: takes a case that never ended for one that did not run, though its checks were ${verdict}`, async () => {
      const model = await modelOf({ cases: [{ id: 'TC_B_01_CS', verdict, unfinished: true }], end: false });
      assert.deepEqual([model.cases.length, model.counts.notRun, model.counts[verdict]], [0, 1, 0]);
      assert.deepEqual(
        model.notRun.map(({ facts, kind, reason }) => [facts.id, kind, reason]),
        [['TC_B_01_CS', 'not-run', 'It had begun: The record ends before it.']],
      );
      assert.equal(model.uncounted[0]!.frames.length, 9);
    });

  it('T24: a case whose further attempt was cut off has the verdict of those that ended', async () => {
    const again = { id: 'TC_B_01_CS', verdict: 'fail' } as const;
    const model = await modelOf({ cases: [again, { ...again, unfinished: true }], end: false });
    assert.deepEqual([model.cases.length, model.counts.fail, model.counts.notRun], [1, 1, 0]);
  });

  it('does not believe a pass over a check that failed', async () => {
    const model = await modelOf({
      cases: [{ id: 'TC_B_01_CS', verdict: 'pass', checks: [{ id: 'boot', verdict: 'fail' }] }],
    });
    assert.equal(model.cases[0]!.verdict, 'fail');
    assert.equal(model.outcome, 'failures');
    assert.deepEqual(codes(model), ['verdict-contradicted', 'counts-differ', 'exit-contradicted']);
  });

  it('leaves a pass alone where only a precondition was not met', async () => {
    const checks = [
      { id: 'before', verdict: 'inconclusive', phase: 'precondition' },
      { id: 'boot', verdict: 'pass' },
    ] as const;
    const model = await modelOf({ cases: [{ id: 'TC_B_01_CS', verdict: 'pass', checks }] });
    assert.equal(model.cases[0]!.verdict, 'pass');
    assert.deepEqual(model.notices, []);
  });

  it('overrules a footer that says conformant over events that fail', async () => {
    const model = await modelOf({
      cases: [{ id: 'TC_B_01_CS', verdict: 'fail' }],
      end: { exitCode: 0, conclusion: 'conformant' },
    });
    assert.equal(model.outcome, 'failures');
    assert.ok(codes(model).includes('exit-contradicted'));
  });

  it('is never conformant when nothing ran, whatever the footer says', async () => {
    const model = await modelOf({ cases: [], end: { exitCode: 0, conclusion: 'conformant' } });
    assert.equal(model.outcome, 'incomplete');
    assert.ok(codes(model).includes('nothing-ran'));
  });

  it('is never conformant when it was interrupted, and says why', async () => {
    const model = await modelOf({ cases: [{ id: 'TC_B_01_CS', verdict: 'pass' }], end: { interrupted: 'Ctrl-C' } });
    assert.equal(model.outcome, 'incomplete');
    assert.match(model.notices[0]!.text, /Ctrl-C/);
  });

  it('is conformant without a notice when all that ran passed', async () => {
    const model = await modelOf({ cases: [{ id: 'TC_B_01_CS', verdict: 'pass' }] });
    assert.equal(model.outcome, 'conformant');
    assert.deepEqual(model.notices, []);
  });

  it('keeps both runs of a case that ran twice, and counts it once, with the worse', async () => {
    const model = await modelOf({
      cases: [
        { id: 'TC_S', verdict: 'pass' },
        { id: 'TC_S', verdict: 'fail' },
      ],
    });
    assert.deepEqual(
      model.cases.map(({ key, verdict }) => [key, verdict]),
      [
        ['TC_S', 'pass'],
        ['TC_S~2', 'fail'],
      ],
    );
    assert.deepEqual([model.counts.pass, model.counts.fail, model.blocks[0]!.tally.fail], [0, 1, 1]);
  });

  it('takes a later case-end of the same run as the verdict that holds', async () => {
    const events = syntheticRecord({ cases: [{ id: 'TC_S', verdict: 'pass' }], end: false });
    const end = events.find((event) => event.type === 'case-end')!;
    events.push({ ...end, verdict: 'inconclusive', reason: 'the sanity case failed at the end' });
    const model = await buildRunModel(events);
    assert.equal(model.cases[0]!.verdict, 'inconclusive');
    assert.equal(model.cases.length, 1);
  });

  it('makes every pass inconclusive when the run ended in doubt of itself', async () => {
    const passed = { pass: 0, inconclusive: 1, fail: 0, error: 0, notApplicable: 0, notSelected: 0, notRun: 0 };
    const counts = { ...passed, checks: 1, frames: 9, findings: 0, advisories: 0 };
    const end = { doubt: 'the sanity case failed at the end', exitCode: 3, conclusion: 'inconclusive', counts };
    const model = await modelOf({ cases: [{ id: 'TC_B_01_CS', verdict: 'pass' }], end });
    assert.equal(model.cases[0]!.verdict, 'inconclusive');
    assert.match(model.cases[0]!.reason, /the sanity case failed at the end/);
    assert.deepEqual(codes(model), ['doubt']);
  });

  it('does not take a case that never ended for a contradiction of the footer', async () => {
    const counts = { pass: 0, inconclusive: 0, fail: 0, error: 0, notApplicable: 0, notSelected: 0, notRun: 1 };
    const end = {
      interrupted: 'Ctrl-C',
      exitCode: 3,
      counts: { ...counts, checks: 1, frames: 9, findings: 0, advisories: 0 },
    };
    const model = await modelOf({ cases: [{ id: 'TC_B_01_CS', verdict: 'pass', unfinished: true }], end });
    assert.deepEqual(codes(model), ['interrupted', 'nothing-ran']);
    assert.deepEqual([model.counts.inconclusive, model.counts.notRun], [0, 1]);
  });

  it('says that a strict run without a failure is not conformant for its advisories', async () => {
    const end = { exitCode: 1, conclusion: 'not conformant in strict mode' };
    const model = await modelOf({ cases: [{ id: 'TC_B_01_CS', verdict: 'pass' }], end });
    assert.equal(model.outcome, 'failures');
    assert.match(renderText(model), /this run was strict/);
  });

  it('says that a run without a failed case is not conformant for what belongs to no single case', async () => {
    const counts = { pass: 1, inconclusive: 0, fail: 0, error: 0, notApplicable: 0, notSelected: 0, notRun: 0 };
    const end = {
      exitCode: 1,
      conclusion: 'not conformant',
      counts: { ...counts, checks: 1, frames: 9, findings: 1, advisories: 0 },
    };
    const events = syntheticRecord({ cases: [{ id: 'TC_B_01_CS', verdict: 'pass' }], end });
    const last = events.pop()!;
    events.push({
      type: 'finding',
      rule: 'message-ids-unique',
      lane: 0,
      t: 9000,
      severity: 'fail',
      blame: 'sut',
      message: 'the id 17 was used twice',
      clause: 'x',
      frames: [1],
    });
    const model = await buildRunModel([...events, last]);
    assert.equal(model.outcome, 'failures');
    assert.match(renderText(model), /No case failed, but the rules found one fault that is no single\s+case's/);
    assert.doesNotMatch(renderText(model), /this run was strict/);
  });

  it('gives blocks, profiles and requirements what they amount to', async () => {
    const model = await modelOf(mixedRun());
    const standing = Object.fromEntries(model.blocks.map((group) => [group.name, group.standing]));
    assert.deepEqual(standing, {
      'B Provisioning': 'fail',
      'C Authorization': 'none',
      'E Transactions': 'inconclusive',
      'J Meter values': 'error',
      'N Diagnostics': 'pass',
      'O Display messages': 'none',
    });
    const core = model.profiles.find((group) => group.name === 'Core')!;
    assert.equal(core.mandatory.pass, 1);
    assert.equal(core.mandatory.fail, 1);
    assert.equal(core.conditional.notRun, 1);
    const requirement = (id: string) => model.requirements.find((each) => each.id === id)!;
    assert.equal(requirement('B01.FR.05').standing, 'pass');
    assert.equal(requirement('N01.FR.01').standing, 'none');
    assert.deepEqual(requirement('N01.FR.01').cases, ['TC_N_01_CS']);
    assert.deepEqual(requirement('C01.FR.01').notRun, ['TC_C_08_CS', 'TC_C_09_CS']);
  });

  it('calls a block incomplete when what ran passed but something was left out', async () => {
    const model = await modelOf({
      cases: [{ id: 'TC_B_01_CS', verdict: 'pass' }],
      notRun: [{ id: 'TC_B_02_CS', block: 'B Provisioning', reason: 'not selected' }],
    });
    assert.equal(model.blocks[0]!.standing, 'incomplete');
  });

  it('gives the clause of the version at hand, and none for a rule that does not judge it', async () => {
    const { rules } = await modelOf(mixedRun());
    assert.equal(rules[0]!.clause, 'Part 4 §4.1.4');
    assert.equal(rules[0]!.findings.length, 1);
    assert.equal(rules[2]!.clause, undefined);
  });

  it('reads an asynchronous stream of events as well', async () => {
    async function* stream() {
      yield* syntheticRecord(longRun(3));
    }
    assert.equal((await buildRunModel(stream())).cases.length, 3);
  });

  it('refuses what is not a record of one run, with a code and a hint', async () => {
    const start = syntheticRecord({ cases: [] })[0]!;
    const refused = (code: string) => (error: unknown) =>
      error instanceof RecordError && error.code === code && error.hint !== '';
    await assert.rejects(buildRunModel([]), refused('RECORD_WITHOUT_START'));
    await assert.rejects(buildRunModel([start, start]), refused('RECORD_WITH_TWO_STARTS'));
  });
});
