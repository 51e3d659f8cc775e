import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commentedPlan, type PlanAnswers } from '../../../harness/plan/init.js';
import { readPlan } from '../../../harness/plan/reading/load.js';

const OPERATORS = ['none', 'terminal', 'http', 'command', 'module'] as const;

test('a plan from the least answers loads, for every role, version and operator', () => {
  for (const role of ['station', 'csms'] as const) {
    for (const version of ['1.6', '2.0.1', '2.1'] as const) {
      for (const operator of OPERATORS) {
        const text = commentedPlan({ role, version, operator });
        const { plan } = readPlan(text, 'plan.yaml', {});
        assert.deepEqual([plan.sut.role, plan.sut.version, plan.operator[0]?.kind], [role, version, operator]);
        assert.match(text, /^# /);
      }
    }
  }
});

test('answers come back as they were given, whatever characters they have', () => {
  const answers: PlanAnswers = {
    role: 'csms',
    version: '2.0.1',
    identity: 'Ours: "the" #1',
    identities: ['CS 1', '2', 'true'],
    url: 'ws://h:1/ocpp?x=#y',
    securityProfile: 1,
    password: '#: {pass}\'word"',
    profiles: ['Core', 'Smart Charging'],
    features: ['C-30'],
    connectors: 3,
    operator: 'command',
    operatorTarget: 'C:\\tools\\rig: new.exe',
  };
  const { plan } = readPlan(commentedPlan(answers), '/p/plan.yaml', {});
  assert.equal(plan.sut.identity, answers.identity);
  assert.deepEqual(plan.sut.identities, answers.identities);
  assert.equal(plan.url, answers.url);
  assert.equal(plan.security.password, answers.password);
  assert.deepEqual(plan.statement, { profiles: answers.profiles, features: answers.features });
  assert.equal(plan.parameters.evses.length, 3);
  assert.equal(plan.operator[0]?.kind === 'command' && plan.operator[0].run, answers.operatorTarget);
});

test('a password may come from the environment', () => {
  const text = commentedPlan({ role: 'station', version: '2.1', passwordFromEnv: 'PW' });
  assert.equal(readPlan(text, 'plan.yaml', { PW: 'from outside' }).plan.security.password, 'from outside');
  assert.throws(() => readPlan(text, 'plan.yaml', {}), { code: 'PLAN_INVALID' });
});
