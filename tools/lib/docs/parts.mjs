/** Everything in the documentation that is made from the code. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { coverage } from './coverage.mjs';
import { requirementCounts } from './requirement-counts.mjs';
import { environment } from './environment.mjs';
import { featureParts } from './features.mjs';
import { generatedCounts, handWrittenCounts } from './generated-cases.mjs';
import { planKeys } from './plan-keys.mjs';
import { actions, events, rules } from './reference.mjs';
import { variety } from './variety.mjs';
import { fieldRows } from './field.mjs';
import { ROOT } from '../setup.mjs';

/** Names of parts have letters alone. */
const VARIETIES = { 1.6: 'variety-one-six', '2.0.1': 'variety-two-zero-one', 2.1: 'variety-two-one' };
const VERSIONS = Object.keys(VARIETIES);

/** Plans with nothing in them that may be left out: what they become shows the defaults. */
const SMALLEST = [
  'sut: { role: station, version: 2.0.1, identity: CS001 }\nlisten: { port: 9000 }',
  'sut: { role: csms, version: 2.0.1, identities: [CS001] }\nurl: ws://127.0.0.1:9000',
].map(
  (lines) =>
    `${lines}\nsecurity: { profile: 1, password: a-password }\nstatement: { profiles: [Core], features: [] }\n`,
);

const schemasOf = (table) =>
  Object.fromEntries(Object.entries(table).map(([name, schema]) => [name, z.toJSONSchema(schema)]));

/** The parts by name, from the code as it was built into `folder`. */
export async function collectParts(folder) {
  const load = (path) => import(pathToFileURL(join(folder, path)).href);
  const [
    { catalogue },
    { factsOf },
    { ALL_RULES },
    { planJsonSchema },
    { readPlan },
    { eventSchema },
    operator,
    { referenceSensors },
    { SENSOR_MUTANTS },
    { officialCases },
    { requirementsOf },
    { untestable },
    { varietyIn },
    { embeddedPki },
    effects,
  ] = await Promise.all(
    [
      'testcases/index.js',
      'harness/peers/case.js',
      'harness/rules/index.js',
      'harness/plan/schema/json-schema.js',
      'harness/plan/reading/load.js',
      'harness/record/events.js',
      'harness/operator/actions.js',
      'cli/embedded/sensors.js',
      'fixtures/mutants/sensors.js',
      'reports/facts/official.js',
      'reports/facts/requirements.js',
      'reports/facts/untestable.js',
      'cli/embedded/variety.js',
      'cli/embedded/run-embedded.js',
      'harness/plan/statement/feature-effects.js',
    ].map(load),
  );
  const plans = SMALLEST.map((text) => readPlan(text, 'smallest.yaml', {}).plan);
  const pki = await embeddedPki();
  const varieties = await Promise.all(VERSIONS.map((version) => varietyIn(catalogue, version, pki)));
  return new Map([
    ...coverage(catalogue.cases.map(factsOf), officialCases),
    ['coverage-requirement-counts', requirementCounts(catalogue.cases.map(factsOf), requirementsOf, untestable)],
    ['generated-cases', generatedCounts(catalogue)],
    ['hand-written-cases', handWrittenCounts(catalogue)],
    ...planKeys(JSON.parse(planJsonSchema()), plans),
    ...environment(catalogue.cases.map(factsOf), referenceSensors('2.1'), SENSOR_MUTANTS),
    ...VERSIONS.map((version, index) => [VARIETIES[version], variety(varieties[index])]),
    ...featureParts(effects, catalogue.cases.map(factsOf)),
    ['field-rows', fieldRows(ROOT)],
    ['rules', rules(ALL_RULES)],
    ['station-actions', actions('station', schemasOf(operator.stationArguments))],
    ['csms-actions', actions('csms', schemasOf(operator.csmsArguments))],
    ['record-events', events(z.toJSONSchema(eventSchema))],
  ]);
}
