import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceCsmsFacts } from '../../../fixtures/reference-csms/reference-csms.js';
import { createBench } from './bench.js';

const { valid } = referenceCsmsFacts.idTokens;
const start = { connectorId: 1, idTag: valid, meterStart: 100, timestamp: '2026-01-04T08:00:00Z' };

test('a StartTransaction that comes again is the transaction that it was, also where tokens may be in one only', async () => {
  for (const concurrentTx of [false, true]) {
    const bench = await createBench({ variant: { concurrentTx } });
    const station = await bench.boot('CS1', '1.6');
    const first = (await station.call('StartTransaction', start)).value;
    const again = (await station.call('StartTransaction', start)).value;
    assert.deepEqual(again, first);
    const later = (await station.call('StartTransaction', { ...start, timestamp: '2026-01-04T09:00:00Z' })).value;
    assert.notEqual(later.transactionId, first.transactionId);
    assert.equal(later.idTagInfo.status, concurrentTx ? 'ConcurrentTx' : 'Accepted');
    bench.assertValid();
  }
});

test('the end of a transaction is answered as often as it comes', async () => {
  const bench = await createBench();
  const station = await bench.boot('CS1', '1.6');
  const { transactionId } = (await station.call('StartTransaction', start)).value;
  const stop = { transactionId, meterStop: 900, timestamp: '2026-01-04T10:00:00Z' };
  for (let time = 0; time < 2; time++) assert.deepEqual((await station.call('StopTransaction', stop)).value, {});
  bench.assertValid();
});
