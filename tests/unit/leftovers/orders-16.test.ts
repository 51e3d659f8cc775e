/** Every case stands alone (1.6): its verdict is the same in every order and by itself, whatever the product does wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differencesOf } from './orders.js';

/**
 * Not `never-boots-after-drop`: it remembers a drop, and nothing shows that before its next boot, which does not come. In
 * which case that is depends on the order by nature.
 */
const STATIONS = [
  'reference',
  'takes-remote-start-for-0',
  'never-registers-again',
  'refuses-remote-stop',
  'starts-without-ev',
  'crashes',
  'answers-twice',
  'stays-away',
  'takes-abc',
  'station-short-errors',
];
const CSMSS = ['reference', 'csms-ignores-payloads', 'csms-hangs-up'];

/**
 * The second answer of `answers-twice` is lost where the next case drops the connection first. Then there is nothing to
 * see, and the case that asked passes.
 */
const LOST = /^(TC_005_2|TC_017_1|TC_018_1|TC_030|TC_031)_CS: fail alone, pass in an order/;

for (const product of STATIONS)
  test(`T5: 1.6 cases get the same verdict in three orders and alone at the station ${product}`, async () => {
    const differences = await differencesOf({ product, role: 'station', version: '1.6' });
    assert.deepEqual(
      differences.filter((text) => product !== 'answers-twice' || !LOST.test(text)),
      [],
    );
  });

for (const product of CSMSS)
  test(`T5: 1.6 cases get the same verdict in three orders and alone at the CSMS ${product}`, async () => {
    assert.deepEqual(await differencesOf({ product, role: 'csms', version: '1.6' }), []);
  });
