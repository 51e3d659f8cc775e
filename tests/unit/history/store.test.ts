import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { type RunEntry, storable } from '../../../harness/history/entry.js';
import { changeIndex, readIndex } from '../../../harness/history/index-file.js';
import { historyOf } from '../../../harness/history/product-history.js';
import { allRuns, enter, entryOf as readBack, remove } from '../../../harness/history/store.js';
import { HOSTILE } from '../reports/support.js';
import { around, entryOf, folderOf } from './support.js';

const put = (index: string, ...entries: readonly RunEntry[]) =>
  changeIndex(index, around, (database) => entries.map((entry) => enter(database, entry)));

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);

describe('the index of runs', () => {
  test('gives back what was entered, and is one file without anything beside it', async (t) => {
    const folder = folderOf(t);
    const index = join(folder, 'deep/runs.sqlite');
    const states = { TC_A: 'pass', TC_B: 'fail', TC_C: 'inconclusive', TC_D: 'not-applicable' } as const;
    const entry = entryOf(3, states, { interrupted: 'by hand', complete: false });
    assert.deepEqual(await put(index, entry), { value: [true], created: true });
    const [back] = readIndex(index, (database) => allRuns(database).map((run) => readBack(database, run)));
    assert.deepEqual({ ...back!, cases: [...back!.cases].sort(byId) }, entry);
    assert.deepEqual(readdirSync(join(folder, 'deep')), ['runs.sqlite']);
  });

  test('has a run once, however often it is entered, and knows where its record is now', async (t) => {
    const index = join(folderOf(t), 'runs.sqlite');
    const entry = entryOf(1, { TC_A: 'pass' });
    await put(index, entry);
    const again = await put(index, entry, { ...entry, path: 'moved/here' });
    assert.deepEqual(again, { value: [false, false], created: false });
    const runs = readIndex(index, allRuns);
    assert.deepEqual(
      runs.map(({ path }) => path),
      ['moved/here'],
    );
  });

  test('lists runs by when they began, whenever they were entered', async (t) => {
    const index = join(folderOf(t), 'runs.sqlite');
    await put(index, entryOf(5, {}), entryOf(2, {}), entryOf(9, {}));
    assert.deepEqual(
      readIndex(index, allRuns).map(({ seed }) => seed),
      [2, 5, 9],
    );
  });

  test('loses a run that is removed with its verdicts, and nothing else', async (t) => {
    const index = join(folderOf(t), 'runs.sqlite');
    const [one, two] = [entryOf(1, { TC_A: 'pass', TC_B: 'pass' }), entryOf(2, { TC_B: 'fail' })];
    await put(index, one, two);
    await changeIndex(index, around, (database) => remove(database, one.digest));
    const left = readIndex(index, (database) => ({
      runs: allRuns(database).map(({ digest }) => digest),
      cases: database.all('SELECT name FROM test_case').map((row) => row['name']),
      verdicts: database.get('SELECT count(*) AS n FROM verdict')?.['n'],
    }));
    assert.deepEqual(left, { runs: [two.digest], cases: ['TC_B'], verdicts: 1 });
  });

  test('keeps products apart by role, version, vendor and model, and by identity where the model is unknown', async (t) => {
    const index = join(folderOf(t), 'runs.sqlite');
    const { vendor: _vendor, model: _model, ...nameless } = entryOf(6, {});
    await put(
      index,
      entryOf(1, {}),
      entryOf(2, {}, { identity: 'CS-0099' }),
      entryOf(3, {}, { version: '2.1' }),
      entryOf(4, {}, { model: 'Stolpe 11' }),
      entryOf(5, {}, { role: 'csms' }),
      nameless,
      { ...nameless, digest: 'b', identity: 'CS-0099' },
    );
    const products = readIndex(index, (database) => historyOf(database));
    assert.deepEqual(products.map(({ name, runs }) => `${name} ${runs.length}`).sort(), [
      'CS-0042 1',
      'CS-0099 1',
      'Nordladd Stolpe 11 1',
      'Nordladd Stolpe 22 D 1',
      'Nordladd Stolpe 22 D 1',
      'Nordladd Stolpe 22 D 2',
    ]);
  });

  test('gives each case of a product one place for each run, empty where the run had nothing of it', async (t) => {
    const index = join(folderOf(t), 'runs.sqlite');
    await put(index, entryOf(1, { TC_A: 'pass' }), entryOf(2, { TC_B: 'fail' }), entryOf(3, { TC_A: 'error' }));
    const [product] = readIndex(index, (database) => historyOf(database));
    const states = Object.fromEntries(product!.cases.map(({ id, states: of }) => [id, of]));
    assert.deepEqual(states, { TC_A: ['pass', undefined, 'error'], TC_B: [undefined, 'fail', undefined] });
    const [later] = readIndex(index, (database) => historyOf(database, ({ seed }) => seed > 1));
    assert.deepEqual(later!.cases.find(({ id }) => id === 'TC_A')?.states, [undefined, 'error']);
  });

  test('takes texts of a product as values, bounded and whole, whatever is in them', async (t) => {
    const index = join(folderOf(t), 'runs.sqlite');
    const hostile = entryOf(
      1,
      { TC_A: 'pass' },
      { vendor: `'); DROP TABLE run; --`, model: HOSTILE, firmware: 'a\0b' },
    );
    const known = {
      ...hostile,
      cases: [{ id: `TC"';--`, block: HOSTILE, title: 'half \ud800', state: 'fail' as const }],
    };
    await put(index, known);
    const [run] = readIndex(index, (database) => historyOf(database));
    assert.equal(run!.runs[0]!.vendor, `'); DROP TABLE run; --`);
    assert.equal(run!.runs[0]!.model, storable(HOSTILE));
    assert.equal(storable(HOSTILE).length, 200);
    assert.equal(run!.runs[0]!.firmware, 'a\ufffdb');
    assert.deepEqual(
      run!.cases.map(({ id, title, states }) => [id, title, states]),
      [[`TC"';--`, 'half \ufffd', ['fail']]],
    );
  });
});

/** Programs of others that read SQLite files, and how each is asked. */
const READERS = [
  ['sqlite3', (file: string, sql: string) => ['-readonly', file, sql]],
  [
    'python3',
    (file: string, sql: string) => [
      '-c',
      'import sqlite3,sys\nfor r in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print("|".join(map(str, r)))',
      file,
      sql,
    ],
  ],
] as const;

describe('another reader of SQLite files', () => {
  for (const [program, args] of READERS) {
    test(`${program} reads the index, and finds it sound`, async (t) => {
      const index = join(folderOf(t), 'runs.sqlite');
      await put(index, entryOf(1, { TC_A: 'pass' }), entryOf(2, { TC_A: 'fail' }, { firmware: 'Grüße 充电' }));
      const ask = (sql: string) => execFileSync(program, args(index, sql), { encoding: 'utf8' }).trim();
      try {
        ask('SELECT 1');
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'ENOENT') throw error;
        t.skip(`${program} is not on this machine`);
        return;
      }
      assert.equal(ask('PRAGMA integrity_check'), 'ok');
      assert.equal(ask('PRAGMA foreign_key_check'), '');
      assert.equal(
        ask(
          'SELECT firmware, name, state FROM verdict JOIN run ON run.id = run JOIN test_case ON test_case.id = test_case ORDER BY epoch',
        ),
        '1.0|TC_A|pass\nGrüße 充电|TC_A|fail',
      );
    });
  }
});
