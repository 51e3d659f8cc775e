/** What is judged of the faults of a 1.6 station (§4.9, §7.6, §7.7). */
import { type OnStation } from '../../../harness/peers/ocpp16.js';
import { CONNECTOR, ENERGY_OFFERED, statusWithin } from '../../ocpp16/states/connector.js';
import { type Session } from '../../ocpp16/states/charging.js';
import { type StatusLog, type Told } from './statuses.js';

export const RESTS = ['1.6 §4.9', '1.6 §7.6', '1.6 §7.7'] as const;

/** Codes that say that something is wrong, but not what. */
const VAGUE: readonly unknown[] = ['InternalError', 'OtherError'];

const shown = (told: Told | undefined) =>
  told
    ? `${String(told.status)} with ${String(told.errorCode)} for connector ${String(told.connectorId)}`
    : 'none came';

/** A fault of a connector may be told of the connector or of the whole station. */
const isOf = (connectorId: number) => (told: Told) => told.connectorId === connectorId || told.connectorId === 0;

/** Whether a code tells of the error: by its name, or vaguely, which is legal and of little use. */
function names({ advise }: OnStation, told: Told, code: string): boolean {
  if (told.errorCode === code) return true;
  if (!VAGUE.includes(told.errorCode)) return false;
  advise(`vague-${code}`, `${code} is told as ${String(told.errorCode)}`, '1.6 §7.6', [told.n]);
  return true;
}

/** Judges that Faulted is told with the error after the log had `since`; returns the report. */
export async function toldFaulted(
  context: OnStation,
  log: StatusLog,
  code: string,
  since: number,
  connectorId: number = CONNECTOR,
): Promise<Told | undefined> {
  const { check, csms } = context;
  const told = await log.until((one) => isOf(connectorId)(one) && one.status === 'Faulted', since);
  check(`faulted-${code}`, told !== undefined && names(context, told, code), {
    title: `the station tells Faulted with ${code}`,
    requirements: RESTS,
    frames: [told?.n ?? csms.conversation.last],
    expected: `StatusNotification with Faulted and ${code} for connector ${connectorId} or the station`,
    actual: shown(told),
    action: 'StatusNotification',
    asserts: ['status', 'errorCode'],
  });
  return told;
}

/** Something that was told more than once though nothing had changed. */
export function advisesRepetition({ advise }: OnStation, log: StatusLog, first: Told, code: string): void {
  const again = log
    .since(0)
    .filter(({ n, connectorId, status }) => n > first.n && connectorId === first.connectorId && status === 'Faulted');
  if (again.length === 0) return;
  const message = `${code} is told ${again.length + 1} times, though nothing changed in between`;
  advise(`repeated-${code}`, message, '1.6 §4.9', [first.n, ...again.map(({ n }) => n)]);
}

/** Judges that what was told as Faulted comes back as one of `statuses`, without an error. */
export async function recovers(
  context: OnStation,
  log: StatusLog,
  fault: Told,
  { code, statuses, since }: { readonly code: string; readonly statuses: readonly string[]; readonly since: number },
): Promise<Told | undefined> {
  const { check, csms } = context;
  const places = ({ connectorId }: Told) => connectorId === fault.connectorId;
  const told = await log.until((one) => places(one) && one.status !== 'Faulted', since);
  const right = fault.connectorId === 0 ? ['Available', 'Unavailable'] : statuses;
  check(
    `recovered-${code}`,
    told !== undefined && right.includes(String(told.status)) && told.errorCode === 'NoError',
    {
      title: `when ${code} is over, the station tells what the connector was before, and no error`,
      requirements: RESTS,
      frames: [told?.n ?? csms.conversation.last],
      expected: `StatusNotification with ${right.join(' or ')} and NoError`,
      actual: shown(told),
      action: 'StatusNotification',
      asserts: ['status', 'errorCode'],
    },
  );
  return told;
}

/** A transaction that was ended leaves a cable to take out, or nothing. */
const ENDED: readonly string[] = ['Finishing', 'Available', 'Preparing'];
/** No station gives more: what a register may rise by, in Wh per millisecond. */
const MOST_POWER = 1_000_000 / 3_600_000;

export interface Hit {
  readonly code: string;
  /** Reasons that are right if the transaction ends. */
  readonly reasons: readonly string[];
  /** What is the end of the fault. */
  clear(): Promise<unknown>;
}

/**
 * Judges what becomes of a transaction that a fault has hit, and of the connector when the fault is over: it is ended
 * for the right reason, or it waits and goes on. The specification leaves that to the maker (§4.9, §4.10).
 */
export async function endsOrWaits(
  context: OnStation,
  log: StatusLog,
  { transactionId, meterStart }: Session,
  { code, reasons, clear }: Hit,
  fault: Told | undefined,
): Promise<void> {
  const { csms, check, now } = context;
  const began = now();
  const stop = await csms.next('StopTransaction', { where: { transactionId }, within: statusWithin(context) });
  if (stop) {
    const { meterStop } = stop.payload;
    const most = meterStart + 1000 + Math.ceil((now() - began + 86_400_000) * MOST_POWER);
    check(`meter-stop-${code}`, meterStop >= meterStart && meterStop <= most, {
      title: 'the register at the end is not below that at the start, nor beyond what can have flowed',
      requirements: '1.6 §4.10',
      frames: [stop.n],
      expected: `meterStop from ${meterStart} to ${most}`,
      actual: String(meterStop),
      action: 'StopTransaction',
      asserts: ['meterStop'],
    });
  }
  const since = log.total;
  await clear();
  const back =
    fault?.connectorId === CONNECTOR
      ? await recovers(context, log, fault, {
          code,
          statuses: stop ? ENDED : [...ENERGY_OFFERED, ...ENDED],
          since,
        })
      : undefined;
  const reason = stop && (stop.payload.reason ?? 'absent');
  const waits = back === undefined || ENERGY_OFFERED.some((status) => status === back.status);
  check(`transaction-${code}`, reason === undefined ? waits : reasons.includes(reason), {
    title: 'the transaction ends because of the fault and says so, or waits and goes on afterwards',
    requirements: ['1.6 §4.9', '1.6 §4.10'],
    frames: [stop?.n ?? back?.n ?? csms.conversation.last],
    expected: `StopTransaction with ${reasons.join(' or ')}, or none and ${ENERGY_OFFERED.join(' or ')}`,
    actual: reason === undefined ? `no StopTransaction; ${shown(back)}` : `StopTransaction with reason ${reason}`,
    action: stop ? 'StopTransaction' : 'StatusNotification',
    asserts: stop ? ['reason'] : ['status'],
  });
}
