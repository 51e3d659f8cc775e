/** Firmware, diagnostics and logs over real HTTP and FTP: the reference station fetches and sends, the record verifies. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { createFileRecorder, createMemoryRecorder } from '../../harness/record/recorder.js';
import { createRedaction } from '../../harness/record/redact.js';
import { type EventOf, type RecordEvent } from '../../harness/record/events.js';
import { keepIn } from '../../harness/files/keep.js';
import { embeddedPki, runInVirtualTime, runSkipping } from '../../cli/embedded/run-embedded.js';
import { nextFirmware } from '../../fixtures/reference-station/maker.js';
import { type StationVariant } from '../../fixtures/reference-station/variant.js';
import { catalogue } from '../../testcases/index.js';
import { folderOf } from './support/cli.js';
import { verify } from './support/verifier.js';

async function run(t: TestContext, variant: Partial<StationVariant>, select: readonly string[]) {
  const folder = folderOf(t);
  const path = join(folder, 'record.jsonl');
  const { exitCode, conclusion } = await runSkipping({
    role: 'station',
    version: '1.6',
    catalogue,
    lanes: 1,
    recorder: createFileRecorder(path, createRedaction([])),
    tool: { name: 'laddprov', version: 'test' },
    seed: 3,
    select,
    variant,
    keep: keepIn(folder),
  });
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const events = lines.map((line) => JSON.parse(line) as RecordEvent);
  const transfers = events.filter((event): event is EventOf<'transfer'> => event.type === 'transfer');
  return { folder, path, lines, exitCode, conclusion, transfers };
}

const outcomes = (transfers: readonly EventOf<'transfer'>[]) =>
  transfers.map(({ scheme, direction, outcome }) => `${scheme} ${direction} ${outcome}`);

describe('a station that updates itself and sends its logs', { timeout: 500_000 }, () => {
  for (const [protocol, scheme] of [
    ['FTP', 'ftp'],
    ['HTTP', 'http'],
  ] as const) {
    test(`does so over ${protocol}, and the record verifies`, async (t) => {
      const { folder, path, lines, exitCode, conclusion, transfers } = await run(
        t,
        { signedFirmware: false, fileProtocols: protocol },
        ['TC_044_*', 'TC_045_*', 'FILE_16_CS_01', 'TC_079_CS'],
      );
      assert.equal(exitCode, 0, conclusion);
      assert.deepEqual(
        outcomes(transfers).sort(),
        [
          'download complete', // the firmware
          'download complete', // what is no firmware
          'download cut',
          'download refused',
          'upload complete', // diagnostics
          'upload complete', // the security log
          'upload refused',
        ].map((what) => `${scheme} ${what}`),
      );
      const kept = transfers.filter((transfer) => transfer.kept !== undefined);
      assert.equal(kept.length, 2);
      for (const { kept: name = '', sha256, bytes } of kept) {
        const content = readFileSync(join(folder, name));
        assert.equal(content.length, bytes);
        assert.equal(createHash('sha256').update(content).digest('hex'), sha256);
      }
      const verified = await verify(path);
      assert.deepEqual([verified.problems, verified.divergences, verified.verified], [[], [], true]);

      // A transfer that nobody made does not stand up to a replay, even under a new seal.
      const forged = lines.map((line) =>
        line.includes('"type":"transfer"') ? line.replace('"outcome":"refused"', '"outcome":"complete"') : line,
      );
      const body = `${forged.slice(0, -1).join('\n')}\n`;
      const digest = createHash('sha256').update(body).digest('hex');
      const other = join(folder, 'forged.jsonl');
      writeFileSync(other, `${body}${(forged.at(-1) ?? '').replace(/"digest":"[0-9a-f]+"/, `"digest":"${digest}"`)}\n`);
      const caught = await verify(other);
      assert.deepEqual([caught.problems, caught.divergences.length > 0], [[], true]);
    });
  }

  test('takes signed firmware alone where it says so', async (t) => {
    const { path, exitCode, conclusion, transfers } = await run(t, {}, ['TC_080_CS', 'TC_081_CS', 'FILE_16_CS_05']);
    assert.equal(exitCode, 0, conclusion);
    assert.deepEqual(outcomes(transfers), ['ftp download complete', 'ftp download complete']);
    assert.ok(existsSync(path) && (await verify(path)).verified);
  });

  test('takes firmware that the tester signed, once it trusts the root of the tester', async () => {
    const recorder = createMemoryRecorder();
    const { exitCode, conclusion } = await runInVirtualTime({
      role: 'station',
      version: '1.6',
      catalogue,
      lanes: 1,
      recorder,
      tool: { name: 'laddprov', version: 'test' },
      seed: 3,
      select: ['TC_080_CS', 'TC_081_CS'],
      firmware: { content: nextFirmware().content },
      pki: await embeddedPki(),
    });
    assert.equal(exitCode, 0, conclusion);
    assert.ok(recorder.events.some((event) => event.type === 'material' && event.name === 'firmware signature'));
  });

  test('is asked nothing that it cannot do: over HTTPS the tester has no certificate here', async (t) => {
    const { exitCode, conclusion, transfers } = await run(t, { fileProtocols: 'HTTPS' }, ['TC_045_1_CS']);
    assert.deepEqual([exitCode, transfers.length], [3, 0], conclusion);
  });
});
