/** Stations that connect wrongly, die, or never come, against `run`: every run ends by itself, whole, with the right verdict. */
import assert from 'node:assert/strict';
import { connect as connectTcp } from 'node:net';
import { describe, test, type TestContext } from 'node:test';
import { meetStation } from './support/meet.js';
import { comeBack, connectStation } from './support/raw-station.js';

/** The status by which a handshake is refused; rejects when it is not. */
async function refusal(t: TestContext, options: Parameters<typeof connectStation>[1]): Promise<number> {
  const refused: unknown = await connectStation(t, options).then(
    () => 'accepted',
    (error: unknown) => error,
  );
  return Number(/Unexpected server response: (\d+)/.exec(String(refused))?.[1]);
}

const ALL_PASS = { SANITY_16_CS: 'pass', TC_062_CS: 'pass', TC_040_1_CS: 'pass' };

describe('a station', { concurrency: 3, timeout: 500_000 }, () => {
  test('that behaves passes every case that ran', async (t) => {
    const { code, outcome, stdout, stderr } = await meetStation(t, (url) => connectStation(t, { url }));
    assert.equal(code, 0, stdout);
    assert.equal(stderr, '');
    assert.deepEqual(outcome.verdicts, ALL_PASS);
    assert.equal(outcome.end.exitCode, 0);
  });

  test('that never comes leaves the run inconclusive, with its cases not run', async (t) => {
    const { code, outcome } = await meetStation(t, () => undefined);
    assert.equal(code, 3);
    assert.deepEqual(outcome.verdicts, { SANITY_16_CS: 'inconclusive' });
    assert.match(outcome.reasons['SANITY_16_CS'] ?? '', /not connected/);
    assert.deepEqual([...outcome.end.notRun].sort(), ['TC_040_1_CS', 'TC_062_CS']);
  });

  test('that connects and says nothing at all fails, and the rest is not run', async (t) => {
    const { code, outcome } = await meetStation(t, (url) =>
      connectStation(t, { url, silent: true, onCall: () => 'taken' }),
    );
    assert.equal(code, 1);
    assert.deepEqual(outcome.verdicts, { SANITY_16_CS: 'fail' });
    assert.match(outcome.reasons['SANITY_16_CS'] ?? '', /no answer within 8 s/);
    assert.equal(outcome.end.notRun.length, 2);
    assert.ok(outcome.of('check').every(({ verdict, blame }) => verdict === 'pass' || blame === 'sut'));
  });

  test('that dies in the middle of a case and comes back fails that case, and the rest goes on', async (t) => {
    let died = false;
    const { code, outcome, stdout } = await meetStation(t, (url) =>
      connectStation(t, {
        url,
        onCall: ({ action }, station) => {
          if (action !== 'ChangeConfiguration' || died) return undefined;
          died = true;
          station.socket.terminate();
          setTimeout(() => comeBack(t, url), 300);
          return 'taken';
        },
      }),
    );
    assert.equal(code, 1, stdout);
    assert.deepEqual(outcome.verdicts, { SANITY_16_CS: 'pass', TC_040_1_CS: 'fail', TC_062_CS: 'pass' });
    assert.match(outcome.reasons['TC_040_1_CS'] ?? '', /connection was closed before an answer/);
    assert.deepEqual(outcome.end.notRun, []);
  });

  test('that dies in the middle of a case and never comes back leaves nothing but doubt', async (t) => {
    const { code, outcome } = await meetStation(t, (url) =>
      connectStation(t, {
        url,
        onCall: ({ action }, station) => {
          if (action !== 'ChangeConfiguration') return undefined;
          station.socket.terminate();
          return 'taken';
        },
      }),
    );
    assert.equal(code, 1, 'the case in which it died has failed');
    assert.equal(outcome.verdicts['TC_040_1_CS'], 'fail');
    assert.equal(outcome.verdicts['TC_062_CS'], 'inconclusive');
    assert.equal(outcome.verdicts['SANITY_16_CS'], 'inconclusive', 'the sanity case at the end');
    assert.match(outcome.end.unanswered ?? '', /nobody answered a request any more at the end/);
    assert.equal(outcome.end.counts.pass, 0);
  });

  test('that comes back under another identity is refused with 404, and the refusal is told', async (t) => {
    let status: Promise<number> | undefined;
    const { code, outcome, stdout } = await meetStation(t, (url) =>
      connectStation(t, {
        url,
        onCall: ({ action }, station) => {
          if (action !== 'ChangeConfiguration') return undefined;
          station.socket.terminate();
          status = refusal(t, { url, segment: 'CP%3Cscript%3E2' });
          return 'taken';
        },
      }),
    );
    assert.equal(await status, 404);
    assert.equal(code, 1);
    assert.match(stdout, /refused a connection to "\/ocpp\/CP%3Cscript%3E2": the plan has no station "CP<script>2"/);
    assert.equal(outcome.verdicts['TC_040_1_CS'], 'fail');
    assert.equal(outcome.of('connection').filter(({ event }) => event === 'open').length, 1);
  });

  test('with a wrong password, with none, or with the name of another is refused with 401 and recorded without it', async (t) => {
    const secret = 'correct horse battery';
    const statuses: number[] = [];
    const { code, outcome, stdout } = await meetStation(
      t,
      async (url) => {
        for (const credentials of ['CP001:wrong-password-given', 'CP002:correct horse battery', undefined, 'nonsense'])
          statuses.push(await refusal(t, { url, ...(credentials !== undefined && { credentials }) }));
        await connectStation(t, { url, credentials: `CP001:${secret}` });
      },
      { security: { profile: 1, password: secret } },
    );
    assert.deepEqual(statuses, [401, 401, 401, 401]);
    assert.equal(code, 0, stdout);
    assert.deepEqual(outcome.verdicts, ALL_PASS);
    const refused = outcome.of('connection').filter(({ event }) => event === 'refused');
    assert.deepEqual(
      refused.map(({ by, auth, status }) => [by, auth, status]),
      [
        ['tester', 'wrong', 401],
        ['tester', 'wrong', 401],
        ['tester', 'none', 401],
        ['tester', 'wrong', 401],
      ],
    );
    const everything = JSON.stringify(outcome.events) + outcome.html + stdout;
    assert.doesNotMatch(everything, /correct horse battery|wrong-password-given/);
  });

  test('that offers no subprotocol of the version is let in without one and closed, and no case rests on it', async (t) => {
    const { code, outcome } = await meetStation(t, async (url) => {
      const refused = connectStation(t, { url, protocols: ['ocpp2.0.1'], silent: true });
      await assert.rejects(refused, /no subprotocol/i);
    });
    assert.equal(code, 3);
    assert.deepEqual(outcome.verdicts, { SANITY_16_CS: 'inconclusive' });
    const [open] = outcome.of('connection');
    assert.deepEqual([open?.event, open?.subprotocol, open?.offered], ['open', '', ['ocpp2.0.1']]);
  });

  for (const { identity, segment, words } of [
    { identity: 'CP 1', segment: 'CP%201', words: 'a blank' },
    { identity: 'Ladestation-Köln', segment: 'Ladestation-K%C3%B6ln', words: 'an umlaut' },
    { identity: 'site/7', segment: 'site%2F7', words: 'a slash' },
  ]) {
    test(`whose identity has ${words}, percent-encoded, is known`, async (t) => {
      const { code, outcome, stdout } = await meetStation(t, (url) => connectStation(t, { url, segment }), {
        sut: { identity },
        selection: { include: ['TC_062_CS'] },
      });
      assert.equal(code, 0, stdout);
      assert.equal(outcome.of('connection')[0]?.identity, identity);
    });
  }

  test('whose path cannot be decoded, has a segment too many or no identity is refused', async (t) => {
    const statuses: number[] = [];
    const { stdout } = await meetStation(t, async (url) => {
      for (const segment of ['%E0%A4%A', 'CP001/more', '', '..%2Fetc'])
        statuses.push(await refusal(t, { url, segment }));
      statuses.push(await refusal(t, { url: url.replace('/ocpp', '/other') }));
    });
    assert.deepEqual(statuses, [404, 404, 404, 404, 404]);
    assert.match(stdout, /the path is not \/ocpp followed by one station identity/);
  });

  test('that opens a second connection is heard on the newer one', async (t) => {
    const { code, outcome, stdout } = await meetStation(t, async (url) => {
      const first = await connectStation(t, { url });
      await connectStation(t, { url, firstId: 100 });
      assert.equal(await first.closed, 1006);
    });
    assert.equal(code, 0, stdout);
    const [closed] = outcome.of('connection').filter(({ event }) => event === 'closed');
    assert.deepEqual([closed?.conn, closed?.by], [1, 'tester']);
  });

  test('beside which others hold half-open connections is tested, and the run ends', async (t) => {
    const { code, stdout } = await meetStation(t, async (url) => {
      const port = Number(new URL(url).port);
      const handshake = 'GET /ocpp/CP001 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n';
      const whole = `${handshake}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n`;
      // Nothing; half a handshake; no HTTP; a refused handshake whose sender never hangs up.
      for (const text of ['', handshake, 'SSH-2.0-x\r\n\r\n', `${whole.replace('CP001', 'CP999')}\r\n`]) {
        const socket = connectTcp({ port, host: '127.0.0.1', allowHalfOpen: true });
        socket.on('error', () => undefined).on('data', () => undefined);
        socket.write(text);
        t.after(() => socket.destroy());
      }
      await connectStation(t, { url });
    });
    assert.equal(code, 0, stdout);
  });

  test('that speaks control characters in its path reaches no terminal with them', async (t) => {
    const { stdout } = await meetStation(t, async (url) => {
      const socket = connectTcp({ port: Number(new URL(url).port), host: '127.0.0.1' });
      t.after(() => socket.destroy());
      const answered = new Promise((resolve) => socket.once('data', resolve).once('close', resolve));
      socket.write(
        Buffer.from(
          'GET /ocpp/\x9b31mCP%1B%5B31m HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
          'latin1',
        ),
      );
      await answered;
    });
    // eslint-disable-next-line no-control-regex -- these are what must not be there
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});
