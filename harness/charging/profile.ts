/**
 * Charging profiles as the oracle reads them, in words that fit every version, and what the purposes of a version are.
 * Times are milliseconds since the epoch, lengths seconds.
 */

/** A per phase, or W in total (1.6 §7.12). */
export type RateUnit = 'A' | 'W';

export interface Period {
  /** Seconds from the start of the schedule. */
  readonly startPeriod: number;
  readonly limit: number;
  readonly numberPhases?: number;
}

export interface Schedule {
  readonly unit: RateUnit;
  readonly periods: readonly Period[];
  /** Seconds; without it the last period has no end. */
  readonly duration?: number;
  /** Without it the schedule starts when charging starts. */
  readonly start?: number;
  readonly minChargingRate?: number;
}

export interface Profile {
  readonly id: number;
  readonly stackLevel: number;
  readonly purpose: string;
  readonly kind: 'Absolute' | 'Recurring' | 'Relative';
  readonly recurrency?: 'Daily' | 'Weekly';
  readonly validFrom?: number;
  readonly validTo?: number;
  /** The transaction that it is for; without it, whichever runs at the place. */
  readonly transactionId?: number | string;
  readonly schedule: Schedule;
}

/** A profile where it is installed: place 0 is the station, others are connectors (1.6) or EVSEs (2.x). */
export interface Installed {
  readonly place: number;
  readonly profile: Profile;
}

/** What a purpose means. Versions differ in this table, not in the calculation. */
export interface Purpose {
  readonly name: string;
  /** `station`: place 0 alone, and it bounds every place; `any`: 0 stands for all places; `place`: one place alone. */
  readonly scope: 'station' | 'any' | 'place';
  /** It holds for a running transaction alone. */
  readonly transaction?: true;
  /** Purposes that do not count where this one does. */
  readonly overrules?: readonly string[];
}

/** 1.6 §3.13.1. */
export const PURPOSES_16: readonly Purpose[] = [
  { name: 'ChargePointMaxProfile', scope: 'station' },
  { name: 'TxDefaultProfile', scope: 'any' },
  { name: 'TxProfile', scope: 'place', transaction: true, overrules: ['TxDefaultProfile'] },
];

/** When nothing is said of phases, three are meant (1.6 §7.14, errata 3.68). */
export const DEFAULT_PHASES = 3;

/** The same limit in another unit: current per phase = power / (line voltage × phases) (errata 3.68). */
export function inUnit(limit: number, from: RateUnit, to: RateUnit, voltage: number, phases: number): number {
  if (from === to) return limit;
  return to === 'A' ? limit / (voltage * phases) : limit * voltage * phases;
}
