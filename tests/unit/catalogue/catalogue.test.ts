import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { divide } from '../../../cli/embedded/products.js';
import { embeddedPki, runInVirtualTime } from '../../../cli/embedded/run-embedded.js';
import { VERSIONS } from '../../../harness/doors/protocol.js';
import { ACTION_NAMES } from '../../../harness/plan/schema/operator-schema.js';
import { parseCondition } from '../../../harness/plan/statement/condition.js';
import { profilesOf } from '../../../harness/plan/statement/profiles.js';
import { factsOf } from '../../../harness/peers/case.js';
import { type RecordEvent } from '../../../harness/record/events.js';
import { createMemoryRecorder } from '../../../harness/record/recorder.js';
import { catalogue } from '../../../testcases/index.js';

const TESTCASES = join(dirname(fileURLToPath(import.meta.url)), '../../../testcases');

const pki = embeddedPki();

/** Every case of a role and version, each against the reference product to which it applies. */
async function eventsOf(role: 'station' | 'csms', version: (typeof VERSIONS)[number]): Promise<readonly RecordEvent[]> {
  const { shares, without } = divide(catalogue, role, version, []);
  assert.deepEqual(without, [], 'there is a reference product for every case');
  const events: RecordEvent[] = [];
  for (const { product, select } of shares) {
    const recorder = createMemoryRecorder();
    await runInVirtualTime({
      role,
      version,
      catalogue,
      lanes: 1,
      recorder,
      tool: { name: 'laddprov', version: 'test' },
      seed: 1,
      select,
      variant: product.variant,
      pki: await pki,
      ...(product.security !== undefined && { security: product.security }),
    });
    events.push(...recorder.events);
  }
  return events;
}

test('no id is given twice, and every case says what it is', () => {
  const ids = catalogue.cases.map((item) => item.id);
  assert.equal(new Set(ids).size, ids.length);
  for (const item of catalogue.cases) {
    const facts = factsOf(item);
    assert.ok(facts.title.length > 10 && facts.purpose.length > 10 && facts.steps.length > 0, item.id);
    assert.ok(facts.requirements.length > 0, `${item.id} rests on no requirement`);
    assert.match(item.id, item.role === 'station' ? /_CS(_\d+)?$/ : /_CSMS(_\d+)?$/);
  }
});

test('profiles, conditions and operator actions are ones that exist', () => {
  for (const item of catalogue.cases) {
    for (const version of item.versions) {
      for (const profile of Object.keys(item.profiles))
        assert.ok(profilesOf(version).includes(profile), `${item.id}: ${profile} in ${version}`);
    }
    if (item.condition !== undefined) assert.doesNotThrow(() => parseCondition(item.condition!), item.id);
    for (const action of item.operator) assert.ok(ACTION_NAMES[item.role].includes(action), `${item.id}: ${action}`);
  }
});

test('every case that a file exports is in the catalogue', async () => {
  const files = readdirSync(TESTCASES, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\/(station|csms)\/[^/]+\.js$|sanity\/[^/]+\.js$/.test(file),
  );
  assert.ok(files.length > 20);
  const known = new Set<unknown>(catalogue.cases);
  for (const file of files) {
    const exported = Object.values(
      (await import(pathToFileURL(join(TESTCASES, file)).href)) as Record<string, unknown>,
    );
    for (const value of exported) {
      const isCase = typeof value === 'object' && value !== null && 'id' in value && 'run' in value;
      if (isCase)
        assert.ok(known.has(value), `${file} exports ${String((value as { id: unknown }).id)}, which no index lists`);
    }
  }
});

test('there are at least twelve cases of each kind, with malformed traffic and temperature among them', () => {
  for (const role of ['station', 'csms'] as const) {
    for (const version of VERSIONS) {
      const ours = catalogue.cases.filter(
        (item) => item.role === role && item.versions.includes(version) && item.block !== 'Sanity',
      );
      assert.ok(ours.length >= 12, `${role} ${version}: ${ours.length}`);
      assert.ok(
        ours.some((item) => item.id.startsWith('RPC_')) && ours.some((item) => item.id.startsWith('ENV_')),
        `${role} ${version}`,
      );
    }
  }
});

for (const role of ['station', 'csms'] as const) {
  for (const version of VERSIONS) {
    test(`the reference ${role} passes every ${version} case without a finding, and each check rests on what the case claims`, async () => {
      const events = await eventsOf(role, version);
      const ends = events.filter((event) => event.type === 'case-end');
      assert.deepEqual(
        ends
          // Of generated cases only those on messages that the reference has can be judged.
          .filter((event) => event.verdict !== (event.case.startsWith('NEG_') ? 'not-applicable' : 'pass'))
          .filter((event) => event.verdict !== 'pass')
          .map((event) => `${event.case}: ${event.reason}`),
        [],
      );
      assert.deepEqual(
        events.filter((event) => event.type === 'finding' && event.severity === 'fail'),
        [],
      );
      const checks = events.filter((event) => event.type === 'check');
      for (const item of catalogue.cases.filter((one) => one.role === role && one.versions.includes(version))) {
        const own = checks.filter((check) => check.case === item.id);
        if (own.length === 0) continue;
        const checked = new Set(own.flatMap((check) => check.requirements));
        assert.deepEqual(
          item.requirements.filter((requirement) => !checked.has(requirement)),
          [],
          `${item.id} claims what it does not check`,
        );
      }
    });
  }
}
