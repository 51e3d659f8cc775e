import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { buildRunModel, renderHtml } from '../../../reports/index.js';
import { longRun, mixedRun } from './sample-runs.js';
import { type SyntheticRun } from './synthetic-header.js';
import { syntheticRecord } from './synthetic-record.js';
import { HOSTILE, modelOf } from './support.js';

const pageOf = async (run: SyntheticRun): Promise<string> => renderHtml(await modelOf(run));

/** The text between tags, with the escapes that the page uses undone. */
const textOf = (html: string): string =>
  html
    .replace(/<(style|script)>.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');

/** Like assert.doesNotMatch, but without a page in its message. */
const lacks = (text: string, pattern: RegExp): void => assert.ok(!pattern.test(text), `found ${String(pattern)}`);

/** Every tag of the page with its attributes. */
const tags = (html: string): string[] => [...html.matchAll(/<[a-z][^<>]*>/gi)].map((match) => match[0]);

describe('the HTML report', () => {
  it('shows each part for a run with every verdict', async () => {
    const text = textOf(await pageOf(mixedRun()));
    for (const part of [
      'Nordladd Stolpe 22 D',
      'Tester error',
      'What needs attention',
      'Certification profiles',
      'Rules that always hold',
      'Statement against what was shown',
      'claims more than it shows',
      'A Heartbeat came although other messages did',
      'The tester dictated this payload: it shows that it was forwarded, no more.',
      'the statement does not claim C-01',
      'laddprov run --plan PLAN --select TC_B_21_CS --seed 4711',
      'What the words mean',
    ]) {
      assert.ok(text.includes(part), part);
    }
  });

  it('has no id twice, and no link to a place that is not there', async () => {
    const html = await pageOf({ ...mixedRun(), cases: [...mixedRun().cases, { id: 'TC_B_01_CS', verdict: 'pass' }] });
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]!);
    assert.equal(new Set(ids).size, ids.length);
    const targets = [...html.matchAll(/ href="#([^"]*)"/g)].map((match) => match[1]!);
    assert.deepEqual(
      targets.filter((target) => !ids.includes(target)),
      [],
    );
    assert.ok(ids.includes('case-TC_B_01_CS-2'));
  });

  it('draws the sequence as well-formed SVG with a title and a description', async () => {
    const html = await pageOf(mixedRun());
    const all = html.match(/<svg .*?<\/svg>/gs)!;
    const drawings = all.filter((drawing) => drawing.includes('<title>Sequence of'));
    assert.equal(drawings.length, 5);
    for (const drawing of all) assert.ok('svg' in (new XMLParser().parse(drawing) as object));
    for (const drawing of drawings) {
      const { svg } = new XMLParser().parse(drawing) as { svg: { title: string; desc: string } };
      assert.match(svg.title, /^Sequence of TC_/);
      assert.match(svg.desc, /messages/);
    }
    assert.match(drawings[1]!, /steps not drawn/);
    assert.match(drawings[1]!, /class="a r"/);
    assert.doesNotMatch(drawings[0]!, /class="a r"/);
  });

  it('puts what is incomplete at the top', async () => {
    const html = await pageOf({ ...mixedRun(), end: false });
    const at = html.indexOf('its record has no end');
    assert.ok(at > 0 && at < html.indexOf('class="counts"'));
    assert.match(html, /<title>Incomplete: /);
  });

  it('reads for an empty run', async () => {
    const text = textOf(await pageOf({ cases: [] }));
    assert.match(text, /No case ran, so nothing was shown/);
    assert.match(text, /Incomplete/);
  });

  it('shows the mutants that a check was seen to fail against, and where there are none', async () => {
    const model = await modelOf(mixedRun());
    const proof = new Map([
      ['TC_B_01_CS/boot', { killed: 2, mutants: ['silent about boots', '<b>reason</b> altered'] }],
    ]);
    const text = textOf(renderHtml(model, { proof }));
    assert.match(text, /seen to fail against 2 mutants\s*silent about boots, <b>reason<\/b> altered/);
    assert.match(text, /not yet seen to fail against a mutant/);
    lacks(textOf(renderHtml(model)), /seen to fail against/);
  });

  it('lets nothing from a SUT become markup, attribute, script or style', async () => {
    const tame = await pageOf(mixedRun());
    const html = await pageOf({ ...mixedRun(), hostile: HOSTILE });
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.equal(html.match(/<style/g)?.length, 1);
    lacks(html, /<img|<iframe|<!--/);
    for (const tag of tags(html)) {
      lacks(tag, /\son\w+\s*=|javascript:|owned/i);
      lacks(tag, /\sstyle=/);
    }
    const frame = (page: string) => [page.match(/<style>.*?<\/style>/s)![0], page.match(/<script>.*?<\/script>/s)![0]];
    assert.deepEqual(frame(html), frame(tame));
  });

  it('shows hidden characters and cuts what is long', async () => {
    const html = await pageOf({ ...mixedRun(), hostile: HOSTILE });

    // eslint-disable-next-line no-control-regex
    lacks(html, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufffe]|\p{Cs}/u);
    lacks(html, /\u0301{5}/);
    assert.ok(html.includes('⟨U+202E⟩'));
    assert.ok(html.includes('😀 Grüße, 充电'));
    const long = await pageOf({ ...mixedRun(), hostile: 'y'.repeat(200_000) });
    lacks(long, /y{4001}/);
    assert.match(long, /cut from \d+ characters/);
  });

  it('makes ids of case names out of safe characters only', async () => {
    const html = await pageOf({
      cases: [
        { id: `"><b onclick='x'>`, verdict: 'fail' },
        { id: 'TC 1/ä', verdict: 'pass' },
      ],
    });
    for (const [, id] of html.matchAll(/ id="([^"]*)"/g)) assert.match(id!, /^[\w-]+$/);
    lacks(html, /<b onclick/);
  });

  it('shows numbers and keys as they were sent', async () => {
    const events = syntheticRecord({ cases: [{ id: 'TC_B_01_CS', verdict: 'pass' }] });
    const text = `[2,"id-1","DataTransfer",{"data":1.50,"data":1e400,"messageId":"\\u0041","vendorId":"${'v'.repeat(80)}"}]`;
    const at = events.findIndex((event) => event.type === 'frame');
    events.splice(at, 0, { type: 'frame', n: 900, conn: 1, lane: 0, t: 5, dir: 'rx', text });
    const html = textOf(renderHtml(await buildRunModel(events)));
    for (const part of ['"data": 1.50', '"data": 1e400', '"\\u0041"']) assert.ok(html.includes(part), part);
  });

  it('does not choke on JSON that nests without end', async () => {
    const events = syntheticRecord({ cases: [{ id: 'TC_B_01_CS', verdict: 'pass' }] });
    const at = events.findIndex((event) => event.type === 'frame');
    const text = '['.repeat(9000);
    events.splice(at, 0, { type: 'frame', n: 900, conn: 1, lane: 0, t: 5, dir: 'rx', text });
    assert.match(renderHtml(await buildRunModel(events)), /cut from 9000 characters/);
  });

  for (const [name, run] of Object.entries({
    'a thousand cases': longRun(1000),
    'a thousand failed cases': longRun(1000, 1),
    'a thousand cases with long conversations': {
      cases: longRun(1000).cases.map((each) => ({ ...each, chatter: 40 })),
    },
  })) {
    it(`keeps ${name} under 5 MB and says what it left out`, async () => {
      const html = await pageOf(run);
      assert.ok(Buffer.byteLength(html) < 5_000_000, `${Buffer.byteLength(html)} bytes`);
      assert.equal(html.match(/class="case"/g)?.length, 1000);
      assert.match(html, /messages are listed here; the record has all/);
    });
  }

  it('lists every message of a run of usual size', async () => {
    const model = await modelOf(longRun(200));
    assert.equal(renderHtml(model).match(/<li id="f\d/g)?.length, model.counts.frames);
  });
});
