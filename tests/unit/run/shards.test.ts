import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { buildRunModel } from '../../../reports/index.js';
import { headline } from '../../../reports/model/words.js';
import { embeddedPlan } from '../../../cli/embedded/plan.js';
import { type EventOf, type RecordEvent } from '../../../harness/record/events.js';
import { chooseCases } from '../../../harness/run/choose.js';
import { readShards } from '../../../harness/run/shard-records.js';
import { readShard, shardsOf } from '../../../harness/run/shards.js';
import { verifyRecord } from '../../../harness/run/verify.js';
import { catalogue } from '../../../testcases/index.js';
import { essences, eventsOf, fresh, merge, record, type Recorded, type Wanted } from './sharded.js';

const csms: Wanted = { role: 'csms', version: '1.6', select: ['TC_00*', 'TC_02*', 'TC_05*'] };

const inShards = (wanted: Wanted, of: number): Promise<readonly Recorded[]> =>
  Promise.all(Array.from({ length: of }, (_, at) => record({ ...wanted, shard: { index: at + 1, of } })));

const header = async (path: string): Promise<EventOf<'run-start'>> => (await eventsOf(path))[0] as EventOf<'run-start'>;

const wrong = (text: string): string => {
  const read = readShard(text);
  return typeof read === 'string' ? read : '';
};

describe('a shard', () => {
  test('is written i/n, and everything else is said to be wrong', () => {
    assert.deepEqual(readShard('2/3'), { index: 2, of: 3 });
    assert.match(wrong('0/3'), /no part 0 of 3/);
    assert.match(wrong('4/3'), /no part 4 of 3/);
    assert.match(wrong('1/0'), /1 to 1000 shards, not 0/);
    for (const text of ['x', '1', '1/', '/2', '-1/2', '1.5/2', '1/2/3', ' 1/2'])
      assert.match(wrong(text), /A shard is i\/n/, text);
  });

  test('has as many cases as any other, give or take one, and neighbours stay together', () => {
    for (const [count, of] of [
      [10, 3],
      [3, 3],
      [7, 2],
      [1000, 7],
    ] as const) {
      const shards = shardsOf(count, of);
      const sizes = Array.from({ length: of }, (_, at) => shards.filter((shard) => shard === at + 1).length);
      assert.equal(shards.length, count);
      assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1, String(sizes));
      assert.deepEqual(
        shards,
        [...shards].sort((a, b) => a - b),
      );
    }
  });

  test('has what no other has, all together have what the whole run has, and each says where the rest is', () => {
    const { plan } = embeddedPlan({ role: 'csms', version: '2.0.1', port: 0, lanes: 1 });
    const choose = (index?: number) =>
      chooseCases(catalogue, plan, [], { seed: 5, ...(index !== undefined && { shard: { index, of: 3 } }) });
    const whole = choose();
    const parts = [1, 2, 3].map(choose);
    assert.deepEqual(
      parts.flatMap(({ cases }) => cases.map(({ id }) => id)),
      whole.cases.map(({ id }) => id),
    );
    for (const { decisions, sanity } of parts) {
      assert.equal(decisions.find(({ id }) => id === sanity?.id)?.run, true);
      assert.equal(decisions.filter(({ run }) => run).length, decisions.filter(({ run }) => run).length);
    }
    const [first] = parts;
    const elsewhere = first!.decisions.filter(({ run, shard }) => !run && shard !== undefined);
    assert.equal(elsewhere.length, parts[1]!.cases.length + parts[2]!.cases.length);
    assert.ok(elsewhere.every(({ reason, shard }) => reason === `It runs in shard ${shard} of 3.`));
    assert.deepEqual(
      choose(2).cases.map(({ id }) => id),
      parts[1]!.cases.map(({ id }) => id),
    );
  });

  test('without a case is an error, not a run that is green for want of cases', () => {
    const { plan } = embeddedPlan({ role: 'csms', version: '1.6', port: 0, lanes: 1 });
    assert.throws(() => chooseCases(catalogue, plan, ['TC_003_CSMS'], { shard: { index: 2, of: 2 } }), {
      code: 'NOTHING_TO_RUN',
      headline: 'shard 2 of 2 has no case to run',
    });
  });

  test('reports that it is a part, and never that the SUT is conformant', async () => {
    const { path, conclusion } = await record({ ...csms, select: ['TC_00*'], shard: { index: 1, of: 2 } });
    assert.equal(conclusion.exitCode, 0);
    assert.match(conclusion.conclusion, /shard 1 of 2 passed; only the merged record concludes for the whole/);
    const model = await buildRunModel(await eventsOf(path));
    assert.deepEqual([model.outcome, model.part], ['incomplete', true]);
    assert.equal(headline(model).word, 'Part of a run');
    assert.ok(model.counts.elsewhere > 0 && model.counts.elsewhere === conclusion.counts.elsewhere);
    assert.ok(model.notices.some(({ code, text }) => code === 'part' && text.startsWith('This is shard 1 of 2')));
    assert.ok(model.notRun.some(({ kind, reason }) => kind === 'elsewhere' && reason === 'It runs in shard 2 of 2.'));
    assert.equal((await verifyRecord(path, catalogue)).verified, true);
  });
});

describe('merged shards', () => {
  const runs: readonly (readonly [string, Wanted])[] = [
    ['a 1.6 CSMS', csms],
    [
      'a 2.0.1 CSMS, conversations by chance among it',
      { role: 'csms', version: '2.0.1', select: ['TC_E_0*', 'SEQ_*'] },
    ],
    ['a 2.0.1 station', { role: 'station', version: '2.0.1', select: ['TC_B_*', 'TC_C_0*'] }],
    ['a CSMS in four lanes', { ...csms, lanes: 4 }],
  ];
  for (const [name, wanted] of runs) {
    test(`of ${name} have the cases, messages, checks and verdicts of the whole run, in its order`, async () => {
      const whole = await record(wanted);
      const expected = await essences(whole.path);
      for (const of of [1, 2, 3]) {
        const merged = await merge((await inShards(wanted, of)).map(({ path }) => path));
        const found = await essences(merged.path);
        // Lanes take cases as they become free, so that only the cases of one lane have an order.
        if (wanted.lanes === undefined) assert.deepEqual([...found.keys()], [...expected.keys()]);
        for (const [key, essence] of expected) assert.deepEqual(found.get(key), essence, `${key}, ${of} shards`);
        assert.equal(found.size, expected.size);
        const { checks: _c, frames: _f, ...counts } = merged.conclusion.counts;
        const { checks: _checks, frames: _frames, ...all } = whole.conclusion.counts;
        assert.deepEqual(counts, all);
        assert.deepEqual(
          [merged.conclusion.exitCode, merged.conclusion.conclusion],
          [whole.conclusion.exitCode, whole.conclusion.conclusion],
        );
        const { verified, problems, divergences } = await verifyRecord(merged.path, catalogue);
        assert.deepEqual([verified, problems, divergences], [true, [], []]);
      }
    });
  }

  test('have the header of the whole run, and say which records they were made of', async () => {
    const whole = await header((await record(csms)).path);
    const shards = await inShards(csms, 3);
    const { merged = [], ...start } = await header((await merge(shards.map(({ path }) => path).reverse())).path);
    const { started: _s, epoch: _e, ...same } = start;
    const { started: _started, epoch: _epoch, ...expected } = whole;
    assert.deepEqual(same, expected);
    assert.deepEqual(
      merged.map(({ shard }) => shard),
      [1, 2, 3],
    );
    for (const [at, { path }] of shards.entries()) {
      const end = (await eventsOf(path)).at(-1) as EventOf<'run-end'>;
      assert.equal(merged[at]!.digest, end.digest);
    }
    assert.equal(start.epoch, Math.min(...merged.map(({ epoch }) => epoch)));
  });

  test('number frames and connections through, and evidence names the same messages', async () => {
    const { path } = await merge((await inShards(csms, 2)).map((each) => each.path));
    const events = await eventsOf(path);
    const frames = events.filter((event) => event.type === 'frame');
    assert.deepEqual(
      frames.map(({ n }) => n),
      frames.map((_, at) => at + 1),
    );
    const byNumber = new Map(frames.map((frame) => [frame.n, frame]));
    let current = 0;
    for (const event of events) {
      if (event.type === 'case-start') current = event.t;
      if (event.type === 'check' && event.phase === 'main')
        for (const n of event.frames) assert.ok(byNumber.get(n)!.t >= current && byNumber.get(n)!.t <= event.t);
    }
    const lanes = new Set(events.flatMap((event) => ('lane' in event && event.lane > 0 ? [event.lane] : [])));
    assert.deepEqual([...lanes], [1, 2]);
  });

  test('bring uploads along under a name of their own, and still come out again', async () => {
    const wanted: Wanted = {
      role: 'station',
      version: '1.6',
      select: ['TC_045_1_CS', 'TC_045_2_CS'],
      keep: (path) => `files/001-${path.length}`,
    };
    const { path } = await merge((await inShards(wanted, 2)).map((each) => each.path));
    const kept = (await eventsOf(path)).flatMap((event) =>
      event.type === 'transfer' && event.kept ? [event.kept] : [],
    );
    assert.ok(kept.length > 0 && kept.every((name) => /^files\/shard-[12]-001-/.test(name)), String(kept));
    assert.equal((await verifyRecord(path, catalogue)).verified, true);
  });

  test('do not verify once a message was changed', async () => {
    const { path } = await merge((await inShards({ ...csms, select: ['TC_00*'] }, 2)).map((each) => each.path));
    const changed = fresh();
    let done = false;
    const lines = readFileSync(path, 'utf8')
      .split('\n')
      .map((line) => {
        if (done || !line.includes('"dir":"rx"') || !line.includes('Accepted') || !line.includes('"lane":2'))
          return line;
        done = true;
        return line.replace('Accepted', 'Rejected');
      });
    writeFileSync(changed, lines.join('\n'));
    const { verified, divergences } = await verifyRecord(changed, catalogue);
    assert.equal(verified, false);
    assert.deepEqual(
      divergences.map(({ lane }) => lane),
      [2],
    );
  });
});

describe('records that do not belong together', () => {
  const edited = (path: string, change: (line: string) => string): string => {
    const changed = fresh();
    writeFileSync(changed, change(readFileSync(path, 'utf8')));
    return changed;
  };
  const refuses = async (paths: readonly string[], message: RegExp) => {
    const found = await readShards(paths).then(
      () => assert.fail('it was merged'),
      (error: Error & { code: string; headline: string }) => error,
    );
    assert.equal(found.code, 'MERGE_REFUSED');
    assert.match(found.headline, message);
    assert.ok(
      paths.some((path) => found.headline.includes(path)),
      found.headline,
    );
  };
  const small: Wanted = { ...csms, select: ['TC_00*'] };

  test('are refused with the file and the key that tells', async () => {
    const [one, two] = (await inShards(small, 2)).map(({ path }) => path) as [string, string];
    const whole = (await record(small)).path;
    const second = async (other: Partial<Wanted>) =>
      (await record({ ...small, ...other, shard: { index: 2, of: 2 } })).path;
    await refuses([one, await second({ seed: 8 })], /: seed is 8, and in .* it is 7/);
    await refuses([one, await second({ lanes: 2 })], /: plan\.sut\.identities\S* is /);
    await refuses([one, await second({ select: ['TC_02*'] })], /: cases\.TC_\w+\.run is /);
    await refuses([one, await second({ strict: true })], /: strict is true, and in .* it is missing/);
    await refuses([one, await second({ retries: 1 })], /: retries is 1, /);
    await refuses([one, await second({ tool: { name: 'laddprov', version: 'other' } })], /: tool\.version is "other"/);
    await refuses([one, await second({ version: '2.0.1', select: ['TC_B_0*'] })], /: catalogue|: sut\.version|: plan/);
    const cases = catalogue.cases.filter(({ id }) => id !== 'TC_B_01_CS');
    await refuses([one, await second({ catalogue: { ...catalogue, cases } })], /: catalogue\.(digest|cases) is /);
    await refuses([one, one], /: shard\.index is 1, as in /);
    await refuses([one], /shard\.of is 2 in .*, and 2\/2 is missing/);
    await refuses([one, whole], /: shard is missing: it is the record of a whole run/);
    await refuses([(await merge([one, two])).path, two], /: merged: it is a merged record already/);
  });

  test('are refused where one was cut off or changed', async () => {
    const [one, two] = (await inShards(small, 2)).map(({ path }) => path) as [string, string];
    const cutOff = edited(two, (text) => text.trimEnd().split('\n').slice(0, -1).join('\n') + '\n');
    await refuses([one, cutOff], /: run-end is missing: the run was cut off/);
    const changed = edited(two, (text) => text.replace('"verdict":"pass"', '"verdict":"fail"'));
    await refuses([one, changed], /: run-end\.digest is not that of the bytes before it/);
    await refuses([one, edited(two, (text) => text.slice(0, 4000))], /: run-end is missing/);
  });

  test('an interruption of one shard is carried over, and the whole is not concluded', async () => {
    const [one, two] = (await inShards(small, 2)).map(({ path }) => path) as [string, string];
    const shards = await readShards([one, two]);
    const end: EventOf<'run-end'> = { ...shards[1]!.end, interrupted: 'Ctrl-C' };
    const { mergeShards } = await import('../../../harness/run/merge.js');
    const { createMemoryRecorder } = await import('../../../harness/record/recorder.js');
    const recorder = createMemoryRecorder();
    const merged = await mergeShards({
      shards: [shards[0]!, { ...shards[1]!, end }],
      recorder,
      keptAs: (_shard, name) => name,
    });
    assert.equal(merged.exitCode, 3);
    const last = recorder.events.at(-1) as Extract<RecordEvent, { type: 'run-end' }>;
    assert.equal(last.interrupted, 'in shard 2: Ctrl-C');
  });
});
