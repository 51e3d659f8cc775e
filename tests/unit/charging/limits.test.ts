/** What a limit comes to: units, phases, the least rate, and what the station itself can give. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CompositeRequest, compositeSchedule } from '../../../harness/charging/composite.js';
import { MAIN_READING, type Reading } from '../../../harness/charging/readings.js';
import { ask, profile } from './profiles.js';

/** `[second, limit]` of each segment; undefined where nothing limits. */
const steps = (request: CompositeRequest, reading: Partial<Reading> = {}) =>
  compositeSchedule(request, { ...MAIN_READING, ...reading }).segments.map(({ from, limit }) => [from, limit]);

test('watts are the total over the phases, amperes are per phase', () => {
  assert.deepEqual(steps(ask([profile([[0, 6_900]], { unit: 'W' })])), [[0, 10]]);
  assert.deepEqual(steps(ask([profile([[0, 2_300, 1]], { unit: 'W' })])), [[0, 10]]);
  assert.deepEqual(steps(ask([profile([[0, 8]])], { unit: 'W' })), [[0, 5_520]]);
  assert.deepEqual(steps(ask([profile([[0, 8, 1]])], { unit: 'W' })), [[0, 1_840]]);
  assert.deepEqual(steps(ask([profile([[0, 8]])], { unit: 'W' }), { voltage: 120, phases: 1 }), [[0, 960]]);
});

test('limits in both units are compared in the one that is asked for', () => {
  const installed = [
    profile([[0, 6_900]], { unit: 'W', place: 0, purpose: 'ChargePointMaxProfile', id: 9 }),
    profile([
      [0, 8],
      [100, 12],
    ]),
  ];
  assert.deepEqual(steps(ask(installed)), [
    [0, 8],
    [100, 10],
  ]);
});

test('the fewest phases of the profiles that hold are the phases of the schedule', () => {
  const installed = [
    profile([[0, 10, 1]], { id: 1 }),
    profile([[0, 16]], { id: 2, place: 0, purpose: 'ChargePointMaxProfile' }),
  ];
  assert.deepEqual(compositeSchedule(ask(installed)).segments, [{ from: 0, to: 400, limit: 10, phases: 1 }]);
});

test('below the least rate a station holds to the limit, or pauses', () => {
  const installed = [
    profile(
      [
        [0, 6],
        [100, 10],
      ],
      { minChargingRate: 8 },
    ),
  ];
  assert.deepEqual(steps(ask(installed)), [
    [0, 6],
    [100, 10],
  ]);
  assert.deepEqual(steps(ask(installed), { belowMinimum: 'pauses' }), [
    [0, 0],
    [100, 10],
  ]);
});

test('what the station itself can give holds where nothing is installed, and may bound the rest', () => {
  const installed = [
    profile(
      [
        [0, 20],
        [100, 8],
      ],
      { duration: 200 },
    ),
  ];
  const request = ask(installed, { localLimit: { limit: 16, unit: 'A' } });
  assert.deepEqual(steps(request), [
    [0, 16],
    [100, 8],
    [200, 16],
  ]);
  assert.deepEqual(steps(request, { local: 'does-not-count' }), [
    [0, 20],
    [100, 8],
    [200, 16],
  ]);
});

test('what the station can give in watts is less on fewer phases, unless it means the total', () => {
  const request = ask([profile([[0, 20, 1]])], { unit: 'W', localLimit: { limit: 11_040, unit: 'W' } });
  assert.deepEqual(steps(request), [[0, 3_680]]);
  assert.deepEqual(steps(request, { local: 'in-total' }), [[0, 4_600]]);
});

test('the station as a whole is bounded by its own profile, and by no more', () => {
  const installed = [
    profile([[0, 20]], { place: 0, purpose: 'ChargePointMaxProfile', id: 9 }),
    profile([[0, 6]], { place: 0 }),
  ];
  const { bound, segments } = compositeSchedule(ask(installed, { place: 0 }));
  assert.equal(bound, 'at-most');
  assert.deepEqual(
    segments.map(({ limit }) => limit),
    [20],
  );
});
