/** A CALL of the SUT, and how the tester answers it. */
import { type JsonObject } from '../../wire/ocpp-j.js';

/** A CALL or SEND of the SUT. */
export interface Received {
  readonly action: string;
  readonly payload: JsonObject;
  readonly id: string;
  /** The frame's number in the record. */
  readonly n: number;
  /** When it came: milliseconds since the epoch. */
  readonly at: number;
  /** Which connection it came over. */
  readonly conn: number;
}

/** How the tester answers a CALL. `silence` sends nothing at all. */
export type Answer =
  | {
      readonly result: object;
      /** Runs when the answer is out. */
      readonly then?: () => void;
      /** Why it is wrong on purpose. */
      readonly deliberate?: string;
    }
  | { readonly error: string; readonly description?: string }
  | { readonly silence: true };

export type Answerer = (received: Received) => Answer | undefined;
