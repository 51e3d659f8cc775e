/** Reports that are written a case at a time, against those of a model that has all in memory. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type RecordEvent } from '../../../harness/record/events.js';
import { buildRunModel, casesIn, casesOf, FORMATS, outlineOf, summarise } from '../../../reports/index.js';
import { longRun, mixedRun } from './sample-runs.js';
import { HOSTILE, streamed } from './support.js';
import { type SyntheticRun } from './synthetic-header.js';
import { syntheticRecord } from './synthetic-record.js';

const RUNS: Readonly<Record<string, SyntheticRun>> = {
  'every verdict': mixedRun(),
  'hostile strings': { ...mixedRun(), hostile: HOSTILE },
  'no end': { ...mixedRun(), end: false },
  'no case': { cases: [] },
  'a hundred cases': longRun(100),
};

describe('a report that is written a case at a time', () => {
  for (const [of, run] of Object.entries(RUNS)) {
    for (const name of ['ctrf', 'csv', 'json'] as const) {
      it(`is the same from a model that has all in memory: ${name} of a run with ${of}`, async () => {
        const model = await buildRunModel(syntheticRecord(run));
        for (const [file, writer] of Object.entries(FORMATS[name].files)) {
          const { begin, each, end } = writer(model);
          const text = [begin(), ...casesIn(model).map(each), end()].join('');
          assert.equal(text, await streamed(name, file, run));
        }
      });
    }
    for (const name of ['junit', 'markdown', 'badge'] as const) {
      it(`needs no more than the outline: ${name} of a run with ${of}`, async () => {
        const events = syntheticRecord(run);
        const [model, outline] = [await buildRunModel(events), await outlineOf({ events: () => events })];
        assert.equal(FORMATS[name].render(outline), FORMATS[name].render(model));
      });
    }
    it(`is in JSON what programs get: of a run with ${of}`, async () => {
      const text = JSON.stringify(summarise(await buildRunModel(syntheticRecord(run))), null, 2);
      assert.equal(await streamed('json', 'summary.json', run), `${text}\n`);
    });
  }

  it('has cases in the order in which they ended, whichever way it is made', async () => {
    const events = syntheticRecord(longRun(4));
    const of = (type: RecordEvent['type']) => events.findIndex((event) => event.type === type);
    // The first case ends after the second.
    const end = events.splice(of('case-end'), 1);
    events.splice(of('case-end') + 1, 0, ...end);
    const model = await buildRunModel(events);
    const source = { events: () => events };
    const streamedKeys: string[] = [];
    for await (const { key } of casesOf(source, await outlineOf(source))) streamedKeys.push(key);
    const keys = casesIn(model).map(({ key }) => key);
    assert.deepEqual(streamedKeys, keys);
    assert.deepEqual(
      keys.slice(0, 2),
      model.cases
        .slice(0, 2)
        .map(({ key }) => key)
        .reverse(),
    );
  });
});
