/** Which firmware broke what: verdicts of one product from one firmware to the next. */
import { type CaseState, type RunFacts } from './entry.js';
import { type CaseHistory, type ProductHistory } from './product-history.js';

/** A case whose verdict changed between two firmwares that were tried with it one after the other. */
export interface Change {
  readonly id: string;
  readonly title: string;
  readonly block: string;
  /** The last run with the firmware before, and the first run with the firmware after. */
  readonly before: RunFacts;
  readonly after: RunFacts;
  /** Whether the case has both verdicts with one of these two firmwares, so that it may not be the firmware. */
  readonly unstable: boolean;
  /** Whether the runs had different catalogues, so that the case itself may have changed. */
  readonly otherCatalogue: boolean;
}

/** A case that passed and failed with one and the same firmware. */
export interface Unstable {
  readonly id: string;
  readonly title: string;
  readonly firmware?: string;
  readonly passed: RunFacts;
  readonly failed: RunFacts;
}

export interface Changes {
  readonly broke: readonly Change[];
  readonly mended: readonly Change[];
  readonly unstable: readonly Unstable[];
}

/** The runs of one case that say pass or fail; inconclusive and error say nothing about a firmware. */
interface Tried {
  readonly firmware: string | undefined;
  readonly runs: { readonly run: RunFacts; readonly state: 'pass' | 'fail' }[];
}

const isEvidence = (state: CaseState | undefined): state is 'pass' | 'fail' => state === 'pass' || state === 'fail';

/** Firmwares in the order in which they were first tried with the case; a run of an old one again belongs to the old. */
function byFirmware(states: CaseHistory['states'], runs: readonly RunFacts[]): readonly Tried[] {
  const tried = new Map<string | undefined, Tried>();
  states.forEach((state, index) => {
    if (!isEvidence(state)) return;
    const run = runs[index]!;
    const known = tried.get(run.firmware) ?? { firmware: run.firmware, runs: [] };
    known.runs.push({ run, state });
    tried.set(run.firmware, known);
  });
  return [...tried.values()];
}

const flips = ({ runs }: Tried): boolean => runs.some(({ state }) => state !== runs[0]!.state);

/**
 * Compares, case by case, the last verdict with one firmware and the first with the next. Runs whose firmware is
 * unknown count as runs of one firmware of their own.
 */
export function changesOf({ runs, cases }: Pick<ProductHistory, 'runs' | 'cases'>): Changes {
  const broke: Change[] = [];
  const mended: Change[] = [];
  const unstable: Unstable[] = [];
  for (const { id, title, block, states } of cases) {
    const tried = byFirmware(states, runs);
    for (const each of tried.filter(flips)) {
      const last = (wanted: string) => each.runs.findLast(({ state }) => state === wanted)!.run;
      const { firmware } = each;
      unstable.push({
        id,
        title,
        ...(firmware !== undefined && { firmware }),
        passed: last('pass'),
        failed: last('fail'),
      });
    }
    tried.slice(1).forEach((now, index) => {
      const then = tried[index]!;
      const [from, to] = [then.runs.at(-1)!, now.runs[0]!];
      if (from.state === to.state) return;
      const change: Change = {
        ...{ id, title, block, before: from.run, after: to.run },
        unstable: flips(then) || flips(now),
        otherCatalogue: from.run.catalogue.digest !== to.run.catalogue.digest,
      };
      (to.state === 'fail' ? broke : mended).push(change);
    });
  }
  return { broke, mended, unstable };
}

/** Where the verdict of a case changed from one run that had one to the next that had one. */
export interface Flip {
  readonly from: CaseState;
  readonly to: CaseState;
  readonly before: RunFacts;
  readonly after: RunFacts;
}

const VERDICTS: readonly (CaseState | undefined)[] = ['pass', 'fail', 'inconclusive', 'error'];

/** Every change of a case's verdict, oldest first, whatever the firmware. */
export function flipsOf(states: CaseHistory['states'], runs: readonly RunFacts[]): readonly Flip[] {
  const found: Flip[] = [];
  let last: { readonly run: RunFacts; readonly state: CaseState } | undefined;
  states.forEach((state, index) => {
    if (state === undefined || !VERDICTS.includes(state)) return;
    const run = runs[index]!;
    if (last !== undefined && last.state !== state)
      found.push({ from: last.state, to: state, before: last.run, after: run });
    last = { run, state };
  });
  return found;
}
