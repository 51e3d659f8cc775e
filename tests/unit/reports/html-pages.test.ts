import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { writeFormats } from '../../../cli/write-reports.js';
import { type RecordEvent } from '../../../harness/record/events.js';
import { createFrameNumbers } from '../../../reports/html-pages/frame-numbers.js';
import { pageDetail } from '../../../reports/html/budget.js';
import { leavesOut } from '../../../reports/index.js';
import { type Frame } from '../../../reports/model/run-model.js';
import { longRun, mixedRun } from './sample-runs.js';
import { type SyntheticRun } from './synthetic-header.js';
import { syntheticRecord } from './synthetic-record.js';
import { assertTame, HOSTILE, modelOf } from './support.js';

const recordOf = (events: readonly RecordEvent[]): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'laddprov-html-pages-')), 'record.jsonl');
  writeFileSync(path, `${events.map((event) => JSON.stringify(event)).join('\n')}\n`);
  return path;
};

/** The pages that the command line would write, by name. */
async function pagesOf(run: SyntheticRun, formats: readonly ('html' | 'html-pages')[] = ['html-pages']) {
  const folder = mkdtempSync(join(tmpdir(), 'laddprov-html-pages-'));
  await writeFormats(recordOf(syntheticRecord(run)), folder, formats, () => undefined);
  const at = join(folder, 'report-pages');
  const names = readdirSync(at).sort();
  return new Map(names.map((name) => [name, readFileSync(join(at, name), 'utf8')]));
}

const frame = (n: number): Frame => ({ n, conn: 1, t: n, dir: 'rx', text: '', kind: 'call', name: '' });

describe('the HTML report as pages', () => {
  it('is an index and a page per run of a case, in the order of the report', async () => {
    const run = mixedRun();
    const pages = await pagesOf({ ...run, cases: [...run.cases, { id: 'TC_B_01_CS', verdict: 'pass' }] });
    assert.equal(pages.size, 7);
    const index = pages.get('index.html')!;
    const links = [...index.matchAll(/<tr id="([^"]*)" class="case"[^>]*><th scope="row">.*?<a href="([^"]*)">/g)];
    assert.deepEqual(
      links.map(([, anchor, href]) => [anchor, href]),
      [
        ['case-TC_B_01_CS', 'case-0001.html#case-TC_B_01_CS'],
        ['case-TC_B_21_CS', 'case-0002.html#case-TC_B_21_CS'],
        ['case-TC_B_01_CS-2', 'case-0003.html#case-TC_B_01_CS-2'],
        ['case-TC_E_03_CS', 'case-0004.html#case-TC_E_03_CS'],
        ['case-TC_J_01_CS', 'case-0005.html#case-TC_J_01_CS'],
        ['case-TC_N_01_CS', 'case-0006.html#case-TC_N_01_CS'],
      ],
    );
    for (const [, anchor, href] of links) assert.ok(pages.get(href!.split('#')[0]!)!.includes(` id="${anchor}"`));
  });

  it('says the same whether its cases came one by one or all in memory', async () => {
    const [alone, together] = [await pagesOf(mixedRun()), await pagesOf(mixedRun(), ['html', 'html-pages'])];
    assert.deepEqual([...together.keys()], [...alone.keys()]);
    for (const [name, text] of alone) assert.ok(together.get(name) === text, name);
  });

  it('makes no name, link or markup of hostile ids and texts, and lets no page load anything', async () => {
    const ids = [
      '../../../etc/passwd',
      'a/b\\c',
      '..',
      'CON',
      `"><script>1</script>`,
      'x'.repeat(3000),
      '\u202e.html',
      '',
    ];
    const cases = ids.map((id) => ({ id, verdict: 'fail' as const, block: `../${id}` }));
    const pages = await pagesOf({ cases, hostile: HOSTILE });
    assert.equal(pages.size, ids.length + 1);
    for (const [name, html] of pages) {
      assert.match(name, /^(?:index|case-\d{4})\.html$/);
      assertTame(html);
      assert.match(html, /content="default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; base-uri/);
      for (const [, href] of html.matchAll(/ href="([^"]*)"/g))
        assert.match(href!, /^(?:(?:index|case-\d{4})\.html)?(?:#[\w-]+)?$/);
    }
  });

  it('has on the page of a case the messages that a report of many cases leaves out', async () => {
    const run = longRun(1200);
    const model = await modelOf(run);
    assert.equal(leavesOut(model), true);
    assert.equal(leavesOut(await modelOf(longRun(20))), false);
    const pages = await pagesOf(run);
    const listed = [...pages.get('case-0007.html')!.matchAll(/<li id="f\d+"/g)].length;
    const id = /<section id="case-(\w+)"/.exec(pages.get('case-0007.html')!)![1];
    assert.equal(listed, model.cases.find(({ facts }) => facts.id === id)!.frames.length);
  });

  it('keeps the page of a flood one that a browser opens', async () => {
    const [run] = (await modelOf({ cases: [{ id: 'TC_FLOOD', verdict: 'fail', chatter: 12_000 }] })).cases;
    const { frames } = pageDetail(run!);
    assert.ok(frames < run!.frames.length);
    const pages = await pagesOf({ cases: [{ id: 'TC_FLOOD', verdict: 'fail', chatter: 12_000 }] });
    assert.ok(pages.get('case-0001.html')!.length < 5_000_000);
  });

  it('says so where no case ran', async () => {
    const pages = await pagesOf({ cases: [] });
    assert.deepEqual([...pages.keys()], ['index.html']);
    assert.match(pages.get('index.html')!, /No case ran\./);
  });
});

describe('the numbers of the messages of a case', () => {
  it('are stretches, and found again where cases ran at the same time', () => {
    const numbers = createFrameNumbers();
    numbers.add('a', [1, 2, 3, 7, 9, 10].map(frame));
    numbers.add('b', [4, 5, 6, 8].map(frame));
    assert.equal(numbers.textOf('a'), '1-3 7 9-10');
    assert.deepEqual(
      [0, 1, 5, 7, 8, 10, 11].map((n) => numbers.keyOf(n)),
      [undefined, 'a', 'b', 'a', 'b', 'a', undefined],
    );
  });

  it('are the first and the last where there are too many stretches', () => {
    const numbers = createFrameNumbers();
    numbers.add(
      'a',
      Array.from({ length: 400 }, (_, i) => frame(2 * i + 1)),
    );
    assert.equal(numbers.textOf('a'), '1-799');
    assert.equal(numbers.keyOf(2), undefined);
    assert.equal(numbers.textOf('none'), '');
  });
});
