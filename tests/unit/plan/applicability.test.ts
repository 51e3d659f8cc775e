import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../../harness/plan/statement/applicability.js';
import { readPlan } from '../../../harness/plan/reading/load.js';
import { type CaseFacts } from '../../../harness/record/events.js';

const plan = (features = '[]', profiles = '[Core]') =>
  readPlan(
    `sut: { role: station, version: 2.0.1, identity: X }
listen: { port: 0 }
security: { profile: 1, password: pppppppppppppppp }
statement: { profiles: ${profiles}, features: ${features} }
`,
    'plan.yaml',
    {},
  ).plan;

const facts = (change: Partial<CaseFacts> = {}): CaseFacts => ({
  id: 'TC_X_01_CS',
  role: 'station',
  versions: ['2.0.1', '2.1'],
  block: 'B Provisioning',
  title: '',
  purpose: '',
  profiles: { Core: 'mandatory' },
  requirements: [],
  steps: [],
  operator: [],
  ...change,
});
const reason = (change: Partial<CaseFacts>, features?: string, profiles?: string) => {
  const decision = decide(facts(change), plan(features, profiles));
  return decision.run ? undefined : decision.reason;
};

test('a mandatory case of a claimed profile runs', () => {
  assert.deepEqual(decide(facts(), plan()), { run: true });
  assert.deepEqual(decide(facts({ profiles: {} }), plan()), { run: true });
});

test('a case for the other role, another version or a profile that is not claimed says so', () => {
  assert.equal(reason({ role: 'csms' }), 'It is for a csms, the SUT is a station.');
  assert.equal(reason({ versions: ['1.6', '2.1'] }), 'It is for OCPP 1.6 and 2.1, the SUT speaks 2.0.1.');
  assert.equal(reason({ profiles: { Reservation: 'mandatory' } }), 'The statement does not claim profile Reservation.');
  assert.equal(
    reason({ profiles: { Reservation: 'mandatory', 'Smart Charging': 'mandatory' } }),
    'The statement does not claim any of the profiles Reservation, Smart Charging.',
  );
});

test('a conditional case runs when its condition is met, and otherwise names what is missing', () => {
  const change = { profiles: { Core: 'conditional' as const }, condition: 'C-49 and (C-30 or C-31) and HFS-8 > 1' };
  assert.equal(reason(change, '[C-49]'), 'Its condition is not met: it needs (C-30 or C-31) and HFS-8 > 1.');
  assert.equal(reason(change, '[C-49, C-31, HFS-8: 2]'), undefined);
});

test('a sub-option stands for its feature too', () => {
  assert.equal(reason({ profiles: {}, condition: 'C-40 and C-09' }, '[C-40.1, C-09.2]'), undefined);
});

test('a condition of one profile does not hold back a case that is mandatory in another', () => {
  const change: Partial<CaseFacts> = {
    profiles: { Core: 'mandatory', 'Smart Charging': 'conditional' },
    condition: 'C-49',
  };
  assert.equal(reason(change, '[]', '[Core]'), undefined);
  assert.equal(reason(change, '[]', '[Smart Charging]'), 'Its condition is not met: it needs C-49.');
});

test('a condition that names an unknown feature is an error, not a reason', () => {
  assert.throws(() => reason({ profiles: {}, condition: 'C-999' }), { code: 'CONDITION_UNKNOWN_ID' });
});
