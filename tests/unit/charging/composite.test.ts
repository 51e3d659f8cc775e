/** The oracle against schedules that were worked out by hand from the rules. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CompositeRequest, compositeSchedule } from '../../../harness/charging/composite.js';
import { MAIN_READING, type Reading } from '../../../harness/charging/readings.js';
import { ask, DAY, NOON, profile, relative } from './profiles.js';

/** `[second, limit]` of each segment; undefined where nothing limits. */
const steps = (request: CompositeRequest, reading: Partial<Reading> = {}) =>
  compositeSchedule(request, { ...MAIN_READING, ...reading }).segments.map(({ from, limit }) => [from, limit]);

test('one profile is its own schedule, and nothing limits once its duration is over', () => {
  const installed = [
    profile(
      [
        [0, 6],
        [100, 8],
      ],
      { duration: 250 },
    ),
  ];
  assert.deepEqual(steps(ask(installed)), [
    [0, 6],
    [100, 8],
    [250, undefined],
  ]);
});

test('the last period holds without a duration, and periods beyond the duration do not', () => {
  assert.deepEqual(steps(ask([profile([[0, 6]])])), [[0, 6]]);
  const late = profile(
    [
      [0, 6],
      [300, 9],
    ],
    { duration: 200 },
  );
  assert.deepEqual(steps(ask([late])), [
    [0, 6],
    [200, undefined],
  ]);
});

test('a schedule that began before the request is seen from its middle', () => {
  const installed = [
    profile(
      [
        [0, 6],
        [60, 7],
        [90, 8],
      ],
      { start: NOON - 70_000, duration: 470 },
    ),
  ];
  assert.deepEqual(steps(ask(installed)), [
    [0, 7],
    [20, 8],
  ]);
});

test('the higher level prevails while it has something to say, and the lower shows in its gaps', () => {
  const low = profile([[0, 6]], { id: 1 });
  const high = profile(
    [
      [0, 9],
      [50, 7],
    ],
    { id: 2, stackLevel: 3, start: NOON + 100_000, duration: 120 },
  );
  assert.deepEqual(steps(ask([low, high])), [
    [0, 6],
    [100, 9],
    [150, 7],
    [220, 6],
  ]);
});

test('validFrom counts and validTo no longer does', () => {
  const installed = [profile([[0, 6]], { validFrom: NOON + 30_000, validTo: NOON + 90_000 })];
  assert.deepEqual(steps(ask(installed)), [
    [0, undefined],
    [30, 6],
    [90, undefined],
  ]);
});

test('the lowest of the purposes holds, and the station bounds every connector', () => {
  const station = profile(
    [
      [0, 11],
      [200, 5],
    ],
    { place: 0, purpose: 'ChargePointMaxProfile', id: 9 },
  );
  const own = profile([
    [0, 8],
    [100, 14],
  ]);
  assert.deepEqual(steps(ask([station, own])), [
    [0, 8],
    [100, 11],
    [200, 5],
  ]);
});

test('a profile for the transaction overrules the default while the transaction runs', () => {
  const installed = [
    profile([[0, 6]], { id: 1 }),
    profile([[0, 13]], { id: 2, purpose: 'TxProfile', transactionId: 7, duration: 100 }),
  ];
  const transaction = { id: 7, start: NOON - 5_000 };
  assert.deepEqual(steps(ask(installed)), [[0, 6]]);
  assert.deepEqual(steps(ask(installed, { transaction: { ...transaction, id: 8 } })), [[0, 6]]);
  assert.deepEqual(steps(ask(installed, { transaction })), [
    [0, 13],
    [100, undefined],
  ]);
  assert.deepEqual(steps(ask(installed, { transaction }), { overrules: 'while-active' }), [
    [0, 13],
    [100, 6],
  ]);
});

test('how long it overrules: while it is valid, or while it is installed', () => {
  const installed = [
    profile([[0, 6]], { id: 1 }),
    profile([[0, 13]], { id: 2, purpose: 'TxProfile', validTo: NOON + 100_000 }),
  ];
  const request = ask(installed, { transaction: { id: 7, start: NOON } });
  assert.deepEqual(steps(request), [
    [0, 13],
    [100, 6],
  ]);
  assert.deepEqual(steps(request, { overrules: 'while-installed' }), [
    [0, 13],
    [100, undefined],
  ]);
});

test('a default for one connector stands above the one for all, for that connector alone', () => {
  const installed = [
    profile([[0, 12]], { id: 1, place: 0, stackLevel: 2 }),
    profile([[0, 8]], { id: 2, place: 1, duration: 100 }),
  ];
  assert.deepEqual(steps(ask(installed)), [
    [0, 8],
    [100, undefined],
  ]);
  assert.deepEqual(steps(ask(installed), { ownDefault: 'stacks' }), [[0, 12]]);
  assert.deepEqual(steps(ask(installed, { place: 2 })), [[0, 12]]);
});

test('a daily schedule starts again every day, over midnight too, and its gap is as if there were none', () => {
  // From 23:58 for five minutes, seen from 23:57 on: the run of today, and nothing after 00:03.
  const start = Date.UTC(2026, 0, 1, 23, 58);
  const daily = profile(
    [
      [0, 6],
      [180, 9],
    ],
    { kind: 'Recurring', recurrency: 'Daily', start, duration: 300 },
  );
  const from = Date.UTC(2026, 0, 5, 23, 57);
  assert.deepEqual(steps(ask([daily], { from, duration: 600 })), [
    [0, undefined],
    [60, 6],
    [240, 9],
    [360, undefined],
  ]);
});

test('what is longer than the recurrence is cut off where it starts again', () => {
  const daily = profile(
    [
      [0, 6],
      [86_300, 9],
      [86_500, 11],
    ],
    { kind: 'Recurring', recurrency: 'Daily', start: NOON - 3 * DAY },
  );
  assert.deepEqual(steps(ask([daily], { from: NOON - 200_000 })), [
    [0, 6],
    [100, 9],
    [200, 6],
  ]);
});

test('a weekly schedule starts again on its day of the week, and not before its first', () => {
  const weekly = profile([[0, 7]], { kind: 'Recurring', recurrency: 'Weekly', duration: 50, start: NOON - 14 * DAY });
  assert.deepEqual(steps(ask([weekly])), [
    [0, 7],
    [50, undefined],
  ]);
  assert.deepEqual(steps(ask([weekly], { from: NOON + DAY })), [[0, undefined]]);
  assert.deepEqual(steps(ask([weekly], { from: NOON - 21 * DAY })), [[0, undefined]]);
});

test('a relative schedule counts from the start of charging; without one it has two readings', () => {
  const installed = [
    relative([
      [0, 6],
      [100, 9],
    ]),
  ];
  assert.deepEqual(steps(ask(installed, { transaction: { id: 1, start: NOON - 30_000 } })), [
    [0, 6],
    [70, 9],
  ]);
  assert.deepEqual(steps(ask(installed)), [
    [0, 6],
    [100, 9],
  ]);
  assert.deepEqual(steps(ask(installed), { idle: 'nothing' }), [[0, undefined]]);
});
