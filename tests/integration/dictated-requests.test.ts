/** Whatever the tester has an operator make a CSMS send is a whole and valid request: somebody may hand it on as it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embeddedPki, runInVirtualTime } from '../../cli/embedded/run-embedded.js';
import { VERSIONS, type Version } from '../../harness/doors/protocol.js';
import { type SecurityProfile } from '../../harness/peers/for-cases/security.js';
import { createMemoryRecorder } from '../../harness/record/recorder.js';
import { judgeCall } from '../../harness/rules/judged.js';
import { catalogue } from '../../testcases/index.js';

const pki = embeddedPki();

interface Dictated {
  readonly at: string;
  readonly action: string;
  readonly payload: Record<string, unknown>;
}

/** What the operator was told to have the CSMS send, in a run of the whole catalogue. */
async function dictatedIn(version: Version, security: SecurityProfile): Promise<readonly Dictated[]> {
  const recorder = createMemoryRecorder();
  const options = { role: 'csms', version, catalogue, lanes: 1, recorder, seed: 7, select: [], security } as const;
  await runInVirtualTime({ ...options, tool: { name: 'laddprov', version: '0' }, pki: await pki });
  let at = '';
  return recorder.events.flatMap((event) => {
    if (event.type === 'case-start') at = event.case;
    if (event.type !== 'operator-ask' || event.action !== 'sendRequest') return [];
    const { action, payload } = event.args as { action: string; payload?: Record<string, unknown> };
    return [{ at, action, payload: payload ?? {} }];
  });
}

for (const version of VERSIONS)
  test(`U9: in OCPP ${version} every dictated request is whole and valid, by schema and by meaning`, async () => {
    const profiles: readonly SecurityProfile[] = version === '1.6' ? [1, 2, 3] : [1];
    const all = (await Promise.all(profiles.map((profile) => dictatedIn(version, profile)))).flat();
    const wrong = all.flatMap(({ at, action, payload }) => {
      const { valid, schema, semantic } = judgeCall(version, 'csms', { kind: 'call', id: '', action, payload });
      return valid && semantic.length === 0 ? [] : [`${at} ${action} ${JSON.stringify([...schema, ...semantic])}`];
    });
    assert.deepEqual(wrong, []);
    assert.ok(all.length > 20, `${all.length} requests`);
  });
