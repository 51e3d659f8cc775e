/** Two requests with one message id: products that take them wrongly, and products that take them otherwise, rightly. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mutantWire } from '../../fixtures/mutants/on-the-wire.js';
import { REPEATED_ID_MUTANTS } from '../../fixtures/mutants/repeated-ids.js';
import { runAlone } from '../../cli/prove/run-alone.js';
import { type Role, type Version, VERSIONS } from '../../harness/doors/protocol.js';
import { type EmbeddedOptions } from '../../cli/embedded/run-embedded.js';
import { catalogue } from '../../testcases/index.js';

const caseOf = (id: string, version: Version) => {
  const item = catalogue.cases.find((one) => one.id === id && one.versions.includes(version));
  assert.ok(item, `${id} is a case of ${version}`);
  return item;
};

/** The ids of the checks that are red, and what else was found. */
async function meet(id: string, version: Version, extra: Partial<EmbeddedOptions>) {
  const item = caseOf(id, version);
  const events = await runAlone({ role: item.role, version, cases: [item], revision: catalogue.revision }, extra);
  return {
    red: events.flatMap((event) => (event.type === 'check' && event.verdict !== 'pass' ? [event.id] : [])),
    findings: events.flatMap((event) => (event.type === 'finding' ? [event.message] : [])),
    verdict: events.find((event) => event.type === 'case-end')?.verdict,
  };
}

for (const mutant of REPEATED_ID_MUTANTS) {
  for (const version of mutant.versions) {
    test(`${version}: a SUT that ${mutant.says} is found out by ${mutant.check} of ${mutant.case}`, async () => {
      const { role } = caseOf(mutant.case, version);
      const rule = { ...mutant, roles: [role], rule: '', severity: 'fail', finds: '', cases: [] } as const;
      const { red, verdict } = await meet(mutant.case, version, {
        between: (wire, host) => mutantWire(wire, host, role, version, rule),
      });
      assert.equal(verdict, 'fail');
      assert.deepEqual(red, [mutant.check]);
    });
  }
}

test('every mutant has a name of its own', () => {
  assert.equal(new Set(REPEATED_ID_MUTANTS.map(({ id }) => id)).size, REPEATED_ID_MUTANTS.length);
});

const SIDES: Readonly<Record<Role, string>> = { station: 'CS', csms: 'CSMS' };

for (const version of VERSIONS)
  for (const [role, side] of Object.entries(SIDES))
    test(`${version}: a ${role} that still works on the first request when the second comes, and refuses it, passes`, async () => {
      const id = `RPC_${version === '1.6' ? '16' : '2X'}_${side}_23`;
      const { red, findings, verdict } = await meet(id, version, { variant: { answerDelay: 4_000 } });
      assert.deepEqual([red, findings, verdict], [[], [], 'pass']);
    });
