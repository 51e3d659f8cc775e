/** Reads the frames between a station under test and the tester: what it tells, what is answered either way. */
import { type Book, objectOf, type Payload, type Reader } from './book.js';

/** What one version family makes of them. Times are milliseconds since the run's start; `n` numbers the last frame. */
export interface StationReading {
  /** A CALL of the station. */
  readonly told: (book: Book, action: string, payload: Payload, n: number) => void;
  /** The tester's answer to a CALL of the station; undefined for an error. */
  readonly heard: (
    book: Book,
    action: string,
    request: Payload,
    response: Payload | undefined,
    n: number,
    t: number,
  ) => void;
  /** The station's result for a CALL of the tester; `wallClock` is the present in milliseconds since the epoch. */
  readonly agreed: (
    book: Book,
    action: string,
    request: Payload,
    response: Payload,
    n: number,
    t: number,
    wallClock: number,
  ) => void;
}

/** `wallClock` gives the present in milliseconds since the epoch. */
export const readerOf =
  ({ told, heard, agreed }: StationReading) =>
  (wallClock: () => number): Reader =>
  ({ sender, message, answers, n, t }, book) => {
    if (message.kind === 'call') {
      if (sender === 'station') told(book, message.action, message.payload, n);
      return;
    }
    if (!answers) return;
    const request = objectOf(answers.payload);
    const response = message.kind === 'result' ? message.payload : undefined;
    if (sender === 'csms') heard(book, answers.action, request, response, n, t);
    else if (response) agreed(book, answers.action, request, response, n, t, wallClock());
  };
