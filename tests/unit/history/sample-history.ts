/** Histories that the page is tried on. */
import { changesOf, flipsOf } from '../../../harness/history/changes.js';
import { type CaseState, productKey, type RunEntry, storable } from '../../../harness/history/entry.js';
import { productName } from '../../../harness/history/product-history.js';
import { type HistoryPage } from '../../../reports/index.js';
import { entryOf } from './support.js';

/** What becomes of each case: one sign for each run. */
const STATES: Readonly<Record<string, CaseState | undefined>> = {
  p: 'pass',
  f: 'fail',
  i: 'inconclusive',
  e: 'error',
  n: 'not-applicable',
  r: 'not-run',
};

type Part = HistoryPage['parts'][number];

/** One product: the firmware of each run, and the signs of each case over the runs. */
export function partOf(
  firmwares: readonly (string | undefined)[],
  cases: Readonly<Record<string, string>>,
  more: Partial<RunEntry> = {},
  reports: ReadonlyMap<string, string> = new Map(),
): Part {
  const runs = firmwares.map((firmware, day) => {
    const states = Object.fromEntries(
      Object.entries(cases).flatMap(([id, signs]) => {
        const state = STATES[signs[day] ?? ''];
        return state === undefined ? [] : [[id, state] as const];
      }),
    );
    const { firmware: _none, ...run } = entryOf(day, states, more);
    return { ...run, ...(firmware !== undefined && { firmware: storable(firmware) }) };
  });
  const known = Object.entries(cases).map(([id, signs]) => ({
    id,
    block: 'B',
    title: `A station does ${id}`,
    states: firmwares.map((_, day) => STATES[signs[day] ?? '']),
  }));
  const latest = runs.at(-1)!;
  const history = { key: productKey(latest), name: productName(latest), runs, cases: known };
  const flips = new Map(known.map(({ id, states }) => [id, flipsOf(states, runs)] as const));
  return { history, changes: changesOf(history), flips, reports };
}

const tool = { name: 'laddprov', version: '0.1.0' };

/** Two products: one with every sign in its cases, one whose every text is `hostile`. */
export function sampleHistory(hostile: string): HistoryPage {
  const firmwares = ['3.7.0', '3.7.0', '3.8.0', '3.8.0', '3.8.1', undefined, '3.9.0'];
  const cases = {
    TC_A: 'ppppppp',
    TC_B: 'ppffffp',
    TC_C: 'ppppiff',
    TC_D: 'pfpfeer',
    TC_E: '..nnrpp',
    TC_F: 'nnnnnnn',
  };
  const first = partOf(firmwares, cases);
  const reports = new Map([[first.history.runs.at(-1)!.digest, 'mixed.html']]);
  const evil = { vendor: storable(hostile), model: storable(hostile), identity: storable(hostile), path: hostile };
  const second = partOf([hostile, `${hostile.slice(0, 30)} again`], { TC_A: 'pf', [hostile]: 'fp' }, evil);
  return { parts: [{ ...first, reports }, second], tool };
}

/** As many runs and cases as a product has after years. */
export function longHistory(runs: number, cases: number): HistoryPage {
  const signs = Array.from({ length: cases }, (_, n) => [
    `TC_${String(n).padStart(5, '0')}_CS`,
    Array.from({ length: runs }, (_at, day) => (n % 3 === 0 && (n * 31 + day * 17) % 211 === 0 ? 'f' : 'p')).join(''),
  ]);
  const firmwares = Array.from({ length: runs }, (_, day) => `4.${Math.floor(day / 5)}`);
  return { parts: [partOf(firmwares, Object.fromEntries(signs) as Record<string, string>)], tool };
}
