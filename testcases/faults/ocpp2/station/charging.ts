/** E06.FR.16, E06.FR.08: faults while a transaction runs. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp2.js';
import { eventOf } from '../../../ocpp2/states/bay.js';
import { followStatuses } from '../../../ocpp2/states/connector-status.js';
import { charging, type Session, SESSION_ACTIONS } from '../../../ocpp2/states/sessions.js';
import { goesOn } from '../../../ocpp2/states/transaction-events.js';
import { becomes, BLOCK, breaks, FAULT_ACTIONS, STATUS_RESTS, VERSIONS } from '../breaks.js';
import { absent } from '../../../helpers/absent.js';

const FACTS = { versions: VERSIONS, block: BLOCK, profiles: {}, from: charging } as const;
const REASON = ['E06.FR.08', 'Part 2 ReasonEnumType'] as const;

/** Judges the end of the transaction that a fault has hit; one that waits can still be stopped. */
async function endsOrWaits(context: OnStation, { bay, transactionId }: Session, reasons: readonly string[]) {
  const { check, csms, parameters } = context;
  const ended = await bay.transactions.until(
    (entries) =>
      entries.find((entry) => {
        const { eventType, transactionInfo } = eventOf(entry);
        return eventType === 'Ended' && transactionInfo?.transactionId === transactionId;
      }),
    parameters.limits.action,
  );
  const outcome = ended ? undefined : await csms.attempt('RequestStopTransaction', { transactionId });
  const waits = outcome?.kind === 'result' && outcome.payload['status'] === 'Accepted';
  check('transaction', ended !== undefined || waits, {
    title: 'the transaction has ended, or waits and can still be stopped',
    requirements: 'E06.FR.16',
    frames: [ended?.n ?? csms.conversation.last],
    expected: 'TransactionEvent Ended, or RequestStopTransaction accepted',
    actual: ended ? 'Ended' : waits ? 'it waits' : 'neither',
    action: ended ? 'TransactionEvent' : 'RequestStopTransaction',
    asserts: [ended ? 'eventType' : 'status'],
  });
  if (!ended) return;
  const { triggerReason, transactionInfo } = eventOf(ended);
  const reason = transactionInfo?.stoppedReason ?? 'absent';
  check('trigger', triggerReason === 'AbnormalCondition', {
    title: 'the end is told with the trigger AbnormalCondition',
    requirements: 'E06.FR.16',
    frames: [ended.n],
    expected: 'AbnormalCondition',
    actual: String(triggerReason),
    action: 'TransactionEvent',
    asserts: ['triggerReason'],
  });
  check('reason', reasons.includes(reason), {
    title: 'the end is told with the reason that it had',
    requirements: REASON,
    frames: [ended.n],
    expected: `stoppedReason ${reasons.join(' or ')}`,
    actual: reason,
    action: 'TransactionEvent',
    asserts: ['transactionInfo.stoppedReason'],
  });
}

/** What hits a transaction, and the reasons that fit if it ends. */
const HITS = [
  { id: 'FAULT_2X_CS_04', code: 'GroundFailure', reasons: ['GroundFault'], words: 'A ground fault' },
  { id: 'FAULT_2X_CS_05', code: 'OverCurrentFailure', reasons: ['OvercurrentFault'], words: 'Too much current' },
  { id: 'FAULT_2X_CS_06', code: 'OverVoltage', reasons: ['PowerQuality'], words: 'Too high a voltage' },
  { id: 'FAULT_2X_CS_14', code: 'UnderVoltage', reasons: ['PowerQuality', 'PowerLoss'], words: 'Too low a voltage' },
  { id: 'FAULT_2X_CS_15', code: 'PowerMeterFailure', reasons: ['Other'], words: 'A meter that fails' },
] as const;

const hit = ({ id, code, reasons, words }: (typeof HITS)[number]) =>
  stationCase({
    ...FACTS,
    id,
    title: `${words} ends a transaction, and says so, or makes it wait`,
    purpose: 'The end is told as abnormal and with the reason that it had, and the connector comes back.',
    requirements: [...STATUS_RESTS, 'E06.FR.16', ...REASON],
    steps: [
      `While energy flows, the operator brings about ${code} at the EVSE; the station tells Faulted.`,
      `It ends the transaction with AbnormalCondition and ${reasons.join(' or ')}, or lets it wait; then it can still be stopped.`,
      'The operator clears the fault; the station tells Occupied, since the EV is still there.',
    ],
    operator: [...SESSION_ACTIONS, ...FAULT_ACTIONS],
    async run(context, session) {
      const { place, statuses } = session.bay;
      const fault = await breaks(context, code, place);
      await becomes(context, place, 'Faulted', 'faulted');
      await endsOrWaits(context, session, reasons);
      const since = statuses.total;
      await fault.clear();
      await becomes(context, place, 'Occupied', 'recovered', { log: statuses, since });
    },
  });

export const groundFault = hit(HITS[0]);
export const overCurrent = hit(HITS[1]);
export const overVoltage = hit(HITS[2]);
export const underVoltage = hit(HITS[3]);
export const meterFailure = hit(HITS[4]);

export const emergencyStop = stationCase({
  ...FACTS,
  id: 'FAULT_2X_CS_07',
  title: 'The emergency stop ends a transaction with the reason of its own',
  purpose: 'Whoever pays for it can see that a button was pressed.',
  requirements: ['E06.FR.16', ...REASON],
  steps: [
    'While energy flows, the operator presses the emergency stop.',
    'The station ends the transaction with AbnormalCondition and EmergencyStop, or lets it wait; then it can still be stopped.',
    'That it tells no connector to be Faulted is an advisory. The operator releases the button.',
  ],
  operator: [...SESSION_ACTIONS, 'emergencyStop'],
  async run(context, session) {
    const { advise, afterwards, csms, operator } = context;
    let pressed = true;
    afterwards(async () => {
      if (pressed) await operator.emergencyStop({ pressed: false });
    });
    const { statuses } = session.bay;
    const since = statuses.total;
    await operator.emergencyStop({ pressed: true });
    await endsOrWaits(context, session, ['EmergencyStop']);
    if (statuses.since(since).length === 0)
      advise('untold-status', 'no status of a connector is told', 'Part 2 B01', [csms.conversation.last]);
    pressed = false;
    await operator.emergencyStop({ pressed: false });
  },
});

export const leavesOthersAlone = stationCase({
  ...FACTS,
  id: 'FAULT_2X_CS_08',
  condition: 'HFS-8 > 1',
  title: 'A fault of one EVSE leaves the transaction on another alone',
  purpose: 'The other EVSE is Faulted; the one that charges goes on.',
  requirements: [...STATUS_RESTS, 'E06.FR.16', 'E14.FR.02'],
  steps: [
    'While energy flows at the first EVSE, the operator brings about a ground fault at the second; the station tells Faulted of it.',
    'The transaction goes on, by its status or by what the station tells.',
    'The operator clears the fault; the station tells Available of the second.',
  ],
  operator: [...SESSION_ACTIONS, ...FAULT_ACTIONS],
  async run(context, session) {
    const { afterwards, csms, parameters } = context;
    const second = parameters.evses[1];
    if (!second) return absent(context, 'the station has one EVSE');
    const other = { evseId: second.id, connectorId: 1 };
    const log = followStatuses(csms);
    afterwards(() => Promise.resolve(log.stop()));
    const fault = await breaks(context, 'GroundFailure', other);
    await becomes(context, other, 'Faulted', 'faulted', { log });
    await goesOn(context, session, 'E06.FR.16');
    const since = log.total;
    await fault.clear();
    await becomes(context, other, 'Available', 'recovered', { log, since });
  },
});
