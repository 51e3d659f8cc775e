/** Security profiles 2 and 3 over real TLS, on both sides, and their records verified. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { PASSWORD } from '../../cli/embedded/plan.js';
import { productsOf } from '../../cli/embedded/products.js';
import { embeddedPki, runSkipping } from '../../cli/embedded/run-embedded.js';
import { createFileRecorder } from '../../harness/record/recorder.js';
import { createRedaction } from '../../harness/record/redact.js';
import { verifyRecord } from '../../harness/run/verify.js';
import { catalogue } from '../../testcases/index.js';

for (const role of ['station', 'csms'] as const) {
  for (const security of [2, 3] as const) {
    test(`a ${role} passes the security cases of profile ${security} over real TLS, and its record verifies`, async () => {
      const path = join(mkdtempSync(join(tmpdir(), 'laddprov-security-')), 'record.jsonl');
      const product = productsOf(role, '1.6').find((one) => one.security === security)!;
      const { counts } = await runSkipping({
        role,
        version: '1.6',
        catalogue,
        lanes: 2,
        recorder: createFileRecorder(path, createRedaction([PASSWORD])),
        tool: { name: 'laddprov', version: 'test' },
        seed: 1,
        select: ['block:Security'],
        security,
        variant: product.variant,
        pki: await embeddedPki(Date.now()),
      });
      assert.ok(counts.pass > 12);
      assert.deepEqual([counts.fail, counts.error, counts.inconclusive, counts.findings], [0, 0, 0, 0]);
      const { verified, problems, divergences } = await verifyRecord(path, catalogue);
      assert.deepEqual([verified, problems, divergences], [true, [], []]);
      const text = readFileSync(path, 'utf8');
      for (const secret of [PASSWORD, Buffer.from(PASSWORD).toString('hex'), 'PRIVATE KEY'])
        assert.ok(!text.includes(secret), secret);
    });
  }
}
