/** Every case stands alone (2.x): its verdict is the same in every order and by itself, whatever the product does wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Version } from '../../../harness/doors/protocol.js';
import { differencesOf } from './orders.js';

/**
 * Not `station-answers-minus-one`: the joiner of frames takes a "-1" for the reaction to any wrong frame of the last
 * minute, so that one of an earlier case excuses it.
 */
const STATIONS: readonly (readonly [string, Version])[] = [
  ['reference', '2.0.1'],
  ['reference', '2.1'],
  ['never-registers-again', '2.0.1'],
  ['wedges', '2.0.1'],
  ['triggers-first', '2.1'],
  ['stays-away', '2.1'],
  ['lacks-one-setting', '2.0.1'],
];
const CSMSS: readonly (readonly [string, Version])[] = [
  ['reference', '2.1'],
  ['csms-frees-identity-late', '2.0.1'],
  ['csms-misspells-code', '2.0.1'],
];

for (const [product, version] of STATIONS)
  test(`T5: ${version} cases get the same verdict in three orders and alone at the station ${product}`, async () => {
    assert.deepEqual(await differencesOf({ product, role: 'station', version }), []);
  });

for (const [product, version] of CSMSS)
  test(`T5: ${version} cases get the same verdict in three orders and alone at the CSMS ${product}`, async () => {
    assert.deepEqual(await differencesOf({ product, role: 'csms', version }), []);
  });
