/** Products that can do next to nothing, and products that are as slow or as talkative as is legal. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ImperfectProduct } from '../../../fixtures/imperfect/imperfect-product.js';
import { imperfect } from '../../../cli/embedded/imperfect.js';
import { runInVirtualTime } from '../../../cli/embedded/run-embedded.js';
import { type Version, VERSIONS } from '../../../harness/doors/protocol.js';
import { type RecordEvent } from '../../../harness/record/events.js';
import { createMemoryRecorder } from '../../../harness/record/recorder.js';
import { catalogue } from '../../../testcases/index.js';
import { BAD, LEGAL } from './bad-products.js';

/** They need a certificate authority on both sides. */
const WITH_AUTHORITY: readonly string[] = ['TC_076_CSMS', 'TC_083_CS', 'TC_083_CSMS'];
/** The whole catalogue at a product that answers nothing as it should, in milliseconds of its time. */
const LONGEST = 90 * 60_000;

async function runAgainst(product: ImperfectProduct, version: Version) {
  const recorder = createMemoryRecorder();
  const cases = catalogue.cases.filter(({ id }) => !WITH_AUTHORITY.includes(id));
  const { counts } = await runInVirtualTime({
    role: product.role,
    version,
    catalogue: { ...catalogue, cases, generated: () => [] },
    lanes: 1,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    seed: 1,
    select: [],
    impostor: imperfect(product),
  });
  const { events } = recorder;
  const of = <T extends RecordEvent['type']>(type: T) =>
    events.filter((event): event is Extract<RecordEvent, { type: T }> => event.type === type);
  const [end] = of('run-end');
  assert.ok(end, 'the run comes to its end');
  return { counts, of, end };
}

/** What must be so whatever the product does. */
function goesOn({ counts, of, end }: Awaited<ReturnType<typeof runAgainst>>): void {
  assert.equal(counts.error, 0, 'the tester makes no error');
  assert.equal(counts.notRun, 0, 'every case gets its turn');
  assert.deepEqual(
    of('finding').filter(({ blame }) => blame === 'tester'),
    [],
  );
  assert.ok(end.t < LONGEST, `it takes ${Math.round(end.t / 60_000)} minutes of the product's time`);
}

/** At most so many causes each has: what it does wrong is one thing, and shows in many messages. */
const MOST_CAUSES: Readonly<Record<string, number>> = {
  'station-restarts': 40,
  'station-errors': 30,
  'station-empty': 60,
  'station-refuses': 25,
  'csms-restarts': 5,
  'csms-errors': 5,
  'csms-empty': 5,
  'station-early': 6,
  'csms-early': 0,
};
/** What it says before its time, nobody has forbidden it clearly; what a station does so is red. */
const HARMLESS: readonly string[] = ['csms-early'];

for (const version of VERSIONS)
  describe(`the whole catalogue of ${version}`, () => {
    for (const product of BAD)
      test(`at a ${product.role} that ${product.says}`, async () => {
        const run = await runAgainst(product, version);
        goesOn(run);
        const { counts, of, end } = run;
        assert.equal(end.exitCode, HARMLESS.includes(product.id) ? 0 : 1);
        const causes = of('cause');
        assert.ok(causes.length <= MOST_CAUSES[product.id]!, causes.map(({ key }) => key).join('\n'));
        if (product.id.endsWith('restarts')) {
          const said = of('incident').map(({ text }) => text);
          const named = product.role === 'station' ? /restarted: it hung up .* booted again/ : /the CSMS hung up /;
          assert.ok(said.filter((text) => named.test(text)).length > 20, said.slice(0, 5).join('\n'));
        }
        if (product.id.startsWith('csms-') && product.id !== 'csms-early')
          assert.ok(counts.pass <= 1, 'no void greens');
      });
    for (const product of LEGAL)
      test(`at a ${product.role} that ${product.says}, which is legal`, async () => {
        const run = await runAgainst(product, version);
        const trouble = run
          .of('case-end')
          .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable')
          .map(({ case: id, verdict, reason }) => `${id} ${verdict}: ${reason}`);
        assert.deepEqual(trouble, []);
        assert.ok(run.counts.pass > 90, `${run.counts.pass} cases passed`);
        assert.equal(run.end.exitCode, 0);
      });
  });
