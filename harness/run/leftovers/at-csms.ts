/** What the traffic with a CSMS under test shows of what is open there: the transactions of the tester's own station. */
import { type Book, numberOf, objectOf, type OwnTransaction, type Payload, type Reader, textOf } from './book.js';

/** The message by which the tester ends it. `timestamp` is the present, RFC 3339. */
export function endOf(is2x: boolean, own: OwnTransaction, timestamp: string): readonly [string, object] {
  const { transactionId, place, register, seqNo } = own;
  // It may have begun with a message that was wrong on purpose; what ends it is not.
  const meterStop = Math.max(0, Math.ceil(register));
  if (!is2x) return ['StopTransaction', { transactionId, meterStop, timestamp, reason: 'Other' }];
  return [
    'TransactionEvent',
    {
      eventType: 'Ended',
      timestamp,
      triggerReason: 'EVCommunicationLost',
      seqNo,
      transactionInfo: { transactionId, stoppedReason: 'Other' },
      ...place,
    },
  ];
}

/** `identifierString[36]` of 2.x. */
const LONGEST_ID = 36;

const keyOf = (id: number | string): string => `transaction ${id}`;

function began(book: Book, own: OwnTransaction, n: number): void {
  const { transactionId } = own;
  const subject = `transaction ${transactionId} of the tester`;
  book.add({ key: keyOf(transactionId), kind: 'transaction', subject, frames: [n], undo: { by: 'ending', own } });
}

/** A TransactionEvent that the CSMS has taken. */
function taken(book: Book, payload: Payload, n: number): void {
  const id = textOf(objectOf(payload['transactionInfo'])['transactionId']);
  // An offline transaction is told of later, when its end is known.
  if (id === undefined || (!book.things.has(keyOf(id)) && payload['eventType'] !== 'Started')) return;
  const seqNo = (numberOf(payload['seqNo']) ?? 0) + 1;
  // What was wrong on purpose is not said again.
  if (id.length > LONGEST_ID) return;
  const evse = objectOf(payload['evse'])['id'];
  const place = Number.isInteger(evse) && Number(evse) >= 0 ? { evse: { id: evse } } : {};
  began(book, { transactionId: id, place, register: 0, seqNo }, n);
}

/** The tester has ended it, whatever is said to that. */
function ends(book: Book, action: string, payload: Payload): void {
  if (action === 'StopTransaction') book.drop(keyOf(Number(payload['transactionId'])));
  if (action !== 'TransactionEvent' || payload['eventType'] !== 'Ended') return;
  book.drop(keyOf(String(objectOf(payload['transactionInfo'])['transactionId'])));
}

function answered(book: Book, action: string, request: Payload, response: Payload, n: number): void {
  if (action === 'BootNotification') {
    // Nothing is left by it: whoever is not accepted connects and boots anew for the next case.
    book.heldBack = response['status'] !== 'Accepted';
    return;
  }
  if (action !== 'StartTransaction') return;
  const transactionId = numberOf(response['transactionId']);
  // A number of 0 or less is what a CSMS says that refuses.
  if (transactionId === undefined || transactionId <= 0) return;
  began(book, { transactionId, place: {}, register: numberOf(request['meterStart']) ?? 0, seqNo: 0 }, n);
}

/** Reads the traffic with a CSMS. */
export const atCsms =
  (two: boolean): Reader =>
  ({ sender, message, answers, n }, book) => {
    if (message.kind === 'call') {
      if (sender === 'station') ends(book, message.action, message.payload);
      return;
    }
    if (sender !== 'csms' || !answers || message.kind !== 'result') return;
    const request = objectOf(answers.payload);
    if (!two || answers.action === 'BootNotification')
      return answered(book, answers.action, request, message.payload, n);
    if (answers.action === 'TransactionEvent' && request['eventType'] !== 'Ended') taken(book, request, n);
  };
