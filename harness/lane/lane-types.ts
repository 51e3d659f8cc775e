/** What a lane is given, and what it offers to those who work on it. */
import { type Clock } from '../doors/clock.js';
import { type Entropy } from '../doors/entropy.js';
import { type Operator, type OperatorAnswer, type OperatorRequest } from '../doors/operator.js';
import { type Pace } from '../doors/pace.js';
import { type Role, type Version } from '../doors/protocol.js';
import { type Transfer } from '../doors/files.js';
import { type Materials } from '../doors/materials.js';
import { type TlsFacts, type TlsFailure } from '../doors/tls.js';
import { type Connection, type KnockOptions, type KnockResult, type OpenOptions, type Wire } from '../doors/wire.js';
import { type RecordEvent } from '../record/events.js';
import { type Numbering } from '../record/numbering.js';
import { type Line } from './line.js';
import { type Rule, type RuleSettings } from '../rules/rule.js';
import { type LaneEvent } from './lane-event.js';

export type LineResult =
  | { readonly ok: true; readonly line: Line; readonly tls?: TlsFacts }
  | {
      readonly ok: false;
      readonly conn: number;
      readonly status?: number;
      readonly code: string;
      readonly reason: string;
      readonly tls?: TlsFacts;
    };

/** What came of a request that was no opening handshake, with the number that it has in the record. */
export type Knocked = KnockResult & { readonly conn: number };

export interface LaneOptions {
  readonly id: number;
  readonly identity: string;
  readonly version: Version;
  /** The role of the SUT. */
  readonly sut: Role;
  readonly pace: Pace;
  /** The stream of a label; each run of a case has its own, whatever ran before it and on whichever lane. */
  readonly entropy: (label: string) => Entropy;
  readonly wire: Wire;
  readonly operator: Operator;
  readonly materials: Materials;
  readonly numbering: Numbering;
  /** Start of the run in milliseconds since the epoch; event times count from it. */
  readonly epoch: number;
  readonly rules: readonly Rule[];
  readonly ruleSettings: RuleSettings;
  readonly emit: (event: RecordEvent) => void;
}

export interface Lane {
  readonly id: number;
  readonly identity: string;
  readonly version: Version;
  readonly sut: Role;
  readonly clock: Clock;
  /** The stream of the case that runs. */
  readonly entropy: Entropy;
  readonly operatorName: string;
  readonly operatorDictates: boolean;
  /** Milliseconds since the run's start. */
  t(): number;
  emit(event: LaneEvent): void;
  /** Every event of the lane, as it is emitted. */
  subscribe(listener: (event: RecordEvent) => void): () => void;
  input(fn: () => void): void;
  /** A connection that the SUT opened to the tester. */
  arrive(connection: Connection, facts: ArrivalFacts): Promise<Line>;
  /** Notes that the tester refused a handshake of the SUT. */
  refused(facts: ArrivalFacts & { readonly status: number; readonly reason?: string }): void;
  /** Connects to the SUT. */
  open(options: OpenOptions): Promise<LineResult>;
  /** Sends the SUT an HTTP request that is no opening handshake. */
  knock(options: KnockOptions): Promise<Knocked>;
  /** Notes a TLS handshake of the SUT that came to nothing. */
  tlsFailed(failure: TlsFailure): void;
  ask(request: OperatorRequest): Promise<OperatorAnswer & { readonly ask: number }>;
  /** What the tester makes by chance or by a private key; it stands in the record. Rejects when `make` does. */
  obtain(name: string, make: () => Promise<unknown>): Promise<unknown>;
  /** A file that the SUT fetched or sent, or tried to. */
  transferred(transfer: Transfer): void;
  /** The frame is a CALL that the tester leaves unanswered, or refuses, on purpose. */
  leaveUnanswered(n: number): void;
  /** Ends the rules' observation of one case, or of the lane. */
  endObservation(): void;
  /** The case that events belong to from now on; a `bystander` is charged with nothing that the rules find. */
  enter(caseId: string | undefined, bystander?: boolean): void;
  /** From now on what the SUT does is the doing of the case at hand, no longer of the one before. */
  acted(): void;
  /** The case that the tester sent the frame `n` in, where it is remembered. */
  senderOf(n: number): string | undefined;
  /** When the SUT last answered a CALL under its id, whatever it said, in milliseconds since the run's start. */
  readonly saneAt: number | undefined;
  /** The tester dropped a connection in the case at hand, or the one before, for it was flooded. */
  readonly flooded: boolean;
  /** Drops every connection that is open, or that comes about later: the run is over. */
  shut(): void;
}

export interface ArrivalFacts {
  readonly path: string;
  readonly offered: readonly string[];
  readonly auth: 'none' | 'valid' | 'wrong';
  readonly tls?: TlsFacts;
}
