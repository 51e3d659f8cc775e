/** Which lane runs which case, where a token may be in one transaction only. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Case } from '../../../harness/peers/case.js';
import { lanesWithOwnTokens, scarceTokens, tokenSetsOf } from '../../../harness/plan/tokens.js';
import { createDealer } from '../../../harness/run/deal.js';

const cases = ['TC_1', 'NEG_1', 'TC_2', 'NEG_2'].map((id) => ({ id }) as Case);
const tokenless = ({ id }: Case) => id.startsWith('NEG');
const dealt = (own: number, turns: readonly number[]) => {
  const deal = createDealer({ cases, tokenless, lanesWithOwnTokens: own });
  return turns.map((lane) => deal(lane)?.id);
};

test('U2: with tokens of its own each lane takes the next case', () => {
  assert.deepEqual(dealt(2, [0, 1, 1, 0, 1]), ['TC_1', 'NEG_1', 'TC_2', 'NEG_2', undefined]);
});

test('U2: a lane without tokens of its own is handed no case that may charge', () => {
  assert.deepEqual(dealt(1, [1, 1, 1, 0, 0, 0]), ['NEG_1', 'NEG_2', undefined, 'TC_1', 'TC_2', undefined]);
});

test('U2: a list of tokens gives each lane its own, and one token serves all', () => {
  const sets = tokenSetsOf({ valid: ['A1', { idToken: 'a2', type: 'eMAID' }], second: ['B1', 'B2'], invalid: 'X' });
  assert.deepEqual(
    sets.map(({ valid, second, invalid }) => [valid, second.idToken, invalid.idToken]),
    [
      [{ idToken: 'A1', type: 'ISO14443' }, 'B1', 'X'],
      [{ idToken: 'a2', type: 'eMAID' }, 'B2', 'X'],
    ],
  );
  assert.equal(lanesWithOwnTokens(sets), 1, 'both would present the one member of the group');
  assert.deepEqual(scarceTokens(sets, 2), ['groupMember']);
});

test('U2: tokens that differ in case alone are one token', () => {
  const sets = tokenSetsOf({ valid: ['A1', 'a1'], second: ['B1', 'B2'], groupMember: ['C1', 'C2'] });
  assert.equal(lanesWithOwnTokens(sets), 1);
  assert.deepEqual(scarceTokens(sets, 2), ['valid']);
  assert.equal(lanesWithOwnTokens(tokenSetsOf({ valid: ['A', 'B'], second: ['C', 'D'], groupMember: ['E', 'F'] })), 2);
});
