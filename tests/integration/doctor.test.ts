/** What `doctor` finds: every configuration error, before any case runs. */
import assert from 'node:assert/strict';
import { createServer, type AddressInfo } from 'node:net';
import { describe, test, type TestContext } from 'node:test';
import { cli, folderOf, start } from './support/cli.js';
import { csmsPlan, stationPlan } from './support/plans.js';
import { freePort } from './support/port.js';
import { startCsms } from './support/raw-csms.js';
import { connectStation } from './support/raw-station.js';

const PASSWORD = 'a-password-of-16+';

describe('doctor', { concurrency: 3, timeout: 500_000 }, () => {
  const station = async (
    t: TestContext,
    meet: (url: string) => unknown,
    parts: Parameters<typeof stationPlan>[1] = {},
    wait = 4,
  ) => {
    const folder = folderOf(t);
    const port = await freePort();
    const run = start(t, [
      'doctor',
      '--plan',
      stationPlan(folder, { listen: { port }, ...parts }),
      '--wait',
      `${wait}`,
    ]);
    await run.shows(/waiting up to/);
    const url = `ws://127.0.0.1:${port}/ocpp`;
    // The port is open a moment after the words.
    const knock = setInterval(() => void Promise.resolve(meet(url)).catch(() => undefined), 300);
    t.after(() => clearInterval(knock));
    const ended = await run.ended;
    clearInterval(knock);
    return ended;
  };

  test('finds nothing wrong with a station that comes as the plan says, and leaves it alone', async (t) => {
    // With more patience than the test has: once the station has come there is nothing to wait for.
    const { code, stdout } = await station(t, (url) => connectStation(t, { url, silent: true }), {}, 600);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /ok {3}handshake from .*: CP001 with ocpp1\.6/);
    assert.match(stdout, /note operator: none|ok {3}operator/);
  });

  for (const { words, options, parts, says } of [
    {
      words: 'under another name',
      options: { segment: 'CP002' },
      parts: {},
      says: /BAD .*CP002[\s\S]*hint: .*sut\.identity/,
    },
    { words: 'on another path', options: { segment: 'x/CP001' }, parts: {}, says: /BAD .*path[\s\S]*hint: .*\/ocpp/ },
    {
      words: 'with another version',
      options: { protocols: ['ocpp2.0.1'] },
      parts: {},
      says: /BAD .*ocpp2\.0\.1[\s\S]*hint: .*sut\.version/,
    },
    {
      words: 'without its password',
      options: {},
      parts: { security: { profile: 1, password: PASSWORD } },
      says: /BAD .*no credentials/,
    },
    {
      words: 'with a wrong password',
      options: { credentials: 'CP001:wrong' },
      parts: { security: { profile: 1, password: PASSWORD } },
      says: /BAD .*wrong credentials/,
    },
  ]) {
    test(`finds a station that comes ${words}`, async (t) => {
      const { code, stdout } = await station(
        t,
        (url) => connectStation(t, { url, silent: true, ...options }),
        parts,
        2,
      );
      assert.equal(code, 2, stdout);
      assert.match(stdout, says);
      assert.doesNotMatch(stdout, new RegExp(PASSWORD.replace('+', '\\+')));
    });
  }

  test('finds that no station comes', async (t) => {
    const { code, stdout } = await station(t, () => undefined, {}, 1);
    assert.equal(code, 2);
    assert.match(stdout, /BAD {2}station: no station connected within 1 s/);
  });

  test('finds each identity that a CSMS lets in and each that it does not', async (t) => {
    const folder = folderOf(t);
    const { url } = await startCsms(t);
    const good = await cli(t, ['doctor', '--plan', csmsPlan(folder, url, { sut: { identities: ['A', 'B'] } })]);
    assert.equal(good.code, 0, good.stdout);
    assert.equal(good.stdout.match(/ok {3}[AB] at/g)?.length, 2);
    const { url: closed } = await startCsms(t, { refuses: 401 });
    const bad = await cli(t, ['doctor', '--plan', csmsPlan(folder, closed)]);
    assert.equal(bad.code, 2);
    assert.match(bad.stdout, /BAD .*HTTP_401[\s\S]*hint: /);
  });

  test('finds certificates that cannot be used, and a port that cannot be had', async (t) => {
    const folder = folderOf(t);
    const tls = { ca: ['no-such-root.pem'] };
    const secure = csmsPlan(folder, 'wss://127.0.0.1:1/ocpp', { security: { profile: 2, password: PASSWORD, tls } });
    const first = await cli(t, ['doctor', '--plan', secure]);
    assert.equal(first.code, 2);
    assert.match(first.stderr, /no-such-root\.pem cannot be read[\s\S]*hint: .*security\.tls/);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.after(() => server.close());
    const { port } = server.address() as AddressInfo;
    const second = await cli(t, ['doctor', '--plan', stationPlan(folder, { listen: { port } }), '--wait', '1']);
    assert.equal(second.code, 2);
    assert.match(second.stderr, /EADDRINUSE[\s\S]*hint: /);
  });
});
