/** Peers that send without end, against `run`: memory and time stay bounded, and the run ends whole. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type WebSocket } from 'ws';
import { meetCsms, meetStation } from './support/meet.js';
import { startCsms } from './support/raw-csms.js';
import { comeBack, connectStation } from './support/raw-station.js';

/** The tester's own heap; what a flood made it keep beyond this would end the process. */
const LITTLE_MEMORY = { node: ['--max-old-space-size=256'] };
const MB = 1024 * 1024;

/** Sends `text(n)` as fast as the socket takes it, `pause` milliseconds after every 500, until `until` says so. */
function flood(socket: WebSocket, text: (n: number) => string, until: () => boolean = () => false, pause = 0): void {
  let n = 0;
  const burst = () => {
    if (socket.readyState !== socket.OPEN || until()) return;
    for (let left = 500; left > 0 && socket.bufferedAmount < 4 * MB; left--) socket.send(text(n++));
    if (pause > 0) setTimeout(burst, pause);
    else setImmediate(burst);
  };
  burst();
}

const heartbeat = (n: number) => JSON.stringify([2, `flood-${n}`, 'Heartbeat', {}]);

/** A case that goes on after its first Heartbeat, so that a flood has time to come. */
const LONGER = {
  selection: { include: ['RPC_16_CSMS_12'] },
  // A busy machine needs its time for as many frames as make a flood.
  parameters: { timeouts: { message: 20, action: 2, operator: 3, reboot: 6 } },
};

describe('a flood', { timeout: 500_000 }, () => {
  test('of requests in the middle of a case harms that case alone when it ends', async (t) => {
    const { code, outcome, stderr } = await meetStation(
      t,
      (url) =>
        connectStation(t, {
          url,
          onCall({ action }, station) {
            if (action !== 'ChangeConfiguration') return undefined;
            let sent = 0;
            flood(station.socket, heartbeat, () => (sent += 500) > 8000);
            return 'taken';
          },
        }),
      { parameters: { timeouts: { message: 20, action: 2, operator: 3, reboot: 6 } } },
      LITTLE_MEMORY,
    );
    assert.equal(code, 1, stderr);
    assert.equal(outcome.verdicts['TC_040_1_CS'], 'fail');
    assert.match(outcome.reasons['TC_040_1_CS'] ?? '', /no answer within 20 s/);
    assert.deepEqual(
      [outcome.verdicts['TC_062_CS'], outcome.verdicts['SANITY_16_CS']],
      ['pass', 'pass'],
      JSON.stringify(outcome.reasons),
    );
    const answers = outcome.of('frame').filter(({ dir, text }) => dir === 'tx' && text.startsWith('[3,"flood-'));
    assert.ok(answers.length >= 7000, `${answers.length} answers`);
  });

  test('of more requests than any case needs is cut off, and the station that comes back is tested on', async (t) => {
    let flooded = false;
    const { code, outcome, stderr } = await meetStation(
      t,
      (url) =>
        connectStation(t, {
          url,
          onCall({ action }, station) {
            if (action !== 'ChangeConfiguration' || flooded) return undefined;
            flooded = true;
            flood(station.socket, heartbeat);
            void station.closed.then(() => comeBack(t, url));
            return 'taken';
          },
        }),
      { parameters: { timeouts: { message: 20, action: 2, operator: 3, reboot: 6 } } },
      LITTLE_MEMORY,
    );
    assert.equal(code, 1, stderr);
    assert.deepEqual(
      outcome.findings('flood').map(({ case: id, blame }) => [id, blame]),
      [['TC_040_1_CS', 'sut']],
    );
    assert.deepEqual(
      [outcome.verdicts['TC_062_CS'], outcome.verdicts['SANITY_16_CS']],
      ['pass', 'pass'],
      JSON.stringify(outcome.reasons),
    );
    const [closed] = outcome.of('connection').filter(({ event }) => event === 'closed');
    assert.equal(closed?.by, 'tester');
    assert.ok(outcome.of('frame').filter(({ dir }) => dir === 'rx').length < 21_000);
  });

  test('that begins with the connection and never stops ends the run with its cases not run', async (t) => {
    let ended = false;
    const { code, outcome, stderr } = await meetStation(
      t,
      async (url, run) => {
        void run.ended.then(() => (ended = true));
        const again = async (): Promise<void> => {
          const station = await connectStation(t, { url, silent: true, onCall: () => 'taken' });
          flood(station.socket, heartbeat, () => ended, 400);
          await station.closed;
          if (!ended) await again();
        };
        void again().catch(() => undefined);
        return Promise.resolve();
      },
      {},
      LITTLE_MEMORY,
    );
    assert.equal(code, 1, stderr);
    assert.deepEqual(outcome.verdicts, { SANITY_16_CS: 'fail' });
    assert.deepEqual([...outcome.end.notRun].sort(), ['TC_040_1_CS', 'TC_062_CS']);
  });

  test('of large frames is cut off by its size', async (t) => {
    const large = JSON.stringify([2, 'x', 'DataTransfer', { vendorId: 'x', data: 'y'.repeat(MB - 200) }]);
    let flooded = false;
    const { code, outcome, stderr } = await meetStation(
      t,
      (url) =>
        connectStation(t, {
          url,
          onCall({ action }, station) {
            if (action !== 'ChangeConfiguration' || flooded) return undefined;
            flooded = true;
            flood(station.socket, () => large);
            void station.closed.then(() => comeBack(t, url));
            return 'taken';
          },
        }),
      { parameters: { timeouts: { message: 20, action: 2, operator: 3, reboot: 6 } } },
      LITTLE_MEMORY,
    );
    assert.equal(code, 1, stderr);
    assert.deepEqual(
      outcome.findings('flood').map(({ case: id, blame }) => [id, blame]),
      [['TC_040_1_CS', 'sut']],
    );
    assert.equal(outcome.verdicts['TC_062_CS'], 'pass');
    assert.ok(outcome.html.length < 20 * MB, `${outcome.html.length} characters of HTML`);
  });

  test('by a central system ends its case, and the run', async (t) => {
    const csms = await startCsms(t, {
      onCall({ action }, { socket }) {
        if (action === 'Heartbeat') flood(socket, (n) => JSON.stringify([2, `flood-${n}`, 'ClearCache', {}]));
        return undefined;
      },
    });
    const { code, outcome, stdout } = await meetCsms(t, csms.url, LONGER, LITTLE_MEMORY);
    assert.equal(code, 1, stdout);
    assert.ok(outcome.findings('flood').length > 0);
  });

  test('by a central system from the handshake on, which never hangs up, is survived', async (t) => {
    const csms = await startCsms(t, {
      onConnection({ socket }) {
        const internals = socket as unknown as { _receiver: NodeJS.EventEmitter };
        internals._receiver.removeAllListeners('conclude');
        flood(socket, (n) => JSON.stringify([3, `nobody-${n}`, { x: 'y'.repeat(10_000) }]));
      },
    });
    const { code, outcome, stdout } = await meetCsms(t, csms.url, LONGER, LITTLE_MEMORY);
    assert.equal(code, 1, stdout);
    assert.ok(outcome.findings('flood').length > 0);
  });
});
