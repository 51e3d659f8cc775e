/** Charging schedules make sense: in requests, in answers and in reports. */
import { is2x, type Version } from '../doors/protocol.js';
import { part2 } from './clauses.js';
import { judgePayload } from './judged.js';
import { defineRule, type Finding, type FrameSeen, isProvoked } from './rule.js';
import { field, integerOf, listOf, textOf } from './values.js';

type Judgement = Pick<Finding, 'severity' | 'message' | 'clause'>;

/** A schedule and where it came from. */
interface Found {
  readonly schedule: unknown;
  /** The charging profile that it is of, where there is one. */
  readonly profile?: unknown;
  /** Worked out from others, or told by an EV: whoever sends it did not write it. */
  readonly derived?: true;
  readonly name: string;
}

/** Findings for one frame; the first ones say it all. */
const MAX_FINDINGS = 6;
const MAX_SCHEDULES = 64;
const MAX_PERIODS = 1_024;

/** One schedule, or a list of them. */
const schedulesOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

function inProfile(profile: unknown): readonly Found[] {
  const id = integerOf(profile, 'id') ?? integerOf(profile, 'chargingProfileId');
  const name = id === undefined ? 'the schedule' : `the schedule of profile ${id}`;
  return schedulesOf(field(profile, 'chargingSchedule')).map((schedule) => ({ schedule, profile, name }));
}

const REQUESTS: Readonly<Record<string, (payload: unknown) => readonly Found[]>> = {
  SetChargingProfile: (payload) => inProfile(field(payload, 'chargingProfile') ?? field(payload, 'csChargingProfiles')),
  RemoteStartTransaction: (payload) => inProfile(field(payload, 'chargingProfile')),
  RequestStartTransaction: (payload) => inProfile(field(payload, 'chargingProfile')),
  ReportChargingProfiles: (payload) => listOf(payload, 'chargingProfile').flatMap(inProfile),
  NotifyChargingLimit: (payload) =>
    schedulesOf(field(payload, 'chargingSchedule')).map((schedule) => ({
      schedule,
      name: 'the schedule of the limit',
    })),
  NotifyEVChargingSchedule: (payload) =>
    schedulesOf(field(payload, 'chargingSchedule')).map((schedule) => ({
      schedule,
      name: "the EV's schedule",
      derived: true,
    })),
};

/** 1.6 has the composite schedule in the type of all others. */
const composite = (payload: unknown, version: Version): readonly Found[] =>
  schedulesOf(field(payload, is2x(version) ? 'schedule' : 'chargingSchedule')).map((schedule) => ({
    schedule,
    name: 'the composite schedule',
    ...(is2x(version) && { derived: true as const }),
  }));

function found({ message, answers, version }: FrameSeen): readonly Found[] {
  if (message.kind === 'result')
    return answers?.action === 'GetCompositeSchedule' ? composite(message.payload, version) : [];
  if (message.kind !== 'call' || !Object.hasOwn(REQUESTS, message.action)) return [];
  return REQUESTS[message.action]?.(message.payload).slice(0, MAX_SCHEDULES) ?? [];
}

const TYPES: Readonly<Record<'schedule' | 'period', string>> = { schedule: '§7.13', period: '§7.14' };
const clauseOf = (version: Version, type: 'schedule' | 'period', ...requirements: readonly string[]): string =>
  is2x(version)
    ? part2(
        version,
        ...requirements,
        ...(requirements.length > 0 ? [] : [type === 'period' ? 'ChargingSchedulePeriodType' : 'ChargingScheduleType']),
      )
    : `OCPP 1.6 ${TYPES[type]}`;

/** The first period starts at 0, and each later than the one before it. */
function order(version: Version, starts: readonly number[], { derived }: Found): readonly Judgement[] {
  const judged: Judgement[] = [];
  const [first] = starts;
  const sure = derived === true ? 'advisory' : 'fail';
  if (first !== undefined && first !== 0 && !starts.includes(0))
    judged.push({
      severity: sure,
      message: `the first period starts at ${first} s, not at 0`,
      clause: clauseOf(version, 'schedule', 'K01.FR.31'),
    });
  const at = starts.findIndex((start, i) => i > 0 && start <= (starts[i - 1] ?? 0));
  if (at > 0) {
    const [before = 0, start = 0] = [starts[at - 1], starts[at]];
    const how =
      start === before
        ? `two periods start at ${start} s`
        : `a period that starts at ${start} s comes after one that starts at ${before} s`;
    // 1.6 says that a start is the end of the period before, and not how the list is ordered.
    judged.push({
      severity: is2x(version) ? sure : 'advisory',
      message: how,
      clause: clauseOf(version, 'period', 'K01.FR.35'),
    });
  }
  return judged;
}

const decimals = (value: number): number => (/^-?\d+\.(\d+)$/.exec(String(value))?.[1] ?? '').length;

/** What one period says of limits and phases. */
function ofPeriod(version: Version, period: unknown, setting: boolean): readonly Judgement[] {
  const judged: Judgement[] = [];
  const clause = clauseOf(version, 'period');
  const say = (severity: Finding['severity'], message: string, rests = clause): void =>
    void judged.push({ severity, message, clause: rests });
  const limit = field(period, 'limit');
  // 2.1 has it as a SHOULD and keeps it for older products that discharge; the others do not speak of it.
  if (typeof limit === 'number' && limit < 0) say('advisory', `the limit ${limit} is negative`);
  if (version === '2.0.1' && typeof limit === 'number' && decimals(limit) > 1)
    say('advisory', `the limit ${limit} has more than one decimal, and receivers need to take one only`);
  const phases = integerOf(period, 'numberPhases');
  if (phases !== undefined && (phases < (version === '2.1' ? 0 : 1) || phases > 3))
    say('advisory', `numberPhases is ${phases}`);
  const phase = integerOf(period, 'phaseToUse');
  if (phase === undefined) return judged;
  if (phase > 3 || phase < 1) say('advisory', `phaseToUse is ${phase}`);
  if (setting && phases !== 1)
    say(
      phases === undefined ? 'advisory' : 'fail',
      `phaseToUse is set where numberPhases is ${phases ?? 'not given'}`,
      part2(version, 'K01.FR.19'),
    );
  return judged;
}

/** Whether the kind of a profile and the start of its schedule go together (2.x alone says so). */
function start(version: Version, { schedule, profile }: Found): readonly Judgement[] {
  const kind = textOf(profile, 'chargingProfileKind');
  if (!is2x(version) || kind === undefined) return [];
  const starts = field(schedule, 'startSchedule') !== undefined;
  if (kind === 'Relative' && starts)
    return [
      {
        severity: 'fail',
        message: 'startSchedule is there though the profile is Relative',
        clause: part2(version, 'K01.FR.41'),
      },
    ];
  if ((kind === 'Absolute' || kind === 'Recurring') && !starts)
    return [
      {
        severity: 'fail',
        message: `startSchedule is missing though the profile is ${kind}`,
        clause: part2(version, 'K01.FR.40'),
      },
    ];
  if (kind !== 'Dynamic') return [];
  const periods = listOf(schedule, 'chargingSchedulePeriod').length;
  if (periods <= 1 && schedulesOf(field(profile, 'chargingSchedule')).length <= 1) return [];
  const message = 'a Dynamic profile has more than one schedule or period';
  return [{ severity: 'fail', message, clause: part2(version, 'K28.FR.01') }];
}

function judge(version: Version, one: Found, setting: boolean): readonly Judgement[] {
  const { schedule } = one;
  const periods = listOf(schedule, 'chargingSchedulePeriod').slice(0, MAX_PERIODS);
  const starts = periods.flatMap((period) => integerOf(period, 'startPeriod') ?? []);
  const judged: Judgement[] = [...order(version, starts, one), ...start(version, one)];
  const duration = integerOf(schedule, 'duration');
  const clause = clauseOf(version, 'schedule');
  if (duration !== undefined && duration <= 0)
    judged.push({ severity: 'advisory', message: `the duration is ${duration} s`, clause });
  const late = duration === undefined || duration <= 0 ? undefined : starts.find((at) => at > 0 && at >= duration);
  // 1.6 §5.16.4 lets such periods be there, and not be executed.
  if (late !== undefined)
    judged.push({
      severity: 'advisory',
      message: `a period starts at ${late} s, when the schedule of ${duration} s is over`,
      clause,
    });
  for (const period of periods) {
    if (judged.length >= MAX_FINDINGS) break;
    judged.push(...ofPeriod(version, period, setting));
  }
  return judged.map((judgement) => ({ ...judgement, message: `${one.name}: ${judgement.message}` }));
}

export const schedules = defineRule({
  id: 'schedules',
  title: 'A charging schedule begins at 0, goes forward, and has a start, limits and phases that make sense.',
  clauses: {
    '1.6': 'OCPP 1.6 §7.13, §7.14 (errata 3.69, 4.13, 4.17)',
    '2.0.1': part2(
      '2.0.1',
      'K01.FR.19',
      'K01.FR.31',
      'K01.FR.35',
      'K01.FR.40',
      'K01.FR.41',
      'ChargingSchedulePeriodType',
    ),
    '2.1': part2(
      '2.1',
      'K01.FR.19',
      'K01.FR.31',
      'K01.FR.35',
      'K01.FR.40',
      'K01.FR.41',
      'K28.FR.01',
      'ChargingSchedulePeriodType',
    ),
  },
  init: () => ({}),
  on(seen) {
    if (seen.kind !== 'frame' || isProvoked(seen)) return [];
    const all = found(seen);
    if (all.length === 0 || !isValid(seen)) return [];
    const setting = seen.message.kind === 'call' && seen.message.action === 'SetChargingProfile';
    const frames = seen.answers === undefined ? [seen.n] : [seen.answers.n, seen.n];
    return all
      .flatMap((one) => judge(seen.version, one, setting))
      .slice(0, MAX_FINDINGS)
      .map((judgement) => ({ ...judgement, by: seen.sender, frames }));
  },
});

/** What its schema forbids is another rule's subject. */
function isValid({ message, version, answers }: FrameSeen): boolean {
  if (message.kind === 'call')
    return judgePayload(version, message.action, 'request', message.payload).schema.length === 0;
  if (message.kind !== 'result' || answers === undefined) return false;
  return judgePayload(version, answers.action, 'response', message.payload).schema.length === 0;
}
