/** Stations whose sensors are wrong in one way each, and the check that finds it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CaseMutant } from '../../fixtures/mutants/case-mutant.js';
import { mutantWire } from '../../fixtures/mutants/on-the-wire.js';
import { SENSOR_MUTANTS } from '../../fixtures/mutants/sensors.js';
import { runAlone } from '../../cli/prove/run-alone.js';
import { type Version } from '../../harness/doors/protocol.js';
import { catalogue } from '../../testcases/index.js';

/** The ids of the checks that are red, and the verdict of the case. */
async function meet(mutant: CaseMutant, version: Version): Promise<{ red: readonly string[]; verdict: string }> {
  const cases = catalogue.cases.filter(({ id, versions }) => id === mutant.case && versions.includes(version));
  assert.equal(cases.length, 1, `${mutant.case} is a case of ${version}`);
  const rule = { ...mutant, roles: ['station'], rule: '', severity: 'fail', finds: '', cases: [] } as const;
  const events = await runAlone(
    { role: 'station', version, cases, revision: catalogue.revision },
    { between: (wire, host) => mutantWire(wire, host, 'station', version, rule) },
  );
  const red = events.flatMap((event) => (event.type === 'check' && event.verdict === 'fail' ? [event.id] : []));
  const end = events.find((event) => event.type === 'case-end');
  return { red, verdict: end?.verdict ?? 'none' };
}

for (const mutant of SENSOR_MUTANTS) {
  for (const version of mutant.versions) {
    test(`${version}: a station that ${mutant.says} is found out by ${mutant.check} of ${mutant.case}`, async () => {
      const { red, verdict } = await meet(mutant, version);
      assert.equal(verdict, 'fail');
      assert.equal(red[0], mutant.check, `red: ${red.join(', ')}`);
    });
  }
}

test('every mutant has a name of its own', () => {
  assert.equal(new Set(SENSOR_MUTANTS.map(({ id }) => id)).size, SENSOR_MUTANTS.length);
});
