import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  buildRunModel,
  gateRun,
  githubAnnotations,
  gitlabCodeQuality,
  readBaseline,
  renderMarkdown,
  renderText,
  type RunModel,
  summarise,
  summarySchema,
} from '../../../reports/index.js';
import { allureFiles } from '../../../reports/allure/allure-files.js';
import { ctrf } from '../../../reports/ctrf/write-ctrf.js';
import { statesOf } from '../../../reports/diff/state.js';
import { renderHtml } from '../../../reports/html/render-html.js';
import { renderJunit } from '../../../reports/junit/render-junit.js';
import { casesIn } from '../../../reports/model/stream-cases.js';
import { type Wire } from '../../../harness/doors/wire.js';
import { createOutcomes, createTurns } from '../../../harness/run/attempts.js';
import { type Verdict } from '../../../harness/record/events.js';
import { verifyRecord } from '../../../harness/run/verify.js';
import { catalogue } from '../../../testcases/index.js';
import { eventsOf, merge, record, type Wanted } from './sharded.js';

/** A CSMS that answers the first `times` authorisations of a valid token as invalid. */
function moody(times: number): (wire: Wire) => Wire {
  let left = times;
  const change = (text: string): string => {
    if (!text.startsWith('[3') || !text.includes('idTagInfo') || !text.includes('Accepted') || left === 0) return text;
    left--;
    return text.replace('Accepted', 'Invalid');
  };
  return (wire) => ({
    ...wire,
    async open(options) {
      const opened = await wire.open(options);
      if (!opened.ok) return opened;
      const { connection } = opened;
      const onMessage: typeof connection.onMessage = (listener) =>
        connection.onMessage((message) => listener({ ...message, text: change(message.text) }));
      return { ...opened, connection: { ...connection, onMessage } };
    },
  });
}

const CASE = 'TC_003_CSMS';
const wanted: Wanted = { role: 'csms', version: '1.6', select: [CASE, 'TC_001_CSMS', 'TC_061_CSMS'] };
const flips = () => record({ ...wanted, retries: 3, between: moody(1) });

async function attemptsIn(path: string): Promise<readonly string[]> {
  const ends = (await eventsOf(path)).filter((event) => event.type === 'case-end');
  return ends.map((end) => `${end.case}${end.attempt === undefined ? '' : ` ${end.attempt}`} ${end.verdict}`);
}

const modelIn = async (path: string): Promise<RunModel> => buildRunModel(await eventsOf(path));

describe('a retry', () => {
  test('of a case that flips leaves the worst verdict, and calls the case unstable', async () => {
    const { path, conclusion } = await flips();
    assert.deepEqual(
      (await attemptsIn(path)).filter((line) => line.startsWith(CASE)),
      [`${CASE} fail`, `${CASE} 2 pass`],
    );
    assert.equal(conclusion.exitCode, 1);
    assert.equal(conclusion.conclusion, 'not conformant: 1 failed; 1 unstable');
    const { fail, unstable } = conclusion.counts;
    assert.deepEqual([fail, unstable], [1, 1]);
    assert.equal(conclusion.results.find(({ id }) => id === CASE)?.verdict, 'fail');
  });

  test('is made at once and on the same lane, and never of a case that passed or of the sanity case', async () => {
    const { path } = await record({ ...wanted, retries: 2, lanes: 2, between: moody(1) });
    const events = (await eventsOf(path)).filter((event) => event.type === 'case-start' || event.type === 'case-end');
    const at = events.findIndex((event) => event.case === CASE);
    const { lane } = events[at]!;
    const ofLane = events.filter((event) => event.lane === lane);
    const first = ofLane.findIndex((event) => event.case === CASE);
    assert.deepEqual(
      ofLane.slice(first, first + 4).map((event) => [event.type, event.case, event.attempt]),
      [
        ['case-start', CASE, undefined],
        ['case-end', CASE, undefined],
        ['case-start', CASE, 2],
        ['case-end', CASE, 2],
      ],
    );
    const again = (await attemptsIn(path)).filter((line) => / \d /.test(line));
    assert.deepEqual(again, [`${CASE} 2 pass`]);
  });

  test('is made as often as it was asked for, and a case that always fails is not unstable', async () => {
    const { path, conclusion } = await record({ ...wanted, retries: 2, between: moody(Infinity) });
    assert.deepEqual(
      (await attemptsIn(path)).filter((line) => line.startsWith(CASE)),
      [`${CASE} fail`, `${CASE} 2 fail`, `${CASE} 3 fail`],
    );
    assert.equal(conclusion.counts.unstable, undefined);
    const model = await modelIn(path);
    assert.equal(model.counts.unstable, 0);
    assert.equal(model.counts.fail, 1);
    assert.match(renderText(model), /Fail in each of 3 attempts;/);
  });

  test('is not made unless it is asked for', async () => {
    const { path } = await record({ ...wanted, between: moody(1) });
    assert.deepEqual(
      (await attemptsIn(path)).filter((line) => line.startsWith(CASE)),
      [`${CASE} fail`],
    );
  });

  test('comes out again in a replay, with other message ids than the first attempt', async () => {
    const { path } = await flips();
    const { verified, problems, divergences } = await verifyRecord(path, catalogue);
    assert.deepEqual([verified, problems, divergences], [true, [], []]);
    const [first, second] = (await modelIn(path)).cases
      .filter(({ facts }) => facts.id === CASE)
      .map(
        ({ frames }) =>
          new Set(
            frames.filter(({ kind, dir }) => kind === 'call' && dir === 'tx').map(({ text }) => text.slice(4, 40)),
          ),
      );
    assert.ok(first!.size > 1 && second!.size > 1);
    assert.ok([...first!].every((id) => !second!.has(id)));
  });

  test('goes with its case into a merged record', async () => {
    const parts = await Promise.all(
      [1, 2].map((index) => record({ ...wanted, retries: 1, between: moody(1), shard: { index, of: 2 } })),
    );
    const { path, conclusion } = await merge(parts.map((part) => part.path));
    assert.equal(conclusion.exitCode, 1);
    assert.equal(conclusion.counts.unstable, (await modelIn(path)).counts.unstable);
    assert.ok(conclusion.counts.unstable >= 1);
    assert.equal((await verifyRecord(path, catalogue)).verified, true);
  });

  test('never makes any sequence of verdicts better than its worst', () => {
    const verdicts: readonly Verdict[] = ['pass', 'inconclusive', 'fail', 'error'];
    for (const first of verdicts)
      for (const second of verdicts)
        for (const third of verdicts) {
          const outcomes = createOutcomes();
          [first, second, third].forEach((verdict, at) =>
            outcomes.add({ id: 'X', verdict, reason: verdict, started: 0, attempt: at + 1 }),
          );
          const [only] = outcomes.all();
          const all = [first, second, third];
          const worst = verdicts.toReversed().find((verdict) => all.includes(verdict));
          assert.deepEqual([only!.verdict, only!.reason], [worst, worst]);
          assert.equal(only!.unstable === true, new Set(all).size > 1);
        }
  });

  test('that was cut off makes nothing unstable', async () => {
    const { path } = await record({ ...wanted, retries: 1, between: moody(Infinity) });
    const events = (await eventsOf(path)).filter((event) => event.type !== 'case-end' || event.attempt !== 2);
    const model = await buildRunModel(events);
    assert.deepEqual([model.counts.unstable, model.counts.fail], [0, 1]);
    assert.deepEqual([model.counts.notRun, model.uncounted.length], [0, 1]);
  });

  test('is not begun once the run is over', () => {
    let over = false;
    const item = catalogue.cases[0]!;
    const turns = createTurns(
      () => item,
      5,
      () => over,
    );
    assert.equal(turns.next(), item);
    turns.ended({ id: item.id, verdict: 'fail', reason: '', started: 0, attempt: 1 });
    over = true;
    assert.equal(turns.next(), undefined);
  });
});

describe('an unstable case', () => {
  test('is named in every report, and green in none', async () => {
    const model = await modelIn((await flips()).path);
    assert.equal(model.outcome, 'failures');
    assert.match(renderText(model), /✕ fail TC_003_CSMS[\s\S]*Unstable: fail, then pass;[\s\S]*unstable {3}1 case,/);
    assert.match(renderMarkdown(model), /❌ fail, unstable \| `TC_003_CSMS`[\s\S]*came to different verdicts: 1/);
    assert.match(
      githubAnnotations(model),
      /^::error title=unstable%2C fail%3A TC_003_CSMS .*Unstable: fail, then pass/m,
    );
    assert.equal(githubAnnotations(model).split('TC_003_CSMS').length, 2);
    const issues = JSON.parse(gitlabCodeQuality(model, 'plan.yaml')) as { check_name: string; severity: string }[];
    assert.deepEqual(
      issues.filter(({ check_name }) => check_name.endsWith('/unstable')).map(({ severity }) => severity),
      ['major'],
    );
    const summary = summarySchema.parse(JSON.parse(JSON.stringify(summarise(model))));
    assert.deepEqual(summary.unstable, [
      {
        id: CASE,
        verdict: 'fail',
        attempts: [
          { case: CASE, verdict: 'fail' },
          { case: `${CASE}~2`, verdict: 'pass' },
        ],
      },
    ]);
  });

  test('is one red test in JUnit, with its attempts as a property', async () => {
    const text = renderJunit(await modelIn((await flips()).path));
    const cases = text.split('<testcase ').filter((each) => each.includes(CASE));
    assert.equal(cases.length, 1);
    assert.match(cases[0]!, /<property name="attempts" value="unstable: fail, then pass"\/>/);
    assert.match(cases[0]!, /<failure type="fail"/);
    const always = renderJunit(await modelIn((await record({ ...wanted, retries: 2, between: moody(Infinity) })).path));
    assert.equal(always.match(/<rerunFailure type="fail"/g)?.length, 2);
    assert.match(always, /value="fail in each of 3 attempts"/);
    assert.match(always, /<testsuites name="laddprov" tests="\d+" failures="1" /);
  });

  test('is one flaky test that failed in CTRF', async () => {
    const model = await modelIn((await flips()).path);
    const writer = ctrf(model);
    const text = [writer.begin(), ...casesIn(model).map(writer.each), writer.end()].join('');
    const { results } = JSON.parse(text) as {
      results: { summary: { tests: number; failed: number }; tests: Readonly<Record<string, unknown>>[] };
    };
    const own = results.tests.filter(({ name }) => String(name).includes(CASE));
    assert.deepEqual(
      own.map(({ status, rawStatus, retries, flaky }) => [status, rawStatus, retries, flaky]),
      [['failed', 'fail', 1, true]],
    );
    assert.equal(results.summary.tests, results.tests.length);
    assert.equal(results.summary.failed, results.tests.filter(({ status }) => status === 'failed').length);
  });

  test('has one history in Allure, whose last attempt says what the case is worth', async () => {
    const model = await modelIn((await flips()).path);
    const { each } = allureFiles(model);
    const own = casesIn(model)
      .filter(({ facts }) => facts.id === CASE)
      .flatMap((run) => each(run))
      .filter(({ name }) => name.endsWith('-result.json'))
      .map(
        ({ text }) =>
          JSON.parse(text) as Readonly<Record<string, unknown>> & {
            statusDetails: { flaky?: boolean; message: string };
          },
      );
    assert.equal(own.length, 2);
    const [first, second] = own;
    assert.equal(first!['historyId'], second!['historyId']);
    assert.notEqual(first!['uuid'], second!['uuid']);
    assert.deepEqual([first!['status'], second!['status']], ['failed', 'failed']);
    assert.ok(Number(second!['start']) > Number(first!['start']));
    assert.equal(second!.statusDetails.flaky, true);
    assert.match(second!.statusDetails.message, /^fail: unstable: fail, then pass;/);
  });

  test('shows every attempt in HTML, and the way from one to the other', async () => {
    const page = renderHtml(await modelIn((await flips()).path));
    assert.match(page, /This case is unstable: its attempts came to different verdicts/);
    assert.match(page, /href="#case-TC_003_CSMS-2">TC_003_CSMS \(attempt 2\)/);
    assert.match(page, /id="case-TC_003_CSMS-2"/);
  });

  test('is one case in a comparison, as is the sanity case however many shards had it', async () => {
    const model = await modelIn((await flips()).path);
    const states = statesOf(model);
    assert.equal(states.get(CASE)?.state, 'fail');
    assert.equal(states.has(`${CASE}~2`), false);
    const parts = await Promise.all(
      [1, 2, 3].map((index) => record({ ...wanted, select: ['TC_00*'], shard: { index, of: 3 } })),
    );
    const merged = statesOf(await modelIn((await merge(parts.map((part) => part.path))).path));
    const whole = statesOf(await modelIn((await record({ ...wanted, select: ['TC_00*'] })).path));
    assert.deepEqual([...merged.keys()].sort(), [...whole.keys()].sort());
  });

  test('is no known failure: listed or not, the gate is red', async () => {
    const model = await modelIn((await flips()).path);
    const entry = (verdict: string) => `known:\n  - { case: ${CASE}, verdict: ${verdict}, reason: it is moody }\n`;
    const unlisted = gateRun(model, { entries: [] }, '2026-01-05');
    assert.deepEqual([unlisted.exitCode, unlisted.problems.map(({ kind }) => kind)], [1, ['unknown']]);
    const listed = gateRun(model, readBaseline(entry('fail'), 'known.yaml'), '2026-01-05');
    assert.deepEqual(
      [listed.exitCode, listed.problems.map(({ kind, text }) => [kind, text])],
      [1, [['unstable', `${CASE} is listed, and it is unstable: fail, then pass`]]],
    );
    const always = await modelIn((await record({ ...wanted, retries: 1, between: moody(Infinity) })).path);
    const known = gateRun(always, readBaseline(entry('fail'), 'known.yaml'), '2026-01-05');
    assert.deepEqual([known.exitCode, known.problems], [0, []]);
  });
});
