import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bootedBench, createBench } from './bench.js';
import { statuses, story } from './story16.js';

test('a 1.6 station registers, reports the station and its connectors, and beats by the interval', async () => {
  const bench = await createBench('1.6');
  bench.station.start();
  await bench.run(2);
  assert.deepEqual(story(bench.take()), [
    'BootNotification',
    '0 Available',
    '1 Available',
    '2 Available',
    'SecurityEventNotification',
  ]);
  assert.equal(bench.handshakes[0]?.path, '/ocpp/CS%2001');
  await bench.run(600);
  assert.deepEqual(
    bench.take().map(({ action }) => action),
    ['Heartbeat', 'Heartbeat'],
  );
  bench.assertValid();
});

test('a 1.6 station that is pending keeps quiet, answers, and boots again after the interval or a trigger', async () => {
  const bench = await createBench('1.6', { boot: { status: 'Pending', interval: 60 } });
  bench.station.start();
  await bench.run(50);
  assert.equal(bench.take().length, 1);
  assert.equal(
    (await bench.call('GetConfiguration', { key: ['NumberOfConnectors'] })).value.configurationKey[0].value,
    '2',
  );
  assert.equal(
    (await bench.call('TriggerMessage', { requestedMessage: 'StatusNotification', connectorId: 1 })).value.status,
    'Accepted',
  );
  assert.deepEqual(story(bench.take()), ['1 Available']);
  assert.equal((await bench.call('RemoteStartTransaction', { idTag: 'A', connectorId: 1 })).value.status, 'Rejected');
  await bench.run(20);
  assert.deepEqual(story(bench.take()), ['BootNotification']);
  await bench.call('TriggerMessage', { requestedMessage: 'BootNotification' });
  assert.deepEqual(story(bench.take()), ['BootNotification']);
  bench.assertValid();
});

test('a 1.6 station that is rejected neither calls nor answers until the interval is over', async () => {
  const bench = await createBench('1.6', { boot: { status: 'Rejected', interval: 60 } });
  bench.station.start();
  await bench.run(5);
  bench.text(JSON.stringify([2, 'x', 'GetConfiguration', {}]));
  await bench.run(20);
  assert.equal(bench.raw.length, 1);
  await bench.run(40);
  assert.equal(bench.raw.length, 2);
});

test('a local session runs from the plug to the free connector', async () => {
  const bench = await bootedBench('1.6');
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  assert.deepEqual(story(bench.take()), ['1 Preparing', 'Authorize', 'StartTransaction', '1 Charging']);
  await bench.run(120);
  const values = bench.take('MeterValues');
  assert.equal(values.length, 2);
  assert.equal(values[0]?.payload.transactionId, 100);
  await bench.act('evStopsCharging', { connectorId: 1 });
  await bench.act('evResumesCharging', { connectorId: 1 });
  assert.deepEqual(statuses(bench.take()), ['1 SuspendedEV', '1 Charging']);
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  const end = bench.take();
  assert.deepEqual(story(end), ['StopTransaction', '1 Finishing']);
  assert.equal(end[0]?.payload.reason, 'Local');
  assert.ok(end[0].payload.meterStop > 1000);
  await bench.act('plugOut', { connectorId: 1 });
  assert.deepEqual(story(bench.take()), ['1 Available']);
  bench.assertValid();
});

test('the variant reports statuses before the transaction messages that belong to them', async () => {
  const bench = await bootedBench('1.6', { variant: { finishingBeforeStop: true } });
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  assert.deepEqual(story(bench.take()), [
    '1 Preparing',
    'Authorize',
    '1 Charging',
    'StartTransaction',
    '1 Finishing',
    'StopTransaction',
  ]);
});

test('an EV that leaves ends the transaction or suspends it, as configured', async () => {
  const bench = await bootedBench('1.6');
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  bench.take();
  await bench.act('plugOut', { connectorId: 1 });
  const end = bench.take();
  assert.deepEqual(story(end), ['StopTransaction', '1 Finishing']);
  assert.equal(end[0]?.payload.reason, 'EVDisconnected');
  await bench.act('plugOut', { connectorId: 1 });
  assert.deepEqual(story(bench.take()), ['1 Available']);
  await bench.call('ChangeConfiguration', { key: 'StopTransactionOnEVSideDisconnect', value: 'false' });
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  bench.take();
  await bench.act('plugOut', { connectorId: 1 });
  const away = bench.take();
  assert.deepEqual(story(away), ['1 SuspendedEV']);
  assert.equal(away[0]?.payload.info, 'EV side disconnected');
  await bench.act('plugIn', { connectorId: 1 });
  assert.deepEqual(story(bench.take()), ['1 Charging']);
  bench.assertValid();
});

test('remote start waits for the EV until ConnectionTimeOut, and remote stop ends the transaction', async () => {
  const bench = await bootedBench('1.6');
  assert.equal((await bench.call('RemoteStartTransaction', { idTag: 'TAG', connectorId: 1 })).value.status, 'Accepted');
  await bench.run(70);
  assert.deepEqual(story(bench.take()), ['Authorize', '1 Preparing', '1 Available']);
  await bench.call('RemoteStartTransaction', { idTag: 'TAG', connectorId: 1 });
  await bench.act('plugIn', { connectorId: 1 });
  assert.deepEqual(story(bench.take()), ['Authorize', '1 Preparing', 'StartTransaction', '1 Charging']);
  assert.equal((await bench.call('RemoteStopTransaction', { transactionId: 99 })).value.status, 'Rejected');
  assert.equal((await bench.call('RemoteStopTransaction', { transactionId: 100 })).value.status, 'Accepted');
  const end = bench.take();
  assert.deepEqual(story(end), ['StopTransaction', '1 Finishing']);
  assert.equal(end[0]?.payload.reason, 'Remote');
  assert.equal((await bench.call('RemoteStartTransaction', { idTag: 'TAG', connectorId: 9 })).value.status, 'Rejected');
  bench.assertValid();
});

test('an idTag that StartTransaction.conf refuses ends or suspends the transaction, as configured', async () => {
  const bench = await bootedBench('1.6');
  bench.answer('StartTransaction', () => ({ idTagInfo: { status: 'Invalid' }, transactionId: 7 }));
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  const end = bench.take();
  assert.deepEqual(story(end), [
    '1 Preparing',
    'Authorize',
    'StartTransaction',
    '1 Charging',
    'StopTransaction',
    '1 Finishing',
  ]);
  assert.equal(end[4]?.payload.reason, 'DeAuthorized');
  await bench.act('plugOut', { connectorId: 1 });
  assert.deepEqual(story(bench.take()), ['1 Available']);
  await bench.call('ChangeConfiguration', { key: 'StopTransactionOnInvalidId', value: 'false' });
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  assert.deepEqual(story(bench.take()), [
    '1 Preparing',
    'Authorize',
    'StartTransaction',
    '1 Charging',
    '1 SuspendedEVSE',
  ]);
  bench.assertValid();
});

test('a reset ends transactions with its reason, and the station boots and reports again', async () => {
  for (const type of ['Soft', 'Hard'] as const) {
    const bench = await bootedBench('1.6');
    await bench.act('plugIn', { connectorId: 1 });
    await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
    bench.take();
    assert.equal((await bench.call('Reset', { type })).value.status, 'Accepted');
    await bench.run(10);
    const seen = bench.take();
    assert.deepEqual(story(seen), [
      'StopTransaction',
      '1 Finishing',
      'BootNotification',
      '0 Available',
      '1 Finishing',
      '2 Available',
      'SecurityEventNotification',
    ]);
    assert.equal(seen[0]?.payload.reason, `${type}Reset`);
    bench.assertValid();
  }
});

test('transactions that a power loss cut off end as PowerLoss after the boot, or before it with backup power', async () => {
  const bench = await bootedBench('1.6');
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  bench.take();
  await bench.act('powerCycle', {});
  await bench.run(10);
  const seen = bench.take();
  assert.deepEqual(story(seen), [
    'BootNotification',
    '0 Available',
    '1 Finishing',
    '2 Available',
    'SecurityEventNotification',
    'StopTransaction',
  ]);
  assert.equal(seen[5]?.payload.reason, 'PowerLoss');
  const backed = await bootedBench('1.6', { variant: { backupPower: true } });
  await backed.act('plugIn', { connectorId: 1 });
  await backed.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  backed.take();
  await backed.act('powerCycle', {});
  await backed.run(10);
  assert.deepEqual(story(backed.take()).slice(0, 3), ['StopTransaction', '1 Finishing', 'BootNotification']);
  bench.assertValid();
});

test('what happens offline is told afterwards, in order and without a new boot', async () => {
  const bench = await bootedBench('1.6');
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  bench.take();
  await bench.act('network', { up: false });
  assert.equal(bench.station.connected, false);
  await bench.run(60);
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  await bench.run(60);
  assert.equal(bench.take().length, 0);
  await bench.act('network', { up: true });
  const seen = bench.take();
  assert.deepEqual(story(seen), ['1 Finishing', 'MeterValues', 'StopTransaction']);
  assert.ok(seen[2]!.payload.timestamp < '2026-01-05T08:01:10');
  bench.assertValid();
});

test('a transaction message that fails is repeated with growing pauses and then dropped', async () => {
  const bench = await bootedBench('1.6');
  bench.answer('StartTransaction', () => 'InternalError');
  await bench.call('ChangeConfiguration', { key: 'MeterValueSampleInterval', value: '0' });
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  await bench.run(200);
  const times = bench.take('StartTransaction').map(({ t }) => Math.round(t));
  assert.equal(times.length, 3);
  assert.deepEqual([times[1]! - times[0]!, times[2]! - times[1]!], [30, 60]);
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  assert.equal(bench.take('StopTransaction')[0]?.payload.transactionId, -1);
  bench.assertValid();
});
