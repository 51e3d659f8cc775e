/**
 * Collects a case's checks and its verdict. A check is one judgement with the frames that it rests on; the worst one
 * decides. A precondition that does not come about is inconclusive, not a fail: it is not what the case is about.
 */
import { type Awaited } from '../record/event-parts.js';
import { type Blame, type CaseVerdict, type CheckEvent, type Verdict } from '../record/events.js';
import { type Lane } from '../lane/lane.js';

const ORDER: readonly Verdict[] = ['pass', 'inconclusive', 'fail', 'error'];

/** The worse of two verdicts: pass < inconclusive < fail < error. What does not apply is worse than none of them. */
export function worse<V extends CaseVerdict>(a: V, b: V): V {
  return ORDER.indexOf(a as Verdict) >= ORDER.indexOf(b as Verdict) ? a : b;
}

/** Thrown by the judge to end a procedure whose next steps would rest on nothing. Never an error of the tester. */
export interface Stop {
  readonly code: 'CASE_STOP';
  readonly verdict: CaseVerdict;
  readonly reason: string;
}

export const isStop = (value: unknown): value is Stop =>
  typeof value === 'object' && value !== null && (value as Stop).code === 'CASE_STOP';

export interface Judgement {
  /** Stable within the case; repeated ids get a number. */
  readonly id: string;
  readonly title: string;
  readonly kind: CheckEvent['kind'];
  readonly verdict: Verdict;
  readonly blame?: Blame;
  readonly expected: string;
  readonly actual: string;
  readonly requirements?: string | readonly string[];
  readonly frames: readonly number[];
  readonly connections?: readonly number[];
  readonly transfers?: readonly number[];
  readonly action?: string;
  readonly asserts?: readonly string[];
  readonly dictated?: boolean;
  readonly awaited?: Awaited;
}

export interface Judge {
  /** Records a check. A red one ends the procedure unless `goOn`. */
  judge(judgement: Judgement, goOn?: boolean): void;
  /** Runs a part of the procedure as precondition: what is red there is inconclusive. */
  precondition<T>(part: () => Promise<T>): Promise<T>;
  /** Runs what puts things back: nothing there is a check any more, but what fails still ends it. */
  silently<T>(part: () => Promise<T>): Promise<T>;
  advise(id: string, message: string, clause: string, frames: readonly number[]): void;
  note(text: string): void;
  /** Ends the procedure without a verdict on the SUT. */
  stop(reason: string): never;
  /** Ends the procedure: what the case is about was seen not to be there. */
  notApplicable(reason: string): never;
  readonly checks: readonly CheckEvent[];
}

/** Why a check is red, in one sentence. */
export const reasonOf = ({ title, expected, actual }: Pick<CheckEvent, 'title' | 'expected' | 'actual'>): string =>
  `${title}: expected ${expected}, received ${actual}`;

const MAX_TEXT = 600;
const cut = (text: string) => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);

/** A judge for one run of `caseId` on `lane`. */
export function createJudge(lane: Lane, caseId: string): Judge {
  const checks: CheckEvent[] = [];
  const used = new Map<string, number>();
  let phase: CheckEvent['phase'] = 'main';
  let silent = false;

  const numbered = (id: string) => {
    const full = phase === 'precondition' ? `pre:${id}` : id;
    const count = (used.get(full) ?? 0) + 1;
    used.set(full, count);
    return count === 1 ? full : `${full}#${count}`;
  };

  return {
    checks,
    judge(judgement, goOn = false) {
      const verdict: Verdict =
        phase === 'precondition' && judgement.verdict === 'fail' ? 'inconclusive' : judgement.verdict;
      const { requirements = [] } = judgement;
      const check = {
        type: 'check' as const,
        case: caseId,
        id: numbered(judgement.id),
        title: judgement.title,
        phase,
        kind: judgement.kind,
        verdict,
        ...(verdict !== 'pass' && { blame: judgement.blame ?? ('sut' as const) }),
        expected: cut(judgement.expected),
        actual: cut(judgement.actual),
        requirements: typeof requirements === 'string' ? [requirements] : [...requirements],
        frames: [...judgement.frames],
        ...(judgement.connections && { connections: [...judgement.connections] }),
        ...(judgement.transfers && { transfers: [...judgement.transfers] }),
        ...(judgement.action !== undefined && { action: judgement.action }),
        asserts: [...(judgement.asserts ?? [])],
        ...(judgement.dictated && { dictated: true }),
        ...(judgement.awaited && { awaited: judgement.awaited }),
      };
      if (!silent) {
        checks.push({ ...check, lane: lane.id, t: lane.t() });
        lane.emit(check);
      }
      if (verdict !== 'pass' && !goOn) {
        const reason =
          phase === 'precondition' ? `the precondition did not come about: ${reasonOf(check)}` : reasonOf(check);
        throw Object.assign(new Error(reason), { code: 'CASE_STOP', verdict, reason } satisfies Stop);
      }
    },
    async precondition(part) {
      const before = phase;
      phase = 'precondition';
      try {
        return await part();
      } finally {
        phase = before;
      }
    },
    async silently(part) {
      silent = true;
      try {
        return await part();
      } finally {
        silent = false;
      }
    },
    advise: (id, message, clause, frames) =>
      lane.emit({ type: 'advisory', case: caseId, id, message: cut(message), clause, frames: [...frames] }),
    note: (text) => lane.emit({ type: 'note', case: caseId, text: cut(text) }),
    stop(reason) {
      throw Object.assign(new Error(reason), { code: 'CASE_STOP', verdict: 'inconclusive', reason } satisfies Stop);
    },
    notApplicable(reason) {
      throw Object.assign(new Error(reason), {
        code: 'CASE_STOP',
        verdict: 'not-applicable',
        reason,
      } satisfies Stop);
    },
  };
}
