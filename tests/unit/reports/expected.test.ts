import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CheckEvent, type EventOf, type RecordEvent } from '../../../harness/record/events.js';
import { diagramRows } from '../../../reports/html/diagram-rows.js';
import { divergenceText, firstDivergence } from '../../../reports/model/divergence.js';
import { expectedOf, waitText } from '../../../reports/model/expected.js';
import { buildRunModel, renderHtml } from '../../../reports/index.js';
import { type CaseRun } from '../../../reports/model/run-model.js';
import { runStartOf } from './synthetic-header.js';

const EPOCH = Date.parse('2026-03-14T12:00:00Z');
const at = { lane: 1 } as const;
const call = (n: number, t: number, action: string, payload: object): EventOf<'frame'> => ({
  ...at,
  type: 'frame',
  n,
  t,
  conn: 1,
  dir: 'rx',
  text: JSON.stringify([2, `id-${n}`, action, payload]),
});
const ask = (n: number, t: number, action: string): EventOf<'frame'> => ({ ...call(n, t, action, {}), dir: 'tx' });
const result = (n: number, t: number, to: number, payload: object): EventOf<'frame'> => ({
  ...call(n, t, '', {}),
  text: JSON.stringify([3, `id-${to}`, payload]),
});
const check = (t: number, extra: Partial<CheckEvent>): CheckEvent => ({
  ...at,
  type: 'check',
  case: 'TC_X',
  t,
  id: 'StatusNotification',
  title: 'the station sends StatusNotification',
  phase: 'main',
  kind: 'message',
  verdict: 'pass',
  expected: 'StatusNotification with connectorStatus is "Occupied"',
  actual: 'StatusNotification {"connectorStatus":"Occupied"}',
  requirements: [],
  frames: [],
  action: 'StatusNotification',
  asserts: ['connectorStatus'],
  ...extra,
});

async function modelOf(events: readonly RecordEvent[], verdict: CaseRun['verdict'] = 'fail') {
  const start = runStartOf({ cases: [{ id: 'TC_X', verdict }] }, (text) => text);
  return buildRunModel([
    { ...start, epoch: EPOCH },
    { ...at, type: 'case-start', case: 'TC_X', t: 0, identity: 'CS' },
    ...events,
    { ...at, type: 'case-end', case: 'TC_X', t: 90_000, verdict, reason: 'it is so', duration: 90_000 },
  ]);
}
const caseOf = async (events: readonly RecordEvent[], verdict?: CaseRun['verdict']) =>
  (await modelOf(events, verdict)).cases[0]!;

const textOf = (run: CaseRun): string | undefined => {
  const divergence = firstDivergence(run);
  return divergence && divergenceText(run, divergence, EPOCH);
};

const boot = call(1, 100, 'BootNotification', { reason: 'PowerUp' });
const missing = check(31_000, {
  verdict: 'fail',
  actual: 'none within 30 s; nothing else came',
  frames: [2],
  awaited: { within: 30_000 },
});
const late = call(2, 5_000, 'Heartbeat', {});

describe('what a case expected', () => {
  it('names a message that never came with its deadline, after the message at which the tester began to wait', async () => {
    const run = await caseOf([boot, late, missing]);
    assert.deepEqual(
      expectedOf(run).map(({ fate, came }) => [fate, came]),
      [['missing', undefined]],
    );
    assert.equal(
      textOf(run),
      'expected StatusNotification with connectorStatus is "Occupied" within 30 s after message 1; nothing came by 12:00:31 UTC but Heartbeat (message 2)',
    );
  });

  it('draws what never came as a gap in its place, and blames no message that came', async () => {
    const rows = diagramRows(await caseOf([boot, late, missing, call(3, 40_000, 'Heartbeat', {})]), 40);
    assert.deepEqual(
      rows.map(({ kind }) => kind),
      ['arrow', 'arrow', 'missing', 'arrow'],
    );
    assert.deepEqual(
      rows.flatMap((row) => (row.kind !== 'gap' && row.red ? [row.kind] : [])),
      ['missing'],
    );
    const [gap] = rows.filter((row) => row.kind === 'missing');
    assert.equal(gap?.first, true);
    assert.equal(gap?.sub, 'expected within 30 s, nothing came');
  });

  it('shows a wrong answer as what came instead, at the message that came', async () => {
    const wrong = check(300, {
      kind: 'response',
      verdict: 'fail',
      action: 'Reset',
      expected: 'a result with status is "Accepted"',
      actual: 'status is "Rejected"',
      frames: [2, 3],
      awaited: { within: 10_000, came: 3 },
    });
    const run = await caseOf([boot, ask(2, 200, 'Reset'), result(3, 300, 2, { status: 'Rejected' }), wrong]);
    assert.equal(
      textOf(run),
      'expected a result with status is "Accepted" in answer to Reset within 10 s after message 2; message 3 came instead at 12:00:00 UTC: status is "Rejected"',
    );
    const rows = diagramRows(run, 40).filter((row) => row.kind === 'arrow');
    assert.deepEqual(
      rows.map(({ frame, expected, red }) => [frame.n, expected, red]),
      [
        [1, false, undefined],
        [2, false, undefined],
        [3, true, 'fail'],
      ],
    );
    assert.equal(rows[2]?.sub, 'expected a result with status is "Accepted"');
  });

  it('calls no optional or alternative message a divergence, and says that it was one of several', async () => {
    const one = check(200, { frames: [1], awaited: { within: 30_000, came: 1, together: 'one' } });
    const run = await caseOf([call(1, 100, 'StatusNotification', {}), one], 'pass');
    assert.equal(firstDivergence(run), undefined);
    assert.equal(waitText(one), 'within 30 s, or another of several');
    assert.equal(waitText(check(1, {})), '');
  });

  it('has an absence that was kept in its lane, and one that was broken as the message that came', async () => {
    const absence = {
      kind: 'absence',
      id: 'no-Reset',
      expected: 'no Heartbeat for 10 s',
      action: 'Heartbeat',
    } as const;
    const kept = await caseOf(
      [boot, check(10_000, { ...absence, actual: 'none came', awaited: { within: 10_000 } })],
      'pass',
    );
    const labels = diagramRows(kept, 40).map(({ label }) => label);
    assert.ok(labels.includes('no Heartbeat for 10 s: none came'), labels.join());
    const broken = check(5_000, {
      ...absence,
      verdict: 'fail',
      actual: 'Heartbeat {}',
      frames: [1, 2],
      awaited: { within: 10_000, came: 2 },
    });
    const run = await caseOf([boot, late, broken]);
    assert.match(textOf(run) ?? '', /^expected no Heartbeat for 10 s; message 2 came instead at 12:00:05 UTC/);
    const [row] = diagramRows(run, 40).filter((each) => each.kind === 'arrow' && each.frame.n === 2);
    assert.ok(row?.kind === 'arrow' && row.first && !row.expected);
  });

  it('takes what happened first, be it a check or the finding of a rule', async () => {
    const finding: EventOf<'finding'> = {
      ...at,
      type: 'finding',
      rule: 'message-ids',
      case: 'TC_X',
      t: 5_001,
      severity: 'fail',
      blame: 'sut',
      message: 'The id was used twice',
      clause: 'Part 4',
      frames: [1, 2],
    };
    const run = await caseOf([boot, late, finding, missing]);
    assert.equal(textOf(run), 'rule message-ids at message 2 (12:00:05 UTC): The id was used twice');
    const afterwards = await caseOf([boot, late, missing, { ...finding, t: 31_500 }]);
    assert.match(textOf(afterwards) ?? '', /nothing came by 12:00:31 UTC but Heartbeat \(message 2\)$/);
  });

  it('tells a connection that never came from one that came and was wrong', async () => {
    const tls = check(9_000, {
      kind: 'tls',
      verdict: 'fail',
      expected: 'a TLS handshake that the station ends, within 8 s',
      actual: 'no handshake came',
      awaited: { within: 8_000 },
    });
    assert.equal(
      textOf(await caseOf([boot, tls])),
      'expected a TLS handshake that the station ends, within 8 s after message 1; nothing came by 12:00:09 UTC',
    );
    const rows = diagramRows(await caseOf([boot, { ...tls, kind: 'connection', frames: [1] }]), 40);
    assert.deepEqual(
      rows.map((row) => [row.kind, row.kind !== 'gap' && row.red, row.kind !== 'gap' && row.first]),
      [
        ['arrow', undefined, undefined],
        ['event', 'fail', true],
      ],
    );
    const open = { ...tls, actual: 'connection 2 came about', connections: [2] };
    assert.equal(
      textOf(await caseOf([boot, open])),
      'expected a TLS handshake that the station ends, within 8 s; received connection 2 came about',
    );
  });

  it('finds what came in a record whose checks do not say how they waited', async () => {
    const { awaited: _awaited, ...old } = missing;
    assert.equal(expectedOf(await caseOf([boot, late, old]))[0]?.fate, 'missing');
    const wrong = check(6_000, { verdict: 'fail', frames: [3], actual: 'connectorStatus is "Faulted"' });
    const run = await caseOf([boot, late, call(3, 6_000, 'StatusNotification', { connectorStatus: 'Faulted' }), wrong]);
    assert.deepEqual(
      expectedOf(run).map(({ fate, came }) => [fate, came]),
      [['different', 3]],
    );
  });

  it('has no divergence for a pass, nor for a case that ended without a judgement', async () => {
    assert.equal(firstDivergence(await caseOf([boot], 'pass')), undefined);
    assert.equal(firstDivergence(await caseOf([boot], 'inconclusive')), undefined);
  });

  it('survives times beyond all dates', async () => {
    const run = await caseOf([boot, late, { ...missing, t: 1e300 }]);
    assert.match(textOf(run) ?? '', /nothing came$/);
  });

  it('is named and linked at the top of the case, and the link leads to a row that says so', async () => {
    const html = renderHtml(await modelOf([boot, late, missing]));
    assert.match(html, /<a href="#first-TC_X">First divergence<\/a>/);
    assert.match(html, /<tr id="first-TC_X"><th scope="row"><b class="first">First divergence: /);
    assert.match(html, /<small>within 30 s<\/small>/);
    assert.match(html, /the first divergence\./);
  });
});
