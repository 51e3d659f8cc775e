/** What a change can have touched, by the files that cases are made of. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caseSources } from '../../../cli/case-sources.js';
import { touchedBy } from '../../../cli/prove/changed.js';
import { catalogue } from '../../../testcases/index.js';

test('every case of the catalogue has its files, its own module and its helpers among them', async () => {
  const sources = await caseSources();
  assert.deepEqual(
    catalogue.cases.filter(({ id }) => !sources.has(id)).map(({ id }) => id),
    [],
  );
  const files = sources.get('OFF_16_CSMS_02')!;
  assert.ok(files.has('testcases/ocpp16/offline/csms/late-messages.js'));
  assert.ok(files.has('testcases/ocpp16/states/csms-session.js'), 'a helper');
  assert.ok(!files.has('testcases/index.js'), 'not what only passes it on');
});

test('a helper touches the cases that use it, a module its own, the machinery all, and a document none', async () => {
  const own = await touchedBy(['testcases/ocpp16/offline/csms/late-messages.ts']);
  assert.equal(own.all, false);
  assert.ok(own.patterns.includes('OFF_16_CSMS_02'));
  assert.ok(
    own.patterns.every((id) => id.startsWith('OFF_16_CSMS_')),
    own.patterns.join(),
  );
  const helper = await touchedBy(['testcases/ocpp16/states/csms-session.ts']);
  assert.ok(helper.patterns.length > own.patterns.length);
  assert.ok(!helper.patterns.some((id) => id.startsWith('TC_B_')));
  const generator = await touchedBy(['testcases/error-handling/negative/base.ts']);
  assert.ok(generator.patterns.includes('NEG_*'));
  assert.deepEqual(await touchedBy(['harness/rules/boot.ts']), { patterns: [], all: true });
  assert.deepEqual(await touchedBy(['README.md', 'docs/rules.md']), { patterns: [], all: false });
});
