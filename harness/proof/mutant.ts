/**
 * A mutant: the reference peer with one named fault, made on the wire between it and the tester. A frame of the SUT is
 * named by its position among all that the SUT sends; up to the fault a run in virtual time is the same as the one
 * before, so the position is exact.
 */

/** What is wrong with the mutant. `frame` counts the frames of the SUT from 0. */
export type Fault =
  /** Never sends this frame, nor later CALLs of the same action that have the same values at `paths`. */
  | { readonly kind: 'drop'; readonly frame: number; readonly paths: readonly string[] }
  /** Sends it `by` milliseconds late. */
  | { readonly kind: 'delay'; readonly frame: number; readonly by: number }
  | { readonly kind: 'duplicate'; readonly frame: number }
  /** Says something else at `path`; undefined leaves the field out. `lasting` does so in all later ones as well. */
  | {
      readonly kind: 'alter';
      readonly frame: number;
      readonly path: string;
      readonly value: unknown;
      readonly lasting: boolean;
    }
  /** Answers with a CALLERROR instead of a result. */
  | { readonly kind: 'error'; readonly frame: number; readonly code: string }
  /** Answers with a result instead of a CALLERROR. */
  | { readonly kind: 'result'; readonly frame: number }
  /** Answers a CALLERROR with another code. */
  | { readonly kind: 'error-code'; readonly frame: number; readonly code: string }
  /** From this frame on agrees with everything, or answers everything with an error. */
  | { readonly kind: 'agree' | 'refuse'; readonly frame: number }
  /** Answers, although nothing should come, the tester's frame with this text. */
  | { readonly kind: 'answer'; readonly at: number; readonly text: string }
  /** Sends something of its own at this time (milliseconds since the run's start). */
  | {
      readonly kind: 'inject';
      readonly at: number;
      readonly action: string;
      readonly payload: unknown;
      readonly times?: number;
    }
  /** Believes something else than it was told: what the operator reads back is wrong. */
  | { readonly kind: 'belief'; /** Which of the answers that carry a value, from 0. */ readonly answer: number }
  /** Drops its connection at this time (milliseconds since the run's start). */
  | { readonly kind: 'close'; readonly at: number }
  /**
   * Treats the tester's attempt to connect (counted from 0) otherwise than it should; what is refused is so again when
   * the same is tried again.
   */
  | {
      readonly kind: 'handshake';
      readonly attempt: number;
      readonly does: 'accept' | 'refuse' | 'first-offered' | 'hang';
    }
  /** Does not do, or does otherwise, the file transfer with this position among all (from 0), and later ones there. */
  | {
      readonly kind: 'transfer';
      readonly transfer: number;
      readonly does: TransferFault;
      /** Where it goes in a run without the fault. */
      readonly path: string;
    }
  /** Shows something else at `path` of its TLS facts in this handshake (counted from 0); undefined leaves it out. */
  | { readonly kind: 'tls'; readonly handshake: number; readonly path: string; readonly value: unknown }
  /** A station that connects where it should give the handshake up, or gives it up where it should connect. */
  | { readonly kind: 'tls-accept' | 'tls-refuse'; readonly handshake: number }
  /** A station: tries to connect at this time (milliseconds since the run's start), whatever it did just before. */
  | { readonly kind: 'knock'; readonly at: number }
  /** A station: does not make this attempt to connect (counted from 0), only the next; `lasting`: nor any after it. */
  | { readonly kind: 'no-knock'; readonly attempt: number; readonly lasting?: true }
  /** A station: leaves its credentials out of this attempt to connect (counted from 0). */
  | { readonly kind: 'no-credentials'; readonly attempt: number }
  /** Sends no ping. */
  | { readonly kind: 'no-ping' }
  /** Answers no ping (RFC 6455 §5.5.2). */
  | { readonly kind: 'no-pong' }
  /** Agrees to no compression. */
  | { readonly kind: 'no-compression' }
  /** Is not there any more from this connection on (counted from 0). */
  | { readonly kind: 'gone'; readonly connection: number };

/** It never comes, ends half way, or brings nothing; comes as soon as it could, twice, or never again. */
export type TransferFault = 'never' | 'half' | 'empty' | 'at-once' | 'twice' | 'once';

export interface Mutant {
  /** What it does wrong, in words. */
  readonly says: string;
  readonly fault: Fault;
}
