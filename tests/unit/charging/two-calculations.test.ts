/** The oracle against the reference station's own calculation, over the protocol: two programs, one meaning. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareSchedules, describeExpected } from '../../../harness/charging/compare.js';
import { compositeSchedule } from '../../../harness/charging/composite.js';
import { withProfile } from '../../../harness/charging/installed.js';
import { type ChargingProfile16, profileOf16 } from '../../../harness/charging/ocpp16.js';
import { type Installed, PURPOSES_16 } from '../../../harness/charging/profile.js';
import { readReported } from '../../../harness/charging/reported.js';
import { MAIN_READING } from '../../../harness/charging/readings.js';
import { bootedBench } from '../reference-station/bench.js';

const HOUR = 3_600;
const seconds = (min: number, max: number) => fc.integer({ min, max });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const periods = fc.uniqueArray(seconds(1, 4 * HOUR), { maxLength: 4 }).chain((starts) =>
  fc.tuple(
    ...[0, ...starts.sort((a, b) => a - b)].map((startPeriod) =>
      fc.record({
        startPeriod: fc.constant(startPeriod),
        limit: seconds(0, 20),
        phases: fc.constantFrom(undefined, 1, 3),
      }),
    ),
  ),
);

/** A profile, with its times in seconds from now. */
const wish = fc.record({
  connectorId: fc.constantFrom(0, 1),
  purpose: fc.constantFrom('ChargePointMaxProfile' as const, 'TxDefaultProfile' as const, 'TxProfile' as const),
  kind: fc.constantFrom('Absolute' as const, 'Daily' as const, 'Weekly' as const, 'Relative' as const),
  stackLevel: fc.integer({ min: 0, max: 3 }),
  unit: fc.constantFrom('A' as const, 'W' as const),
  start: seconds(-10 * 24 * HOUR, 2 * HOUR),
  validFrom: maybe(seconds(-HOUR, 2 * HOUR)),
  valid: maybe(seconds(1, 4 * HOUR)),
  duration: maybe(seconds(1, 30 * HOUR)),
  periods,
});
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;

function profileFrom(wanted: Wish, id: number, now: number): { connectorId: number; profile: ChargingProfile16 } {
  const { purpose, stackLevel, unit, start, validFrom, valid, duration } = wanted;
  // The station takes nothing relative for itself as a whole.
  const kind = purpose === 'ChargePointMaxProfile' && wanted.kind === 'Relative' ? 'Absolute' : wanted.kind;
  const iso = (later: number) => new Date(now + later * 1000).toISOString();
  const connectorId = purpose === 'ChargePointMaxProfile' ? 0 : purpose === 'TxProfile' ? 1 : wanted.connectorId;
  const recurs = kind === 'Daily' || kind === 'Weekly';
  const near = kind === 'Absolute' ? start % (3 * HOUR) : start;
  return {
    connectorId,
    profile: {
      chargingProfileId: id,
      stackLevel,
      chargingProfilePurpose: purpose,
      chargingProfileKind: recurs ? 'Recurring' : kind,
      ...(recurs && { recurrencyKind: kind }),
      ...(validFrom !== undefined && { validFrom: iso(validFrom) }),
      ...(valid !== undefined && { validTo: iso((validFrom ?? 0) + valid) }),
      chargingSchedule: {
        chargingRateUnit: unit,
        ...(kind !== 'Relative' && { startSchedule: iso(near) }),
        ...(duration !== undefined && { duration }),
        chargingSchedulePeriod: wanted.periods.map(({ startPeriod, limit, phases }) => ({
          startPeriod,
          limit: unit === 'A' ? limit : limit * 690,
          ...(phases !== undefined && { numberPhases: phases }),
        })),
      },
    },
  };
}

test('the oracle and the reference station agree on any set of profiles', async () => {
  const bench = await bootedBench('1.6');
  let startedAt = 0;
  bench.answer('StartTransaction', ({ timestamp }) => {
    startedAt = Date.parse(timestamp as string);
    return { idTagInfo: { status: 'Accepted' }, transactionId: 7 };
  });
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  await bench.run(1);
  assert.ok(startedAt > 0);
  const property = fc.asyncProperty(
    fc.array(wish, { maxLength: 5 }),
    seconds(1, 6 * HOUR),
    fc.constantFrom('A' as const, 'W' as const),
    async (wishes, duration, unit) => {
      await bench.call('ClearChargingProfile', {});
      let installed: readonly Installed[] = [];
      for (const [index, wanted] of wishes.entries()) {
        const { connectorId, profile } = profileFrom(wanted, index + 1, bench.timeline.now());
        const answer = await bench.call('SetChargingProfile', { connectorId, csChargingProfiles: profile });
        assert.equal(answer.value.status, 'Accepted', JSON.stringify(profile));
        installed = withProfile(installed, connectorId, profileOf16(profile));
      }
      const { value } = await bench.call('GetCompositeSchedule', { connectorId: 1, duration, chargingRateUnit: unit });
      const from = Date.parse(value.scheduleStart as string);
      const expected = compositeSchedule(
        {
          installed,
          purposes: PURPOSES_16,
          place: 1,
          from,
          duration,
          unit,
          transaction: { id: 7, start: startedAt },
          localLimit: { limit: unit === 'A' ? 16 : 11_040, unit },
        },
        MAIN_READING,
      );
      const reported = readReported(value.chargingSchedule, from);
      assert.ok(typeof reported !== 'string', 'the report cannot be read');
      const departures = compareSchedules(expected, reported, {
        boundary: 1,
        start: 0,
        below: { A: 0.06, W: 0.6 },
        above: { A: 0.06, W: 0.6 },
      });
      assert.deepEqual(departures, [], `${describeExpected(expected)}\n${JSON.stringify(value.chargingSchedule)}`);
    },
  );
  await fc.assert(property, { numRuns: 200, seed: 16 });
  bench.assertValid();
});
