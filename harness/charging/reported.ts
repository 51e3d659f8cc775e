/** A composite schedule as a SUT reports it: read from a hostile payload, brought into the form that is compared. */
import { type Period, type RateUnit } from './profile.js';

export interface ReportedSchedule {
  /** What its periods count from, in milliseconds since the epoch. */
  readonly start: number;
  /** Seconds; without it the last period goes on. */
  readonly duration?: number;
  readonly unit: RateUnit;
  readonly periods: readonly Period[];
}

/** More periods than anything needs; what is longer is not compared. */
const MAX_PERIODS = 5_000;

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

function periodOf(value: unknown): Period | undefined {
  if (!isFields(value)) return undefined;
  const { startPeriod, limit, numberPhases } = value;
  if (!isNumber(startPeriod) || !isNumber(limit)) return undefined;
  return { startPeriod, limit, ...(isNumber(numberPhases) && { numberPhases }) };
}

/**
 * Reads a `chargingSchedule` (unit, duration, periods: the same names in every version) that counts from `start`.
 * Returns what is wrong with it in words where it cannot be read.
 */
export function readReported(schedule: unknown, start: number): ReportedSchedule | string {
  if (!isFields(schedule)) return 'there is no schedule in it';
  const { duration, chargingRateUnit: unit, chargingSchedulePeriod: list } = schedule;
  if (unit !== 'A' && unit !== 'W') return 'its unit is neither A nor W';
  if (duration !== undefined && !isNumber(duration)) return 'its duration is no number';
  if (!Array.isArray(list) || list.length === 0) return 'it has no periods';
  if (list.length > MAX_PERIODS) return `it has ${list.length} periods`;
  const periods = list.map(periodOf);
  const read = periods.filter((period) => period !== undefined);
  if (read.length < periods.length) return `period ${periods.indexOf(undefined) + 1} has no start or no limit`;
  if (read[0]!.startPeriod !== 0) return `its first period starts at ${read[0]!.startPeriod}, not at 0`;
  if (read.some(({ startPeriod }, index) => index > 0 && startPeriod <= read[index - 1]!.startPeriod))
    return 'its periods are not in ascending order';
  return { start, unit, periods: read, ...(isNumber(duration) && { duration }) };
}
