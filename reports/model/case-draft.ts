import { type CaseFacts, type EventOf, type Verdict } from '../../harness/record/events.js';
import {
  type CaseRun,
  type Check,
  type Connection,
  type Exchange,
  type Frame,
  type Incident,
  type Left,
  type Material,
  type Observation,
  type TimelineItem,
  type Transfer,
} from './run-model.js';
import { worstVerdict as worst } from '../../harness/record/verdicts.js';

/** A case run while its events are still coming in. */
export interface CaseDraft {
  readonly key: string;
  readonly attempt: number;
  readonly facts: CaseFacts;
  readonly start: EventOf<'case-start'>;
  readonly checks: Check[];
  readonly findings: Observation[];
  readonly advisories: Observation[];
  readonly incidents: Incident[];
  readonly left: Left[];
  readonly frames: Frame[];
  readonly exchanges: Exchange[];
  readonly connections: Connection[];
  readonly transfers: Transfer[];
  readonly materials: Material[];
  readonly notes: string[];
  readonly timeline: TimelineItem[];
  messages: number;
  place: number;
  end?: EventOf<'case-end'>;
  /** What the case is worth after its end, where that got worse. */
  amended?: EventOf<'case-amend'>;
}

export function createDraft(start: EventOf<'case-start'>, attempt: number, facts: CaseFacts): CaseDraft {
  const key = attempt === 1 ? start.case : `${start.case}~${attempt}`;
  const judged = { checks: [], findings: [], advisories: [], incidents: [], left: [], notes: [] };
  const seen = { frames: [], exchanges: [], connections: [], transfers: [], materials: [], timeline: [] };
  return { key, attempt, facts, start, ...judged, ...seen, messages: 0, place: Number.MAX_SAFE_INTEGER };
}

interface Judged {
  readonly verdict: Verdict;
  readonly reason: string;
  /** The record calls it a pass although one of its own checks is not. */
  readonly contradicted: boolean;
}

/**
 * The verdict to show. A case without an end did not run, whatever its checks showed; a later amendment is the last word. A pass over a check of the
 * main part that did not pass is not believed, and a `doubt` about the whole run makes every pass inconclusive.
 */
function judge(draft: CaseDraft, doubt: string | undefined): Judged {
  const seen = worst(draft.checks.filter((check) => check.phase === 'main').map((check) => check.verdict)) ?? 'pass';
  if (draft.end === undefined) {
    return { verdict: 'inconclusive', reason: 'The run ended before this case did.', contradicted: false };
  }
  const { verdict, reason } = draft.amended ?? draft.end;
  // It has a worse one all the same where its own checks say so.
  if (verdict === 'not-applicable')
    return { verdict: seen === 'pass' ? 'inconclusive' : seen, reason, contradicted: false };
  if (verdict === 'pass' && seen === 'pass' && doubt !== undefined) {
    return { verdict: 'inconclusive', reason: `It passed, but ${doubt}.`, contradicted: false };
  }
  if (verdict === 'pass' && seen !== 'pass') {
    return {
      verdict: seen,
      reason: 'The record says pass, but not every check of this case passed.',
      contradicted: true,
    };
  }
  return { verdict, reason, contradicted: false };
}

/** Whether the case ended without a verdict, since what it is about was seen not to be there. */
export const isAside = (draft: CaseDraft): boolean =>
  draft.end?.verdict === 'not-applicable' && draft.findings.length === 0;

/** Closes the draft of a case that is not aside. `last` is the time of the record's last event, where a case without an end stops. */
export function finishCase(
  draft: CaseDraft,
  last: number,
  doubt: string | undefined,
): { run: CaseRun; contradicted: boolean } {
  const { end, start, amended, ...rest } = draft;
  const { contradicted, ...judged } = judge(draft, doubt);
  const { identity, lane, t: started } = start;
  const latest = amended ?? end;
  const recorded = latest === undefined || latest.verdict === 'not-applicable' ? {} : { recorded: latest.verdict };
  const judgedFirst = end?.verdict === 'not-applicable' ? undefined : end?.verdict;
  const before = judgedFirst === undefined || amended === undefined ? {} : { before: judgedFirst };
  const disturbed = end?.disturbed === undefined ? {} : { disturbed: end.disturbed };
  const retry = (start.attempt ?? 1) > 1;
  const duration = end?.duration ?? Math.max(0, last - started);
  return {
    run: {
      ...rest,
      identity,
      lane,
      started,
      retry,
      ...judged,
      ...recorded,
      ...before,
      ...disturbed,
      duration,
      finished: end !== undefined,
    },
    contradicted,
  };
}
