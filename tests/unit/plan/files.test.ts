import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readPlan } from '../../../harness/plan/reading/load.js';
import { diagnoseFiles, startPlanFiles } from '../../../harness/run/plan-files.js';
import { nextFirmware } from '../../../fixtures/reference-station/maker.js';

const station = (files: unknown) => ({
  sut: { role: 'station', version: '1.6', identity: 'CS001' },
  listen: { port: 9000 },
  security: { profile: 0 },
  statement: { profiles: ['Core'], features: [] },
  files,
});
const load = (plan: unknown, folder = '.') => readPlan(JSON.stringify(plan), join(folder, 'plan.yaml')).plan;
const problems = (plan: unknown): string => {
  try {
    load(plan);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

test('a file server needs a port, one for each protocol, and a certificate for HTTPS', () => {
  assert.equal(problems(station({ httpPort: 0, ftpPort: 0 })), '');
  assert.match(problems(station({ host: '0.0.0.0' })), /files.* has no port/);
  assert.match(problems(station({ httpPort: 8080, ftpPort: 8080 })), /one port twice/);
  assert.match(problems(station({ httpsPort: 8443 })), /needs files\.cert and files\.key/);
  assert.match(problems(station({ httpPort: 1, advertise: 'http://x/' })), /advertise/);
  assert.match(
    problems(station({ httpPort: 1, firmware: { file: 'a', signature: 'b' } })),
    /certificate and signature/,
  );
});

test('a CSMS under test has a file server of its own', () => {
  const { listen: _listen, sut: _sut, ...rest } = station({ httpPort: 0 });
  const csms = { ...rest, sut: { role: 'csms', version: '1.6', identities: ['A'] }, url: 'ws://127.0.0.1:1' };
  assert.match(problems(csms), /files.* is for a station under test/);
});

test('the files of a plan are found beside it, and the server tells where it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'laddprov-plan-'));
  try {
    const { content, certificate, signature } = nextFirmware();
    writeFileSync(join(folder, 'fw.bin'), content);
    writeFileSync(join(folder, 'maker.pem'), certificate);
    writeFileSync(join(folder, 'fw.sig'), `${signature.slice(0, 60)}\n${signature.slice(60)}\n`);
    const firmware = { file: 'fw.bin', certificate: 'maker.pem', signature: 'fw.sig' };
    const plan = load(station({ httpPort: 0, ftpPort: 0, advertise: 'tester.example', firmware }), folder);
    const started = await startPlanFiles(plan);
    assert.ok(started);
    await started.server.close();
    assert.match(started.server.bases.http ?? '', /^http:\/\/tester\.example:\d+$/);
    assert.deepEqual(Object.keys(started.server.bases).sort(), ['ftp', 'http']);
    assert.deepEqual(
      [started.firmware?.certificate, started.firmware?.signature, started.firmware?.content.length],
      [certificate, signature, content.length],
    );
    assert.ok((await diagnoseFiles(plan)).every(({ ok }) => ok));

    writeFileSync(join(folder, 'maker.pem'), 'no certificate');
    const [broken] = await diagnoseFiles(plan);
    assert.deepEqual([broken?.ok, broken?.detail], [false, 'files.firmware.certificate holds no certificate']);
    const [missing] = await diagnoseFiles(load(station({ httpPort: 0, firmware: { file: 'none' } }), folder));
    assert.match(missing?.detail ?? '', /^files\.firmware\.file: .*none cannot be read: ENOENT$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('without files in the plan there is no server, and nothing to say', async () => {
  const plan = load({ ...station(undefined) });
  assert.deepEqual([await startPlanFiles(plan), await diagnoseFiles(plan)], [undefined, []]);
});
