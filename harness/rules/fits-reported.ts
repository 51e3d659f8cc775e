/** 2.x: what comes in messages of its own is what was asked for (B08, N02, K09, O04, R04). */
import { type Version } from '../doors/protocol.js';
import { quote } from './bounded.js';
import { part2 } from './clauses.js';
import { advise, fail, type Fit, placeOf, showPlace, within } from './fits.js';
import { field, integerOf, listOf, objectOf, textOf } from './values.js';

/** What is wrong with a part of a report, seen from one request; undefined where it is what was asked for. */
type Reported = (version: Version, payload: unknown, request: unknown) => Fit | undefined;

export interface ReportKind {
  readonly part: string;
  readonly requests: readonly string[];
  /** Undefined: such a request does not limit what comes. */
  readonly judge: Readonly<Record<string, Reported>>;
}

/** The first item of which none of the asked component variables speaks. */
function beyond(items: readonly unknown[], request: unknown): string | undefined {
  const asked = listOf(request, 'componentVariable').map(placeOf);
  if (asked.length === 0) return undefined;
  // Which instances of a component belong to one that is named with its instance is not clear (B08.FR.24, N02.FR.20).
  const open = asked.map((place) => ({ ...place, instance: undefined }));
  const odd = items.map(placeOf).find((place) => !open.some((one) => within(place, one)));
  return odd && showPlace(odd);
}

const report: Reported = (version, payload, request) => {
  const odd = beyond(listOf(payload, 'reportData'), request);
  if (odd === undefined) return undefined;
  return fail(part2(version, 'B08.FR.05', 'B08.FR.11'), `${odd} is reported, which was not asked for`);
};

const CRITERIA: Readonly<Record<string, readonly string[]>> = {
  ThresholdMonitoring: ['UpperThreshold', 'LowerThreshold'],
  DeltaMonitoring: ['Delta', 'TargetDelta', 'TargetDeltaRelative'],
  PeriodicMonitoring: ['Periodic', 'PeriodicClockAligned'],
};

const monitors: Reported = (version, payload, request) => {
  const items = listOf(payload, 'monitor');
  const odd = beyond(items, request);
  if (odd !== undefined)
    return fail(part2(version, 'N02.FR.05', 'N02.FR.08'), `a monitor of ${odd} is reported, which was not asked for`);
  const types = listOf(request, 'monitoringCriteria').flatMap((criterion) => CRITERIA[String(criterion)] ?? []);
  if (types.length === 0) return undefined;
  const all = items.flatMap((item) =>
    listOf(item, 'variableMonitoring').map((monitor) => textOf(monitor, 'type') ?? ''),
  );
  const type = all.find((one) => !types.includes(one));
  if (type === undefined) return undefined;
  return fail(
    part2(version, 'N02.FR.05', 'N02.FR.06'),
    `a monitor of type ${type.slice(0, 40)} is reported, which was not asked for`,
  );
};

const profiles: Reported = (version, payload, request) => {
  const criteria = field(request, 'chargingProfile');
  const clause = part2(version, 'K09.FR.04', 'K09.FR.05', 'K09.FR.06');
  const [evse, of] = [integerOf(request, 'evseId'), integerOf(payload, 'evseId')];
  const elsewhere = `profiles of EVSE ${of} are reported where those of ${evse} were asked for`;
  // What is installed on EVSE 0 applies to every EVSE, and may be told as such.
  if (evse !== undefined && evse !== of) return of === 0 ? advise(clause, elsewhere) : fail(clause, elsewhere);
  const sources = listOf(criteria, 'chargingLimitSource');
  const source = textOf(payload, 'chargingLimitSource') ?? '';
  if (sources.length > 0 && !sources.includes(source))
    return fail(clause, `profiles by ${quote(source)} are reported, which was not asked for`);
  const ids = listOf(criteria, 'chargingProfileId');
  for (const profile of listOf(payload, 'chargingProfile')) {
    const id = integerOf(profile, 'id');
    const name = `profile ${id ?? 'without id'}`;
    if (ids.length > 0 && !ids.includes(id)) return fail(clause, `${name} is reported, which was not asked for`);
    for (const aspect of ['chargingProfilePurpose', 'stackLevel']) {
      const [asked, told] = [field(criteria, aspect), field(profile, aspect)];
      if (asked !== undefined && asked !== told)
        return fail(clause, `${name} is reported, whose ${aspect} was not asked for`);
    }
  }
  return undefined;
};

const messages: Reported = (version, payload, request) => {
  const clause = part2(version, 'O04.FR.01', 'O04.FR.02');
  const ids = listOf(request, 'id');
  for (const info of listOf(payload, 'messageInfo')) {
    const id = integerOf(info, 'id');
    if (ids.length > 0 && !ids.includes(id))
      return fail(clause, `message ${id ?? ''} is reported, which was not asked for`);
    for (const aspect of ['priority', 'state']) {
      const [asked, told] = [textOf(request, aspect), textOf(info, aspect)];
      if (asked !== undefined && told !== undefined && told !== asked)
        return fail(clause, `message ${id ?? ''} is reported, whose ${aspect} was not asked for`);
    }
  }
  return undefined;
};

const controls: Reported = (version, payload, request) => {
  const asked = textOf(request, 'controlId');
  if (asked === undefined) return undefined;
  const told = Object.values(objectOf(payload) ?? {}).flatMap((list) =>
    Array.isArray(list) ? (list as unknown[]) : [],
  );
  const odd = told.map((item) => textOf(item, 'id')).find((id) => id !== undefined && id !== asked);
  if (odd === undefined) return undefined;
  return fail(part2(version, 'R04.FR.35'), `the control ${quote(odd)} is reported where ${quote(asked)} was asked for`);
};

export const REPORTED: readonly ReportKind[] = [
  { part: 'NotifyReport', requests: ['GetReport', 'GetBaseReport'], judge: { GetReport: report } },
  { part: 'NotifyMonitoringReport', requests: ['GetMonitoringReport'], judge: { GetMonitoringReport: monitors } },
  { part: 'ReportChargingProfiles', requests: ['GetChargingProfiles'], judge: { GetChargingProfiles: profiles } },
  { part: 'NotifyDisplayMessages', requests: ['GetDisplayMessages'], judge: { GetDisplayMessages: messages } },
  { part: 'ReportDERControl', requests: ['GetDERControl'], judge: { GetDERControl: controls } },
];
