/** What the procedure of a case holds in its hands. */
import { type Version } from '../doors/protocol.js';
import { type Awaited } from '../record/event-parts.js';
import { type Certificates } from './for-cases/certificates.js';
import { type ImpersonatedCsms } from './csms-side/csms.js';
import { type ImpersonatedStation } from './station-side/station.js';
import { type CsmsOperator, type StationOperator } from './for-cases/operator.js';
import { type Requirements } from './conversation/peer.js';
import { type Parameters } from './for-cases/settings.js';

/** A judgement that no expectation expresses: a comparison, an oracle, a relation between messages. */
export interface CheckOptions {
  readonly requirements: Requirements;
  /** The frames that it rests on; without any it is no evidence. */
  readonly frames: readonly number[];
  /** The connections whose handshakes it rests on: `asserts` then name TLS facts, such as `hello.suites`. */
  readonly connections?: readonly number[];
  readonly expected: string;
  readonly actual: string;
  /** Message and fields that it depends on, from which the proof makes its mutants. */
  readonly action?: string;
  readonly asserts?: readonly string[];
  readonly title?: string;
  /** End the procedure when it is red. */
  readonly essential?: boolean;
  /** It rests on what did not come after the first of its frames: an `action`, for instance. */
  readonly absence?: boolean;
  /** How the case waited for the message that it judges, where it did. */
  readonly awaited?: Awaited;
}

interface Common {
  readonly parameters: Parameters;
  readonly version: Version;
  /** What the tester's certificate authority makes. */
  readonly certificates: Certificates;
  /** Judges `ok` as a check with a stable id of the case's own. */
  check(id: string, ok: boolean, options: CheckOptions): void;
  advise(id: string, message: string, clause: string, frames: readonly number[]): void;
  note(text: string): void;
  /** Runs a part of the procedure that is not what the case is about: what is red there makes it inconclusive. */
  precondition<T>(part: () => Promise<T>): Promise<T>;
  /** Ends the case as inconclusive. */
  stop(reason: string): never;
  /** Ends the case: what it is about was seen not to be there. It counts as little as a case that was left out. */
  notApplicable(reason: string): never;
  /** Runs when the case is over, in reverse order, whatever came of it: puts back what it changed. */
  afterwards(undo: () => Promise<unknown>): void;
  /** Lets `ms` milliseconds pass. For intervals that the protocol defines, never to wait for a message. */
  pass(ms: number): Promise<void>;
  /** Milliseconds since the epoch by the tester's clock. */
  now(): number;
}

export interface StationContext<V extends Version> extends Common {
  readonly csms: ImpersonatedCsms<V>;
  readonly operator: StationOperator;
}

export interface CsmsContext<V extends Version> extends Common {
  readonly station: ImpersonatedStation<V>;
  readonly operator: CsmsOperator;
}
