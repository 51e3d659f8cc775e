/** Stations that send what they must not, against `run`: the run ends whole, and the verdict and the blame are right. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { meetStation } from './support/meet.js';
import { comeBack, connectStation, type RawStation, type StationOptions } from './support/raw-station.js';

const MB = 1024 * 1024;
const ALL_PASS = { SANITY_16_CS: 'pass', TC_062_CS: 'pass', TC_040_1_CS: 'pass' };

/** A station that does `act` once, when ChangeConfiguration comes, before it answers. */
const misbehaving = (url: string, act: (station: RawStation) => void): StationOptions => {
  let done = false;
  return {
    url,
    onCall({ action }, station) {
      if (action === 'ChangeConfiguration' && !done) {
        done = true;
        act(station);
      }
      return undefined;
    },
  };
};

describe('a station under test', { concurrency: 3, timeout: 500_000 }, () => {
  test('that sends a binary frame fails by the framing rule in that case alone', async (t) => {
    const { code, outcome } = await meetStation(t, (url) =>
      connectStation(
        t,
        misbehaving(url, (station) => station.raw(Buffer.from([0, 1, 2, 255]))),
      ),
    );
    assert.equal(code, 1);
    assert.deepEqual(outcome.verdicts, { ...ALL_PASS, TC_040_1_CS: 'fail' });
    const [frame] = outcome.of('frame').filter(({ binary }) => binary);
    assert.deepEqual([frame?.text, frame?.dir], ['AAEC/w==', 'rx']);
    const [finding] = outcome.findings('framing');
    assert.deepEqual([finding?.case, finding?.blame, finding?.frames], ['TC_040_1_CS', 'sut', [frame?.n]]);
  });

  test('that sends 10 MB in one frame does what no document forbids: it is told, and the record keeps the beginning', async (t) => {
    const text = JSON.stringify([2, 'big', 'DataTransfer', { vendorId: 'x', data: 'y'.repeat(10 * MB) }]);
    const { code, outcome, stdout } = await meetStation(t, (url) =>
      connectStation(
        t,
        misbehaving(url, (station) => station.raw(text)),
      ),
    );
    assert.equal(code, 0, stdout);
    assert.deepEqual(outcome.verdicts, ALL_PASS);
    const [frame] = outcome.of('frame').filter(({ oversize }) => oversize !== undefined);
    assert.equal(frame?.oversize, text.length);
    assert.ok((frame?.text.length ?? 0) < 10_000);
    assert.deepEqual(
      outcome.findings('framing').map(({ severity, blame, frames }) => [severity, blame, frames]),
      [['advisory', 'sut', [frame?.n]]],
    );
  });

  test('that sends 40 MB in one frame is cut off, and its case fails', async (t) => {
    const { code, outcome } = await meetStation(t, (url) =>
      connectStation(t, {
        ...misbehaving(url, (station) => {
          station.raw('z'.repeat(40 * MB));
          void station.closed.then(() => comeBack(t, url));
        }),
      }),
    );
    assert.equal(code, 1);
    assert.deepEqual(outcome.verdicts, { ...ALL_PASS, TC_040_1_CS: 'fail' });
    const closed = outcome.of('connection').find(({ event }) => event === 'closed');
    assert.equal(closed?.code, 1009);
    assert.match(closed?.reason ?? '', /cut off/);
  });

  test('that uses message ids again after a restart does what 1.6 allows', async (t) => {
    const { code, outcome, stdout } = await meetStation(t, async (url) => {
      const before = await connectStation(t, { url, silent: true });
      await before.request('BootNotification', { chargePointVendor: 'raw', chargePointModel: 'raw' });
      before.socket.terminate();
      await connectStation(t, { url });
    });
    assert.equal(code, 0, stdout);
    const ids = outcome
      .of('frame')
      .filter(({ dir, text }) => dir === 'rx' && text.startsWith('[2'))
      .map(({ text }) => (JSON.parse(text) as unknown[])[1]);
    assert.equal(ids.filter((id) => id === 'raw-1').length, 2, ids.join());
    assert.deepEqual(outcome.of('finding'), []);
  });

  test('that uses a message id twice on one connection is told so', async (t) => {
    const { outcome } = await meetStation(t, (url) =>
      connectStation(
        t,
        misbehaving(url, (station) => {
          for (let count = 0; count < 2; count++) station.raw(JSON.stringify([2, 'raw-1', 'Heartbeat', {}]));
        }),
      ),
    );
    const findings = outcome.findings('message-id');
    assert.ok(findings.length > 0);
    assert.ok(findings.every(({ blame }) => blame === 'sut'));
  });

  test('that answers with the id "-1" has not answered', async (t) => {
    const { code, outcome } = await meetStation(t, (url) =>
      connectStation(t, {
        url,
        onCall({ action }, station) {
          if (action !== 'ChangeConfiguration') return undefined;
          station.answer('-1', { status: 'NotSupported' });
          return 'taken';
        },
      }),
    );
    assert.equal(code, 1);
    assert.deepEqual(outcome.verdicts, { ...ALL_PASS, TC_040_1_CS: 'fail' });
    assert.match(outcome.reasons['TC_040_1_CS'] ?? '', /no answer within 8 s/);
    const findings = [...outcome.findings('unasked'), ...outcome.findings('answered')];
    assert.deepEqual(
      findings.map(({ case: id, severity, blame }) => [id, severity, blame]),
      [
        ['TC_040_1_CS', 'fail', 'sut'],
        ['TC_040_1_CS', 'fail', 'sut'],
      ],
    );
  });

  test('that never answers one request fails the case that asked, and the rest goes on', async (t) => {
    const { code, outcome } = await meetStation(t, (url) =>
      connectStation(t, { url, onCall: ({ action }) => (action === 'ChangeConfiguration' ? 'taken' : undefined) }),
    );
    assert.equal(code, 1);
    assert.deepEqual(outcome.verdicts, { ...ALL_PASS, TC_040_1_CS: 'fail' });
    assert.ok(outcome.of('check').every(({ verdict, blame }) => verdict === 'pass' || blame === 'sut'));
  });

  test('that answers twice fails by the rule on answers', async (t) => {
    const { code, outcome } = await meetStation(t, (url) =>
      connectStation(t, {
        url,
        onCall({ id, action }, station) {
          if (action !== 'ChangeConfiguration') return undefined;
          station.answer(id, { status: 'NotSupported' });
          station.answer(id, { status: 'NotSupported' });
          return 'taken';
        },
      }),
    );
    assert.equal(code, 1);
    const [finding] = outcome.findings('unasked');
    assert.deepEqual([finding?.severity, finding?.blame], ['fail', 'sut']);
  });

  test('that sends requests of its own all through its cases does what it may', async (t) => {
    let stop = false;
    const { code, outcome, stdout } = await meetStation(t, async (url, { ended }) => {
      const station = await connectStation(t, { url });
      void ended.then(() => (stop = true));
      const talk = async () => {
        for (let count = 0; !stop && count < 3000; count++) {
          if (count % 2 === 0) await station.request('Heartbeat', {});
          else await station.request('Authorize', { idTag: '1ADD0001' });
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      };
      void talk();
    });
    assert.equal(code, 0, stdout);
    assert.deepEqual(outcome.verdicts, ALL_PASS);
    assert.deepEqual(
      outcome.of('finding').filter(({ severity }) => severity === 'fail'),
      [],
    );
  });

  test('that sends what is no OCPP at all fails, and nothing of it stops the tester', async (t) => {
    const texts = [
      '',
      '{',
      'null',
      '[]',
      '[2]',
      '[9,"x",{}]',
      '[2,7,"Heartbeat",{}]',
      '[2,"a","Heartbeat"]',
      '[2,"b","__proto__",{}]',
      '[2,"c","NoSuchAction",{}]',
      '[3,"d",{}]',
      '[4,"e","X","",{}]',
      '[2,"f","Heartbeat",{"__proto__":{"x":1}}]',
      `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      `[2,"g","DataTransfer",{"vendorId":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}}]`,
      '[2,"h","BootNotification",{"chargePointVendor":7}]',
      '\ud800',
      `[2,"${'i'.repeat(5_000)}","Heartbeat",{}]`,
    ];
    const { code, outcome, stdout } = await meetStation(t, (url) =>
      connectStation(
        t,
        misbehaving(url, (station) => texts.forEach((text) => station.raw(text))),
      ),
    );
    assert.equal(code, 1, stdout);
    assert.deepEqual(outcome.verdicts, { ...ALL_PASS, TC_040_1_CS: 'fail' });
    assert.ok(outcome.of('frame').length > texts.length);
  });

  test('that writes markup and control characters into every string reaches neither page nor terminal with them', async (t) => {
    const evil = '<script>alert("sut")</script>\u001b[31m\u009b2J\u202e\u0007\r</pre><img src=x onerror=alert(1)>';
    const { code, stdout, outcome } = await meetStation(t, (url) =>
      connectStation(t, {
        url,
        vendor: '<b>\u001b[31m\u009b2J',
        onCall({ id, action }, station) {
          if (action !== 'ChangeConfiguration') return undefined;
          station.raw(JSON.stringify([2, evil, evil, { [evil]: evil }]));
          station.answer(id, { status: evil, [evil]: evil });
          station.raw(JSON.stringify([4, evil, evil, evil, { [evil]: evil }]));
          return 'taken';
        },
      }),
    );
    assert.equal(code, 1);
    assert.equal(outcome.verdicts['TC_040_1_CS'], 'fail');
    assert.match(JSON.stringify(outcome.events), /alert/, 'the record has what came');
    assert.doesNotMatch(outcome.html, /<script>alert|<img src=x/);
    assert.match(outcome.html, /alert\(/, 'the page shows it');
    // eslint-disable-next-line no-control-regex -- these are what must not be there
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  });
});
