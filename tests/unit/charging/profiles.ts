/** Profiles for the tests of the oracle, written as short as they can be said. */
import { type CompositeRequest } from '../../../harness/charging/composite.js';
import { type Installed, type Profile, PURPOSES_16 } from '../../../harness/charging/profile.js';

/** Monday, 5 January 2026, 12:00 UTC. */
export const NOON = Date.UTC(2026, 0, 5, 12);
export const DAY = 86_400_000;

type Said = Partial<Omit<Profile, 'schedule'>> & Partial<Profile['schedule']> & { readonly place?: number };

/** `[second, limit]` or `[second, limit, phases]` for each period. */
export function profile(periods: readonly (readonly [number, number, number?])[], said: Said = {}): Installed {
  const { place = 1, unit = 'A', duration, start, minChargingRate, ...rest } = said;
  return {
    place,
    profile: {
      id: 1,
      stackLevel: 0,
      purpose: 'TxDefaultProfile',
      kind: 'Absolute',
      ...rest,
      schedule: {
        unit,
        periods: periods.map(([startPeriod, limit, numberPhases]) => ({
          startPeriod,
          limit,
          ...(numberPhases !== undefined && { numberPhases }),
        })),
        ...(duration !== undefined && { duration }),
        start: start ?? NOON,
        ...(minChargingRate !== undefined && { minChargingRate }),
      },
    },
  };
}

/** Without a start of its own: relative to the start of charging. */
export function relative(periods: readonly (readonly [number, number])[], said: Said = {}): Installed {
  const { place, profile: made } = profile(periods, { ...said, kind: 'Relative' });
  const { start: _start, ...schedule } = made.schedule;
  return { place, profile: { ...made, schedule } };
}

/** A request for connector 1 from noon on. */
export const ask = (installed: readonly Installed[], rest: Partial<CompositeRequest> = {}): CompositeRequest => ({
  installed,
  purposes: PURPOSES_16,
  place: 1,
  from: NOON,
  duration: 400,
  unit: 'A',
  ...rest,
});
