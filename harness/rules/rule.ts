/**
 * An always-on rule: a pure reducer over what was seen on the wire. The same rules judge a running case, a proxy
 * between two real products, and a log that someone captured last year.
 */
import { type Role, type Version } from '../doors/protocol.js';
import { type Message } from '../wire/ocpp-j.js';

/** A frame with all that a rule may want to know of it. */
export interface FrameSeen {
  readonly kind: 'frame';
  /** The frame's number in the record. */
  readonly n: number;
  /** Milliseconds since the run's start. */
  readonly t: number;
  readonly conn: number;
  readonly identity: string;
  readonly version: Version;
  /** Who sent it. */
  readonly sender: Role;
  readonly message: Message;
  /** Milliseconds from its first part to its last, where it was sent slowly: only then its receiver has it. */
  readonly took?: number;
  /** The length of the frame's text in characters. */
  readonly size: number;
  /** For a result or an error: the CALL that it answers, if there was one on this connection that was still open. */
  readonly answers?: { readonly n: number; readonly action: string; readonly payload: unknown; readonly t: number };
  /** The actions of other CALLs with the same id that were open as well: it may answer one of them instead. */
  readonly rivals?: readonly string[];
  /** The tester made this very frame wrong on purpose; rules leave it out. */
  readonly deliberate?: boolean;
  /** It answers a frame that was wrong on purpose: its form is judged as ever, its sense is the case's to judge. */
  readonly reacts?: boolean;
}
/** Whether a frame is wrong on purpose, or answers one that is: what it means is nobody's word on the world. */
export const isProvoked = ({ deliberate, reacts }: FrameSeen): boolean => deliberate === true || reacts === true;
export interface ConnectionSeen {
  readonly kind: 'open' | 'closed';
  readonly t: number;
  readonly conn: number;
  readonly identity: string;
  readonly version: Version;
}
/** The observation ends here: the case is over, or the log is. */
export interface EndSeen {
  readonly kind: 'end';
  readonly t: number;
}
export type Seen = FrameSeen | ConnectionSeen | EndSeen;

export interface Finding {
  readonly severity: 'fail' | 'advisory';
  /** Who sent what is wrong: the role; the run turns it into SUT or tester. */
  readonly by: Role;
  readonly message: string;
  /** The clause it rests on, in the version at hand. */
  readonly clause: string;
  readonly frames: readonly number[];
  /**
   * It is a fault of the product as a whole, found once: whichever case comes to it first is charged with nothing, so
   * that no verdict depends on the order of the cases.
   */
  readonly whole?: true;
}

/** What the plan knows and a rule may need. */
export interface RuleSettings {
  /** How long a CALL may stay unanswered, in milliseconds. */
  readonly callTimeout: number;
  /** How long the SUT may take for what it has agreed to do, in milliseconds. */
  readonly actionTimeout: number;
  /** 1.6: MinimumStatusDuration in seconds as the SUT showed or the plan says; 0 when neither. */
  readonly minimumStatusDuration: number;
}

export interface Rule<State = unknown> {
  readonly id: string;
  /** What must hold, in one sentence of our own. */
  readonly title: string;
  /** The clause per version; a version that is not named is not judged. */
  readonly clauses: Readonly<Partial<Record<Version, string>>>;
  /** A fresh state. State is the rule's own and may be changed in place. */
  init(settings: RuleSettings): State;
  on(seen: Seen, state: State): readonly Finding[];
}

/** Keeps the state's type inside the rule. */
export function defineRule<State>(rule: Rule<State>): Rule<State> {
  return rule;
}
