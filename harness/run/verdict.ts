/** The verdict of a case from its checks, from what the rules found, and from what became of the SUT meanwhile. */
import { type Judge, reasonOf, worse } from '../peers/judge.js';
import { type CaseVerdict, type CheckEvent, type Verdict } from '../record/events.js';
import { type Incident } from './incidents.js';

/** Whether a check rests on anything that came over a wire. */
const restsOnSomething = ({ frames, connections = [], transfers = [] }: CheckEvent): boolean =>
  frames.length + connections.length + transfers.length > 0;

/** The verdict from what was judged: the worst check or finding; a pass needs evidence on the wire. */
export function conclude(
  judge: Judge,
  findings: readonly { verdict: Verdict; reason: string }[],
  stopped: { verdict: CaseVerdict; reason: string } | undefined,
): { verdict: CaseVerdict; reason: string } {
  const red = judge.checks
    .filter((check) => check.verdict !== 'pass')
    .map((check) => ({ verdict: check.verdict, reason: reasonOf(check) }));
  const all: readonly { verdict: CaseVerdict; reason: string }[] = [...red, ...findings, ...(stopped ? [stopped] : [])];
  const worst = all.reduce<CaseVerdict>((verdict, part) => worse(verdict, part.verdict), 'pass');
  // A precondition that did not come about says so itself: its own check is only the last step to it.
  const reason =
    worst === 'inconclusive' && stopped ? stopped.reason : all.find((part) => part.verdict === worst)?.reason;
  if (worst !== 'pass') return { verdict: worst, reason: reason ?? '' };
  if (stopped?.verdict === 'not-applicable') return { verdict: stopped.verdict, reason: stopped.reason };
  const evidence = judge.checks.some((check) => check.phase === 'main' && restsOnSomething(check));
  if (!evidence)
    return {
      verdict: 'error',
      reason: 'no check of this case rests on a frame: there is nothing that a pass could stand on',
    };
  return { verdict: 'pass', reason: `${judge.checks.length} checks` };
}

/**
 * What happened to the SUT in a case that is not surely the case's own doing, where it cost the case its pass: another
 * case may have caused it, so the case is run again.
 */
export function disturbance(
  caseId: string,
  verdict: CaseVerdict,
  happened: readonly Incident[],
  rerun: 'no' | 'doubtful' | 'shared',
): string | undefined {
  if (rerun === 'no' || ['pass', 'error', 'not-applicable'].includes(verdict)) return undefined;
  return happened.find(({ owner }) => rerun === 'shared' || owner !== caseId)?.event.text;
}

/** The verdict with what the case did to the SUT, in words; a case that was disturbed has none of its own. */
export function withIncident(
  caseId: string,
  judged: { readonly verdict: CaseVerdict; readonly reason: string },
  happened: readonly Incident[],
  disturbed: string | undefined,
): { readonly verdict: CaseVerdict; readonly reason: string } {
  if (disturbed !== undefined)
    return { verdict: 'inconclusive', reason: `${disturbed}, and it is not certain that this case is the cause` };
  if (judged.verdict === 'pass' || judged.verdict === 'not-applicable') return judged;
  const own = happened.filter(({ owner }) => owner === caseId).at(-1);
  return own ? { ...judged, reason: `${judged.reason}; ${own.event.text}` } : judged;
}
