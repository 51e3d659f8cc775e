/**
 * Smart charging of a station as cases go through it: what the station can take, which profiles the tester has
 * installed, and the composite schedule that the oracle expects of it (1.6 §3.13, §5.5, §5.7, §5.16).
 */
import {
  type ChargingProfile16,
  type Criteria,
  type Installed,
  profileOf16,
  type RateUnit,
  readReported,
  withoutProfiles,
  withProfile,
} from '../../../harness/peers/for-cases/charging.js';
import { type OnStation, type Request } from '../../../harness/peers/ocpp16.js';
import { readKey } from './configuration.js';
import { CONNECTOR } from './connector.js';

export interface SmartCharging {
  /** The unit of the limits in this case: the plan's, where the station takes it. */
  readonly unit: RateUnit;
  /** All units that the station says it takes (§9.4.2). */
  readonly units: readonly RateUnit[];
  /** What the station gives on the connector when nothing is installed, where it was asked and tells. */
  local?: OwnLimit;
  /** Whether the station was asked for that. */
  asked: boolean;
  /** Whole seconds since the epoch, in milliseconds: what the times of the profiles count from. */
  readonly zero: number;
  /** What the tester has installed so far. */
  installed: readonly Installed[];
  /** How each of them was set, by its id. */
  readonly sent: Map<number, Request<'SetChargingProfile'>>;
}

interface OwnLimit {
  readonly limit: number;
  readonly unit: RateUnit;
  readonly phases?: number;
}

/** What these cases do to the station, for people. */
export const CLEARED = 'all charging profiles of the station are cleared, before and afterwards';

/** The lowest limit that the cases use, in A; in W a thousand times as much, as the official cases have it. */
const LEAST = 6;
/** Schedules begin so much before they are sent, in seconds: a clock that is slow shall not find a gap (§3.13.2). */
const BEFORE = 10;

const QUANTITIES: Readonly<Record<string, RateUnit>> = { current: 'A', power: 'W' };

/** The units that a station lists in ChargingScheduleAllowedChargingRateUnit; `Current` and `Power` stand for them. */
async function unitsOf(context: OnStation): Promise<readonly RateUnit[]> {
  const value = (await readKey(context, 'ChargingScheduleAllowedChargingRateUnit')) ?? '';
  const items = value.split(',').map((item) => item.trim().toLowerCase());
  return items.flatMap((item) => (Object.hasOwn(QUANTITIES, item) ? [QUANTITIES[item]!] : []));
}

/** What the station tells of a connector that nothing limits; less than nothing is no limit. */
async function localLimit(
  { csms, now }: OnStation,
  connectorId: number,
  unit: RateUnit,
): Promise<OwnLimit | undefined> {
  const outcome = await csms.attempt('GetCompositeSchedule', { connectorId, duration: 60, chargingRateUnit: unit });
  if (outcome.kind !== 'result' || outcome.payload['status'] !== 'Accepted') return undefined;
  const reported = readReported(outcome.payload['chargingSchedule'], now());
  if (typeof reported === 'string' || reported.unit !== unit) return undefined;
  const [{ limit, numberPhases }] = reported.periods as [(typeof reported.periods)[number]];
  return limit < 0 ? undefined : { limit, unit, ...(numberPhases !== undefined && { phases: numberPhases }) };
}

/** Asks what the station gives by itself, once; ends the case without a verdict where no profile would show. */
async function asksOwnLimit(context: OnStation, charging: SmartCharging, connectorId: number): Promise<void> {
  const { unit } = charging;
  charging.asked = true;
  const local = await localLimit(context, connectorId, unit);
  if (!local) return;
  charging.local = local;
  const least = unit === 'A' ? LEAST : LEAST * 1000;
  if (local.limit <= least)
    context.stop(`the station gives ${local.limit} ${unit} by itself: no profile of this case would show`);
}

/**
 * Learns in the middle of a case what the station gives by itself, where that may be why a schedule is not what the
 * profiles say: they are taken away for the question, and set again.
 */
export async function learnsOwnLimit(context: OnStation, charging: SmartCharging, connectorId: number): Promise<void> {
  const { csms } = context;
  await csms.attempt('ClearChargingProfile', {});
  await asksOwnLimit(context, charging, connectorId);
  for (const { profile } of charging.installed) {
    const request = charging.sent.get(profile.id);
    if (request) await csms.attempt('SetChargingProfile', request);
  }
}

/**
 * Takes all profiles away, now and afterwards, and learns what the station can do; with `ownLimit` also what it gives
 * when nothing is installed, for a case that judges this.
 */
export async function smartCharging(
  context: OnStation,
  { ownLimit = false }: { readonly ownLimit?: boolean } = {},
): Promise<SmartCharging> {
  const { csms, parameters, afterwards, now, note } = context;
  const listed = await unitsOf(context);
  if (listed.length === 0) note('ChargingScheduleAllowedChargingRateUnit tells no unit: the one of the plan is tried.');
  const units = listed.length > 0 ? listed : [parameters.chargingRateUnit];
  const unit = units.includes(parameters.chargingRateUnit) ? parameters.chargingRateUnit : units[0]!;
  await csms.attempt('ClearChargingProfile', {});
  afterwards(() => csms.attempt('ClearChargingProfile', {}));
  const zero = Math.floor(now() / 1000) * 1000;
  const charging: SmartCharging = { unit, units, zero, installed: [], asked: false, sent: new Map() };
  if (ownLimit) await asksOwnLimit(context, charging, CONNECTOR);
  return charging;
}

/** Ends the case without a verdict where the station has fewer than `levels` stack levels (§9.4.1). */
export async function needsStackLevels(context: OnStation, levels: number): Promise<void> {
  const value = await readKey(context, 'ChargeProfileMaxStackLevel');
  if (value !== undefined && Number(value) < levels - 1)
    context.stop(`the station has stack levels up to ${value}: the case needs ${levels} of them`);
}

/** What a case says of a profile; the rest is as the cases usually have it. */
export interface ProfileSaid {
  readonly id: number;
  readonly purpose?: ChargingProfile16['chargingProfilePurpose'];
  readonly kind?: ChargingProfile16['chargingProfileKind'];
  readonly recurrency?: 'Daily' | 'Weekly';
  readonly stackLevel?: number;
  readonly transactionId?: number;
  /** Seconds from `zero`; a relative schedule has none. */
  readonly start?: number;
  readonly validFrom?: number;
  readonly validTo?: number;
  /** Seconds. */
  readonly duration?: number;
  /** `[second, limit]`: limits in A, or in kW where the unit is W. */
  readonly periods: readonly (readonly [number, number])[];
  readonly unit?: RateUnit;
}

/** A profile with limits in the unit of the case. */
export function profileFor(charging: SmartCharging, said: ProfileSaid): ChargingProfile16 {
  const { id, purpose = 'TxDefaultProfile', kind = 'Absolute', recurrency, stackLevel = 0, transactionId } = said;
  const { start = -BEFORE, validFrom, validTo, duration, periods, unit = charging.unit } = said;
  const time = (seconds: number) => new Date(charging.zero + seconds * 1000).toISOString();
  return {
    chargingProfileId: id,
    ...(transactionId !== undefined && { transactionId }),
    stackLevel,
    chargingProfilePurpose: purpose,
    chargingProfileKind: kind,
    ...(recurrency && { recurrencyKind: recurrency }),
    ...(validFrom !== undefined && { validFrom: time(validFrom) }),
    ...(validTo !== undefined && { validTo: time(validTo) }),
    chargingSchedule: {
      ...(duration !== undefined && { duration }),
      ...(kind !== 'Relative' && { startSchedule: time(start) }),
      chargingRateUnit: unit,
      chargingSchedulePeriod: periods.map(([startPeriod, limit]) => ({
        startPeriod,
        limit: unit === 'A' ? limit : limit * 1000,
      })),
    },
  };
}

/** Sets a profile, judges that it is accepted, and remembers it. */
export async function installs(
  { csms }: OnStation,
  charging: SmartCharging,
  connectorId: number,
  said: ProfileSaid,
  requirements: string | readonly string[] = '1.6 §5.16',
): Promise<void> {
  const csChargingProfiles = profileFor(charging, said);
  await csms.call('SetChargingProfile', { connectorId, csChargingProfiles }, { status: 'Accepted' }, requirements, {
    id: `SetChargingProfile-${said.id}`,
  });
  charging.sent.set(said.id, { connectorId, csChargingProfiles });
  charging.installed = withProfile(charging.installed, connectorId, profileOf16(csChargingProfiles));
}

/** Clears profiles, judges that it is accepted, and forgets them. */
export async function clears(
  { csms }: OnStation,
  charging: SmartCharging,
  id: string,
  request: Request<'ClearChargingProfile'>,
  requirements: string | readonly string[] = ['1.6 §5.5', 'errata 3.25'],
): Promise<void> {
  await csms.call('ClearChargingProfile', request, { status: 'Accepted' }, requirements, {
    id: `ClearChargingProfile-${id}`,
  });
  const { connectorId, chargingProfilePurpose, stackLevel } = request;
  const criteria: Criteria = {
    ...(request.id !== undefined && { id: request.id }),
    ...(connectorId !== undefined && { place: connectorId }),
    ...(chargingProfilePurpose !== undefined && { purpose: chargingProfilePurpose }),
    ...(stackLevel !== undefined && { stackLevel }),
  };
  charging.installed = withoutProfiles(charging.installed, criteria);
}
