import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Version } from '../../../harness/doors/protocol.js';
import { factsOf } from '../../../harness/peers/case.js';
import { catalogue } from '../../../testcases/index.js';
import { officialCases } from '../../../reports/facts/official.js';
import { tool } from '../house/tools.js';

interface Facts {
  readonly id: string;
  readonly role: string;
  readonly versions: readonly string[];
}
const { contradictions } = await tool<{
  contradictions(cases: readonly Facts[], official: readonly Facts[]): readonly string[];
}>('lib/docs/official.mjs');

const count = (version: Version, role: string) =>
  officialCases.filter((item) => item.role === role && item.versions.includes(version)).length;

test('the official catalogues are whole: 184 cases for 1.6, 673 for 2.0.1, 907 for 2.1', () => {
  assert.deepEqual([count('1.6', 'station'), count('1.6', 'csms')], [107, 77]);
  assert.equal(count('2.0.1', 'station') + count('2.0.1', 'csms'), 673);
  assert.equal(count('2.1', 'station') + count('2.1', 'csms'), 907);
});

test('every case with an official id is official, for its side and its versions', () => {
  assert.deepEqual(contradictions(catalogue.cases.map(factsOf), officialCases), []);
});

test('an id that is not official, or stands for the wrong side or version, is found', () => {
  const [official] = officialCases;
  assert.ok(official);
  const found = (one: Facts) => contradictions([one], officialCases).join();
  assert.match(found({ id: 'TC_999_CS', role: 'station', versions: ['1.6'] }), /no official case/);
  assert.match(found({ ...official, role: 'csms' }), /is for a station/);
  assert.match(found({ ...official, versions: ['2.1'] }), /not in the catalogue of 2.1/);
});

test('the profiles of our cases are those of the official catalogue, and as mandatory or conditional as it says', () => {
  const official = new Map(officialCases.map((each) => [each.id, each]));
  const differing = catalogue.cases.map(factsOf).flatMap(({ id, profiles }) => {
    const theirs = official.get(id)?.profiles;
    // Every central system negotiates the subprotocol, so ours runs it for Core already.
    if (theirs === undefined || id === 'TC_088_CSMS') return [];
    const asked = Object.entries(theirs).flatMap(([name, need]) =>
      name in profiles && (need === 'unstated' || profiles[name] === need) ? [] : [`${id} ${name} ${need}`],
    );
    // The catalogue of 1.6 names one profile per case; ours may name another that its condition speaks of.
    const more = Object.keys(profiles).filter(
      (name) => !(name in theirs) && !Object.values(theirs).includes('unstated'),
    );
    return [...asked, ...more.map((name) => `${id} not ${name}`)];
  });
  assert.deepEqual(differing, []);
});
