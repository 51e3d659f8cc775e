/** The page above several runs: what it concludes, what it says of each run, and where it leads. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderIndex, type RunModel } from '../../../reports/index.js';
import { concludeAll } from '../../../reports/index-page/conclude-all.js';
import { indexedRun, indexOf } from './sample-index.js';
import { longRun, mixedRun } from './sample-runs.js';
import { assertTame, HOSTILE, modelOf } from './support.js';
import { type SyntheticCase, type SyntheticRun } from './synthetic-header.js';

const runOf = (...verdicts: SyntheticCase['verdict'][]): SyntheticRun => ({
  cases: verdicts.map((verdict, at) => ({ id: `TC_B_0${at}_CS`, verdict })),
});
const [green, red, open, broken] = await Promise.all(
  [runOf('pass', 'pass'), runOf('pass', 'fail'), runOf('inconclusive'), runOf('error')].map(modelOf),
);

const concluded = (models: readonly (RunModel | undefined)[], more: Parameters<typeof indexOf>[1] = {}) =>
  concludeAll(
    indexOf(
      models.map((model) => indexedRun('a', model)),
      more,
    ),
  );

/** The text of the page without its tags. */
const textOf = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

/** The cells of each row of the table of the runs. */
const rowsOf = (html: string): string[][] => {
  const table = /<table class="s ix">.*?<tbody>(.*?)<\/tbody>/s.exec(html)?.[1] ?? '';
  const cells = (row: string) => row.split(/<t[hd][^>]*>/).map((cell) => textOf(cell).trim());
  return table
    .split('<tr>')
    .slice(1)
    .map((row) => cells(row).slice(1));
};

describe('the conclusion over several runs', () => {
  it('is conformant where every run is, and says of how many', () => {
    assert.deepEqual(concluded([green, green, green]), {
      outcome: 'conformant',
      words: 'Conformant in what ran: all 3 runs',
      sentence: 'Every case that ran passed.',
    });
    assert.equal(concluded([green]).words, 'Conformant in what ran: the only run');
  });

  it('counts the runs that are not conformant, and those that are something else beside them', () => {
    const one = concluded([green, red, red]);
    assert.equal(one.words, 'Not conformant: 2 of 3 runs');
    assert.equal(one.outcome, 'failures');
    assert.equal(one.sentence, '2 of 6 cases that ran failed.');
    const all = concluded([green, red, open, broken]);
    assert.equal(all.words, 'Tester error: 1 of 4 runs; not conformant: 1; incomplete: 1');
    assert.equal(all.outcome, 'error');
  });

  it('is incomplete where a run did not begin, whatever the others came to', () => {
    const { outcome, words, sentence } = concluded([green, undefined]);
    assert.equal(outcome, 'incomplete');
    assert.equal(words, 'Incomplete: 1 of 2 runs');
    assert.equal(sentence, 'Every case that ran passed. 1 run did not begin and is in no count.');
    assert.equal(concluded([undefined]).sentence, 'No case ran. 1 run did not begin and is in no count.');
  });

  it('is incomplete where the record of a run has no end', async () => {
    const { words } = concluded([green, await modelOf({ ...runOf('pass'), end: false })]);
    assert.equal(words, 'Incomplete: 1 of 2 runs');
  });

  it('is incomplete where a selected case found no product, where there is no run, and after an interruption', () => {
    const { outcome, words } = concluded([green], { without: ['TC_X_1_CS in 2.1'] });
    assert.deepEqual([outcome, words], ['incomplete', 'Incomplete: 1 selected case did not run in any run']);
    assert.equal(concluded([]).outcome, 'incomplete');
    assert.equal(concluded([green], { interrupted: 'interrupted by SIGINT' }).words, 'Incomplete: ended early');
  });

  it('says that what was not selected says nothing', () => {
    assert.match(concluded([green], { select: ['TC_B_*'] }).sentence, /not selected say nothing\.$/);
  });
});

describe('the page above several runs', () => {
  it('says first what the runs came to, in its title and above everything else', () => {
    const html = renderIndex(indexOf([indexedRun('a', green), indexedRun('b', red)]));
    assert.match(html, /<title>Not conformant: 1 of 2 runs\. The products of a test<\/title>/);
    const at = html.indexOf('<p class="outcome o-failures">Not conformant: 1 of 2 runs</p>');
    assert.ok(at > 0 && at < html.indexOf('class="counts"'));
  });

  it('says what was run, how, when and by what', () => {
    const runs = [indexedRun('a', green), indexedRun('b', green, { role: 'csms', version: '1.6' })];
    const text = textOf(renderIndex(indexOf(runs)));
    for (const part of [
      'Charging station with OCPP 2.0.1; CSMS with OCPP 1.6',
      'over WebSockets on loopback',
      'they skip what would be waited for',
      'every case, and of the generated ones a sample',
      'Seed 7',
      'Started 2026-03-14T09:30:00.000Z',
      'Took 1 min 08 s',
      'Tool laddprov 0.1.0',
      'Catalogue 2025-11, 2 cases',
      'Catalogue digest b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
    ])
      assert.ok(text.includes(part), part);
    const fast = textOf(renderIndex(indexOf(runs, { speed: 20, select: ['TC_B_*', '!NEG_*'] })));
    assert.match(fast, /they run 20 times faster than the wall Selected TC_B_\*, !NEG_\*/);
  });

  it('counts the cases of each run, and of all', async () => {
    const mixed = await modelOf(mixedRun());
    const html = renderIndex(indexOf([indexedRun('a', mixed, { product: 'small' }), indexedRun('b')]));
    const name = 'Charging station, OCPP 2.0.1';
    assert.deepEqual(rowsOf(html), [
      [`${name}, small`, 'Tester error', '2', '1', '1', '1', '1', '1', 'none claimed', '12.3 s'],
      [name, 'did not begin', '–', '–', '–', '–', '–', '–', '–', '–'],
    ]);
    const counts = /<dl class="counts">(.*?)<\/dl>/s.exec(html)?.[1] ?? '';
    assert.equal(textOf(counts).trim(), 'pass 2 fail 1 error 1 inconclusive 1 not run 1');
  });

  it('concludes on each certification profile of each run', async () => {
    const plan = { statement: { profiles: ['Core', 'Reservation'], features: [] } };
    const html = renderIndex(indexOf([indexedRun('a', await modelOf({ ...mixedRun(), start: { plan } }))]));
    const list = /<ul class="profiles">(.*?)<\/ul>/s.exec(html)?.[1] ?? '';
    const lines = list.split('<li>').map((line) => textOf(line).trim());
    assert.ok(lines.includes('not conformant Core'), lines.join('|'));
    assert.ok(lines.includes('incomplete Reservation'), lines.join('|'));
    assert.ok(lines.some((line) => /^not claimed .*Smart Charging/.test(line)));
    assert.match(html, /<caption>Official cases by profile: Charging station, OCPP 2\.0\.1<\/caption>/);
    assert.equal(rowsOf(html)[0]?.[8], '0 of 2');
  });

  it('leads to the report and to the files of each run, and to the matrix', () => {
    const html = renderIndex(indexOf([indexedRun('station-1', green)], { matrix: 'matrix.html' }));
    const links = [...html.matchAll(/<a href="([^"#]*)">/g)].map(([, href]) => href);
    const files = ['report.html', 'junit.xml', 'summary.json', 'record.jsonl'].map((name) => `station-1/${name}`);
    assert.deepEqual(links, ['matrix.html', 'matrix.html', files[0], ...files]);
    assert.ok(!renderIndex(indexOf([indexedRun('a', green)])).includes('matrix.html'));
  });

  it('says which runs did not begin, why, and which cases found no product', () => {
    const runs = [indexedRun('a', green), indexedRun('b', undefined, { product: 'tls' })];
    const without = Array.from({ length: 50 }, (_, at) => `TC_${at} in 1.6`);
    const text = textOf(renderIndex(indexOf(runs, { interrupted: 'interrupted by SIGINT', without })));
    assert.match(text, /The runs were ended early: interrupted by SIGINT\./);
    assert.match(text, /Did not begin: Charging station, OCPP 2\.0\.1, tls\./);
    assert.match(text, /apply to none of the products: TC_0 in 1\.6, .*TC_39 in 1\.6 and 10 more\./);
  });

  it('passes on what keeps the record of a run from being believed', async () => {
    const cut = await modelOf({ ...mixedRun(), end: false });
    assert.match(textOf(renderIndex(indexOf([indexedRun('a', cut)]))), /its record has no end/);
  });

  it('has no script and allows none', () => {
    const html = renderIndex(indexOf([indexedRun('a', green)]));
    assert.doesNotMatch(html, /<script/);
    assert.match(html, /Content-Security-Policy" content="default-src [^"]*script-src [^"]*none/);
  });

  it('lets nothing of a record become markup, and bounds it', async () => {
    const plan = { statement: { profiles: [HOSTILE, 'Core'], features: [HOSTILE] } };
    const { catalogue } = green!.run;
    const end = { conclusion: HOSTILE, interrupted: HOSTILE };
    const start = { plan, catalogue: { ...catalogue, revision: HOSTILE, digest: HOSTILE } };
    const evil = await modelOf({ ...mixedRun(), hostile: HOSTILE, start, end });
    const html = renderIndex(
      indexOf([indexedRun('a', evil)], { select: [HOSTILE], without: [HOSTILE], interrupted: HOSTILE }),
    );
    assertTame(html, { scripts: 0 });
    assert.ok(!html.includes('long'.repeat(200)));
    assert.ok(html.includes('⟨U+202E⟩'));
  });

  it('does not grow with what its runs hold', async () => {
    const model = await modelOf(longRun(1000));
    const html = renderIndex(indexOf(Array.from({ length: 20 }, (_, at) => indexedRun(`run-${at}`, model))));
    assert.ok(Buffer.byteLength(html) < 200_000, `${Buffer.byteLength(html)} bytes`);
  });
});
