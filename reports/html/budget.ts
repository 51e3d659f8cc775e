/**
 * How much of a long run the page shows. A report of many cases must stay a file that a browser opens at once, so cases
 * that passed are shortened first, all alike, and the page says what it left out; the record always has all.
 */
import { type CaseRun, type Frame, type RunModel } from '../model/run-model.js';

export interface Detail {
  /** Messages listed per case. */
  readonly frames: number;
  /** Characters per message. */
  readonly chars: number;
  /** Rows in a sequence diagram; 0 leaves it out. */
  readonly rows: number;
  /** Characters of what a check expected and received. */
  readonly prose: number;
}

/** What a case may have that has a page of its own. */
const FULLER: readonly Detail[] = [
  { frames: 20_000, chars: 100_000, rows: 400, prose: 600 },
  { frames: 5_000, chars: 20_000, rows: 400, prose: 600 },
  { frames: 1_000, chars: 10_000, rows: 200, prose: 600 },
];

/** From the fullest to the tightest. */
const DETAILS: readonly [Detail, ...Detail[]] = [
  { frames: 200, chars: 4000, rows: 40, prose: 600 },
  { frames: 100, chars: 1200, rows: 24, prose: 400 },
  { frames: 24, chars: 400, rows: 14, prose: 200 },
  { frames: 14, chars: 200, rows: 12, prose: 160 },
  { frames: 11, chars: 140, rows: 10, prose: 120 },
  { frames: 9, chars: 120, rows: 9, prose: 100 },
  { frames: 8, chars: 100, rows: 8, prose: 90 },
  { frames: 8, chars: 100, rows: 0, prose: 90 },
  { frames: 6, chars: 80, rows: 0, prose: 70 },
  { frames: 4, chars: 60, rows: 0, prose: 50 },
];

/** What the cases may take together, in characters; the rest of the page is small beside them. */
const BUDGET = 4_600_000;

const lengthOf = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length, 0);

/** About what a case adds to the page: the constants are what the markup around each part measures. */
function cost(run: CaseRun, detail: Detail): number {
  const { facts, frames, checks, exchanges, findings, timeline } = run;
  const shown = (length: number, max: number): number => (length > max + 20 ? max + 28 : length);
  let sum = (detail.rows > 0 ? 1200 : 800) + lengthOf(facts.steps) + facts.purpose.length + facts.title.length;
  sum += exchanges.length * 140 + findings.length * 220 + Math.min(timeline.length, detail.rows) * 105;
  const listed = Math.min(frames.length, detail.frames);
  for (let i = 0; i < listed; i++) sum += 70 + shown(frames[i]!.text.length * 1.15, detail.chars);
  for (const { title, expected, actual, requirements, frames: evidence, awaited } of checks) {
    sum +=
      (awaited ? 140 : 80) +
      Math.min(title.length, 200) +
      shown(expected.length, detail.prose) +
      shown(actual.length, detail.prose);
    sum += requirements.length * 40 + evidence.length * 26;
  }
  // What did not pass stands among what needs attention too, and names its first divergence.
  return sum + (run.verdict === 'pass' ? 0 : 1400);
}

export type DetailOf = (run: CaseRun) => Detail;

/** The fullest detail that keeps the page within bounds; what did not pass is one step fuller than what did. */
export function planDetail(model: RunModel): DetailOf {
  const fits = (step: number): boolean => {
    let sum = 0;
    return model.cases.every((run) => (sum += cost(run, at(run.verdict === 'pass' ? step : step - 1))) <= BUDGET);
  };
  let step = 0;
  while (step < DETAILS.length && !fits(step)) step++;
  return (run) => at(run.verdict === 'pass' ? step : step - 1);
}

/** What a page of one case shows: the fullest detail with which that page stays one that a browser opens at once. */
export function pageDetail(run: CaseRun): Detail {
  const fullest = [...FULLER, ...DETAILS];
  return fullest.find((detail) => cost(run, detail) <= BUDGET) ?? at(DETAILS.length);
}

/** Whether a page with all cases leaves out some of what pages of their own show. */
export function leavesOut(model: RunModel): boolean {
  const detailOf = planDetail(model);
  return model.cases.some((run) => detailOf(run) !== DETAILS[0] || run.frames.length > DETAILS[0].frames);
}

const at = (step: number): Detail => DETAILS[Math.min(Math.max(step, 0), DETAILS.length - 1)]!;

/**
 * The messages of a case that the page lists, in order: those that a check which did not pass rests on, then those of
 * other checks, then the first ones, until there are `limit`.
 */
export function chooseFrames(run: CaseRun, limit: number): readonly Frame[] {
  if (run.frames.length <= limit) return run.frames;
  const chosen = new Set<number>();
  const add = (n: number): unknown => chosen.size < limit && chosen.add(n);
  const own = new Set(run.frames.map((frame) => frame.n));
  const evidence = (red: boolean): number[] =>
    run.checks.filter((check) => (check.verdict !== 'pass') === red).flatMap((check) => check.frames);
  for (const n of [...evidence(true), ...run.findings.flatMap((finding) => finding.frames), ...evidence(false)]) {
    if (own.has(n)) add(n);
  }
  for (const frame of run.frames) add(frame.n);
  return run.frames.filter((frame) => chosen.has(frame.n));
}
