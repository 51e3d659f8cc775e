/** What a change can have touched, by the files that cases are made of. */
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { caseSources, withFiles } from '../../../cli/case-sources.js';
import { touchedBy } from '../../../cli/prove/changed.js';
import { caseDigest } from '../../../harness/run/catalogue.js';
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

test('the digest of a case sees a change of its helpers, and not one of somebody else’s', async () => {
  const built = fileURLToPath(new URL('../../../', import.meta.url));

  const root = mkdtempSync(join(built, '.digests-'));
  try {
    for (const folder of ['harness', 'testcases', 'reports'])
      cpSync(join(built, folder), join(root, folder), { recursive: true });
    const digests = async () => {
      const { cases, files } = await withFiles(catalogue, `${root}/`);
      return new Map(cases.map((item) => [item.id, caseDigest(item, files)]));
    };
    const before = await digests();
    appendFileSync(join(root, 'testcases/ocpp16/states/csms-session.js'), '// another\n');
    const after = await digests();
    const changed = [...before].filter(([id, digest]) => after.get(id) !== digest).map(([id]) => id);
    assert.ok(changed.includes('OFF_16_CSMS_02'));
    assert.ok(!changed.some((id) => id.startsWith('TC_B_')));
    assert.ok(changed.length < before.size / 2, `${changed.length} of ${before.size}`);
  } finally {
    rmSync(root, { recursive: true });
  }
});
