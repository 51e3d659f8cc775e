/** When a profile limits, and to what: its schedule laid out on the clock. */
import { DEFAULT_PHASES, type Profile, type RateUnit } from './profile.js';
import { type Span, within } from './spans.js';

/** A limit that holds for a while. */
export interface LimitSpan extends Span {
  readonly limit: number;
  readonly unit: RateUnit;
  readonly phases: number;
  /** The rate below which charging makes no sense (minChargingRate), in the same unit. */
  readonly minimum?: number;
}

/** The schedule restarts after so many milliseconds, at the same time of day or of the week (1.6 §7.37). */
const RECURRENCE = { Daily: 86_400_000, Weekly: 7 * 86_400_000 } as const;

/** From validFrom on, until validTo (1.6 §7.8). */
export const validity = ({ validFrom = -Infinity, validTo = Infinity }: Profile): Span => ({
  from: validFrom,
  to: validTo,
});

/** The runs of the schedule that touch the window, whole: when each starts and ends. */
function runs({ kind, recurrency, schedule }: Profile, window: Span, chargingStart: number | undefined): Span[] {
  const length = (schedule.duration ?? Infinity) * 1000;
  // An absolute schedule without a start is relative to the start of charging (1.6 §7.13).
  const start = kind === 'Relative' ? chargingStart : (schedule.start ?? chargingStart);
  if (start === undefined) return [];
  if (kind !== 'Recurring') return [{ from: start, to: start + length }];
  if (recurrency === undefined) return [];
  const every = RECURRENCE[recurrency];
  const first = Math.max(0, Math.floor((window.from - start) / every));
  const count = Math.max(0, Math.ceil((window.to - start) / every) - first);
  return Array.from({ length: count }, (_, index) => {
    const from = start + (first + index) * every;
    // What is longer than the recurrence is cut off (1.6 §5.16.4).
    return { from, to: from + Math.min(length, every) };
  });
}

/**
 * The limits of one profile within the window. The last period holds until the duration is over; periods beyond it do
 * not (1.6 §5.16.4). `chargingStart` is what relative schedules count from; without it they limit nothing.
 */
export function limitsOf(profile: Profile, window: Span, chargingStart?: number): LimitSpan[] {
  const { unit, periods, minChargingRate } = profile.schedule;
  const all = runs(profile, window, chargingStart).flatMap((run) =>
    periods.flatMap(({ startPeriod, limit, numberPhases }, index) => {
      const next = periods[index + 1]?.startPeriod ?? Infinity;
      const period = { from: run.from + startPeriod * 1000, to: run.from + next * 1000 };
      const of = {
        limit,
        unit,
        phases: numberPhases ?? DEFAULT_PHASES,
        ...(minChargingRate !== undefined && { minimum: minChargingRate }),
      };
      return within([{ ...period, ...of }], run);
    }),
  );
  return within(within(all, validity(profile)), window);
}
