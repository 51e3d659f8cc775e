/** The faults behind the reds, in every report, on the terminal and in the baseline. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  buildRunModel,
  gateRun,
  readBaseline,
  renderHtml,
  renderJunit,
  renderMarkdown,
  renderText,
  type RunModel,
  summarise,
  summarySchema,
} from '../../../reports/index.js';
import { allureFiles } from '../../../reports/allure/allure-files.js';
import { ctrf } from '../../../reports/ctrf/write-ctrf.js';
import { casesCsv } from '../../../reports/csv/write-csv.js';
import { inShort } from '../../../reports/model/in-short.js';
import { casesIn, casesOf, type CaseWriter, outlineOf } from '../../../reports/model/stream-cases.js';
import { type EventOf, type RecordEvent } from '../../../harness/record/events.js';
import { syntheticRecord } from './synthetic-record.js';
import { assertTame, HOSTILE } from './support.js';

const KEY = 'rule message-ids-unique The id # was used twice';

type Late = Partial<EventOf<'finding'>>;

/** Three cases of which two are red by one cause and one by its own, an incident, and what a case left. */
function events(text = 'the product restarted 1.2 s after this message', late: Late = {}): readonly RecordEvent[] {
  const cases = ['TC_A_1_CS', 'TC_A_2_CS', 'TC_A_3_CS'].map((id) => ({ id, verdict: 'fail' as const }));
  const record = syntheticRecord({
    cases: [...cases, { id: 'TC_A_4_CS', verdict: 'pass' }],
    ...(text === HOSTILE && { hostile: HOSTILE }),
  });
  const end = record.at(-1)!;
  assert.ok(end.type === 'run-end');
  const cause = { type: 'cause', lane: 0, t: end.t, clause: 'Part 4 §4.1.4' } as const;
  const frames = [2, 3];
  return [
    ...record.slice(0, -1),
    { type: 'incident', lane: 1, t: end.t, kind: 'restarted', case: 'TC_A_3_CS', text, frames: [2] },
    {
      type: 'left',
      lane: 1,
      t: end.t,
      case: 'TC_A_3_CS',
      kind: 'transaction',
      subject: 'transaction 4711',
      state: 'standing',
      text,
      frames,
    },
    {
      type: 'finding',
      rule: 'message-ids-unique',
      span: ['TC_A_1_CS', 'TC_A_2_CS'],
      during: 'TC_A_3_CS',
      lane: 1,
      t: end.t,
      severity: 'fail',
      blame: 'sut',
      message: 'it fell over',
      clause: 'x',
      frames,
      ...late,
    },
    {
      ...cause,
      key: KEY,
      title: text === HOSTILE ? HOSTILE : 'The id 17 was used twice',
      first: { case: 'TC_A_2_CS', rule: 'message-ids-unique', reason: text },
      frames,
      cases: ['TC_A_2_CS', 'TC_A_1_CS'],
      reds: 3,
    },
    {
      ...cause,
      key: 'incident restarted after Reset',
      title: 'The station restarted after Reset',
      clause: '',
      first: { case: 'TC_A_3_CS', reason: text },
      frames: [2],
      cases: ['TC_A_3_CS'],
      reds: 2,
    },
    { ...end, counts: { ...end.counts, reds: 5, causes: 2, findings: end.counts.findings + 1 } },
  ];
}

const written = <T>(writer: CaseWriter<T>, model: RunModel): readonly T[] => [
  writer.begin(),
  ...casesIn(model).map((run) => writer.each(run)),
  writer.end(),
];

describe('U15: reds grouped by cause', () => {
  let model: RunModel;
  before(async () => void (model = await buildRunModel(events())));

  it('says first on the terminal how many reds and causes there are, each with its clearest case and where it is', () => {
    const text = renderText(model);
    assert.match(
      text,
      /^5 reds, 2 causes\n {2}1\. The id 17 was used twice\n {5}TC_A_2_CS and 1 other case, Part 4 §4\.1\.4: report\.html#case-TC_A_2_CS$/m,
    );
    assert.match(text, /^ {2}2\. The station restarted after Reset\n {5}TC_A_3_CS: report\.html#case-TC_A_3_CS$/m);
    assert.match(text, /^! the product restarted 1\.2 s after this message$/m);
    assert.ok(text.indexOf('5 reds') < text.indexOf('cases '));
    assert.doesNotMatch(text, /✕ fail TC_A_1_CS/, 'what a cause stands for is not listed again');
  });

  it('lists on the terminal a failed case that no cause stands for', async () => {
    const without = events().filter((event) => event.type !== 'cause');
    assert.match(renderText(await buildRunModel(without)), /✕ fail TC_A_1_CS/);
  });

  it('has them on the first screen of the HTML report, before the counts, with links, messages and the other cases', () => {
    const html = renderHtml(model);
    const [first, counts] = [html.indexOf('5 reds, 2 causes'), html.indexOf('<dl class="counts">')];
    assert.ok(html.indexOf('Not conformant') < first && first < counts);
    assert.match(html, /<b>The id 17 was used twice<\/b><p class="meta"><a href="#case-TC_A_2_CS">/);
    assert.match(html, /The other cases: <a href="#case-TC_A_1_CS">/);
    assert.match(html, /<a href="#f2">2<\/a> from the SUT<\/i> <code>\[3,/);
    assert.match(html, /Cause: <a href="#cause-1">The id 17 was used twice<\/a>, with 1 other case/);
  });

  it('says in the HTML report what became of the product, what a case left, and of a finding that its cause is not certain', () => {
    const html = renderHtml(model);
    assert.match(html, /id="afterwards"/);
    assert.match(html, /transaction 4711: still there\./);
    assert.match(html, /not certain: one of the 2 cases from <a href="#case-TC_A_1_CS">/);
    assert.match(html, /it came while TC_A_3_CS ran/);
  });

  it('keeps hostile strings in them tame', async () => {
    assertTame(renderHtml(await buildRunModel(events(HOSTILE))));
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(renderText(await buildRunModel(events(HOSTILE))), /[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it('gives them to programs: summary, JUnit, CTRF, CSV, Allure, Markdown', () => {
    const summary = summarySchema.parse(JSON.parse(JSON.stringify(summarise(model))));
    assert.deepEqual([summary.counts.reds, summary.counts.causes, summary.causes?.[0]?.key], [5, 2, KEY]);
    assert.deepEqual(
      summary.cases.map(({ causes }) => causes),
      [[KEY], [KEY], ['incident restarted after Reset'], undefined],
    );
    assert.equal(summary.incidents?.[0]?.kind, 'restarted');
    const junit = renderJunit(model);
    assert.equal(junit.split(`<property name="cause" value="${KEY}"/>`).length - 1, 2);
    assert.match(junit, /cause: The id 17 was used twice \(2 cases; /);
    const tests = (
      JSON.parse(written(ctrf(model), model).join('')) as { results: { tests: { extra?: { causes?: string[] } }[] } }
    ).results.tests;
    assert.deepEqual(tests.map(({ extra }) => extra?.causes?.length ?? 0).slice(0, 4), [1, 1, 1, 0]);
    const [head, ...rows] = written(casesCsv(model), model).join('').split('\r\n');
    assert.match(head!, /,causes$/);
    assert.equal(rows.filter((row) => row.endsWith(`,${KEY}`)).length, 2);
    const files = written(allureFiles(model), model).flat();
    const labelled = files.filter(({ text }) => text.includes(`{"name":"cause","value":"${KEY}"}`));
    assert.equal(labelled.length, 2);
    const categories = JSON.parse(files.find(({ name }) => name === 'categories.json')!.text) as {
      name: string;
      traceRegex?: string;
    }[];
    const pattern = new RegExp(`^${categories[0]!.traceRegex!.replace('(?s)', '')}$`, 's');
    const traces = labelled.map(
      ({ text }) => (JSON.parse(text) as { statusDetails: { trace: string } }).statusDetails.trace,
    );
    assert.ok(
      traces.every((trace) => pattern.test(trace)),
      'a category takes what is red by its cause',
    );
    assert.match(renderMarkdown(model), /\*\*5 reds, 2 causes\*\*/);
  });

  it('keeps what was found of a case after its end where cases are read one by one', async () => {
    const record = events(undefined, { case: 'TC_A_4_CS' });
    const amend = {
      type: 'case-amend',
      case: 'TC_A_4_CS',
      lane: 1,
      t: 1,
      verdict: 'fail',
      reason: 'found later',
      frames: [],
    } as const;
    const all = [...record.slice(0, -1), { ...amend, frames: [] as number[] }, record.at(-1)!];
    const source = { events: () => all };
    for await (const run of casesOf(source, await outlineOf(source))) {
      if (run.facts.id === 'TC_A_3_CS') assert.deepEqual([run.incidents.length, run.left.length], [1, 1]);
      if (run.facts.id === 'TC_A_4_CS')
        assert.deepEqual(
          [run.verdict, run.before, run.reason, run.findings.length],
          ['fail', 'pass', 'found later', 1],
        );
    }
  });

  it('shows a request with its answer on one line, without brackets and ids', () => {
    const say = (...texts: string[]) =>
      inShort(texts.map((text, i) => ({ n: i + 1, dir: text.startsWith('[2,"t') ? 'tx' : 'rx', text })));
    assert.equal(
      say('[2,"t1","Reset",{"type":"Hard"}]', '[3,"t1",{"status":"Rejected"}]'),
      'Reset {"type":"Hard"} → {"status":"Rejected"}',
    );
    assert.equal(
      say('[2,"t1","Reset",{}]', '[4,"t1","NotSupported","",{}]'),
      'Reset {} → CALLERROR NotSupported "",{}',
    );
    assert.equal(say('[2,"t1","Reset",{}]', '[2,"s1","Heartbeat",{}]'), 'Heartbeat {}');
    assert.equal(say('[2,"t1","Reset",{}]'), 'Reset {}');
    assert.equal(say('not a frame'), 'not a frame');
    assert.equal(say(), undefined);
  });

  describe('in the baseline', () => {
    const gate = (text: string, of = model) => gateRun(of, readBaseline(text, 'known.yaml'), '2026-03-14');
    const known = (...keys: string[]) =>
      `known:\n${keys.map((key) => `  - cause: ${JSON.stringify(key)}\n    reason: ticket 4\n`).join('')}`;

    it('a known cause covers every case that is red by it and by nothing else', () => {
      const one = gate(known(KEY));
      assert.deepEqual(
        one.waived.map(({ key }) => key),
        ['TC_A_1_CS', 'TC_A_2_CS'],
      );
      assert.match(one.problems[0]!.text, /^TC_A_3_CS is not listed: .* \(cause: incident restarted after Reset\)$/);
      const both = gate(known(KEY, 'incident restarted after Reset'));
      assert.deepEqual([both.waived.length, both.problems], [3, []]);
    });

    it('a cause that nothing is red by any more is taken out, where the whole plan ran', () => {
      assert.deepEqual(gate(known('unanswered Reset')).problems.filter(({ kind }) => kind === 'passes').length, 1);
      const part = { ...model, counts: { ...model.counts, notSelected: 3 } };
      const partly = gate(known('unanswered Reset'), part);
      assert.deepEqual([partly.problems.filter(({ kind }) => kind === 'passes').length, partly.unjudged], [0, 1]);
    });

    it('an entry names a case or a cause, and not both', () => {
      for (const entry of [
        'reason: x',
        'case: A\n    cause: b\n    reason: x',
        'cause: b\n    check: c\n    reason: x',
      ])
        assert.throws(() => readBaseline(`known:\n  - ${entry}\n`, 'known.yaml'), /cannot be used/);
    });
  });
});
