/** What became slower or faster, where it matters. */
import { type CaseRun, type RunModel } from '../model/run-model.js';

/** A case drifted when its duration changed by this ratio and by this many milliseconds. */
export const CASE_RATIO = 1.5;
export const CASE_MS = 1_000;
/** The answers to an action drifted when their median changed so much, over at least so many answers on both sides. */
export const ANSWER_RATIO = 2;
export const ANSWER_MS = 100;
export const ANSWERS = 3;

export interface Drift {
  /** Milliseconds. */
  readonly before: number;
  readonly after: number;
  /** After by before. */
  readonly ratio: number;
}

function drift(before: number, after: number, ratio: number, ms: number): Drift | undefined {
  if (Math.abs(after - before) < ms) return undefined;
  const change = before === 0 ? Infinity : after / before;
  return change >= ratio || change <= 1 / ratio ? { before, after, ratio: change } : undefined;
}

export const caseDrift = (before: CaseRun, after: CaseRun): Drift | undefined =>
  drift(before.duration, after.duration, CASE_RATIO, CASE_MS);

export interface AnswerDrift extends Drift {
  readonly action: string;
  /** How many answers the medians are of. */
  readonly answers: readonly [number, number];
}

/** The SUT's answer times by action: from the tester's call to the answer that belongs to it. */
function answerTimes(model: RunModel): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, number[]>();
  for (const run of model.cases) {
    // A side has one call open at a time on a connection, so the last one is what the next answer belongs to.
    const open = new Map<number, { readonly action: string; readonly t: number }>();
    for (const frame of run.frames) {
      const { action } = frame;
      if (action === undefined) continue;
      if (frame.dir === 'tx' && frame.kind === 'call') open.set(frame.conn, { action, t: frame.t });
      else if (frame.dir === 'rx' && (frame.kind === 'result' || frame.kind === 'error')) {
        const call = open.get(frame.conn);
        if (call?.action !== action) continue;
        open.delete(frame.conn);
        const list = times.get(action) ?? [];
        list.push(frame.t - call.t);
        times.set(action, list);
      }
    }
  }
  return times;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The actions that the SUT answers slower or faster than before, the greatest change first. */
export function answerDrifts(before: RunModel, after: RunModel): readonly AnswerDrift[] {
  const [earlier, later] = [answerTimes(before), answerTimes(after)];
  return [...earlier]
    .flatMap(([action, times]): AnswerDrift[] => {
      const others = later.get(action) ?? [];
      if (times.length < ANSWERS || others.length < ANSWERS) return [];
      const found = drift(median(times), median(others), ANSWER_RATIO, ANSWER_MS);
      return found === undefined ? [] : [{ action, answers: [times.length, others.length], ...found }];
    })
    .sort((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)));
}
