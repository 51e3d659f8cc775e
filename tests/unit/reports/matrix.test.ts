import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildMatrix, renderMatrixHtml, renderMatrixText } from '../../../reports/index.js';
import { longRun, mixedRun } from './sample-runs.js';
import { assertTame, HIDDEN, HOSTILE, modelOf } from './support.js';
import { type SyntheticRun } from './synthetic-header.js';

const matrixOf = async (...runs: SyntheticRun[]) =>
  buildMatrix(await Promise.all(runs.map(async (run) => ({ model: await modelOf(run) }))));

describe('the matrix of products by cases', () => {
  it('has every case of any run once, and what each run has of it', async () => {
    const { rows } = await matrixOf(mixedRun(), {
      cases: [
        { id: 'TC_B_01_CS', verdict: 'fail' },
        { id: 'TC_X_1_CS', verdict: 'pass' },
      ],
    });
    assert.equal(rows.length, 9);
    const of = (id: string) => rows.find((row) => row.facts.id === id)!;
    assert.deepEqual(of('TC_B_01_CS').states, ['pass', 'fail']);
    assert.deepEqual(of('TC_C_08_CS').states, ['not-applicable', 'absent']);
    assert.deepEqual(of('TC_X_1_CS').states, ['absent', 'pass']);
    assert.deepEqual(
      rows.filter((row) => row.differs).map((row) => row.facts.id),
      ['TC_B_01_CS'],
    );
  });

  it('counts a case that ran twice once, with the worse verdict', async () => {
    const { rows } = await matrixOf({
      cases: [
        { id: 'A', verdict: 'pass' },
        { id: 'A', verdict: 'fail' },
      ],
    });
    assert.deepEqual(
      rows.map((row) => row.states),
      [['fail']],
    );
  });

  it('says in text which product is which letter, and marks where they differ', async () => {
    const text = renderMatrixText(
      await matrixOf(mixedRun(), { ...mixedRun(), cases: [{ id: 'TC_B_01_CS', verdict: 'fail' }] }),
    );
    assert.match(
      text,
      /^A {2}Nordladd Stolpe 22 D 3\.8\.1-rc2, CS-0042, station 2\.0\.1: Tester error, 2 of 5 passed\nB /,
    );
    assert.match(text, /\nTC_B_01_CS {2}✓ ✕ ≠ A station/);
  });

  it('gives more products than letters names of their own', async () => {
    const { columns } = await matrixOf(...Array.from({ length: 28 }, () => ({ cases: [] })));
    assert.deepEqual([columns[25]!.letter, columns[26]!.letter, columns[27]!.letter], ['Z', 'AA', 'AB']);
  });

  it('calls a product by the name that it is given, without its firmware', async () => {
    const model = await modelOf(mixedRun());
    const { columns } = buildMatrix([{ model, name: 'station 2.0.1 small' }, { model }]);
    assert.deepEqual(
      columns.map(({ name, firmware }) => [name, firmware]),
      [
        ['station 2.0.1 small', undefined],
        ['Nordladd Stolpe 22 D', '3.8.1-rc2'],
      ],
    );
  });

  it('warns of a record without an end and of different catalogues', async () => {
    const { catalogue } = (await modelOf(mixedRun())).run;
    const other = { ...mixedRun(), end: false as const, start: { catalogue: { ...catalogue, digest: 'other' } } };
    const { notices } = await matrixOf(mixedRun(), other);
    assert.match(notices.join(), /different catalogues.*B, .*has no end/);
  });

  it('lets nothing from a SUT become markup or a control sequence', async () => {
    const matrix = await matrixOf({ ...mixedRun(), hostile: HOSTILE }, mixedRun());
    const html = renderMatrixHtml(matrix);
    assertTame(html);
    assert.doesNotMatch(renderMatrixText(matrix), HIDDEN);
  });

  it('stays under 5 MB for twenty products and a thousand cases', async () => {
    const model = await modelOf(longRun(1000));
    const html = renderMatrixHtml(buildMatrix(Array.from({ length: 20 }, () => ({ model }))));
    assert.ok(Buffer.byteLength(html) < 5_000_000, `${Buffer.byteLength(html)} bytes`);
  });
});
