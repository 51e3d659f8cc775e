/** The formats for machines, each read by a reader that is not ours. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allure2 } from '@allurereport/reader';
import { BufferResultFile } from '@allurereport/reader-api';
import { parse as parseCsv } from 'csv-parse/sync';
import { validateStrict } from 'ctrf';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { marked } from 'marked';
import { buildRunModel, casesOf, FORMATS, outlineOf, renderMarkdown } from '../../../reports/index.js';
import { longRun, mixedRun } from './sample-runs.js';
import { HOSTILE, sourceOf, streamed } from './support.js';
import { type SyntheticRun } from './synthetic-header.js';
import { syntheticRecord } from './synthetic-record.js';

interface CtrfTest {
  readonly name: string;
  readonly status: string;
  readonly rawStatus: string;
  readonly message?: string;
}

async function ctrfOf(run: SyntheticRun) {
  const report = JSON.parse(await streamed('ctrf', 'ctrf.json', run)) as {
    results: { summary: Record<string, number>; tests: CtrfTest[] };
  };
  validateStrict(report);
  const { summary, tests } = report.results;
  for (const status of ['passed', 'failed', 'skipped', 'pending', 'other'])
    assert.equal(summary[status], tests.filter((test) => test.status === status).length, status);
  assert.equal(summary['tests'], tests.length);
  return { summary, tests, of: (id: string) => tests.find((test) => test.name.startsWith(id)) };
}

type Row = Record<string, string>;
const csvOf = async (file: string, run: SyntheticRun): Promise<Row[]> =>
  parseCsv(await streamed('csv', file, run), { columns: true, record_delimiter: '\r\n' });

interface Step {
  readonly name: string;
  readonly status: string;
  readonly steps: Step[];
}
interface AllureResult {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly historyId: string;
  readonly uuid: string;
  readonly steps: Step[];
}

/** What Allure 3 reads from the folder. */
async function allureOf(run: SyntheticRun) {
  const format = FORMATS.allure;
  const source = sourceOf(run);
  const results: AllureResult[] = [];
  const attachments: string[] = [];
  const metadata: Record<string, unknown> = {};
  const nothing = () => Promise.resolve();
  const visitor = {
    visitTestResult: (result: AllureResult) => Promise.resolve(void results.push(result)),
    visitAttachmentFile: (file: BufferResultFile) => Promise.resolve(void attachments.push(file.getOriginalFileName())),
    visitMetadata: (found: object) => Promise.resolve(void Object.assign(metadata, found)),
    ...{ visitCheckResult: nothing, visitMetrics: nothing, visitTestFixtureResult: nothing, visitGlobals: nothing },
  };
  const names: string[] = [];
  const outline = await outlineOf(source);
  const { begin, each, end } = format.files(outline);
  const files = [...begin()];
  for await (const one of casesOf(source, outline)) files.push(...each(one));
  for (const { name, text } of [...files, ...end()]) {
    names.push(name);
    const file = new BufferResultFile(Buffer.from(text), name);
    assert.ok(allure2.matches?.(file), name);
    assert.ok(await allure2.read(visitor as never, file), name);
  }
  assert.equal(new Set(names).size, names.length);
  return { results, attachments, metadata, names };
}

describe('the CTRF report', () => {
  it('is valid by the schema of CTRF and counts as its tests do', async () => {
    const { summary } = await ctrfOf(mixedRun());
    assert.deepEqual([summary['passed'], summary['failed'], summary['skipped'], summary['pending']], [2, 3, 2, 1]);
  });

  it('lets no error and no inconclusive case be anything but failed, and says which it was', async () => {
    const { of } = await ctrfOf(mixedRun());
    assert.deepEqual([of('TC_J_01_CS')?.status, of('TC_J_01_CS')?.rawStatus], ['failed', 'error']);
    assert.deepEqual([of('TC_E_03_CS')?.status, of('TC_E_03_CS')?.rawStatus], ['failed', 'inconclusive']);
    assert.match(of('TC_B_21_CS')?.message ?? '', /expected BootNotification.*received reason PowerUp/);
    assert.equal(of('TC_O_01_CS')?.status, 'pending');
  });

  it('is red for a run without a conclusion even when every case passed', async () => {
    for (const run of [{ cases: [] }, { cases: [{ id: 'TC_B_01_CS', verdict: 'pass' as const }], end: false as const }])
      assert.ok((await ctrfOf(run)).summary['failed'] > 0);
  });

  it('stays valid under hostile strings', async () => {
    await ctrfOf({ ...mixedRun(), hostile: HOSTILE });
  });
});

describe('the CSV tables', () => {
  it('have every case with its verdict, and every check with what was expected and received', async () => {
    const cases = await csvOf('cases.csv', mixedRun());
    assert.deepEqual(
      cases.map((row) => row['verdict']),
      ['pass', 'fail', 'inconclusive', 'error', 'pass', 'not applicable', 'not selected', 'not run'],
    );
    const checks = await csvOf('checks.csv', mixedRun());
    assert.equal(checks.length, 7);
    assert.equal(checks.find((row) => row['verdict'] === 'fail')?.['actual'], 'reason PowerUp');
  });

  it('give a spreadsheet nothing to calculate, whatever the separator it takes', async () => {
    const evil = `=HYPERLINK("http://x";"y") ;@SUM(1) ; -2+3 ;+1,"=2+2",\n=3`;
    for (const hostile of [evil, '@cmd', '+1', '-1', '\t=1', '＝1', HOSTILE]) {
      for (const file of ['cases.csv', 'checks.csv']) {
        const rows = await csvOf(file, { ...mixedRun(), hostile });
        for (const cell of rows.flatMap((row) => Object.values(row))) {
          assert.doesNotMatch(cell, /^\s*[=+@＝＋＠]|^\s*-(?!\d+(\.\d+)?$)/);
          assert.doesNotMatch(cell, /;\s*[=+\-@]/);
        }
      }
    }
  });

  it('quote what RFC 4180 wants quoted, so that every cell comes back as it was', async () => {
    const actual = 'said "no", then, "yes"';
    const run = {
      cases: [{ id: 'A', verdict: 'fail' as const, checks: [{ id: 'c', verdict: 'fail' as const, actual }] }],
    };
    assert.equal((await csvOf('checks.csv', run))[0]?.['actual'], actual);
    assert.match(await streamed('csv', 'checks.csv', run), /\r\n$/);
  });
});

describe('the results for Allure', () => {
  it('have a result for every case, with the checks as steps and the messages attached', async () => {
    const { results, attachments, names } = await allureOf(mixedRun());
    assert.equal(results.length, 8);
    assert.equal(attachments.length, 5);
    assert.equal(names.filter((name) => name.endsWith('-attachment.txt')).length, 5);
    const failed = results.find((result) => result.name.startsWith('TC_B_21_CS'))!;
    assert.equal(failed.status, 'failed');
    assert.deepEqual(
      failed.steps.filter((step) => step.status).map((step) => step.status),
      ['passed', 'failed'],
    );
    const early = results.find((result) => result.name.startsWith('TC_E_03_CS'))!;
    assert.equal(early.status, 'broken');
    assert.match(early.message ?? '', /^inconclusive: /);
    assert.equal(early.steps[0]?.name, 'Precondition');
    assert.equal(early.steps[0].steps[0]?.name, 'The car is plugged in');
  });

  it('describe the run: environment, categories, executor', async () => {
    const { metadata } = await allureOf(mixedRun());
    const text = JSON.stringify(metadata);
    for (const part of ['Stolpe 22 D', '3.8.1-rc2', 'No evidence either way', 'laddprov 0.1.0', '4711'])
      assert.ok(text.includes(part), part);
  });

  it('give a case the same history in every run, and every result an id of its own', async () => {
    const [one, two] = [await allureOf(mixedRun()), await allureOf({ ...mixedRun(), start: { seed: 1 } })];
    const history = (of: typeof one) => of.results.map((result) => result.historyId);
    assert.deepEqual(history(one), history(two));
    assert.equal(new Set(history(one)).size, one.results.length);
  });

  it('have a broken result for a run without a conclusion', async () => {
    const { results } = await allureOf({ cases: [] });
    assert.deepEqual(
      results.map((result) => result.status),
      ['broken'],
    );
  });

  it('stay readable under hostile strings, and every property comes back whole', async () => {
    const { results, metadata } = await allureOf({ ...mixedRun(), hostile: 'a=b: c\\d #! 充电 😀' });
    assert.equal(results.length, 8);
    assert.ok(JSON.stringify(metadata).includes(JSON.stringify('a=b: c\\d #! 充电 😀').slice(1, -1)));
    assert.equal((await allureOf({ ...mixedRun(), hostile: HOSTILE })).results.length, 8);
  });
});

describe('the Markdown summary', () => {
  const html = async (run: SyntheticRun) =>
    marked.parse(renderMarkdown(await buildRunModel(syntheticRecord(run))), { gfm: true }) as string;

  it('says what came of the run and lists what did not pass, the failures first', async () => {
    const page = await html(mixedRun());
    assert.match(page, /<h3>.*OCPP 2\.0\.1 charging station: tester error<\/h3>/);
    const rows = [...page.matchAll(/<td>[^<]*?(fail|error|inconclusive)<\/td>\s*<td><code>(\w+)/g)].map(
      (row) => row[2],
    );
    assert.deepEqual(rows, ['TC_B_21_CS', 'TC_J_01_CS', 'TC_E_03_CS']);
  });

  it('lets nothing from a SUT become markup, a link, a mention or another cell', async () => {
    const evil = `${HOSTILE} \`\`a\` | b \\| c [x](http://y) ![z](//q) @team #12 https://x.example <!-- **bold**`;
    for (const hostile of [evil, '@team', '`', '|', '\\|', 'www.example.org', '# head', '- item', '<b>']) {
      const page = await html({ ...mixedRun(), hostile });
      assert.doesNotMatch(page.replace(/<code>[^<]*<\/code>/g, ''), /@team|#12|www\.|https?:|bold/);
      assert.doesNotMatch(page, /<(?:a|img|script|b|strong|em|svg|li)[ >]/);
      for (const row of page.match(/<tr>.*?<\/tr>/gs) ?? [])
        assert.ok([3, 7].includes(row.match(/<t[dh]>/g)!.length), row);
    }
  });

  it('stays small for a long run and says how much it left out', async () => {
    const text = renderMarkdown(await buildRunModel(syntheticRecord(longRun(1000, 2))));
    assert.ok(text.length < 60_000, `${text.length}`);
    assert.match(text, /And 440 more in the report/);
  });
});

describe('the badge', () => {
  it('is well-formed, says what came of the run in words, and holds nothing that a SUT sent', async () => {
    const svg = FORMATS.badge.render(await buildRunModel(syntheticRecord({ ...mixedRun(), hostile: HOSTILE })));
    assert.equal(XMLValidator.validate(svg), true);
    const parsed = new XMLParser().parse(svg) as { svg: { title: string } };
    assert.equal(parsed.svg.title, 'OCPP 2.0.1 station: tester error 2/5');
    assert.doesNotMatch(svg, /owned/);
  });
});

describe('a record that is read a case at a time', () => {
  it('gives the verdicts that the whole model gives, whatever the footer makes of them', async () => {
    for (const run of [
      mixedRun(),
      { ...mixedRun(), end: { doubt: 'the sanity case failed' } },
      { ...mixedRun(), end: false as const },
    ]) {
      const model = await buildRunModel(syntheticRecord(run));
      const rows = (await csvOf('cases.csv', run)).filter((row) => row['run'] !== '0');
      assert.deepEqual(
        rows.map((row) => [row['case'], row['verdict'], row['messages']]),
        model.cases.map((each) => [each.key, each.verdict, String(each.frames.length)]),
      );
    }
  });
});
