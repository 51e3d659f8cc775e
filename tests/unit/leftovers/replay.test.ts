/** What the tester puts back, and what it cannot, comes out of the record again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imperfect } from '../../../cli/embedded/imperfect.js';
import { gradeRecord, verifyRecord } from '../../../harness/run/verify.js';
import { catalogue } from '../../../testcases/index.js';
import { IMPERFECT_PRODUCTS } from '../../../fixtures/imperfect/index.js';
import { eventsOf, record } from '../run/sharded.js';

for (const [id, version, select, states] of [
  ['never-registers-again', '1.6', ['TC_001_CS', 'TC_003_CS'], ['restored']],
  ['never-registers-again', '2.0.1', ['TC_B_03_CS', 'TC_E_03_CS'], ['restored']],
  ['refuses-remote-stop', '1.6', ['TC_012_CS', 'TC_003_CS'], ['restored']],
  ['starts-without-ev', '1.6', ['TC_011_2_CS', 'TC_026_CS'], ['restored']],
  ['stays-away', '1.6', ['TC_039_CS', 'OFF_16_CS_02', 'TC_003_CS'], ['restored']],
] as const)
  test(`T5: the record of a ${version} run against ${id} is verified, and graded as it was`, async () => {
    const product = IMPERFECT_PRODUCTS.find((one) => one.id === id)!;
    const { path } = await record({ role: 'station', version, select, impostor: imperfect(product) });
    const left = (await eventsOf(path)).filter((event) => event.type === 'left');
    assert.ok(left.length > 0);
    assert.deepEqual([...new Set(left.map(({ state }) => state))], states);
    const { problems, divergences } = await verifyRecord(path, catalogue);
    assert.deepEqual([problems, divergences], [[], []]);
    const { grades } = await gradeRecord(path, catalogue);
    assert.deepEqual(
      grades.filter(({ then, now }) => then !== now),
      [],
    );
  });
