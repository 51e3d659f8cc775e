/** The names of 1.6, and the oracle's. */
import { type Profile } from './profile.js';
import { type RequestOf } from '../schema/types.js';

/** A charging profile as 1.6 carries it (§7.8). */
export type ChargingProfile16 = RequestOf<'1.6', 'SetChargingProfile'>['csChargingProfiles'];

const time = (text: string): number => Date.parse(text);

/** A profile of 1.6 in the oracle's words. */
export function profileOf16(profile: ChargingProfile16): Profile {
  const { recurrencyKind, validFrom, validTo, transactionId, chargingSchedule: schedule } = profile;
  const { duration, startSchedule, minChargingRate } = schedule;
  return {
    id: profile.chargingProfileId,
    stackLevel: profile.stackLevel,
    purpose: profile.chargingProfilePurpose,
    kind: profile.chargingProfileKind,
    ...(recurrencyKind !== undefined && { recurrency: recurrencyKind }),
    ...(validFrom !== undefined && { validFrom: time(validFrom) }),
    ...(validTo !== undefined && { validTo: time(validTo) }),
    ...(transactionId !== undefined && { transactionId }),
    schedule: {
      unit: schedule.chargingRateUnit,
      periods: schedule.chargingSchedulePeriod,
      ...(duration !== undefined && { duration }),
      ...(startSchedule !== undefined && { start: time(startSchedule) }),
      ...(minChargingRate !== undefined && { minChargingRate }),
    },
  };
}
