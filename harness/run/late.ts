/** Cases that are over and turn out to have done worse: what they caused came late. */
import { type Lane } from '../lane/lane.js';
import { worse } from '../peers/judge.js';
import { type CaseVerdict, type Verdict } from '../record/events.js';
import { type CaseResult } from './case-result.js';
import { type Incident } from './incidents.js';

export interface Late {
  ended(result: CaseResult): void;
  /** The result with what was found since the case ended: the SUT was brought back meanwhile. */
  latest(result: CaseResult): CaseResult;
  /** What became of the SUT after a message of a case that is over. */
  blame(incident: Incident): void;
}

/** Watches one lane, and emits `case-amend` where a case that is over gets a worse verdict. */
export function createLate(lane: Lane): Late {
  const verdicts = new Map<string, { verdict: CaseVerdict; reason: string; readonly attempt: number }>();
  const amend = (id: string, verdict: Verdict, reason: string, frames: readonly number[]) => {
    const before = verdicts.get(id);
    if (!before || before.verdict === verdict || worse<CaseVerdict>(before.verdict, verdict) !== verdict) return;
    before.verdict = verdict;
    before.reason = reason;
    const attempt = before.attempt > 1 ? { attempt: before.attempt } : {};
    lane.emit({ type: 'case-amend', case: id, verdict, reason, frames: [...frames], ...attempt });
  };
  lane.subscribe((event) => {
    if (event.type === 'case-start') verdicts.delete(event.case);
    if (event.type !== 'finding' || event.severity !== 'fail' || event.case === undefined) return;
    const verdict = event.blame === 'sut' ? 'fail' : 'error';
    amend(event.case, verdict, `rule ${event.rule}: ${event.message}`, event.frames);
  });
  return {
    ended({ id, verdict, reason, attempt, disturbed }) {
      if (disturbed === undefined) verdicts.set(id, { verdict, reason, attempt });
    },
    latest(result) {
      const { verdict, reason } = verdicts.get(result.id) ?? result;
      return { ...result, verdict, reason };
    },
    blame({ owner, deliberate, event }) {
      // Nothing forbids a product to hang up; one that does so at a message that was wrong does not go on.
      if (owner !== undefined && deliberate) amend(owner, 'fail', event.text, event.frames);
    },
  };
}
