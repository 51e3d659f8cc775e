/** Transactions whose number the case knows, so that it can name and end them. */
import { type OnStation, type Response } from '../../../harness/peers/ocpp16.js';
import { becomes, CONNECTOR, register, sameTag } from './connector.js';

export interface KnownTransaction {
  /** The number that the tester gave; undefined as long as no transaction has started. */
  id(): number | undefined;
  /** The same, and undefined once the station has told its end: what is over need not be stopped. */
  open(): number | undefined;
}

/**
 * Answers StartTransaction with a number of the tester's own choice (1.6 §4.8) from now on, and with `idTagInfo` on the
 * token. A request that is sent again, because its answer did not arrive, is about the same transaction (§3.7.1).
 */
export function knownTransaction(
  context: OnStation,
  idTagInfo: Response<'StartTransaction'>['idTagInfo'] = { status: 'Accepted' },
): KnownTransaction {
  let transactionId: number | undefined;
  const numbers = new Map<string, number>();
  const ended = new Set<unknown>();
  const forget = context.csms.conversation.watch(({ action, payload }) => {
    if (action === 'StopTransaction') ended.add(payload['transactionId']);
    return false;
  });
  context.afterwards(() => Promise.resolve(forget()));
  context.csms.answer('StartTransaction', ({ connectorId, idTag, meterStart, timestamp }) => {
    const request = JSON.stringify([connectorId, idTag, meterStart, timestamp]);
    transactionId = numbers.get(request) ?? 1 + (Math.trunc(context.now()) % 1_000_000_000);
    numbers.set(request, transactionId);
    return { transactionId, idTagInfo };
  });
  return { id: () => transactionId, open: () => (ended.has(transactionId) ? undefined : transactionId) };
}

/** A transaction of the token begins and energy flows; §4.8 and §4.9 leave the order of the two open. */
export const begins = (context: OnStation, idTag: string, requirements: string | readonly string[] = '1.6 §4.8') => [
  context.csms.message(
    'StartTransaction',
    { connectorId: CONNECTOR, idTag: sameTag(idTag), meterStart: register() },
    requirements,
  ),
  becomes(context, CONNECTOR, ['Charging']),
];
