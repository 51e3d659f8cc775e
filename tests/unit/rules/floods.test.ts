import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serialize } from 'node:v8';
import { VERSIONS, type Version } from '../../../harness/doors/protocol.js';
import { ALL_RULES } from '../../../harness/rules/index.js';
import { createJoiner } from '../../../harness/rules/seen.js';
import { SETTINGS, at } from './scene.js';

/** Floods that each aim at what some rule remembers; `i` makes every frame another one. */
const FLOODS: Readonly<Record<string, (version: Version, i: number) => unknown>> = {
  'CALLs with ever new ids': (_, i) => [2, `id${i}`, 'Heartbeat', {}],
  'CALLs with long ids and names': (_, i) => [2, `${i}${'x'.repeat(5_000)}`, `A${i}${'y'.repeat(5_000)}`, {}],
  'SENDs and results of nobody': (_, i) => [i % 2 === 0 ? 6 : 3, `id${i}`, ...(i % 2 === 0 ? ['A'] : []), { i }],
  'malformed frames': (_, i) => [2, `id${i}`],
  'ever new transactions': (version, i) =>
    version === '1.6'
      ? [2, `id${i}`, 'StopTransaction', { transactionId: i, meterStop: i }]
      : [
          2,
          `id${i}`,
          'TransactionEvent',
          {
            eventType: 'Started',
            seqNo: i,
            timestamp: at(i),
            evse: { id: i },
            transactionInfo: { transactionId: `t${i}` },
          },
        ],
  'events of one transaction': (version, i) =>
    version === '1.6'
      ? [2, `id${i}`, 'StartTransaction', { connectorId: i, meterStart: i, timestamp: at(i) }]
      : [
          2,
          `id${i}`,
          'TransactionEvent',
          { eventType: 'Updated', seqNo: i, timestamp: at(i), transactionInfo: { transactionId: 't' } },
        ],
  'ever new registers': (version, i) => {
    const meterValue = [
      { timestamp: at(i), sampledValue: [{ value: version === '1.6' ? '1' : 1, measurand: `Energy.${i}.Register` }] },
    ];
    return version === '1.6'
      ? [2, `id${i}`, 'MeterValues', { connectorId: 1, transactionId: 1, meterValue }]
      : [
          2,
          `id${i}`,
          'TransactionEvent',
          { eventType: 'Updated', seqNo: i, meterValue, transactionInfo: { transactionId: 't' } },
        ];
  },
  'ever new connectors and reports': (version, i) =>
    version === '1.6'
      ? [2, `id${i}`, 'StatusNotification', { connectorId: i, status: 'Faulted' }]
      : [2, `id${i}`, 'NotifyReport', { requestId: i, seqNo: 0, tbc: true }],
};

/** What each rule remembers, in bytes, after `count` frames and as many connections over `tens` as given. */
function remembered(version: Version, flood: (version: Version, i: number) => unknown, count: number): number {
  const joiner = createJoiner();
  const running = ALL_RULES.filter(({ clauses }) => clauses[version] !== undefined).map((rule) => ({
    rule,
    state: rule.init(SETTINGS),
  }));
  for (let i = 0; i < count; i++) {
    // Every tenth frame comes over a new connection of a new station, which is never closed.
    const conn = Math.floor(i / 10);
    const events = [
      ...(i % 10 === 0 ? [joiner.open({ conn, identity: `CS${conn}`, version, t: i })] : []),
      joiner.frame({ conn, n: i + 1, t: i, sender: 'station', text: JSON.stringify(flood(version, i)) }),
    ];
    for (const seen of events) {
      assert.ok(seen !== undefined);
      for (const { rule, state } of running) rule.on(seen, state);
    }
  }
  return running.reduce((sum, { state }) => sum + serialize(state).length, 0);
}

for (const version of VERSIONS) {
  for (const [name, flood] of Object.entries(FLOODS)) {
    test(`a flood of ${name} does not make the rules remember more and more (${version})`, () => {
      const [some, more] = [remembered(version, flood, 2_000), remembered(version, flood, 4_000)];
      assert.ok(more < some * 1.2 + 20_000, `${some} bytes, then ${more}`);
    });
  }
}

test('one sender that never stops makes no rule remember more than a few megabytes', () => {
  const joiner = createJoiner();
  const running = ALL_RULES.map((rule) => ({ rule, state: rule.init(SETTINGS) }));
  joiner.open({ conn: 1, identity: 'CS', version: '2.0.1', t: 0 });
  const sizes: number[] = [];
  for (let i = 0; i < 24_000; i++) {
    const seen = joiner.frame({
      conn: 1,
      n: i + 1,
      t: i,
      sender: 'station',
      text: JSON.stringify([2, `id${i}`, 'Heartbeat', { i }]),
    });
    assert.ok(seen !== undefined);
    for (const { rule, state } of running) if (rule.clauses['2.0.1'] !== undefined) rule.on(seen, state);
    if (i === 11_999 || i === 23_999) sizes.push(running.reduce((sum, { state }) => sum + serialize(state).length, 0));
  }
  const [half = 0, whole = 0] = sizes;
  assert.ok(whole < half * 1.05, `${half} bytes, then ${whole}`);
  assert.ok(whole < 4_000_000);
});
