/** E14 Get transaction status. */
import { absent, type OnStation, stationCase } from '../../../../harness/peers/ocpp2.js';
import { charging, type Session, SESSION_ACTIONS } from '../../states/sessions.js';

/** Milliseconds between two looks at a queue. */
const LOOK = 1_000;

/** Lets the station deliver what it has to say of the start of a transaction, and hear that it was heard. */
async function settles({ csms, now, pass, parameters }: OnStation, transactionId: string): Promise<void> {
  const deadline = now() + parameters.limits.action;
  const waiting = async () => {
    const outcome = await csms.attempt('GetTransactionStatus', { transactionId });
    return outcome.kind === 'result' && outcome.payload['messagesInQueue'] === true;
  };
  while (now() < deadline && (await waiting())) await pass(LOOK);
}

export const knowsNoSuchTransaction = stationCase({
  id: 'TC_E_28_CS',
  versions: ['2.0.1', '2.1'],
  block: 'E Transactions',
  title: 'A station does not know transactions that it did not do',
  purpose: 'It says that such a transaction neither runs nor has messages waiting.',
  profiles: { Core: 'mandatory' },
  requirements: ['E14.FR.01'],
  steps: ['The tester asks for the status of transactions that never were; both indicators are false each time.'],
  operator: [],
  async run({ csms }) {
    // Several ids, lest somebody guess right.
    for (const transactionId of ['laddprov-no-such-transaction', '0', 'f'.repeat(36)])
      await csms.call(
        'GetTransactionStatus',
        { transactionId },
        { ongoingIndicator: false, messagesInQueue: false },
        'E14.FR.01',
        { goOn: true },
      );
  },
});

export const tellsThatATransactionRuns = stationCase<Session>({
  id: 'TC_E_30_CS',
  versions: ['2.0.1', '2.1'],
  block: 'E Transactions',
  title: 'A station tells that a transaction runs and that all of it was delivered',
  purpose: 'Asked for the transaction it says both; asked for none it speaks of messages only.',
  profiles: { Core: 'mandatory' },
  requirements: ['E14.FR.02', 'E14.FR.05', 'E14.FR.06'],
  from: charging,
  steps: [
    'The tester asks for the status of the running transaction; it runs, and no message waits.',
    'The tester asks without a transaction; the answer does not say whether one runs.',
  ],
  operator: SESSION_ACTIONS,
  async run(context, { transactionId }) {
    const { csms } = context;
    await settles(context, transactionId);
    await csms.call(
      'GetTransactionStatus',
      { transactionId },
      { ongoingIndicator: true, messagesInQueue: false },
      ['E14.FR.02', 'E14.FR.05'],
      { id: 'GetTransactionStatus.conf-one', goOn: true },
    );
    await csms.call('GetTransactionStatus', {}, { ongoingIndicator: absent }, 'E14.FR.06', {
      id: 'GetTransactionStatus.conf-any',
    });
  },
});
