/** Where a case first departs from what its procedure, or a rule, expected: the first place that a reader wants to see. */
import { limitText } from '../../harness/record/durations.js';
import { expectedOf, waitedInVain } from './expected.js';
import { type CaseRun, type Check, type Observation } from './run-model.js';
import { oneLine } from './visible.js';

export interface Divergence {
  readonly what: { readonly check: Check; readonly missing: boolean } | { readonly finding: Observation };
  /** Milliseconds of the run. */
  readonly t: number;
  /** The message at which it shows; left out where something did not come. */
  readonly frame?: number;
}

const timeOf = (run: CaseRun, n: number | undefined): number | undefined =>
  n === undefined ? undefined : run.frames.find((frame) => frame.n === n)?.t;

const lastOwn = (run: CaseRun, frames: readonly number[]): number | undefined => {
  const own = run.frames.filter(({ n }) => frames.includes(n));
  return own.at(-1)?.n;
};

/**
 * The first check that did not pass, or finding of a rule, by when it happened: a wrong message when it came, a missing
 * one at its deadline. A case that passed has none; one that ended without a judgement has none either, only a reason.
 */
export function firstDivergence(run: CaseRun): Divergence | undefined {
  if (run.verdict === 'pass') return undefined;
  const expected = new Map(expectedOf(run).map((each) => [each.check, each]));
  const all: Divergence[] = [];
  for (const check of run.checks) {
    if (check.verdict === 'pass') continue;
    const known = expected.get(check);
    const missing = known ? known.fate === 'missing' : waitedInVain(check);
    const frame = known ? known.came : missing ? undefined : lastOwn(run, check.frames);
    const t = known && frame !== undefined ? (timeOf(run, frame) ?? check.t) : check.t;
    all.push({ what: { check, missing }, t, ...(frame !== undefined && { frame }) });
  }
  for (const finding of run.findings) {
    const frame = lastOwn(run, finding.frames);
    all.push({ what: { finding }, t: finding.t, ...(frame !== undefined && { frame }) });
  }
  return all.reduce<Divergence | undefined>((first, each) => (first && first.t <= each.t ? first : each), undefined);
}

/** The time of day in UTC; nothing for a record whose times make no date. */
function timeOfDay(epoch: number, t: number): string {
  const time = new Date(epoch + t);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString().slice(11, 19);
}

/** The message after which the tester began to wait. */
function anchorOf(run: CaseRun, { kind, frames, awaited, t }: Check): number | undefined {
  if (kind === 'response' || kind === 'error-response') return frames[0];
  return awaited && run.frames.findLast((frame) => frame.t <= t - awaited.within)?.n;
}

/** What the SUT sent of its own accord while the tester waited, other than what met another expectation. */
function meanwhile(run: CaseRun, { awaited, t }: Check): string {
  if (awaited === undefined) return '';
  const met = new Set(expectedOf(run).map(({ came }) => came));
  const others = run.frames.filter(
    ({ n, dir, kind, t: at }) =>
      dir === 'rx' && kind !== 'result' && kind !== 'error' && at > t - awaited.within && at <= t && !met.has(n),
  );
  if (others.length === 0) return '';
  const named = others.slice(0, 3).map(({ n, name }) => `${oneLine(name, 60)} (message ${n})`);
  return ` but ${named.join(', ')}${others.length > 3 ? ` and ${others.length - 3} more` : ''}`;
}

/** Whether the expected text says already how long it waits. */
const isTimed = ({ kind }: Check): boolean => kind === 'absence' || kind === 'connection' || kind === 'tls';

/** The divergence in one sentence: what was expected, until when, and what came instead. */
export function divergenceText(run: CaseRun, { what, t, frame }: Divergence, epoch: number): string {
  const time = timeOfDay(epoch, t);
  if ('finding' in what) {
    const { finding } = what;
    const at = frame === undefined ? '' : ` at message ${frame}`;
    return `rule ${oneLine(finding.source, 60)}${at}${time && ` (${time} UTC)`}: ${oneLine(finding.message, 300)}`;
  }
  const { check, missing } = what;
  const { awaited, kind, action } = check;
  const answer = kind === 'response' && action !== undefined ? ` in answer to ${oneLine(action, 60)}` : '';
  const anchor = missing || kind === 'response' ? anchorOf(run, check) : undefined;
  const within = [
    awaited && !isTimed(check) ? ` within ${limitText(awaited.within)}` : '',
    anchor === undefined ? '' : ` after message ${anchor}`,
  ].join('');
  const expected = `expected ${oneLine(check.expected, 240)}${answer}${within}`;
  if (missing) return `${expected}; nothing came${time && ` by ${time} UTC`}${meanwhile(run, check)}`;
  const actual = oneLine(check.actual, 240);
  const at = time && ` at ${time} UTC`;
  if (awaited && frame !== undefined) return `${expected}; message ${frame} came instead${at}: ${actual}`;
  return `${expected}; received ${actual}${frame === undefined ? '' : ` (message ${frame}${at})`}`;
}
