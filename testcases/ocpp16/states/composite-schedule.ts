/** The composite schedule that a station reports, judged by the oracle (1.6 §5.7, §6.22, §3.13). */
import {
  describeExpected,
  judgeSchedule,
  PURPOSES_16,
  type RateUnit,
  readReported,
  TOLERANCES,
} from '../../../harness/peers/for-cases/charging.js';
import { absentOr, near, oneOf, type OnStation, type Response } from '../../../harness/peers/ocpp16.js';
import { CONNECTOR } from './connector.js';
import { learnsOwnLimit, type SmartCharging } from './smart-charging.js';

export interface CompositeQuestion {
  /** What the check is called, after `schedule-`. */
  readonly id: string;
  /** Seconds. */
  readonly duration: number;
  readonly connectorId?: number;
  /** Another unit than that of the case, which the station may be unable to tell; `any` asks for none. */
  readonly unit?: RateUnit | 'any';
  /** The transaction that runs on the connector; its start in milliseconds since the epoch, by the station's clock. */
  readonly transaction?: { readonly id: number; readonly start: number };
  /** Seconds by which a change may come earlier or later, where it counts from something that is not exact. */
  readonly boundary?: number;
  readonly requirements?: string | readonly string[];
}

/** How far the clock of a station may be off, in milliseconds. */
const DEVIATION = TOLERANCES.start * 1000;

const other = (unit: RateUnit): RateUnit => (unit === 'A' ? 'W' : 'A');

type Composite = Response<'GetCompositeSchedule'>;

/** What is legal, and more than the official tool takes. */
function adviseOnForm(context: OnStation, conf: Partial<Composite>, duration: number, frame: number): void {
  const { advise } = context;
  const { chargingSchedule } = conf;
  if (conf.connectorId === undefined)
    advise('no-connector', 'legal, but the official tool refuses it: no connectorId in the answer', '1.6 §6.22', [
      frame,
    ]);
  if (chargingSchedule?.duration !== duration)
    advise(
      'other-duration',
      `legal, but the official tool refuses it: a duration of ${chargingSchedule?.duration ?? 'no'} s, not ${duration} s`,
      '1.6 §5.7',
      [frame],
    );
  if (chargingSchedule?.startSchedule !== undefined)
    advise('start-schedule', 'startSchedule is not for composite schedules: scheduleStart is', 'errata 3.57', [frame]);
}

/** The fields of the report that the judgement rests on. */
const judged = ({ chargingSchedule }: Partial<Composite>): readonly string[] =>
  (Array.isArray(chargingSchedule?.chargingSchedulePeriod) ? chargingSchedule.chargingSchedulePeriod : [])
    .slice(0, 12)
    .flatMap((_, index) =>
      ['startPeriod', 'limit'].map((field) => `chargingSchedule.chargingSchedulePeriod[${index}].${field}`),
    );

type Conf = Partial<Composite>;

/** The question, and what its answer has to be in form. Undefined: the station cannot tell it in that unit. */
async function answers(
  context: OnStation,
  { id, duration, connectorId = CONNECTOR }: CompositeQuestion,
  unit: RateUnit | undefined,
  mayRefuse: boolean,
): Promise<Conf | undefined> {
  const { csms, advise, now } = context;
  const whole = {
    status: 'Accepted',
    connectorId: absentOr(connectorId),
    scheduleStart: near(now(), DEVIATION),
    chargingSchedule: { chargingRateUnit: unit ?? oneOf('A', 'W') },
  } as const;
  const conf: Conf = await csms.call(
    'GetCompositeSchedule',
    { connectorId, duration, ...(unit && { chargingRateUnit: unit }) },
    mayRefuse ? { status: oneOf('Accepted', 'Rejected') } : whole,
    ['1.6 §5.7', '1.6 §6.22', 'errata 3.51'],
    { id: `GetCompositeSchedule-${id}` },
  );
  if (!mayRefuse || conf.status === 'Accepted') return conf;
  advise(`cannot-tell-${id}`, `the station cannot tell this schedule in ${unit ?? 'any unit'}`, '1.6 §5.7', [
    csms.conversation.last,
  ]);
  return undefined;
}

/** Asks for the schedule; judges the form of the answer, and what it says by the oracle. */
export async function reportsSchedule(
  context: OnStation,
  charging: SmartCharging,
  question: CompositeQuestion,
): Promise<void> {
  const { csms, check, advise } = context;
  const { id, duration, connectorId = CONNECTOR, transaction, boundary, unit = charging.unit } = question;
  const { requirements = ['1.6 §3.13.2', '1.6 §3.13.3', '1.6 §5.7'] } = question;
  // §5.7: a station that told nothing while nothing was installed may be as unable to tell it again.
  const nothing = charging.installed.length === 0 && !charging.local;
  const mayRefuse = nothing || unit === other(charging.unit);
  const conf = await answers(context, question, unit === 'any' ? undefined : unit, mayRefuse);
  if (!conf) return;
  const frame = csms.conversation.last;
  const from = Date.parse(conf.scheduleStart ?? '');
  const reported = readReported(conf.chargingSchedule, from);
  const request = {
    ...{ installed: charging.installed, purposes: PURPOSES_16, place: connectorId, from, duration },
    unit: unit !== 'any' ? unit : typeof reported === 'string' ? charging.unit : reported.unit,
    ...(transaction && { transaction }),
  };
  const tolerances = { ...TOLERANCES, ...(boundary !== undefined && { boundary }) };
  const judge = () =>
    typeof reported === 'string'
      ? undefined
      : judgeSchedule({ ...request, ...(charging.local && { localLimit: charging.local }) }, reported, tolerances);
  let judgement = judge();
  if (judgement && judgement.departures.length > 0 && !charging.asked) {
    await learnsOwnLimit(context, charging, connectorId);
    judgement = judge();
  }
  const departures = judgement?.departures ?? [];
  const below =
    typeof reported !== 'string' && charging.installed.length === 0
      ? reported.periods.find(({ limit }) => limit < 0)
      : undefined;
  check(`schedule-${id}`, judgement !== undefined && departures.length === 0 && !below, {
    title: 'the schedule that the station reports follows from the profiles that are installed',
    requirements,
    frames: [frame],
    expected: judgement ? describeExpected(judgement.expected) : `a schedule of ${duration} s`,
    actual:
      typeof reported === 'string'
        ? reported
        : below
          ? `a limit of ${below.limit}, which is less than nothing`
          : departures.length === 0
            ? 'the same'
            : departures.map((one) => `from ${one.at} s on ${one.actual}, not ${one.expected}`).join('; '),
    action: 'GetCompositeSchedule',
    asserts: judged(conf),
  });
  adviseOnForm(context, conf, duration, frame);
  if (departures.length === 0 && judgement?.choices.includes('overrules'))
    advise(
      'default-after-tx-profile',
      'legal as 2.x reads it, but the official tool refuses it: the default counts again when a TxProfile has run out',
      '1.6 §3.13.1',
      [frame],
    );
}
