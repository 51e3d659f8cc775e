import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { embeddedPlan } from '../../../cli/embedded/plan.js';
import { type RecordEvent } from '../../../harness/record/events.js';
import { caseDigest } from '../../../harness/run/catalogue.js';
import { chooseCases } from '../../../harness/run/choose.js';
import { changedSince, lastFailed, readEarlierRun } from '../../../harness/run/earlier-run.js';
import { catalogue } from '../../../testcases/index.js';
import { fresh, record, type Wanted } from './sharded.js';

const wanted: Wanted = { role: 'csms', version: '1.6', select: ['TC_003_CSMS', 'TC_001_CSMS', 'TC_013_CSMS'] };

/** The record with each event changed; an event that becomes undefined is taken out. */
function edited(path: string, change: (event: RecordEvent) => unknown): string {
  const to = fresh();
  const lines = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const changed = change(JSON.parse(line) as RecordEvent);
      return changed === undefined ? [] : [JSON.stringify(changed)];
    });
  writeFileSync(to, `${lines.join('\n')}\n`);
  return to;
}

const verdict = (id: string, to: string) => (event: RecordEvent) =>
  event.type === 'case-end' && event.case === id ? { ...event, verdict: to } : event;

describe('what did not pass in an earlier run', () => {
  test('is what failed, was inconclusive or in error, and what the run did not come to or did not end', async () => {
    const { path } = await record(wanted);
    for (const to of ['fail', 'inconclusive', 'error']) {
      const run = await readEarlierRun(edited(path, verdict('TC_003_CSMS', to)));
      assert.deepEqual([...lastFailed(run).ids], ['TC_003_CSMS'], to);
    }
    const cutOff = edited(path, (event) =>
      event.type === 'case-end' && event.case === 'TC_013_CSMS' ? undefined : event,
    );
    assert.deepEqual([...lastFailed(await readEarlierRun(cutOff)).ids], ['TC_013_CSMS']);
    const missing = edited(path, (event) => ('case' in event && event.case === 'TC_001_CSMS' ? undefined : event));
    assert.deepEqual([...lastFailed(await readEarlierRun(missing)).ids], ['TC_001_CSMS']);
  });

  test('has an unstable case in it, although its last attempt passed', async () => {
    const { path } = await record(wanted);
    let ends = 0;
    const flipped = edited(path, (event) =>
      event.type === 'case-end' && event.case === 'SANITY_16_CSMS' && ends++ === 0
        ? { ...event, verdict: 'fail' }
        : event,
    );
    assert.deepEqual([...lastFailed(await readEarlierRun(flipped)).ids], ['SANITY_16_CSMS']);
  });

  test('is everything where no pass of the run counts', async () => {
    const { path } = await record(wanted);
    const doubted = edited(path, (event) => (event.type === 'run-end' ? { ...event, doubt: 'it hung' } : event));
    assert.equal(lastFailed(await readEarlierRun(doubted)).ids.size, 4);
  });

  test('is an error where everything passed: a run of no case would be green by accident', async () => {
    const run = await readEarlierRun((await record(wanted)).path);
    assert.throws(() => lastFailed(run), { code: 'NOTHING_TO_RUN', message: /every case of .* passed/ });
  });

  test('runs alone, with the generated cases among it whatever the sample is, and says why the rest does not', async () => {
    const all = await record({ role: 'csms', version: '2.0.1', select: ['NEG_*'] });
    const run = await readEarlierRun(all.path);
    const [some] = run.start.cases.filter(({ id, run: chosen }) => chosen && id.startsWith('NEG_'));
    const failed = lastFailed(await readEarlierRun(edited(all.path, verdict(some!.id, 'fail'))));
    const { plan } = embeddedPlan({ role: 'csms', version: '2.0.1', port: 0, lanes: 1 });
    for (const seed of [1, 2, 3]) {
      const { cases, decisions } = chooseCases(catalogue, plan, [], { seed, only: failed });
      assert.deepEqual(
        cases.map(({ id }) => id),
        [some!.id],
      );
      const other = decisions.find(({ id }) => id === 'TC_B_01_CSMS');
      assert.match(other?.reason ?? '', /^It is not among what did not pass in the run of 2026-01-05T12:00:00/);
    }
  });
});

describe('what changed since an earlier run', () => {
  const digestOf = (id: string) => caseDigest(catalogue.cases.find((item) => item.id === id)!);

  test('is nothing for the same catalogue, which is an error', async () => {
    const run = await readEarlierRun((await record(wanted)).path);
    assert.throws(() => changedSince(run, catalogue, 'test'), {
      code: 'NOTHING_TO_RUN',
      message: /no case changed since the run of 2026-01-05/,
    });
  });

  test('is a case with another procedure, other words or another state to start in, and one that is new', async () => {
    const { path } = await record(wanted);
    const changes = {
      procedure: { run: () => Promise.reject(new Error('another')) },
      words: { title: 'Another title' },
      state: { from: { name: 'x', description: 'x', enter: () => Promise.resolve(1) } },
    };
    for (const [name, change] of Object.entries(changes)) {
      const cases = catalogue.cases.map((item) => (item.id === 'TC_001_CSMS' ? { ...item, ...change } : item));
      const { only, notices } = changedSince(await readEarlierRun(path), { ...catalogue, cases }, 'test');
      assert.deepEqual([...only.ids], ['TC_001_CSMS'], name);
      assert.deepEqual(notices, []);
    }
    const older = edited(path, (event) =>
      event.type === 'run-start' ? { ...event, cases: event.cases.filter(({ id }) => id !== 'TC_061_CSMS') } : event,
    );
    const { only } = changedSince(await readEarlierRun(older), catalogue, 'test');
    assert.deepEqual([...only.ids], ['TC_061_CSMS']);
  });

  test('has all generated cases in it when what makes them is another, and none otherwise', async () => {
    const run = await readEarlierRun((await record(wanted)).path);
    const { only } = changedSince(run, { ...catalogue, generator: 'another' }, 'test');
    const made = catalogue.generated('csms', '1.6').map(({ id }) => id);
    assert.deepEqual([...only.ids], made);
  });

  test('is told with what it cannot see, where another laddprov made the record', async () => {
    const { path } = await record(wanted);
    const other = edited(path, (event) =>
      event.type === 'run-start'
        ? {
            ...event,
            cases: event.cases.map((item) => (item.id === 'TC_001_CSMS' ? { ...item, digest: '0'.repeat(16) } : item)),
          }
        : event,
    );
    const { only, notices } = changedSince(await readEarlierRun(other), catalogue, '9.9.9');
    assert.deepEqual([...only.ids], ['TC_001_CSMS']);
    assert.match(
      notices.join(' '),
      /laddprov test, this is 9\.9\.9: what cases share .* Run everything before a release/,
    );
  });

  test('is everything where the record is from before cases had digests', async () => {
    const { path } = await record(wanted);
    const old = edited(path, (event) => {
      if (event.type !== 'run-start') return event;
      const { generator: _generator, ...known } = event.catalogue;
      return { ...event, catalogue: known, cases: event.cases.map(({ digest: _digest, ...item }) => item) };
    });
    const { only, notices } = changedSince(await readEarlierRun(old), catalogue, 'test');
    assert.ok(only.ids.has('TC_001_CSMS') && only.ids.size > 500);
    assert.match(notices.join(' '), /every case counts as changed/);
  });

  test('is told by digests that differ from case to case and stay what they are', () => {
    const digests = new Set(catalogue.cases.map((item) => caseDigest(item)));
    assert.equal(digests.size, catalogue.cases.length);
    assert.equal(digestOf('TC_001_CSMS'), digestOf('TC_001_CSMS'));
  });
});
