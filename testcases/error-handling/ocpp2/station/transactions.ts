/** E11, E12, E13: a transaction that loses an answer and its connection is reported completely, and as it happened. */
import { matching, type OnStation, stationCase } from '../../../../harness/peers/ocpp2.js';
import { type Bay, eventOf } from '../../../ocpp2/states/bay.js';
import { type Logged } from '../../../ocpp2/states/message-log.js';
import { charging, SESSION_ACTIONS, type Session } from '../../../ocpp2/states/sessions.js';

const RECONNECTS = 'Part 4 §5.3';

/** The events of the transaction, each once: what came again word for word is the same. */
function toldOnce(bay: Bay, transactionId: string): ReadonlyMap<number, readonly Logged[]> {
  const bySeqNo = new Map<number, Logged[]>();
  for (const entry of bay.transactions.entries) {
    const { transactionInfo, seqNo } = eventOf(entry);
    if (transactionInfo?.transactionId !== transactionId || typeof seqNo !== 'number') continue;
    bySeqNo.set(seqNo, [...(bySeqNo.get(seqNo) ?? []), entry]);
  }
  return bySeqNo;
}

/** What may differ when an event comes again: whether it waited (E11.FR.07). */
const content = (entry: Logged): string => JSON.stringify({ ...eventOf(entry), offline: undefined });

/** Judges that nothing of the transaction is missing, and nothing told twice otherwise. */
function judgeComplete({ check }: OnStation, bay: Bay, transactionId: string): void {
  const events = toldOnce(bay, transactionId);
  const numbers = [...events.keys()].sort((a, b) => a - b);
  const [first = 0] = numbers;
  const frames = [...events.values()].flat().map(({ n }) => n);
  const missing = Array.from({ length: (numbers.at(-1) ?? 0) - first + 1 }, (_, index) => first + index).filter(
    (number) => !events.has(number),
  );
  check('complete', missing.length === 0 && numbers.length > 1, {
    title: 'no number is missing among the events of the transaction',
    requirements: 'E01.FR.07',
    frames,
    expected: `every seqNo from ${first} to ${numbers.at(-1) ?? first}`,
    actual: missing.length === 0 ? numbers.join(', ') : `missing: ${missing.slice(0, 10).join(', ')}`,
    action: 'TransactionEvent',
    asserts: ['seqNo'],
  });
  const changed = [...events].filter(([, same]) => new Set(same.map(content)).size > 1).map(([number]) => number);
  check('same', changed.length === 0, {
    title: 'an event that comes again says what it said before',
    requirements: 'E13.FR.02',
    frames: [...events.values()].filter((same) => same.length > 1).flatMap((same) => same.map(({ n }) => n)),
    expected: 'the same content under the same seqNo',
    actual: changed.length === 0 ? 'the same' : `different under ${changed.join(', ')}`,
    action: 'TransactionEvent',
    asserts: ['timestamp'],
  });
}

export const losesNoEvent = stationCase<Session>({
  id: 'CHAOS_2X_CS_09',
  versions: ['2.0.1', '2.1'],
  block: 'Error handling',
  title: 'A station whose connection breaks during a transaction loses no event and doubles none',
  purpose: 'What was not answered comes again, what happened offline says so, and no number is missing.',
  profiles: { Core: 'conditional' },
  condition: 'C-30 or C-31 or C-32 or C-35',
  requirements: ['E01.FR.07', 'E07.FR.02', 'E12.FR.01', 'E12.FR.02', 'E13.FR.02', RECONNECTS],
  from: charging,
  steps: [
    'The operator presents the token that started; the station reports it, the tester does not answer and cuts it off.',
    'The operator takes the EV off while the station cannot connect.',
    'The tester lets the station in; it reports what was not answered again, and the end as having happened offline.',
    'The numbers of the events are complete, and what came twice was the same.',
  ],
  operator: SESSION_ACTIONS,
  async run(context, { bay, transactionId }) {
    const { csms, parameters, pass, now, afterwards } = context;
    const { limits, tokens } = parameters;
    afterwards(async () => {
      csms.acceptAgain();
      if (!csms.connected) await csms.expectConnection([]);
    });
    const stop = csms.answer('TransactionEvent', { silence: true });
    await bay.present(tokens.valid);
    const ours = { transactionInfo: { transactionId } };
    const unanswered = await csms.expect('TransactionEvent', {}, 'E07.FR.02', {
      where: { ...ours, triggerReason: 'StopAuthorized' },
      id: 'TransactionEvent-unanswered',
      title: 'the station reports that the driver stops',
    });
    const cut = now();
    csms.drop({ status: 503 });
    stop();
    await pass(limits.message);
    await bay.plugOut();
    await pass(limits.message);
    const before = bay.transactions.total;
    csms.acceptAgain();
    await csms.expectConnection(RECONNECTS, { within: limits.reboot + now() - cut });

    const seqNo = matching(`${unanswered.payload.seqNo}, as before`, (value) => value === unanswered.payload.seqNo);
    await csms.expect('TransactionEvent', {}, ['E13.FR.02', 'E12.FR.02'], {
      where: { ...ours, seqNo },
      id: 'TransactionEvent-again',
      title: 'the station reports again what was not answered',
      within: limits.reboot + limits.action,
    });
    const isOurs = (entry: Logged) => eventOf(entry).transactionInfo?.transactionId === transactionId;
    const late = await bay.transactions.until(
      () => bay.transactions.since(before).find((entry) => isOurs(entry) && eventOf(entry).offline === true),
      limits.action,
    );
    context.check('offline', late !== undefined, {
      title: 'what waited for the connection is reported as offline',
      requirements: ['E12.FR.01', 'E12.FR.02'],
      frames: [late?.n ?? csms.conversation.last],
      expected: 'TransactionEvent with offline true',
      actual: late ? 'offline true' : 'no event says so',
      action: 'TransactionEvent',
      asserts: ['offline'],
    });
    await bay.leave();
    const ended = (entry: Logged) => isOurs(entry) && eventOf(entry).eventType === 'Ended';
    await bay.transactions.until((entries) => entries.find(ended), limits.action);
    judgeComplete(context, bay, transactionId);
  },
});
