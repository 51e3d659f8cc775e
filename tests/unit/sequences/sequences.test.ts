import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { runInVirtualTime } from '../../../cli/embedded/run-embedded.js';
import { createConversationKeeper, replayOf } from '../../../cli/replay-file.js';
import { type Wire } from '../../../harness/doors/wire.js';
import { type RecordEvent } from '../../../harness/record/events.js';
import { createMemoryRecorder } from '../../../harness/record/recorder.js';
import { type Catalogue } from '../../../harness/run/catalogue.js';
import { catalogue } from '../../../testcases/index.js';

const CASE = 'SEQ_16_CSMS_01';

/** A central system that gives every transaction the same id: only a second one shows it. */
const sameIds = (wire: Wire): Wire => ({
  ...wire,
  async open(options) {
    const result = await wire.open(options);
    if (!result.ok) return result;
    const { connection } = result;
    const onMessage: typeof connection.onMessage = (listener) =>
      connection.onMessage((message) =>
        listener({ ...message, text: message.text.replace(/"transactionId":\d+/, '"transactionId":7') }),
      );
    return { ...result, connection: { ...connection, onMessage } };
  },
});

async function eventsOf(seed: number, wrong: boolean, from: Catalogue = catalogue): Promise<readonly RecordEvent[]> {
  const recorder = createMemoryRecorder();
  await runInVirtualTime({
    role: 'csms',
    version: '1.6',
    catalogue: from,
    lanes: 1,
    recorder,
    tool: { name: 'laddprov', version: 'test' },
    seed,
    select: [CASE],
    ...(wrong && { between: sameIds }),
  });
  return recorder.events;
}

const endOf = (events: readonly RecordEvent[]) =>
  events.find((event) => event.type === 'case-end' && event.case === CASE) as { verdict: string; reason: string };

const framesOf = (events: readonly RecordEvent[]) => events.filter((event) => event.type === 'frame').length;

describe('conversations made by chance', () => {
  it('are the same for the same seed, and others for another', async () => {
    const [first, again, other] = [await eventsOf(1, false), await eventsOf(1, false), await eventsOf(2, false)];
    assert.equal(endOf(first).verdict, 'pass');
    assert.equal(JSON.stringify(first), JSON.stringify(again));
    assert.notEqual(framesOf(first), framesOf(other));
  });

  it('are made shorter until nothing can be left out, and the shortest is held again from its file', async () => {
    const events = await eventsOf(1, true);
    assert.equal(endOf(events).verdict, 'fail');
    assert.match(endOf(events).reason, /transaction 7 was there before/);
    const keeper = createConversationKeeper();
    for (const event of events) keeper.on(event);
    const folder = mkdtempSync(join(tmpdir(), 'laddprov-sequence-'));
    try {
      const [path = ''] = keeper.write(folder);
      const { steps } = JSON.parse(readFileSync(path, 'utf8')) as { steps: { does: string }[] };
      const starts = steps.filter(({ does }) => does === 'start');
      assert.equal(starts.length, 2, JSON.stringify(steps));
      assert.equal(steps.length, 2, JSON.stringify(steps));
      const { catalogue: scripted, select } = replayOf(path);
      assert.deepEqual(select, [CASE]);
      const replayed = await eventsOf(99, true, scripted);
      assert.match(
        endOf(replayed).reason,
        /transaction 7 was there before.*in 1 conversations|in 1 conversations.*transaction 7/,
      );
      assert.ok(framesOf(replayed) < framesOf(events) / 4);
      assert.equal(endOf(await eventsOf(99, false, scripted)).verdict, 'pass');

      const record = join(folder, 'record.jsonl');
      writeFileSync(record, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
      assert.deepEqual(replayOf(record).select, [CASE]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('from a file that holds none, or that is for another case, are an error of the call', () => {
    const folder = mkdtempSync(join(tmpdir(), 'laddprov-sequence-'));
    const file = join(folder, 'x.json');
    try {
      for (const [text, words] of [
        ['{}', /holds no conversation/],
        ['{"case":"TC_001_CS","steps":[{"does":"start"}]}', /has no conversations/],
        ['{"case":"SEQ_16_CSMS_01","steps":[{"does":"start","x":{}}]}', /holds no conversation/],
      ] as const) {
        writeFileSync(file, text);
        assert.throws(() => replayOf(file), words);
      }
      assert.throws(() => replayOf(join(folder, 'none.json')), /cannot be read/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
