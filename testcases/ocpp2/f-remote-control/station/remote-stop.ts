/** F03 Remote stop. */
import { stationCase } from '../../../../harness/peers/ocpp2.js';
import { charging, type Session, SESSION_ACTIONS } from '../../states/sessions.js';
import { goesOn } from '../../states/transaction-events.js';

/** Stop points at which the end of an authorization is the end of the transaction (F03.FR.03). */
const AT_ONCE: readonly string[] = ['Authorized', 'PowerPathClosed'];

export const stopsWhenAskedRemotely = stationCase<Session>({
  id: 'TC_F_08_CS',
  versions: ['2.0.1', '2.1'],
  block: 'F Remote control',
  title: 'A station stops charging when the CSMS asks for it',
  purpose: 'It accepts and tells of the remote stop: as the end of the transaction where the stop points make it so.',
  profiles: { Core: 'mandatory' },
  requirements: ['F03.FR.02', 'F03.FR.03', 'F03.FR.07', 'F03.FR.09'],
  from: charging,
  steps: [
    'The tester asks the station to stop the running transaction; the station accepts.',
    'The station reports RemoteStop: Ended with reason Remote, or Updated where the transaction goes on.',
  ],
  operator: SESSION_ACTIONS,
  async run(context, { bay, transactionId }) {
    const { csms, check } = context;
    await csms.call('RequestStopTransaction', { transactionId }, { status: 'Accepted' }, 'F03.FR.07');
    const { payload, n } = await csms.expect(
      'TransactionEvent',
      { transactionInfo: { transactionId } },
      ['F03.FR.02', 'F03.FR.03', 'F03.FR.09'],
      { where: { triggerReason: 'RemoteStop' } },
    );
    const { eventType, transactionInfo } = payload;
    const { stopPoints } = bay;
    const ends = stopPoints?.some((point) => AT_ONCE.includes(point)) === true;
    // Where the transaction ends when energy ceases to flow the stop may be the end, or come before it; and so it may
    // where the station does not tell where it ends.
    const either = !ends && (stopPoints === undefined || stopPoints.includes('EnergyTransfer'));
    const right = eventType === 'Ended' ? (ends || either) && transactionInfo.stoppedReason === 'Remote' : !ends;
    check('ends-as-configured', right, {
      title: 'the remote stop ends the transaction where the stop points say so, and only there',
      requirements: ends ? 'F03.FR.03' : ['F03.FR.02', 'F03.FR.03'],
      frames: [n],
      expected: [(ends || either) && 'Ended with stoppedReason Remote', !ends && 'Updated']
        .filter((part) => typeof part === 'string')
        .join(', or '),
      actual: `${eventType} with stoppedReason ${transactionInfo.stoppedReason ?? 'absent'}`,
      action: 'TransactionEvent',
      asserts: ends ? ['eventType', 'transactionInfo.stoppedReason'] : ['eventType'],
    });
  },
});

export const stopsNoOtherTransaction = stationCase<Session>({
  id: 'TC_F_09_CS',
  versions: ['2.0.1', '2.1'],
  block: 'F Remote control',
  title: 'A station stops no transaction that it does not know',
  purpose: 'It rejects, and the transaction that runs goes on.',
  profiles: { Core: 'mandatory' },
  requirements: ['F03.FR.08'],
  from: charging,
  steps: [
    'The tester asks the station to stop a transaction that never was; the station rejects.',
    'The running transaction goes on, by its status or by what the station tells.',
  ],
  operator: SESSION_ACTIONS,
  async run(context, session) {
    await context.csms.call(
      'RequestStopTransaction',
      { transactionId: 'laddprov-no-such-transaction' },
      { status: 'Rejected' },
      'F03.FR.08',
      { goOn: true },
    );
    await goesOn(context, session, 'F03.FR.08');
  },
});
