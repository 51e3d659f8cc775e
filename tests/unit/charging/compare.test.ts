/** Which reports agree with what is expected, and what is said of those that do not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareSchedules, judgeSchedule } from '../../../harness/charging/compare.js';
import { compositeSchedule } from '../../../harness/charging/composite.js';
import { readReported, type ReportedSchedule } from '../../../harness/charging/reported.js';
import { ask, NOON, profile, relative } from './profiles.js';

const two = [
  profile([
    [0, 6],
    [100, 8],
  ]),
];
const expected = compositeSchedule(ask(two));

function report(
  periods: readonly (readonly [number, number, number?])[],
  rest: Partial<ReportedSchedule> = {},
): ReportedSchedule {
  const list = periods.map(([startPeriod, limit, numberPhases]) => ({
    startPeriod,
    limit,
    ...(numberPhases !== undefined && { numberPhases }),
  }));
  return { start: NOON, duration: 400, unit: 'A', periods: list, ...rest };
}
const departures = (actual: ReportedSchedule) => compareSchedules(expected, actual);

test('every legal form of the same schedule agrees', () => {
  const forms: Readonly<Record<string, ReportedSchedule>> = {
    'as expected': report([
      [0, 6],
      [100, 8],
    ]),
    'split where nothing changes': report([
      [0, 6],
      [40, 6],
      [100, 8],
      [300, 8],
    ]),
    'with the phases': report([
      [0, 6, 3],
      [100, 8, 3],
    ]),
    'on fewer phases': report([
      [0, 6, 1],
      [100, 8, 1],
    ]),
    'late by the answer': report(
      [
        [0, 6],
        [97, 8],
      ],
      { start: NOON + 3_000 },
    ),
    'by a clock that is slow': report(
      [
        [0, 6],
        [104, 8],
      ],
      { start: NOON - 4_000 },
    ),
    'rounded to the second': report([
      [0, 6],
      [101, 8],
    ]),
    'rounded to the decimal': report([
      [0, 5.9],
      [100, 8],
    ]),
    'longer than asked for': report(
      [
        [0, 6],
        [100, 8],
        [400, 32],
      ],
      { duration: 900 },
    ),
    'without a duration': (() => {
      const { duration: _duration, ...rest } = report([
        [0, 6],
        [100, 8],
      ]);
      return rest;
    })(),
  };
  for (const [name, actual] of Object.entries(forms)) assert.deepEqual(departures(actual), [], name);
});

test('what departs is named with the second from which it does', () => {
  assert.deepEqual(departures(report([[0, 6]])), [{ at: 102, expected: '8 A', actual: '6 A' }]);
  assert.deepEqual(
    departures(
      report([
        [0, 6],
        [100, 8],
        [250, 7],
        [260, 8],
      ]),
    ),
    [{ at: 250, expected: '8 A', actual: '7 A' }],
  );
  assert.deepEqual(
    departures(
      report([
        [0, 6],
        [110, 8],
      ]),
    ),
    [{ at: 102, expected: '8 A', actual: '6 A' }],
  );
  assert.deepEqual(
    departures(
      report(
        [
          [0, 6],
          [100, 8],
        ],
        { duration: 300 },
      ),
    ),
    [{ at: 300, expected: '8 A', actual: 'nothing' }],
  );
});

test('a limit above the expected one departs by less than one below it', () => {
  assert.equal(
    departures(
      report([
        [0, 6.1],
        [100, 8],
      ]),
    ).length,
    1,
  );
});

test('more phases than the profile allows depart', () => {
  const one = compositeSchedule(ask([profile([[0, 6, 1]])]));
  assert.deepEqual(compareSchedules(one, report([[0, 6, 1]])), []);
  assert.deepEqual(compareSchedules(one, report([[0, 6, 3]])), [{ at: 0, expected: '6 A', actual: '6 A on 3 phases' }]);
});

test('another unit, and a start at another time, depart as a whole', () => {
  assert.deepEqual(departures(report([[0, 6]], { unit: 'W' })), [
    { at: 0, expected: 'limits in A', actual: 'limits in W' },
  ]);
  assert.equal(departures(report([[0, 6]], { start: NOON + 60_000 }))[0]?.actual, 'one that starts 60 s from now');
  assert.equal(departures(report([[0, 6]], { start: Number.NaN })).length, 1);
});

test('where nothing limits, anything may be said', () => {
  const none = compositeSchedule(ask([]));
  assert.deepEqual(compareSchedules(none, report([[0, 32]])), []);
  assert.deepEqual(compareSchedules(none, report([[0, 32]], { duration: 10 })), []);
});

test('the whole station may expect less than it is allowed, not more', () => {
  const whole = compositeSchedule(
    ask([profile([[0, 20]], { place: 0, purpose: 'ChargePointMaxProfile' })], { place: 0 }),
  );
  assert.deepEqual(compareSchedules(whole, report([[0, 0]])), []);
  assert.equal(compareSchedules(whole, report([[0, 21]])).length, 1);
});

test('a report passes by any one reading, and by one alone', () => {
  const installed = [profile([[0, 6]], { id: 1 }), profile([[0, 13]], { id: 2, purpose: 'TxProfile', duration: 100 })];
  const request = ask(installed, {
    transaction: { id: 7, start: NOON },
    localLimit: { limit: 16, unit: 'A' },
  });
  assert.deepEqual(
    judgeSchedule(
      request,
      report([
        [0, 13],
        [100, 16],
      ]),
    ).choices,
    [],
  );
  const falls = judgeSchedule(
    request,
    report([
      [0, 13],
      [100, 6],
    ]),
  );
  assert.deepEqual([falls.departures, falls.choices], [[], ['overrules']]);
  const neither = judgeSchedule(
    request,
    report([
      [0, 13],
      [100, 7],
    ]),
  );
  assert.deepEqual(neither.departures, [{ at: 100, expected: '16 A', actual: '7 A' }]);
});

test('without a transaction a relative schedule may be told from now on, or not at all', () => {
  const request = ask(
    [
      relative([
        [0, 6],
        [100, 9],
      ]),
    ],
    { localLimit: { limit: 16, unit: 'A' } },
  );
  assert.deepEqual(
    judgeSchedule(
      request,
      report([
        [0, 6],
        [100, 9],
      ]),
    ).choices,
    [],
  );
  assert.deepEqual(judgeSchedule(request, report([[0, 16]])).choices, ['idle']);
  assert.equal(judgeSchedule(request, report([[0, 9]])).departures.length > 0, true);
});

test('limits in the other unit pass for every voltage of the world, but for one at a time', () => {
  const request = ask([
    profile(
      [
        [0, 6_900],
        [100, 4_140],
      ],
      { unit: 'W' },
    ),
  ]);
  const at = (first: number, second: number) =>
    judgeSchedule(
      request,
      report([
        [0, first],
        [100, second],
      ]),
    ).departures.length;
  assert.equal(at(10, 6), 0);
  assert.equal(at(19.1, 11.5), 0, '120 V');
  assert.equal(at(10, 11.5), 1, 'both voltages at once');
  assert.equal(at(12, 7), 2);
});

test('what cannot be read is said, and never thrown', () => {
  const wrong: readonly (readonly [unknown, string])[] = [
    [undefined, 'there is no schedule in it'],
    [[], 'there is no schedule in it'],
    [{ chargingRateUnit: 'kW' }, 'its unit is neither A nor W'],
    [{ chargingRateUnit: 'A', chargingSchedulePeriod: [] }, 'it has no periods'],
    [{ chargingRateUnit: 'A', duration: '5', chargingSchedulePeriod: [{}] }, 'its duration is no number'],
    [{ chargingRateUnit: 'A', chargingSchedulePeriod: [null] }, 'period 1 has no start or no limit'],
    [
      { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 5, limit: 1 }] },
      'its first period starts at 5, not at 0',
    ],
    [
      {
        chargingRateUnit: 'A',
        chargingSchedulePeriod: [
          { startPeriod: 0, limit: 1 },
          { startPeriod: 0, limit: 2 },
        ],
      },
      'its periods are not in ascending order',
    ],
  ];
  for (const [schedule, says] of wrong) assert.equal(readReported(schedule, NOON), says);
  const huge = Array.from({ length: 6_000 }, (_, startPeriod) => ({ startPeriod, limit: 1 }));
  assert.equal(readReported({ chargingRateUnit: 'A', chargingSchedulePeriod: huge }, NOON), 'it has 6000 periods');
});
