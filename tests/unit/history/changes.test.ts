import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Change, changesOf, flipsOf } from '../../../harness/history/changes.js';
import { type CaseState, type RunEntry } from '../../../harness/history/entry.js';
import { entryOf } from './support.js';

type State = CaseState | undefined;

/** One case over runs of these firmwares; a firmware is undefined where the record names none. */
function history(runs: readonly (readonly [string | undefined, State, Partial<RunEntry>?])[]) {
  const states = runs.map(([, state]) => state);
  return {
    runs: runs.map(([firmware, , more], day) => {
      const { firmware: _none, ...rest } = entryOf(day, {}, more);
      return { ...rest, ...(firmware !== undefined && { firmware }) };
    }),
    cases: [{ id: 'TC_A', block: 'B', title: 'A', states }],
  };
}

const short = ({ before, after, unstable }: Change) =>
  `${before.firmware ?? '?'} #${before.seed} → ${after.firmware ?? '?'} #${after.seed}${unstable ? ' unstable' : ''}`;

function told(runs: Parameters<typeof history>[0]) {
  const { broke, mended, unstable } = changesOf(history(runs));
  return {
    broke: broke.map(short),
    mended: mended.map(short),
    unstable: unstable.map(({ firmware, passed, failed }) => `${firmware ?? '?'} #${passed.seed} #${failed.seed}`),
  };
}

describe('which firmware broke what', () => {
  test('is said with the last run before and the first run after', () => {
    assert.deepEqual(
      told([
        ['1', 'pass'],
        ['1', 'pass'],
        ['2', 'fail'],
        ['2', 'fail'],
        ['3', 'pass'],
      ]),
      {
        broke: ['1 #1 → 2 #2'],
        mended: ['2 #3 → 3 #4'],
        unstable: [],
      },
    );
  });

  test('looks past runs that say neither pass nor fail, and past firmwares that were not tried with the case', () => {
    const runs = [
      ['1', 'pass'],
      ['2', 'inconclusive'],
      ['2', undefined],
      ['3', 'error'],
      ['4', 'not-run'],
      ['5', 'fail'],
    ];
    assert.deepEqual(told(runs as never), { broke: ['1 #0 → 5 #5'], mended: [], unstable: [] });
  });

  test('does not count a change within one firmware, and casts doubt on changes beside it', () => {
    assert.deepEqual(
      told([
        ['1', 'pass'],
        ['1', 'fail'],
        ['1', 'pass'],
        ['2', 'fail'],
      ]),
      {
        broke: ['1 #2 → 2 #3 unstable'],
        mended: [],
        unstable: ['1 #2 #1'],
      },
    );
  });

  test('puts a later run of an older firmware to that firmware', () => {
    assert.deepEqual(
      told([
        ['1', 'pass'],
        ['2', 'fail'],
        ['1', 'pass'],
        ['2', 'fail'],
      ]),
      {
        broke: ['1 #2 → 2 #1'],
        mended: [],
        unstable: [],
      },
    );
  });

  test('takes runs whose firmware is unknown for runs of one firmware', () => {
    const runs = [
      [undefined, 'pass'],
      [undefined, 'fail'],
      ['2', 'pass'],
    ] as const;
    assert.deepEqual(told(runs), { broke: [], mended: ['? #1 → 2 #2 unstable'], unstable: ['? #0 #1'] });
  });

  test('says when the catalogue changed as well', () => {
    const other = { catalogue: { revision: '2026-01', digest: 'bb' } };
    const same = changesOf(
      history([
        ['1', 'pass'],
        ['2', 'fail'],
      ]),
    );
    const changed = changesOf(
      history([
        ['1', 'pass'],
        ['2', 'fail', other],
      ]),
    );
    assert.deepEqual([same.broke[0]!.otherCatalogue, changed.broke[0]!.otherCatalogue], [false, true]);
  });
});

describe('the verdicts of a case', () => {
  test('change from one that there was to the next that there is', () => {
    const states: State[] = ['pass', undefined, 'not-applicable', 'pass', 'error', 'fail', 'not-run', 'fail', 'pass'];
    const { runs } = history(states.map((state) => ['1', state]));
    assert.deepEqual(
      flipsOf(states, runs).map(({ from, to, before, after }) => `${from} #${before.seed} → ${to} #${after.seed}`),
      ['pass #3 → error #4', 'error #4 → fail #5', 'fail #7 → pass #8'],
    );
    assert.deepEqual(flipsOf([undefined, 'pass'], runs), []);
  });
});
