/** Transactions whose number the case knows, so that it can name and end them. */
import { type OnStation } from '../../../harness/peers/ocpp16.js';

export interface KnownTransaction {
  /** The number that the tester gave; undefined as long as no transaction has started. */
  id(): number | undefined;
}

/** Answers StartTransaction with a number of the tester's own choice (1.6 §4.8) from now on. */
export function knownTransaction(context: OnStation): KnownTransaction {
  let transactionId: number | undefined;
  context.csms.answer('StartTransaction', () => {
    transactionId = 1 + (Math.trunc(context.now()) % 1_000_000_000);
    return { transactionId, idTagInfo: { status: 'Accepted' } };
  });
  return { id: () => transactionId };
}
