/** Footer, terminal, summary and every report count the same, also of a run that was interrupted in the middle of a case. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  buildRunModel,
  renderHtml,
  renderJunit,
  renderMarkdown,
  renderText,
  summarise,
} from '../../../reports/index.js';
import { ctrf } from '../../../reports/ctrf/write-ctrf.js';
import { casesCsv } from '../../../reports/csv/write-csv.js';
import { statesOf } from '../../../reports/diff/state.js';
import { buildMatrix } from '../../../reports/matrix/build-matrix.js';
import { casesIn, type CaseWriter } from '../../../reports/model/stream-cases.js';
import { type RunModel } from '../../../reports/model/run-model.js';
import { imperfectInAll } from '../../../cli/embedded/imperfect-together.js';
import { runInVirtualTime } from '../../../cli/embedded/run-embedded.js';
import { type RecordEvent } from '../../../harness/record/events.js';
import { createMemoryRecorder } from '../../../harness/record/recorder.js';
import { IMPERFECT_PRODUCTS } from '../../../fixtures/imperfect/index.js';
import { catalogue } from '../../../testcases/index.js';
import { mixedRun } from './sample-runs.js';
import { syntheticRecord } from './synthetic-record.js';

type Verdicts = Record<'pass' | 'fail' | 'error' | 'inconclusive' | 'notRun', number>;
type Counts = Verdicts & Partial<Record<'checks' | 'frames' | 'findings' | 'reds', number | undefined>>;

const written = (writer: CaseWriter<string>, model: RunModel): string =>
  writer.begin() +
  casesIn(model)
    .map((run) => writer.each(run))
    .join('') +
  writer.end();

const number = (pattern: RegExp, text: string): number => Number(pattern.exec(text)?.[1] ?? 0);

const tally = (words: readonly string[]): Verdicts => {
  const count = (word: string) => words.filter((each) => each === word).length;
  const notRun = count('not-run') + count('not run');
  return {
    pass: count('pass'),
    fail: count('fail'),
    error: count('error'),
    inconclusive: count('inconclusive'),
    notRun,
  };
};

/** What each of them says. */
function everyCount(events: readonly RecordEvent[], model: RunModel): Record<string, Partial<Counts>> {
  const end = events.find((event) => event.type === 'run-end');
  const text = /^cases .*(?:\n {11}.*)*/m.exec(renderText(model))![0].replace(/\s+/g, ' ');
  const cells = /\| ---[^\n]*\n\| ([^\n]*) \|/.exec(renderMarkdown(model))![1]!.split(' | ').map(Number);
  const summary = summarise(model);
  const html = renderHtml(model);
  const ofHtml = (word: string) => number(new RegExp(`<b class="\\w+">${word}</b></dt><dd>(\\d+)`), html);
  const junit = renderJunit(model);
  const cases = [...junit.matchAll(/<testcase[^>]*?(?:\/>|>.*?<\/testcase>)/gs)].map(([each]) => each);
  const mine = cases.filter((each) => !each.includes('the run comes to a conclusion'));
  const rows = written(casesCsv(model), model).split('\n').slice(1).filter(Boolean);
  const tests = (
    JSON.parse(written(ctrf(model), model)) as { results: { tests: { rawStatus: string; testId: string }[] } }
  ).results.tests;
  // A row and a test for each run: the sanity case has two, and counts once.
  const ofTests = new Map(
    tests.filter(({ testId }) => testId !== 'conclusion').map(({ testId, rawStatus }) => [testId, rawStatus]),
  );
  const ofRows = new Map(
    rows.map((row) => [row.split(',')[0], /,(pass|fail|error|inconclusive|not run),/.exec(row)?.[1] ?? '']),
  );
  const verdicts = new Map<string, string>();
  for (const [id, { state }] of statesOf(model)) if (!id.includes('~')) verdicts.set(id, state);
  return {
    ...(end && { footer: end.counts }),
    model: model.counts,
    summary: summary.counts,
    terminal: {
      pass: number(/(\d+) pass/, text),
      fail: number(/(\d+) fail/, text),
      error: number(/(\d+) error/, text),
      inconclusive: number(/(\d+) inconclusive/, text),
      notRun: number(/(\d+) not run/, text),
    },
    markdown: { pass: cells[0]!, fail: cells[1]!, error: cells[2]!, inconclusive: cells[3]!, notRun: cells[4]! },
    html: {
      pass: ofHtml('pass'),
      fail: ofHtml('fail'),
      error: ofHtml('error'),
      inconclusive: ofHtml('inconclusive'),
      notRun: ofHtml('not run'),
    },
    junit: {
      fail: mine.filter((each) => each.includes('<failure ')).length,
      error: mine.filter((each) => each.includes('<error type="error"')).length,
      inconclusive: mine.filter((each) => each.includes('<error type="inconclusive"')).length,
      notRun: mine.filter((each) => each.includes('<skipped message="not run')).length,
    },
    csv: tally([...ofRows.values()]),
    ctrf: tally([...ofTests.values()]),
    matrix: tally(buildMatrix([{ model }]).rows.map(({ states }) => states[0]!)),
    diff: tally([...verdicts.values()]),
  };
}

async function agree(events: readonly RecordEvent[]): Promise<RunModel> {
  const model = await buildRunModel(events);
  for (const [who, counts] of Object.entries(everyCount(events, model)))
    for (const key of [
      'pass',
      'fail',
      'error',
      'inconclusive',
      'notRun',
      'checks',
      'frames',
      'findings',
      'reds',
    ] as const)
      if (key in counts) assert.equal(counts[key], model.counts[key], `${who} counts ${key}`);
  assert.ok(!model.notices.some(({ code }) => code === 'counts-differ'));
  return model;
}

/** A run against a product with two faults; at the start of the case `until` somebody interrupts it. */
async function played(until?: string): Promise<readonly RecordEvent[]> {
  const recorder = createMemoryRecorder();
  const controller = new AbortController();
  let checks = 0;
  await runInVirtualTime({
    ...{ role: 'station', version: '1.6', catalogue, lanes: 1, recorder, seed: 1 },
    tool: { name: 'laddprov', version: 'test' },
    select: ['TC_003_CS', 'TC_012_CS', 'TC_019_CS', 'TC_040_1_CS', 'TC_001_CS'],
    impostor: imperfectInAll(
      IMPERFECT_PRODUCTS.filter(({ id }) => ['refuses-remote-stop', 'lacks-one-setting'].includes(id)),
    ),
    signal: controller.signal,
    onEvent(event) {
      // After a check of it that is red: it must not count.
      if (event.type === 'check' && event.case === until && event.verdict !== 'pass') checks++;
      if (checks > 0 && !controller.signal.aborted) controller.abort('interrupted by a person');
    },
  });
  return recorder.events;
}

describe('T24: everything counts the same', () => {
  test('of a run that is whole', async () => {
    const { counts } = await agree(await played());
    assert.ok(counts.fail > 0 && counts.pass > 0);
  });

  test('of a run that was interrupted in a case that had a red check already, which did not run', async () => {
    const events = await played('TC_012_CS');
    const begun = events.filter((event) => event.type === 'case-start').map((event) => event.case);
    const model = await agree(events);
    assert.ok(begun.includes('TC_012_CS'));
    assert.ok(events.some((event) => event.type === 'check' && event.case === 'TC_012_CS' && event.verdict === 'fail'));
    const own = model.notRun.find(({ facts }) => facts.id === 'TC_012_CS');
    assert.deepEqual([own?.kind, own?.reason], ['not-run', 'It had begun: interrupted by a person']);
    assert.ok(!model.cases.some(({ facts }) => facts.id === 'TC_012_CS'));
    assert.match(renderHtml(model), /In no count: cut off, or disturbed and run again/);
  });

  test('of a record that ends in the middle of a case', async () => {
    const events = await played();
    const at = events.findIndex(
      (event) => event.type === 'check' && event.case === 'TC_012_CS' && event.verdict === 'fail',
    );
    const { counts } = await agree(events.slice(0, at + 1));
    assert.equal(counts.fail + counts.notRun > 0, true);
  });

  test('of a case that got worse after its end', async () => {
    const events = await played();
    const at = events.findLastIndex(
      (event) => event.type === 'case-end' && event.verdict === 'pass' && event.case.startsWith('TC_'),
    );
    const end = events[at];
    assert.ok(end?.type === 'case-end');
    const amended: RecordEvent = {
      type: 'case-amend',
      case: end.case,
      lane: 1,
      t: end.t,
      verdict: 'fail',
      reason: 'it crashed by it',
      frames: [],
    };
    const record = [...events.slice(0, at + 1), amended, ...events.slice(at + 1)];
    const upTo = record.filter((event) => event.type !== 'run-end');
    const model = await agree(upTo);
    const worse = model.cases.filter(({ reason }) => reason === 'it crashed by it');
    assert.deepEqual(
      worse.map(({ facts, verdict, before }) => [facts.id, verdict, before]),
      [[end.case, 'fail', 'pass']],
    );
  });

  test('of a run with every verdict', async () => {
    await agree(syntheticRecord(mixedRun()));
  });
});
