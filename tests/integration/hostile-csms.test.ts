/** Broken and hostile central systems against `run`: the run ends whole, and the verdict and the blame are right. */
import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { type Met, meetCsms } from './support/meet.js';
import { type PlanParts } from './support/plans.js';
import { type CsmsOptions, type RawCsms, startCsms } from './support/raw-csms.js';

const MB = 1024 * 1024;
const SANITY = 'SANITY_16_CSMS';

async function meet(
  t: TestContext,
  options: CsmsOptions,
  plan: PlanParts = {},
): Promise<Met & { readonly csms: RawCsms }> {
  const csms = await startCsms(t, options);
  return { ...(await meetCsms(t, csms.url, plan)), csms };
}

/** A central system that does this before it answers the first Heartbeat. */
const atHeartbeat = (act: NonNullable<CsmsOptions['onCall']>): CsmsOptions => ({
  onCall: (call, session) => (call.action === 'Heartbeat' ? act(call, session) : undefined),
});

describe('a central system under test', { concurrency: 3, timeout: 500_000 }, () => {
  test('that behaves passes', async (t) => {
    const { code, outcome, stdout, stderr } = await meet(t, {});
    assert.equal(code, 0, stdout);
    assert.equal(stderr, '');
    assert.deepEqual(outcome.verdicts, { [SANITY]: 'pass' });
  });

  test('that sends requests all through its cases does what it may, and each is answered', async (t) => {
    const requests = [
      ['GetConfiguration', {}],
      ['TriggerMessage', { requestedMessage: 'Heartbeat' }],
      ['ChangeAvailability', { connectorId: 1, type: 'Operative' }],
      ['ClearCache', {}],
      ['UnlockConnector', { connectorId: 1 }],
      ['GetLocalListVersion', {}],
      ['RemoteStopTransaction', { transactionId: 1 }],
      ['DataTransfer', { vendorId: 'org.example' }],
    ] as const;
    let asked = 0;
    let answered = 0;
    const next = (session: Parameters<NonNullable<CsmsOptions['onAnswer']>>[1]) => {
      const [action, payload] = requests[asked % requests.length] ?? requests[0];
      session.call(`c-${++asked}`, action, payload);
    };
    const { code, outcome, stdout } = await meet(t, {
      onCall({ action }, session) {
        if (action === 'BootNotification') setTimeout(() => next(session), 1);
        return undefined;
      },
      onAnswer(_frame, session) {
        answered++;
        setTimeout(() => next(session), 1);
      },
    });
    assert.equal(code, 0, stdout);
    assert.deepEqual(outcome.verdicts, { [SANITY]: 'pass' });
    assert.ok(answered >= 2, `${answered} answers`);
    assert.deepEqual(
      outcome.of('finding').filter(({ severity }) => severity === 'fail'),
      [],
    );
  });

  test('that closes the connection in the middle of a case fails it', async (t) => {
    const { code, outcome } = await meet(
      t,
      atHeartbeat((_call, { socket }) => {
        socket.close(1001, 'going away');
        return 'taken';
      }),
    );
    assert.equal(code, 1);
    assert.match(outcome.reasons[SANITY] ?? '', /connection was closed before an answer/);
    const closed = outcome.of('connection').find(({ event }) => event === 'closed');
    assert.deepEqual([closed?.by, closed?.code, closed?.reason], ['sut', 1001, 'going away']);
  });

  test('that never answers fails, though the connection stands', async (t) => {
    const { code, outcome } = await meet(
      t,
      atHeartbeat(() => 'taken'),
    );
    assert.equal(code, 1);
    assert.match(outcome.reasons[SANITY] ?? '', /no answer within 8 s/);
    assert.deepEqual(
      // What the rules find while somebody is only looked for is no case's.
      outcome.findings('answered').map(({ during, blame }) => [during, blame]),
      [[SANITY, 'sut']],
    );
  });

  test('that never answers a BootNotification is nobody who is there', async (t) => {
    const { code, outcome } = await meet(t, {
      onCall: ({ action }) => (action === 'BootNotification' ? 'taken' : undefined),
    });
    assert.equal(code, 1, 'the rule on answers has found it');
    assert.match(outcome.reasons[SANITY] ?? '', /no answer within 8 s/);
  });

  test('that answers with another id has answered nobody', async (t) => {
    const { code, outcome } = await meet(
      t,
      atHeartbeat((_call, session) => {
        session.answer('some-other-id', { currentTime: new Date().toISOString() });
        return 'taken';
      }),
    );
    assert.equal(code, 1);
    assert.match(outcome.reasons[SANITY] ?? '', /no answer/);
    const found = outcome.findings('unasked').map(({ severity, blame }) => [severity, blame]);
    assert.ok(found.length > 0);
    assert.ok(found.every(([severity, blame]) => severity === 'fail' && blame === 'sut'));
  });

  test('that answers with an invalid payload fails by the validity rule too', async (t) => {
    const { code, outcome } = await meet(
      t,
      atHeartbeat(({ id }, session) => {
        session.answer(id, { currentTime: 'yesterday', '<script>alert(1)</script>': '<script>alert(2)</script>' });
        return 'taken';
      }),
    );
    assert.equal(code, 1);
    assert.ok(outcome.findings('validity').length > 0);
    assert.doesNotMatch(outcome.html, /<script>alert/);
  });

  test('that sends 10 MB in one frame is told, and its case goes on', async (t) => {
    const { code, outcome, stdout } = await meet(
      t,
      atHeartbeat((_call, session) => {
        session.call('big', 'DataTransfer', { vendorId: 'x', data: 'y'.repeat(10 * MB) });
        return undefined;
      }),
    );
    assert.equal(code, 0, stdout);
    assert.ok(outcome.of('frame').some(({ oversize }) => (oversize ?? 0) > 10 * MB));
  });

  test('that sends binary frames fails by the framing rule', async (t) => {
    const { code, outcome } = await meet(
      t,
      atHeartbeat((_call, session) => {
        session.raw(Buffer.from('[3,"x",{}]'));
        return undefined;
      }),
    );
    assert.equal(code, 1);
    assert.equal(outcome.findings('framing')[0]?.blame, 'sut');
  });

  test('that breaks WebSocket itself is cut off, and the record says why', async (t) => {
    const { code, outcome } = await meet(
      t,
      atHeartbeat((_call, { socket }) => {
        // A text frame that is no UTF-8, past the library that would not send it.
        (socket as unknown as { _socket: { write(data: Buffer): void } })._socket.write(
          Buffer.from([0x81, 2, 0xc3, 0x28]),
        );
        return 'taken';
      }),
    );
    assert.equal(code, 1);
    const closed = outcome.of('connection').find(({ event }) => event === 'closed');
    assert.deepEqual([closed?.code, /cut off: .*UTF-8/i.test(closed?.reason ?? '')], [1007, true]);
  });

  test('that sends nonsense while the tester hangs up is not conformant, though no case ran then', async (t) => {
    const { code, outcome, stdout } = await meet(t, {
      onConnection({ socket }) {
        const { _receiver: receiver } = socket as unknown as { _receiver: NodeJS.EventEmitter };
        receiver.prependListener('conclude', () => socket.send('{"not": "OCPP"}'));
      },
    });
    assert.ok(outcome.findings('framing').some((finding) => finding.case === undefined));
    assert.deepEqual(outcome.verdicts, { [SANITY]: 'pass' });
    assert.equal(code, 1, stdout);
  });

  test('that never takes part in closing holds nobody up', async (t) => {
    const { code, stdout } = await meet(t, {
      onConnection: ({ socket }) => {
        (socket as unknown as { _receiver: NodeJS.EventEmitter })._receiver.removeAllListeners('conclude');
      },
    });
    assert.equal(code, 0, stdout);
  });

  test('is tested on four lanes at once, each with an identity of its own', async (t) => {
    const identities = ['LANE 1', 'lane-zwei-ü', 'LANE/3', 'LANE4'];
    const open = new Set<string>();
    let most = 0;
    const { code, outcome, csms, stdout } = await meet(
      t,
      {
        onConnection({ socket, identity }) {
          open.add(identity);
          most = Math.max(most, open.size);
          socket.on('close', () => open.delete(identity));
        },
        onCall: ({ id, action }, session) => {
          if (action !== 'Heartbeat') return undefined;
          setTimeout(() => session.answer(id, { currentTime: new Date().toISOString() }), 300);
          return 'taken';
        },
      },
      {
        sut: { identities },
        lanes: 4,
        selection: { include: ['TC_013_CSMS', 'TC_014_CSMS', 'TC_061_CSMS', 'TC_021_CSMS', 'TC_028_CSMS'] },
      },
    );
    assert.equal(code, 3, stdout);
    assert.equal(Object.keys(outcome.verdicts).length, 6);
    assert.deepEqual(new Set(csms.sessions.map(({ identity }) => identity)), new Set(identities));
    assert.ok(most > 1, `${most} connections at once`);
    assert.deepEqual(new Set(outcome.of('lane-start').map(({ identity }) => identity)), new Set(identities));
  });
});
