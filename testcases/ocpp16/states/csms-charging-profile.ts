/** Charging profiles that a central system sends to the charge point that the tester plays (1.6 §3.13, §5.16, §7.8). */
import { type ChargingProfile16, readReported } from '../../../harness/peers/for-cases/charging.js';
import { type OnCsms } from '../../../harness/peers/ocpp16.js';

/** Seconds that the schedules are asked to last. */
const DURATION = 300;
/** The first profile's limit: 6 A, or 6000 W. */
const limitIn = (unit: 'A' | 'W') => (unit === 'A' ? 6 : 6000);

/** What the operator is to have the central system send, as the official cases have it. */
export function wished(
  { parameters, now }: OnCsms,
  said: Partial<ChargingProfile16> & Pick<ChargingProfile16, 'chargingProfileId'>,
): ChargingProfile16 {
  const unit = parameters.chargingRateUnit;
  const time = (seconds: number) => new Date(Math.floor(now() / 1000) * 1000 + seconds * 1000).toISOString();
  const relative = said.chargingProfileKind === 'Relative';
  return {
    stackLevel: 0,
    chargingProfilePurpose: 'TxDefaultProfile',
    chargingProfileKind: 'Absolute',
    ...(!relative && { validFrom: time(-10), validTo: time(86_400) }),
    chargingSchedule: {
      duration: DURATION,
      ...(!relative && { startSchedule: time(-10) }),
      chargingRateUnit: unit,
      chargingSchedulePeriod: [{ startPeriod: 0, limit: limitIn(unit) }],
    },
    ...said,
  };
}

const tenths = (value: number | undefined) =>
  value === undefined || Math.abs(value * 10 - Math.round(value * 10)) < 1e-6;

/** What is wrong with a profile by itself, whatever was asked for, in words. */
function problemsOf(profile: ChargingProfile16): readonly string[] {
  const { chargingProfileKind: kind, recurrencyKind, transactionId, validFrom, validTo } = profile;
  const { chargingSchedule: schedule, chargingProfilePurpose: purpose, stackLevel } = profile;
  const reported = readReported(schedule, 0);
  const periods = typeof reported === 'string' ? [] : reported.periods;
  const wrong: readonly (readonly [boolean, string])[] = [
    // §7.8
    [!(stackLevel >= 0), `stackLevel is ${stackLevel}`],
    [transactionId !== undefined && purpose !== 'TxProfile', `a ${purpose} names a transaction`],
    // Errata 3.56
    [recurrencyKind !== undefined && kind !== 'Recurring', `recurrencyKind goes with Recurring, not with ${kind}`],
    [kind === 'Recurring' && recurrencyKind === undefined, 'a Recurring profile does not say how it recurs'],
    [kind === 'Recurring' && schedule.startSchedule === undefined, 'a Recurring profile does not say from when on'],
    [
      validFrom !== undefined && validTo !== undefined && !(Date.parse(validFrom) < Date.parse(validTo)),
      'it is never valid',
    ],
    [schedule.duration !== undefined && !(schedule.duration > 0), `its duration is ${schedule.duration} s`],
    // §7.13, errata 3.45, 3.69
    [typeof reported === 'string', typeof reported === 'string' ? reported : ''],
    // §7.14, errata 3.70
    [periods.some(({ limit }) => limit < 0), 'a limit is below 0'],
    [periods.some(({ limit }) => !tenths(limit)) || !tenths(schedule.minChargingRate), 'more than one decimal'],
    [
      periods.some(({ numberPhases = 3 }) => numberPhases < 1 || numberPhases > 3),
      'there are no such numbers of phases',
    ],
  ];
  return wrong.filter(([is]) => is).map(([, says]) => says);
}

/** Judges what holds of every profile, and tells where the official tool asks for more than the specification does. */
export function isSound(
  { check, advise, parameters }: OnCsms,
  profile: ChargingProfile16,
  { action, at, frame, id = 'profile' }: { action: string; at: string; frame: number; id?: string },
): void {
  const problems = problemsOf(profile);
  check(id, problems.length === 0, {
    title: 'the charging profile keeps to the rules for profiles',
    requirements: ['1.6 §7.8', '1.6 §7.13', '1.6 §7.14', 'errata 3.56', 'errata 3.69'],
    frames: [frame],
    expected: 'a profile that any charge point can follow',
    actual: problems.length === 0 ? 'the same' : problems.join('; '),
    action,
    asserts: [`${at}.stackLevel`, `${at}.validTo`, `${at}.chargingSchedule.chargingSchedulePeriod[0].startPeriod`],
  });
  const { chargingSchedule: schedule, validFrom, validTo } = profile;
  const tell = (what: string, is: boolean) =>
    is &&
    advise(`other-${what}`, `legal, but the official tool refuses it: ${what} is not as asked for`, '1.6 §7.8', [
      frame,
    ]);
  const [first] = schedule.chargingSchedulePeriod;
  tell('chargingRateUnit', schedule.chargingRateUnit !== parameters.chargingRateUnit);
  tell('limit', first?.limit !== limitIn(parameters.chargingRateUnit));
  if (profile.chargingProfilePurpose !== 'TxDefaultProfile') return;
  tell('validity', validFrom === undefined || validTo === undefined);
  tell('duration', schedule.duration !== DURATION);
}
