/** Sanity: somebody is there and answers a request under its id, now or in a moment. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Body, type Frame, type ImperfectProduct } from '../../../fixtures/imperfect/imperfect-product.js';
import { imperfect } from '../../../cli/embedded/imperfect.js';
import { runInVirtualTime } from '../../../cli/embedded/run-embedded.js';
import { createMemoryRecorder } from '../../../harness/record/recorder.js';
import { catalogue } from '../../../testcases/index.js';

test('T1: a station that hangs up on the first request, and is there again at once, is tested all the same', async () => {
  let heard = 0;
  const product: ImperfectProduct = {
    id: 'hangs-up-once',
    says: 'hangs up on the first request',
    role: 'station',
    versions: ['1.6'],
    start: () => ({
      hears(frame: Frame, body: Body) {
        if (frame[0] !== 2 || ++heard > 1) return undefined;
        body.drop();
        return [];
      },
    }),
  };
  const recorder = createMemoryRecorder();
  const { exitCode, counts } = await runInVirtualTime({
    role: 'station',
    version: '1.6',
    catalogue: { ...catalogue, generated: () => [] },
    lanes: 1,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    seed: 1,
    select: ['TC_019_CS'],
    impostor: imperfect(product),
  });
  const ends = recorder.events.flatMap((event) =>
    event.type === 'case-end' ? [`${event.case} ${event.verdict}`] : [],
  );
  assert.deepEqual(ends, ['SANITY_16_CS fail', 'TC_019_CS pass', 'SANITY_16_CS pass']);
  assert.deepEqual([exitCode, counts.pass, counts.fail, counts.causes], [1, 1, 1, 1]);
});
