/** `laddprov init --probe` of a CSMS, how it is called, and what `laddprov doctor` makes of a probe. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { embeddedCsms, embeddedStation } from '../../cli/embedded/peer.js';
import { identitiesOf, PASSWORD } from '../../cli/embedded/plan.js';
import { createLiveHost } from '../../harness/doors/host.js';
import { VERSIONS } from '../../harness/doors/protocol.js';
import { readPlan } from '../../harness/plan/reading/load.js';
import { webSocketWire } from '../../harness/wire/websocket.js';
import { referenceStationFacts } from '../../fixtures/reference-station/facts.js';
import { cli, folderOf, start } from './support/cli.js';
import { csmsPlan, stationPlan } from './support/plans.js';
import { judgeSources } from './support/probed.js';
import { freePort } from './support/port.js';
import { type CsmsOptions, startCsms } from './support/raw-csms.js';

const { identity } = referenceStationFacts;
const env = { PROBE_PASSWORD: PASSWORD };

describe('a probe of a CSMS', { concurrency: 3, timeout: 500_000 }, () => {
  for (const version of VERSIONS) {
    test(`reads from a ${version} CSMS what can be shown by asking`, async (t) => {
      const options = { version, wire: webSocketWire, clock: createLiveHost(), seed: 1, lanes: 1, port: 0 };
      const csms = await embeddedCsms(options);
      t.after(() => csms.stop());
      const cwd = folderOf(t);
      const url = `ws://127.0.0.1:${csms.port}/ocpp`;
      const command = [
        'init',
        '--probe',
        '--role',
        'csms',
        '--ocpp',
        version,
        '--identity',
        identitiesOf(1)[0]!,
        '--url',
        url,
      ];
      const ended = await cli(t, [...command, '--password-from-env', 'PROBE_PASSWORD', '--out', 'plan.yaml'], {
        cwd,
        env,
      });
      assert.equal(ended.code, 0, ended.stdout + ended.stderr);
      const file = join(cwd, 'plan.yaml');
      const text = readFileSync(file, 'utf8');
      judgeSources(text, join(cwd, 'plan.probe.jsonl'));
      readPlan(text, file, env);
      for (const name of ['valid', 'invalid', 'blocked', 'expired'])
        assert.match(text, new RegExp(`${name}: .*# from frame \\d+: Authorize answered`), text);
    });
  }

  test('says which tokens are not what the plan says, and which messages a CSMS does not take', async (t) => {
    const onCall: CsmsOptions['onCall'] = ({ id, action }, session) => {
      if (action !== 'Authorize') return undefined;
      session.answer(id, { idTagInfo: { status: 'Accepted' } });
      return 'taken';
    };
    const { url } = await startCsms(t, { onCall });
    const cwd = folderOf(t);
    const plan = csmsPlan(cwd, url);
    const out = join(cwd, 'probed.yaml');
    const { code, stderr } = await cli(t, ['init', '--probe', '--plan', plan, '--out', out], { cwd });
    assert.equal(code, 0, stderr);
    const text = readFileSync(out, 'utf8');
    assert.match(text, /AcceptsEveryToken # from frame \d+: Authorize\.conf invalid token Accepted/);
    assert.match(text, /idTokens\.blocked: "1ADD00B0" is none, from frame \d+: Authorize answered Accepted/);
    assert.match(text, /the CSMS does not take DataTransfer: from frame \d+: NotImplemented/);
    assert.match(text, /# - Security # not there, from frame \d+: SecurityEventNotification CALLERROR NotImplemented/);
  });

  test('asks nothing more of a CSMS that does not accept the boot, and reads that it does so', async (t) => {
    const asked: string[] = [];
    const onCall: CsmsOptions['onCall'] = ({ id, action }, session) => {
      asked.push(action);
      session.answer(id, { status: 'Pending', currentTime: new Date().toISOString(), interval: 600 });
      return 'taken';
    };
    const { url } = await startCsms(t, { onCall });
    const cwd = folderOf(t);
    const out = join(cwd, 'probed.yaml');
    const { code, stdout, stderr } = await cli(t, ['init', '--probe', '--plan', csmsPlan(cwd, url), '--out', out], {
      cwd,
    });
    assert.equal(code, 0, stderr);
    assert.match(stdout, /note the CSMS did not accept the boot/);
    assert.deepEqual(asked, ['BootNotification']);
    assert.deepEqual(readPlan(readFileSync(out, 'utf8'), out).plan.statement.features, ['PendingBoot']);
  });

  test('says why a CSMS could not be reached', async (t) => {
    const { url } = await startCsms(t, { refuses: 401 });
    const cwd = folderOf(t);
    const out = join(cwd, 'probed.yaml');
    const { code, stderr } = await cli(t, ['init', '--probe', '--plan', csmsPlan(cwd, url), '--out', out], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /the product told nothing: .*401/);
    assert.ok(!existsSync(out));
  });
});

describe('init', { timeout: 500_000 }, () => {
  test('takes a plan only for a probe, and writes beside it', async (t) => {
    const cwd = folderOf(t);
    const plan = stationPlan(cwd);
    const bare = await cli(t, ['init', '--plan', plan], { cwd });
    assert.equal(bare.code, 2);
    assert.match(bare.stderr, /--plan is for --probe/);
    const away = await cli(t, ['init', '--probe', '--plan', plan, '--out', join(folderOf(t), 'x.yaml')], { cwd });
    assert.equal(away.code, 2);
    assert.match(away.stderr, /in another folder/);
    writeFileSync(join(cwd, 'y.probe.jsonl'), '');
    const taken = await cli(t, ['init', '--probe', '--plan', plan, '--out', join(cwd, 'y.yaml')], { cwd });
    assert.equal(taken.code, 2);
    assert.match(taken.stderr, /y\.probe\.jsonl exists/);
  });
});

describe('doctor', { timeout: 500_000 }, () => {
  test('says which cases drop out for want of which name, and what the product shows that the statement lacks', async (t) => {
    const cwd = folderOf(t);
    const port = await freePort();
    const plan = stationPlan(cwd, {
      sut: { identity },
      listen: { port },
      security: { profile: 1, password: PASSWORD },
      statement: { profiles: ['Core', 'RemoteTrigger'], features: ['AdditionalRootCertificateCheck'] },
      parameters: { connectors: 3 },
      selection: { include: [], exclude: [] },
    });
    const record = join(cwd, 'doctor.jsonl');
    const doctor = start(t, ['doctor', '--plan', plan, '--wait', '40', '--probe', record], { cwd });
    await doctor.shows(/waiting up to/);
    const station = embeddedStation({ version: '1.6', wire: webSocketWire, clock: createLiveHost(), seed: 1 });
    t.after(() => station.stop());
    station.connect(`ws://127.0.0.1:${port}/ocpp`);
    const { code, stdout, stderr } = await doctor.ended;
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /SmartCharging: \d+ \(TC_\w+ /);
    assert.match(stdout, /the product shows AuthorizationCacheEnabled, and the plan lacks it: from frame \d+/);
    assert.match(
      stdout,
      /the plan claims AdditionalRootCertificateCheck, and the product does not show it: from frame \d+/,
    );
    assert.match(stdout, /number of connectors.*the plan says 3, from frame \d+: 2/);
    assert.ok(existsSync(record));
  });
});
