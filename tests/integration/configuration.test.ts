/** What is wrong with a call or a plan is said before anything is touched: exit code 2, the place, a hint, no folder. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { cli, type Ended, folderOf } from './support/cli.js';
import { csmsPlan, type PlanParts, stationPlan } from './support/plans.js';
import { type CsmsOptions, startCsms } from './support/raw-csms.js';

const GOOD = `sut:
  role: station
  version: '1.6'
  identity: CP001
listen:
  port: 0
security:
  profile: 0
statement:
  profiles: [Core]
  features: []
`;

/** Calls `run` in a folder of its own and asserts that it refuses, and that it wrote nothing. */
async function refused(t: TestContext, folder: string, plan: string, more: readonly string[] = []): Promise<Ended> {
  const before = readdirSync(folder);
  const ended = await cli(t, ['run', '--plan', plan, ...more], { cwd: folder });
  assert.equal(ended.code, 2, ended.stdout + ended.stderr);
  assert.equal(ended.stdout, '');
  assert.match(ended.stderr, /^laddprov: /);
  assert.doesNotMatch(ended.stderr, /\n\s+at /, 'no stack trace');
  assert.deepEqual(readdirSync(folder), before, 'nothing was written');
  return ended;
}

describe('a plan that', { concurrency: 3, timeout: 500_000 }, () => {
  for (const { words, text, place, says } of [
    {
      words: 'has an unknown key',
      text: GOOD.replace('identity:', 'identiti:'),
      place: /plan\.yaml:4:\d+/,
      says: /identiti[\s\S]*identity/,
    },
    {
      words: 'has a value of the wrong type',
      text: GOOD.replace('port: 0', 'port: nine'),
      place: /plan\.yaml:6:\d+/,
      says: /listen\.port/,
    },
    {
      words: 'has no statement',
      text: GOOD.replace(/statement:[\s\S]*/, ''),
      place: /plan\.yaml:\d+:\d+/,
      says: /statement/,
    },
    { words: 'is no YAML', text: 'sut: [unclosed', place: /plan\.yaml:\d+:\d+/, says: /./ },
    {
      words: 'names a profile that does not exist',
      text: GOOD.replace('[Core]', '[Cor]'),
      place: /plan\.yaml:10:\d+/,
      says: /Core/,
    },
  ]) {
    test(`${words} is refused with its place, its key and a hint`, async (t) => {
      const folder = folderOf(t);
      writeFileSync(join(folder, 'plan.yaml'), text);
      const { stderr } = await refused(t, folder, 'plan.yaml');
      assert.match(stderr, place);
      assert.match(stderr, says);
    });
  }

  test('is wrong in three places says so of all three', async (t) => {
    const folder = folderOf(t);
    writeFileSync(
      join(folder, 'plan.yaml'),
      GOOD.replace('port: 0', 'port: nine').replace('profile: 0', 'profile: 9').replace('features: []', 'feature: []'),
    );
    const { stderr } = await refused(t, folder, 'plan.yaml');
    for (const line of [6, 8, 11]) assert.match(stderr, new RegExp(`plan\\.yaml:${line}:`), stderr);
  });

  test('is not there is refused by its name', async (t) => {
    const { stderr } = await refused(t, folderOf(t), 'no-such-plan.yaml');
    assert.match(stderr, /no-such-plan\.yaml/);
  });

  test('names certificates for security profile 2 that are none is refused with the file', async (t) => {
    const security = { profile: 2, password: 'laddprov-password' };
    for (const [write, says] of [
      [
        (folder: string) => {
          for (const name of ['cert.pem', 'key.pem']) writeFileSync(join(folder, name), '');
          return stationPlan(folder, { security: { ...security, tls: { cert: 'cert.pem', key: 'key.pem' } } });
        },
        /cert\.pem holds no certificate/,
      ],
      [
        (folder: string) => stationPlan(folder, { security: { ...security, tls: { authority: 'pki' } } }),
        /pki holds no certificate authority[\s\S]*hint: laddprov pki/,
      ],
    ] as const) {
      const folder = folderOf(t);
      const { stderr } = await refused(t, folder, write(folder));
      assert.match(stderr, says);
      assert.match(stderr, /hint: /);
    }
  });

  test('names a port that is in use is refused with a hint', async (t) => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const folder = folderOf(t);
    const plan = stationPlan(folder, { listen: { port: (server.address() as AddressInfo).port } });
    const { stderr } = await refused(t, folder, plan);
    assert.match(stderr, /EADDRINUSE/);
    assert.match(stderr, /hint: .*another port/);
  });
});

describe('a CSMS that', { concurrency: 3, timeout: 500_000 }, () => {
  const meeting = async (t: TestContext, options: CsmsOptions, parts: PlanParts = {}) => {
    const folder = folderOf(t);
    const { url } = await startCsms(t, options);
    return refused(t, folder, csmsPlan(folder, url, parts));
  };

  test('is not there is said to be unreachable', async (t) => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const folder = folderOf(t);
    const { stderr } = await refused(t, folder, csmsPlan(folder, `ws://127.0.0.1:${port}/ocpp`));
    assert.match(stderr, /ECONNREFUSED/);
    assert.match(stderr, /hint: Nothing listens there/);
  });

  test('takes no subprotocol of the version is named as that', async (t) => {
    const { stderr } = await meeting(t, { picks: false });
    assert.match(stderr, /SUBPROTOCOL/);
    assert.match(stderr, /hint: .*sut\.version/);
  });

  for (const { refuses, hint } of [
    { refuses: 401, hint: /hint: .*security\.password/ },
    { refuses: 403, hint: /hint: .*does not let it in/ },
    { refuses: 404, hint: /hint: .*does not know this identity/ },
  ]) {
    test(`answers the handshake with ${refuses} is said to`, async (t) => {
      const { stderr } = await meeting(t, { refuses });
      assert.match(stderr, new RegExp(`HTTP_${refuses}`));
      assert.match(stderr, hint);
    });
  }

  test('never answers the handshake is given up after the time limit of the plan', async (t) => {
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const folder = folderOf(t);
    const { stderr } = await refused(
      t,
      folder,
      csmsPlan(folder, `ws://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
    assert.match(stderr, /hint: .*OCPP endpoint/);
  });

  test('speaks HTTP and no WebSocket is told apart', async (t) => {
    const server = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const folder = folderOf(t);
    const { stderr } = await refused(
      t,
      folder,
      csmsPlan(folder, `ws://127.0.0.1:${(server.address() as AddressInfo).port}`),
    );
    assert.match(stderr, /HTTP_200/);
    assert.match(stderr, /hint: /);
  });
});

describe('a call', { concurrency: 3, timeout: 500_000 }, () => {
  test('with a pattern that matches nothing is refused with what was probably meant', async (t) => {
    const folder = folderOf(t);
    const { stderr } = await refused(t, folder, stationPlan(folder), ['--select', 'TC_062_CX']);
    assert.match(stderr, /TC_062_CX/);
    assert.match(stderr, /TC_062_CS/);
  });

  test('whose selection leaves nothing that the plan selects is refused', async (t) => {
    const folder = folderOf(t);
    const { stderr } = await refused(t, folder, stationPlan(folder), ['--select', 'TC_019_CS']);
    assert.match(stderr, /no case is left to run/);
  });

  for (const { args, says } of [
    { args: ['rum'], says: /unknown command 'rum'[\s\S]*run/ },
    { args: ['run', '--plan', 'x', '--sed', '1'], says: /unknown option '--sed'[\s\S]*--seed/ },
    { args: ['run'], says: /--plan/ },
    { args: ['list', '--role', 'charger'], says: /station, csms/ },
    { args: ['list', '--ocpp', '1.5'], says: /1\.6, 2\.0\.1, 2\.1/ },
    { args: ['run', '--plan', 'x', '--seed', '-1'], says: /whole number/ },
    { args: ['demo', '--speed', '0'], says: /above 0/ },
    { args: ['show', 'TC_062_CX'], says: /TC_062_CS/ },
    { args: ['verify', 'no-such-folder'], says: /no record/ },
    { args: ['report', 'no-such-folder'], says: /no record/ },
  ]) {
    test(`of ${args.join(' ')} is refused`, async (t) => {
      const { code, stderr } = await cli(t, args, { cwd: folderOf(t) });
      assert.equal(code, 2, stderr);
      assert.match(stderr, says);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }

  test('with --out on the record of another run is refused, and nothing is overwritten', async (t) => {
    const folder = folderOf(t);
    const out = join(folder, 'out');
    mkdirSync(out);
    writeFileSync(join(out, 'record.jsonl'), 'precious');
    const { stderr } = await refused(t, folder, stationPlan(folder), ['--out', out]);
    assert.match(stderr, /never overwritten/);
    assert.equal(readFileSync(join(out, 'record.jsonl'), 'utf8'), 'precious');
    assert.deepEqual(readdirSync(out), ['record.jsonl']);
    assert.equal(existsSync(join(folder, 'results')), false);
  });

  test('for help or for the version is no mistake', async (t) => {
    for (const args of [['--help'], ['run', '--help'], ['--version']]) {
      const { code, stdout } = await cli(t, args);
      assert.equal(code, 0);
      assert.notEqual(stdout, '');
    }
  });
});
