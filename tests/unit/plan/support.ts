/** Plans for the tests, and what is wrong with them. */
import assert from 'node:assert/strict';
import { readPlan, type PlanError } from '../../../harness/plan/reading/load.js';

/** The problems of a plan, one line each, without the file's name. */
export function problemsOf(text: string, env: Record<string, string> = {}): string[] {
  try {
    readPlan(text, 'plan.yaml', env);
  } catch (error) {
    const { code, message } = error as PlanError;
    assert.equal(code, 'PLAN_INVALID');
    return message
      .split('\n')
      .slice(1)
      .map((line) => line.replace('plan.yaml:', ''));
  }
  return [];
}

export const STATION = `sut: { role: station, version: '1.6', identity: CP1 }
listen: { port: 9000 }
security: { profile: 0 }
statement: { profiles: [Core], features: [] }
`;
export const CSMS = `sut: { role: csms, version: '2.0.1', identities: [A, B] }
url: ws://h/x
security: { profile: 1, password: hunter2hunter2 }
statement: { profiles: [Core], features: [] }
`;
