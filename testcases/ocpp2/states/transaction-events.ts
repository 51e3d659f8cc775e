/** What holds of the TransactionEvents of a session, whatever its start and stop points are. */
import { type OnStation } from '../../../harness/peers/ocpp2.js';
import { type Bay, eventOf } from './bay.js';
import { type Logged } from './message-log.js';
import { limitText } from '../../../harness/peers/for-cases/durations.js';

/** What may have happened before the EV was connected, and be told afterwards. */
const EARLIER: readonly unknown[] = ['EVDetected', 'MeterValuePeriodic', 'MeterValueClock', 'SignedDataReceived'];

const of = (entries: readonly Logged[], transactionId: string) =>
  entries.filter((entry) => eventOf(entry).transactionInfo?.transactionId === transactionId);

/** Judges that the first event of a transaction after `since` events names EVSE and connector (E01.FR.16). */
export function judgePlace({ check }: OnStation, bay: Bay, transactionId: string, since: number): void {
  const { evseId, connectorId } = bay.place;
  const next = of(bay.transactions.since(since), transactionId).find(
    (entry) => !EARLIER.includes(eventOf(entry).triggerReason),
  );
  const evse = next && eventOf(next).evse;
  check('place', evse?.id === evseId && evse.connectorId === connectorId, {
    title: 'the first event after the EV was connected names EVSE and connector',
    requirements: 'E01.FR.16',
    frames: next ? [next.n] : [],
    expected: `evse.id ${evseId}, evse.connectorId ${connectorId}`,
    actual: evse ? `evse.id ${evse.id}, evse.connectorId ${evse.connectorId ?? 'absent'}` : 'no evse',
    action: 'TransactionEvent',
    asserts: ['evse.id', 'evse.connectorId'],
  });
}

/** Waits until energy flows, by an event after the log had `since`, and judges that it does. A missing one ends the case. */
export async function expectEnergy(
  { csms, check, parameters }: OnStation,
  bay: Bay,
  requirements: string | readonly string[],
  since = 0,
): Promise<string> {
  const { limits } = parameters;
  const flows = (entry: Logged) => eventOf(entry).transactionInfo?.chargingState === 'Charging';
  const flowing = await bay.transactions.until(() => bay.transactions.since(since).find(flows), limits.action);
  check('energy', flowing !== undefined, {
    title: 'the station reports that energy flows',
    requirements,
    frames: [flowing?.n ?? csms.conversation.last],
    expected: 'TransactionEvent with chargingState Charging',
    actual: flowing ? 'Charging' : `none within ${limitText(limits.action)}`,
    action: 'TransactionEvent',
    asserts: ['transactionInfo.chargingState'],
    essential: true,
    awaited: { within: limits.action, ...(flowing && { came: flowing.n }) },
  });
  return eventOf(flowing!).transactionInfo?.transactionId ?? '';
}

/** Waits until a transaction has ended and judges why it did; 'absent' among the reasons allows to leave it out. */
export async function expectEnd(
  { csms, check, parameters }: OnStation,
  bay: Bay,
  transactionId: string,
  reasons: readonly string[],
  requirements: string | readonly string[],
): Promise<void> {
  const { limits } = parameters;
  const ends = (entry: Logged) => eventOf(entry).eventType === 'Ended';
  const ended = await bay.transactions.until(
    () => of(bay.transactions.entries, transactionId).find(ends),
    limits.action,
  );
  const reason = ended && (eventOf(ended).transactionInfo?.stoppedReason ?? 'absent');
  check('ended', reason !== undefined && reasons.includes(reason), {
    title: 'the transaction has ended, for the reason that it had',
    requirements,
    frames: [ended?.n ?? csms.conversation.last],
    expected: `TransactionEvent Ended, stoppedReason ${reasons.join(' or ')}`,
    actual: reason === undefined ? `no end within ${limitText(limits.action)}` : `stoppedReason ${reason}`,
    action: 'TransactionEvent',
    asserts: ['eventType', 'transactionInfo.stoppedReason'],
    awaited: { within: limits.action, ...(ended && { came: ended.n }) },
  });
}

/** In this time an end would be told of, where the station does not say whether the transaction runs, in milliseconds. */
const WATCHED = 2_000;

/**
 * Judges that a transaction goes on: that no end of it was told, and that the station says so when it is asked. One that
 * does not give the status of transactions fails the cases of E14, and is watched for a moment.
 */
export async function goesOn(
  { csms, check }: OnStation,
  { bay, transactionId }: { readonly bay: Bay; readonly transactionId: string },
  requirement: string,
): Promise<void> {
  const { transactions } = bay;
  const outcome = await csms.attempt('GetTransactionStatus', { transactionId });
  const says = outcome.kind === 'result' ? outcome.payload['ongoingIndicator'] : undefined;
  const asked = typeof says === 'boolean';
  const isEnd = (entry: Logged) => eventOf(entry).eventType === 'Ended';
  const ended = await transactions.until(
    () => of(transactions.entries, transactionId).find(isEnd),
    asked ? 0 : WATCHED,
  );
  check('goes-on', ended === undefined && says !== false, {
    title: 'the transaction goes on',
    requirements: asked ? ['E14.FR.02', requirement] : requirement,
    frames: ended ? [ended.n] : 'answer' in outcome ? [outcome.n, outcome.answer] : [outcome.n],
    expected: asked ? 'ongoingIndicator true, and no Ended' : `no Ended within ${limitText(WATCHED)}`,
    actual: ended ? 'Ended' : asked ? `ongoingIndicator ${String(says)}` : 'none',
    ...(asked ? { action: 'GetTransactionStatus', asserts: ['ongoingIndicator'] } : { action: 'TransactionEvent' }),
  });
}
