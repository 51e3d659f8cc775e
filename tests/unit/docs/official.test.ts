import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOf } from '../../../harness/peers/case.js';
import { catalogue } from '../../../testcases/index.js';
import { tool } from '../house/tools.js';

interface Facts {
  readonly id: string;
  readonly role: string;
  readonly versions: readonly string[];
}
const { contradictions, officialCases } = await tool<{
  contradictions(cases: readonly Facts[]): readonly string[];
  readonly officialCases: readonly Facts[];
}>('lib/docs/official.mjs');

const count = (version: string, role: string) =>
  officialCases.filter((item) => item.role === role && item.versions.includes(version)).length;

test('the official catalogues are whole: 184 cases for 1.6, 673 for 2.0.1, 907 for 2.1', () => {
  assert.deepEqual([count('1.6', 'station'), count('1.6', 'csms')], [107, 77]);
  assert.equal(count('2.0.1', 'station') + count('2.0.1', 'csms'), 673);
  assert.equal(count('2.1', 'station') + count('2.1', 'csms'), 907);
});

test('every case with an official id is official, for its side and its versions', () => {
  assert.deepEqual(contradictions(catalogue.cases.map(factsOf)), []);
});

test('an id that is not official, or stands for the wrong side or version, is found', () => {
  const [official] = officialCases;
  assert.ok(official);
  assert.match(contradictions([{ id: 'TC_999_CS', role: 'station', versions: ['1.6'] }]).join(), /no official case/);
  assert.match(contradictions([{ ...official, role: 'csms' }]).join(), /is for a station/);
  assert.match(contradictions([{ ...official, versions: ['2.1'] }]).join(), /not in the catalogue of 2.1/);
});
