import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { VERSIONS, type Version } from '../../../harness/doors/protocol.js';
import { ALL_RULES } from '../../../harness/rules/index.js';
import { createObserver } from '../../../harness/rules/observe.js';
import { createJoiner } from '../../../harness/rules/seen.js';
import { actionsOf } from '../../../harness/schema/schemas.js';
import { type Scene, SETTINGS, at, play } from './scene.js';

test('rules have ids of their own, a title and a clause for at least one version', () => {
  assert.equal(new Set(ALL_RULES.map(({ id }) => id)).size, ALL_RULES.length);
  for (const { id, title, clauses } of ALL_RULES) {
    assert.match(id, /^[a-z0-9-]+$/);
    assert.match(title, /\.$/);
    assert.ok(Object.keys(clauses).length > 0);
    for (const version of VERSIONS) assert.ok(clauses[version]?.includes(version) ?? true);
  }
});

test('a rule without a clause for a version sees nothing of that version', () => {
  const events: string[] = [];
  const spy = {
    id: 'spy',
    title: 'Sees.',
    clauses: { '2.1': 'OCPP 2.1' },
    init: () => ({}),
    on: ({ kind }: { kind: string }) => (events.push(kind), []),
  };
  play('1.6', [spy], (s) => s.station([2, 'a', 'Heartbeat', {}]));
  assert.deepEqual(events, ['end']);
  play('2.1', [spy], (s) => s.station([2, 'a', 'Heartbeat', {}]));
  assert.deepEqual(events, ['end', 'open', 'frame', 'end']);
});

const ordinary: Readonly<Record<'1.6' | '2.x', (s: Scene) => void>> = {
  '1.6': (s) => {
    const status = (state: string): unknown =>
      s.asks('station', 'StatusNotification', { connectorId: 1, errorCode: 'NoError', status: state });
    const accepted = { idTagInfo: { status: 'Accepted' } };
    s.asks(
      'station',
      'BootNotification',
      { chargePointVendor: 'V', chargePointModel: 'M' },
      { status: 'Accepted', interval: 300, currentTime: at(0) },
    );
    status('Available');
    s.asks('csms', 'RemoteStartTransaction', { idTag: 'A', connectorId: 1 }, { status: 'Accepted' });
    status('Preparing');
    s.asks(
      'station',
      'StartTransaction',
      { connectorId: 1, idTag: 'A', meterStart: 10, timestamp: at(1) },
      { transactionId: 5, ...accepted },
    );
    status('Charging');
    s.asks('station', 'MeterValues', {
      connectorId: 1,
      transactionId: 5,
      meterValue: [{ timestamp: at(2), sampledValue: [{ value: '20' }] }],
    });
    s.asks('station', 'StopTransaction', { transactionId: 5, meterStop: 30, timestamp: at(3) }, accepted);
    status('Finishing');
    status('Available');
  },
  '2.x': (s) => {
    const event = (eventType: string, seqNo: number, more: object): unknown =>
      s.asks('station', 'TransactionEvent', {
        eventType,
        timestamp: at(seqNo),
        triggerReason: 'CablePluggedIn',
        seqNo,
        ...more,
      });
    const transactionInfo = { transactionId: 'T1', chargingState: 'EVConnected' };
    s.asks(
      'station',
      'BootNotification',
      { reason: 'PowerUp', chargingStation: { model: 'M', vendorName: 'V' } },
      { status: 'Pending', interval: 300, currentTime: at(0) },
    );
    s.asks('csms', 'GetBaseReport', { requestId: 1, reportBase: 'FullInventory' }, { status: 'Accepted' });
    s.asks('station', 'NotifyReport', { requestId: 1, seqNo: 0, generatedAt: at(0) });
    s.wait(300);
    s.asks(
      'station',
      'BootNotification',
      { reason: 'PowerUp', chargingStation: { model: 'M', vendorName: 'V' } },
      { status: 'Accepted', interval: 300, currentTime: at(0) },
    );
    event('Started', 0, { transactionInfo, evse: { id: 1, connectorId: 1 } });
    event('Ended', 1, { transactionInfo: { transactionId: 'T1', stoppedReason: 'EVDisconnected' } });
  },
};

for (const version of VERSIONS) {
  test(`all rules together find nothing wrong with an ordinary conversation (${version})`, () => {
    const { findings } = play(version, ALL_RULES, ordinary[version === '1.6' ? '1.6' : '2.x']);
    assert.deepEqual(findings, []);
  });
}

/** Frames as hostile peers make them: half right, wholly wrong, and anything. */
function hostile(version: Version): fc.Arbitrary<string> {
  const id = fc.oneof(fc.constantFrom('a', 'b', 'c', '-1', ''), fc.string({ maxLength: 60 }));
  const key = fc.constantFrom(
    'connectorId',
    'status',
    'transactionId',
    'seqNo',
    'requestId',
    'eventType',
    'meterValue',
    'transactionInfo',
    'evse',
    'timestamp',
    'interval',
    '__proto__',
    'constructor',
    'requestedMessage',
    'id',
    'sampledValue',
    'tbc',
  );
  const value = fc.oneof(
    fc.constantFrom<unknown>(
      'Accepted',
      'Rejected',
      'Pending',
      'Faulted',
      'Started',
      'Ended',
      at(0),
      at(1),
      -1,
      0,
      1,
      2,
      true,
      null,
      1e308,
    ),
    fc.jsonValue({ maxDepth: 3 }),
  );
  const payload = fc.oneof(fc.dictionary(key, value, { maxKeys: 6 }), fc.jsonValue({ maxDepth: 4 }));
  const action = fc.oneof(fc.constantFrom(...actionsOf(version)), fc.string({ maxLength: 20 }));
  return fc.oneof(
    fc.tuple(fc.constantFrom(2, 6), id, action, payload).map((frame) => JSON.stringify(frame)),
    fc.tuple(fc.constant(3), id, payload).map((frame) => JSON.stringify(frame)),
    fc.tuple(fc.constantFrom(4, 5), id, fc.string(), fc.string(), payload).map((frame) => JSON.stringify(frame)),
    fc.json({ maxDepth: 4 }),
    fc.string(),
  );
}

for (const version of VERSIONS) {
  test(`whatever is sent, no rule throws, and every finding has a clause and frames (${version})`, () => {
    const line = fc.record({
      sender: fc.constantFrom('station', 'csms', 'open', 'closed'),
      text: hostile(version),
      ms: fc.nat(20_000),
      deliberate: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const joiner = createJoiner();
        const observer = createObserver(ALL_RULES, SETTINGS);
        let [t, conn] = [0, 1];
        const take = (seen: Parameters<typeof observer.on>[0] | undefined): void => {
          for (const finding of seen === undefined ? [] : observer.on(seen)) {
            assert.ok(finding.clause.length > 0 && finding.message.length < 2_000);
            assert.ok(finding.frames.every(Number.isInteger) && finding.frames.length > 0);
          }
        };
        take(joiner.open({ conn, identity: 'CS', version, t }));
        lines.forEach(({ sender, text, ms, deliberate }, n) => {
          t += ms;
          if (sender === 'open') take(joiner.open({ conn: ++conn, identity: 'CS', version, t }));
          else if (sender === 'closed') take(joiner.closed({ conn, t }));
          else
            take(
              joiner.frame({
                conn,
                n: n + 1,
                t,
                sender,
                text,
                deliberate: deliberate && n % 5 === 0,
              }),
            );
        });
        take(joiner.end(t + 60_000));
      }),
      { numRuns: 150 },
    );
  });
}

test('the same events lead to the same findings', () => {
  fc.assert(
    fc.property(fc.array(hostile('2.1'), { maxLength: 20 }), (texts) => {
      const once = () =>
        play('2.1', ALL_RULES, (s) => texts.forEach((text, i) => (i % 2 === 0 ? s.station(text) : s.csms(text))))
          .findings;
      assert.deepEqual(once(), once());
    }),
    { numRuns: 30 },
  );
});
