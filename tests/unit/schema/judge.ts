import assert from 'node:assert/strict';
import { type Version } from '../../../harness/doors/protocol.js';
import { semanticProblems } from '../../../harness/schema/semantics/index.js';
import { type Part } from '../../../harness/schema/types.js';
import { validatePayload } from '../../../harness/schema/validate.js';

/** Judges a payload that the schema must accept, so that no test shows what the schema refuses anyway. */
export function judge(version: Version, action: string, payload: unknown, part: Part = 'request') {
  assert.deepEqual(validatePayload(version, action, part, payload), [], 'the payload is valid by its schema');
  return semanticProblems(version, action, part, payload);
}
/** The same in short: severity, rule and place of each problem. */
export const brief = (...args: Parameters<typeof judge>) =>
  judge(...args).map(({ severity, rule, path }) => `${severity} ${rule} ${path}`);
