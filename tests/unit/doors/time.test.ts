import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEntropy } from '../../../harness/doors/entropy.js';
import { createLiveHost, createVirtualHost } from '../../../harness/doors/host.js';
import { createPace, createReplayPace } from '../../../harness/doors/pace.js';
import { createTimeline } from '../../../harness/doors/timeline.js';
import { sleep } from '../../../harness/doors/clock.js';

test('timers fire in the order of their due time, and of their making where that is the same', async () => {
  const timeline = createTimeline(1000);
  const fired: string[] = [];
  timeline.at(1030, () => fired.push('c'));
  timeline.at(1010, () => fired.push('a'));
  timeline.at(1010, () => fired.push('b'));
  timeline.at(1020, () => fired.push('never'))();
  await timeline.advanceTo(1030);
  assert.deepEqual(fired, ['a', 'b', 'c']);
  assert.equal(timeline.now(), 1030);
});

test('what a timer sets off comes to rest before the next one fires', async () => {
  const timeline = createTimeline(0);
  const seen: string[] = [];
  timeline.at(1, () => {
    void Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => seen.push(`reaction at ${timeline.now()}`));
  });
  timeline.at(2, () => seen.push('second'));
  await timeline.advanceTo(5);
  assert.deepEqual(seen, ['reaction at 1', 'second']);
});

test('the present never moves backwards, and a timer of the past fires at once', async () => {
  const timeline = createTimeline(100);
  await timeline.advanceTo(50);
  assert.equal(timeline.now(), 100);
  let at = 0;
  timeline.at(20, () => (at = timeline.now()));
  await timeline.advanceTo(100);
  assert.equal(at, 100);
});

test('a simulation lets ten minutes pass in no time, and says so when nothing is left that could happen', async () => {
  const host = createVirtualHost(0);
  await host.run(sleep(host, 600_000));
  assert.equal(host.now(), 600_000);
  await assert.rejects(host.run(new Promise(() => undefined)), /nothing is left that could happen/);
});

test('an input is handled after the timers that were due before it', async () => {
  const host = createVirtualHost(0);
  const pace = createPace(host, 0);
  const seen: string[] = [];
  pace.input(() => pace.at(10, () => seen.push(`timer at ${pace.now()}`)));
  await host.run(sleep(host, 10));
  host.at(25, () => pace.input(() => seen.push(`input at ${pace.now()}`)));
  await host.run(sleep(host, 20));
  assert.deepEqual(seen, ['timer at 10', 'input at 25']);
});

test('time stands still while one input is being handled', async () => {
  const host = createLiveHost();
  const pace = createPace(host, host.now());
  const [before, after] = await new Promise<[number, number]>((resolve) => {
    pace.input(() => {
      const first = pace.now();
      void Promise.resolve().then(() => resolve([first, pace.now()]));
    });
  });
  pace.stop();
  assert.equal(before, after);
});

test('a replay gives every input and every timer the time that it had', async () => {
  const pace = createReplayPace(0);
  const seen: string[] = [];
  await pace.replay(5, () => pace.at(7.125, () => seen.push(`timer at ${pace.now()}`)));
  await pace.replay(9.5, () => seen.push(`input at ${pace.now()}`));
  assert.deepEqual(seen, ['timer at 7.125', 'input at 9.5']);
});

test('a stopped pace takes nothing and fires nothing', async () => {
  const host = createVirtualHost(0);
  const pace = createPace(host, 0);
  let count = 0;
  pace.input(() => pace.at(5, () => count++));
  await host.run(sleep(host, 1));
  pace.stop();
  pace.input(() => count++);
  await host.run(sleep(host, 10));
  assert.equal(count, 0);
});

test('a live timer is never early, however fast the clock runs', async () => {
  const host = createLiveHost(50);
  for (let i = 0; i < 20; i++) {
    const due = host.now() + 33.3 + i;
    const fired = await new Promise<number>((resolve) => host.at(due, () => resolve(host.now())));
    assert.ok(fired >= due, `due at ${due}, fired at ${fired}`);
  }
});

test('ids are those of the seed and the label, 36 characters long, and not repeated', () => {
  const ids = (seed: number, label: string) => {
    const entropy = createEntropy(seed, label);
    return Array.from({ length: 2000 }, () => entropy.id());
  };
  assert.deepEqual(ids(1, 'lane 1'), ids(1, 'lane 1'));
  assert.notDeepEqual(ids(1, 'lane 1'), ids(1, 'lane 2'));
  assert.notDeepEqual(ids(1, 'lane 1'), ids(2, 'lane 1'));
  const all = ids(7, 'x');
  assert.equal(new Set(all).size, all.length);
  assert.ok(all.every((id) => id.length === 36));
});

test('the streams of thousands of labels never meet', () => {
  const ids = new Set<string>();
  for (let i = 0; i < 20_000; i++) {
    const entropy = createEntropy(5, `CS-0001 NEG_201_CSMS_${i} 1`);
    for (let j = 0; j < 3; j++) ids.add(entropy.id());
  }
  assert.equal(ids.size, 60_000);
});

test('integers keep within their bounds and nothing is picked from an empty list', () => {
  const entropy = createEntropy(3);
  const seen = new Set(Array.from({ length: 200 }, () => entropy.int(2, 4)));
  assert.deepEqual([...seen].sort(), [2, 3, 4]);
  assert.throws(() => entropy.pick([]), RangeError);
});

test('T7: what had come before a timer fired is handled first, however late the machine was in reading it', async () => {
  let time = 0;
  const due: (() => void)[] = [];
  const host = {
    now: () => time,
    at: (_time: number, fn: () => void) => (due.push(fn), () => undefined),
    hold: () => () => undefined,
  };
  const pace = createPace(host, 0);
  const seen: string[] = [];
  pace.input(() => pace.at(2, () => seen.push(`answer at ${pace.now()}`)));
  // The machine was busy for 40 ms: the second frame lay in the socket, and is read before any timer is looked at.
  time = 40;
  pace.input(() => seen.push(`second frame at ${pace.now()}`));
  for (let turns = 0; seen.length < 2 && turns < 10_000; turns++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (seen.length > 0) for (const fn of due.splice(0)) fn();
  }
  pace.stop();
  assert.deepEqual(seen, ['second frame at 1.999', 'answer at 2']);
});

test('T7: what keeps coming does not keep a timer from firing', async () => {
  const host = createLiveHost();
  const pace = createPace(host, host.now());
  let fired = false;
  let inputs = 0;
  pace.input(() => pace.at(pace.now() + 5, () => (fired = true)));
  while (!fired && inputs < 100_000) {
    inputs++;
    pace.input(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
  }
  pace.stop();
  assert.ok(fired, 'the timer never fired');
});
