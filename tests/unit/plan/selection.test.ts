import assert from 'node:assert/strict';
import { test } from 'node:test';
import { select, type SelectionError } from '../../../harness/plan/selection.js';
import { type CaseFacts } from '../../../harness/record/events.js';

const of = (id: string, block: string, profile: string, requirement: string): CaseFacts => ({
  id,
  role: 'station',
  versions: ['2.0.1'],
  block,
  title: '',
  purpose: '',
  profiles: { [profile]: 'mandatory' },
  requirements: [requirement],
  steps: [],
  operator: [],
});
const CASES = [
  of('TC_A_01_CS', 'A Security', 'Core', 'A00.FR.202'),
  of('TC_B_01_CS', 'B Provisioning', 'Core', 'B01.FR.01'),
  of('TC_B_02_CS', 'B Provisioning', 'Smart Charging', 'B02.FR.01'),
  of('TC_ENV_01_CS', 'environment', 'Core', 'N07.FR.02'),
];
const chosen = (include: string[], exclude: string[] = []) => [...select(CASES, { include, exclude })];

test('without a pattern every case is chosen', () => {
  assert.equal(chosen([]).length, 4);
});

test('patterns choose by id, block, profile and requirement', () => {
  assert.deepEqual(chosen(['TC_B_*']), ['TC_B_01_CS', 'TC_B_02_CS']);
  assert.deepEqual(chosen(['tc_a_01_cs']), ['TC_A_01_CS']);
  assert.deepEqual(chosen(['block:B']), ['TC_B_01_CS', 'TC_B_02_CS']);
  assert.deepEqual(chosen(['block:environment', 'block:A Security']), ['TC_ENV_01_CS', 'TC_A_01_CS']);
  assert.deepEqual(chosen(['profile:Smart Charging']), ['TC_B_02_CS']);
  assert.deepEqual(chosen(['requirement:B01.FR.01']), ['TC_B_01_CS']);
  assert.deepEqual(chosen(['requirement:B0*']), ['TC_B_01_CS', 'TC_B_02_CS']);
});

test('a pattern with "!" and an exclusion take cases out again', () => {
  assert.deepEqual(chosen(['block:B', '!TC_B_02_CS']), ['TC_B_01_CS']);
  assert.deepEqual(chosen(['!profile:Core']), ['TC_B_02_CS']);
  assert.deepEqual(chosen(['block:B'], ['requirement:B02.*']), ['TC_B_01_CS']);
});

test('a dot in a pattern is a dot', () => {
  assert.throws(() => chosen(['requirement:B01xFR.01']), { code: 'SELECTION_EMPTY' });
});

test('a pattern that matches nothing is an error that says what may have been meant', () => {
  for (const patterns of [['TC_B_03_CS'], ['!TC_B_03_CS'], ['TC_*', 'TC_B_03_CS']]) {
    assert.throws(
      () => chosen(patterns),
      (error: SelectionError) => {
        assert.equal(error.code, 'SELECTION_EMPTY');
        assert.match(error.headline, /^The pattern "TC_B_03_CS" matches no case$/);
        assert.match(error.hint, /^Did you mean "TC_B_01_CS"\?/);
        return true;
      },
    );
  }
  assert.throws(() => chosen([], ['block:Z']), { code: 'SELECTION_EMPTY' });
});

test('patterns that leave nothing are an error', () => {
  assert.throws(() => chosen(['block:B'], ['TC_B_*']), { headline: 'The selection leaves no case to run' });
  assert.throws(() => select([], { include: [], exclude: [] }), { headline: 'The catalogue has no case for this SUT' });
});
