/** What every report is made from: one run, read from its record and nothing else. Times are milliseconds. */
import {
  type Blame,
  type CaseFacts,
  type CheckEvent,
  type EventOf,
  type Verdict,
} from '../../harness/record/events.js';
import { type Certification } from './certification-model.js';
import { type Told } from './told.js';

/** Why a case of the catalogue has no verdict. */
export type NotRunKind = 'not-applicable' | 'not-selected' | 'elsewhere' | 'not-run';

/** One WebSocket message with the names that joining answers to calls gives it. */
export interface Frame {
  readonly n: number;
  readonly conn: number;
  readonly t: number;
  /** `rx` came from the SUT, `tx` from the tester. */
  readonly dir: 'rx' | 'tx';
  readonly text: string;
  readonly kind: 'call' | 'result' | 'error' | 'result-error' | 'send' | 'unreadable';
  /** The action of the call, or of the call that this answers; undefined where that cannot be told. */
  readonly action?: string;
  /** What it is in words: `BootNotification response`. */
  readonly name: string;
  /** The one value that says most of it (a status, a reason), where there is one. */
  readonly detail?: string;
  readonly binary?: boolean;
  /** Its size in bytes when `text` is only its beginning. */
  readonly oversize?: number;
  /** Why the tester made it wrong, where it did so on purpose. */
  readonly deliberate?: string;
}

export type Connection = EventOf<'connection'>;
export type Transfer = EventOf<'transfer'>;
export type Material = EventOf<'material'>;
export type Check = CheckEvent;

/** What the operator was asked, and what came of it; no answer where the record ends before it. */
export interface Exchange {
  readonly ask: EventOf<'operator-ask'>;
  answer?: EventOf<'operator-answer'>;
}

/** Something that a rule found, or an advisory of a case, with the case it belongs to. */
export interface Observation {
  /** The rule's id or the advisory's. */
  readonly source: string;
  /** The key of the case run that it was seen in. */
  readonly caseKey?: string;
  readonly t: number;
  readonly message: string;
  readonly clause: string;
  readonly frames: readonly number[];
  readonly blame?: Blame;
  /** The case in which its frame came, where another caused it. */
  readonly during?: string;
  /** Where the cause is not certain: the cases in which it lies. */
  readonly span?: readonly string[];
}

/** What became of the SUT as a whole. */
export type Incident = EventOf<'incident'>;
/** What a case left at the SUT. */
export type Left = EventOf<'left'>;

/** One fault of the SUT behind one or many reds. */
export interface Cause {
  /** The same in every run. */
  readonly key: string;
  /** `cause-1`: the element id on a page, the first cause first. */
  readonly id: string;
  readonly title: string;
  readonly clause: string;
  readonly first: EventOf<'cause'>['first'];
  readonly frames: readonly number[];
  /** Ids of the cases that are red by it, the clearest first. */
  readonly cases: readonly string[];
  readonly reds: number;
  /** What the frames say, as far as they are short enough to quote. */
  readonly excerpt: readonly Excerpt[];
}

/** A message that a cause rests on. */
export interface Excerpt {
  readonly n: number;
  readonly dir: 'rx' | 'tx';
  readonly text: string;
}

/** What happened in a case, in the order of the record. */
export type TimelineItem =
  | { readonly kind: 'frame'; readonly frame: Frame }
  | { readonly kind: 'connection'; readonly connection: Connection }
  | { readonly kind: 'transfer'; readonly transfer: Transfer }
  | { readonly kind: 'control'; readonly control: EventOf<'control'> }
  | { readonly kind: 'ask'; readonly t: number; readonly exchange: Exchange }
  | { readonly kind: 'answer'; readonly t: number; readonly exchange: Exchange }
  | { readonly kind: 'check'; readonly check: Check };

/** One run of one case. A case that ran twice (the sanity case does) has two, and counts once, with the worse. */
export interface CaseRun {
  /** The case's id; from the second run on with `~2`, `~3`. Unique in the model. */
  readonly key: string;
  readonly attempt: number;
  /** A further attempt at a case that had not passed; it is not another case. */
  readonly retry: boolean;
  readonly facts: CaseFacts;
  readonly identity: string;
  readonly lane: number;
  readonly started: number;
  readonly verdict: Verdict;
  /** The verdict in the record, where a doubt about the run or its own checks can have changed it. */
  readonly recorded?: Verdict;
  readonly reason: string;
  /** Set where what was found after the case made its verdict worse: the verdict that it had. */
  readonly before?: Verdict;
  /** Milliseconds of the tester's clock. */
  readonly duration: number;
  /** What disturbed it, where it counts for nothing and ran again. */
  readonly disturbed?: string;
  /** False where the run or its record ended inside the case: then it did not run, and is in no count. */
  readonly finished: boolean;
  readonly checks: readonly Check[];
  readonly findings: readonly Observation[];
  readonly advisories: readonly Observation[];
  /** What became of the SUT by its traffic, and what it left there. */
  readonly incidents: readonly Incident[];
  readonly left: readonly Left[];
  /** How many messages it had; `frames` has them unless this is of an outline. */
  readonly messages: number;
  /** Its place in the order in which cases ended; those without an end share the last. */
  readonly place: number;
  readonly frames: readonly Frame[];
  readonly exchanges: readonly Exchange[];
  readonly connections: readonly Connection[];
  readonly transfers: readonly Transfer[];
  /** What the tester made for it, such as signed certificates. */
  readonly materials: readonly Material[];
  readonly notes: readonly string[];
  readonly timeline: readonly TimelineItem[];
}

/** A case that has no verdict, with why. */
export interface NotRun {
  readonly facts: CaseFacts;
  readonly kind: NotRunKind;
  readonly reason: string;
}

export interface Tally {
  readonly pass: number;
  readonly inconclusive: number;
  readonly fail: number;
  readonly error: number;
  readonly notApplicable: number;
  readonly notSelected: number;
  /** Cases that other shards of the run have. */
  readonly elsewhere: number;
  readonly notRun: number;
}

/**
 * What a group of cases or checks amounts to: its worst verdict; `incomplete` where all that ran passed but something
 * that applies did not run; `none` where nothing ran.
 */
export type Standing = Verdict | 'incomplete' | 'none';

export interface Group {
  readonly name: string;
  readonly tally: Tally;
  readonly standing: Standing;
}
export interface ProfileGroup extends Group {
  readonly mandatory: Tally;
  readonly conditional: Tally;
}
export interface RequirementGroup {
  readonly id: string;
  readonly standing: Standing;
  /** The checks that rest on it. */
  readonly checks: readonly { readonly caseKey: string; readonly checkId: string; readonly verdict: Verdict }[];
  /** Keys of the case runs that name it, whether or not one of their checks rests on it. */
  readonly cases: readonly string[];
  /** Ids of the cases that name it and did not run. */
  readonly notRun: readonly string[];
}
export interface RuleGroup {
  readonly id: string;
  readonly title: string;
  /** The clause in the run's version; undefined for a rule that does not judge it. */
  readonly clause?: string;
  readonly findings: readonly Observation[];
  readonly advisories: readonly Observation[];
}

/** What the run amounts to, as its exit code says: 0, 1, 3 and 4 (or 2). */
export type Outcome = 'conformant' | 'failures' | 'incomplete' | 'error';

/** Something about the record itself that a reader must know before its verdicts. */
export interface Notice {
  readonly code:
    | 'no-run-end'
    | 'interrupted'
    | 'part'
    | 'doubt'
    | 'unanswered'
    | 'nothing-ran'
    | 'counts-differ'
    | 'exit-contradicted'
    | 'verdict-contradicted'
    | 'after-the-end';
  readonly text: string;
}

export interface RunCounts extends Tally {
  /** Red checks and findings against the SUT, each once per case, and incidents; and the causes behind them. */
  readonly reds: number;
  readonly causes: number;
  /** Cases whose attempts came to different verdicts. */
  readonly unstable: number;
  readonly checks: number;
  readonly frames: number;
  readonly findings: number;
  readonly advisories: number;
}

export interface RunModel {
  /** The record's header: tool, catalogue, SUT, seed, plan. */
  readonly run: Omit<EventOf<'run-start'>, 'cases' | 'rules' | 'type'>;
  /** False where the record has no run-end. */
  readonly complete: boolean;
  readonly interrupted?: string;
  readonly ended?: string;
  /** From the start to the last event. */
  readonly duration: number;
  /** The footer's conclusion; `incomplete` where there is no footer. */
  readonly conclusion: string;
  /** The footer's exit code; 3 (incomplete) where there is no footer. */
  readonly exitCode: number;
  readonly outcome: Outcome;
  /** Every case passed, but they are one shard of several: nothing else keeps the run from a conclusion. */
  readonly part?: true;
  readonly digest?: string;
  readonly notices: readonly Notice[];
  /** Counted from the events, not copied from the footer. */
  readonly counts: RunCounts;
  /** What lies behind the reds, as the run found it; none where the record has no end. */
  readonly causes: readonly Cause[];
  readonly incidents: readonly Incident[];
  /** What cases left at the SUT and the tester could not put back. */
  readonly left: readonly Left[];
  /** In the order in which they started. */
  readonly cases: readonly CaseRun[];
  /** Case runs that are in no count: they were cut off, or disturbed by what another case did and run again. */
  readonly uncounted: readonly CaseRun[];
  readonly notRun: readonly NotRun[];
  readonly blocks: readonly Group[];
  readonly profiles: readonly ProfileGroup[];
  /** What the official cases say of each certification profile. */
  readonly certification: Certification;
  readonly requirements: readonly RequirementGroup[];
  readonly rules: readonly RuleGroup[];
  /** The messages that were exchanged, by action. */
  readonly actions: ReadonlySet<string>;
  readonly findings: readonly Observation[];
  readonly advisories: readonly Observation[];
  /** Where what was shown differs from the statement. */
  readonly claims: readonly EventOf<'claim'>[];
  /** What was claimed and shown. */
  readonly agreed: readonly EventOf<'claim'>[];
  /** What a station said of itself when it registered. */
  readonly told: Told;
  readonly notes: readonly string[];
}
