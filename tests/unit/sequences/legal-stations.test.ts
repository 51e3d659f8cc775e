import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInVirtualTime } from '../../../cli/embedded/run-embedded.js';
import { createMemoryRecorder } from '../../../harness/record/recorder.js';
import { catalogue } from '../../../testcases/index.js';

const SEEDS = 8;

for (const version of ['1.6', '2.0.1', '2.1'] as const)
  test(`a ${version} station that boots whenever it connects, and is told its heartbeat interval anew, passes the conversations of every seed`, async () => {
    for (let seed = 1; seed <= SEEDS; seed++) {
      const recorder = createMemoryRecorder();
      await runInVirtualTime({
        role: 'station',
        version,
        catalogue,
        lanes: 1,
        recorder,
        tool: { name: 'laddprov', version: 'test' },
        seed,
        select: ['SEQ_*'],
        variant: { bootsOnReconnect: true },
      });
      const ends = recorder.events.filter((event) => event.type === 'case-end');
      assert.ok(ends.some((end) => end.case.startsWith('SEQ_')));
      assert.deepEqual(
        ends.filter(({ verdict }) => verdict !== 'pass').map(({ reason }) => `seed ${seed}: ${reason}`),
        [],
      );
    }
  });
