/** What is found of a case while the SUT is brought back counts in the run as it does in the record. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IMPERFECT_PRODUCTS } from '../../../fixtures/imperfect/index.js';
import { imperfect } from '../../../cli/embedded/imperfect.js';
import { runInVirtualTime } from '../../../cli/embedded/run-embedded.js';
import { createMemoryRecorder } from '../../../harness/record/recorder.js';
import { buildRunModel } from '../../../reports/index.js';
import { catalogue } from '../../../testcases/index.js';

test('a case that fails only while the station is brought back fails in the counts and in the exit code', async () => {
  const recorder = createMemoryRecorder();
  const { counts, exitCode } = await runInVirtualTime({
    role: 'station',
    version: '1.6',
    catalogue,
    lanes: 1,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    seed: 1,
    select: ['NEG_16_CS_UnlockConnector*'],
    impostor: imperfect(IMPERFECT_PRODUCTS.find(({ id }) => id === 'crashes')!),
  });
  const { events } = recorder;
  const amended = events.flatMap((event) => (event.type === 'case-amend' ? [`${event.case} ${event.verdict}`] : []));
  assert.deepEqual(amended, ['NEG_16_CS_UnlockConnector_extra fail']);
  assert.deepEqual([counts.fail, exitCode], [1, 1]);
  const told = events.flatMap((event) => (event.type === 'incident' ? [event.text] : []));
  assert.match(told[0] ?? '', /hung up right after UnlockConnector/, 'the message was sound');
  const model = await buildRunModel(events);
  assert.deepEqual(model.notices, []);
  assert.equal(model.counts.fail, 1);
});
