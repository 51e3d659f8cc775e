import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInVirtualTime } from '../../../cli/embedded/run-embedded.js';
import { type Case } from '../../../harness/peers/case.js';
import { stationCase } from '../../../harness/peers/ocpp16.js';
import { type CheckEvent } from '../../../harness/record/events.js';
import { createMemoryRecorder } from '../../../harness/record/recorder.js';

const facts = {
  versions: ['1.6'],
  block: 'Test',
  title: 'A case of this test',
  purpose: 'It shows what checks say.',
  profiles: {},
  requirements: ['1.6 §4.6'],
  steps: ['-'],
  operator: [],
} as const;

async function checksOf(item: Case): Promise<readonly CheckEvent[]> {
  const recorder = createMemoryRecorder();
  await runInVirtualTime({
    role: item.role,
    version: '1.6',
    catalogue: { revision: 'test', cases: [item], sanity: () => undefined, generated: () => [], generator: '' },
    lanes: 1,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    seed: 1,
    select: [],
  });
  return recorder.events.filter((event) => event.type === 'check');
}

test('a check says how long its message was awaited and which one came, or that none did', async () => {
  const checks = await checksOf(
    stationCase({
      ...facts,
      id: 'T_AWAITED_CS',
      async run({ csms }) {
        await csms.call('TriggerMessage', { requestedMessage: 'Heartbeat' }, { status: 'Accepted' });
        await csms.expect('Heartbeat', {}, '1.6 §4.6', { within: 5_000 });
        await csms.forbid('StopTransaction', 2_000, '1.6 §4.6');
        await csms.expectOneOf([csms.message('StopTransaction'), csms.message('DataTransfer')], { within: 3_000 });
      },
    }),
  );
  const [call, message, absence, alternatives] = checks;
  assert.equal(call?.awaited?.came, call?.frames[1]);
  assert.deepEqual(message?.awaited, { within: 5_000, came: message?.frames[0] });
  assert.deepEqual(absence?.awaited, { within: 2_000 });
  assert.deepEqual(alternatives?.awaited, { within: 3_000, together: 'one' });
  assert.deepEqual(
    checks.map(({ verdict }) => verdict),
    ['pass', 'pass', 'pass', 'fail'],
  );
});

test('messages that are awaited together say so', async () => {
  const checks = await checksOf(
    stationCase({
      ...facts,
      id: 'T_TOGETHER_CS',
      async run({ csms }) {
        await csms.call('TriggerMessage', { requestedMessage: 'Heartbeat' }, { status: 'Accepted' });
        await csms.expectAll([csms.message('Heartbeat'), csms.message('StopTransaction')], { within: 3_000 });
      },
    }),
  );
  assert.deepEqual(
    checks.slice(1).map(({ awaited }) => [awaited?.together, awaited?.came !== undefined]),
    [
      ['all', true],
      ['all', false],
    ],
  );
});
