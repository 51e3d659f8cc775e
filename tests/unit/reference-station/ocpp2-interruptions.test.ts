import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bootedBench, type Json } from './bench.js';
import { charging, place, set, token } from './steps2.js';
import { story } from './story2.js';

for (const version of ['2.0.1', '2.1'] as const) {
  test(`${version}: what happens offline is flagged and told afterwards`, async () => {
    const bench = await bootedBench(version);
    await set(bench, 'AuthCtrlr', 'OfflineTxForUnknownIdEnabled', 'true');
    await bench.act('network', { up: false });
    await bench.act('plugIn', place);
    await bench.act('presentIdToken', token);
    await bench.run(30);
    await bench.act('network', { up: true });
    await bench.run(5);
    const seen = bench.take();
    assert.deepEqual(story(seen), [
      '1 Occupied',
      'Started CablePluggedIn EVConnected',
      'Updated Authorized EVConnected <TAG>',
      'Updated ChargingStateChanged Charging',
    ]);
    assert.ok(seen.slice(1).every(({ payload }) => payload.offline === true));
    await bench.act('network', { up: false });
    await bench.run(90);
    await bench.act('network', { up: true });
    await bench.run(5);
    assert.deepEqual(story(bench.take()).slice(0, 2), ['1 Occupied', '2 Available']);
    bench.assertValid();
  });

  test(`${version}: a message that fails is repeated with growing pauses and then dropped`, async () => {
    const bench = await bootedBench(version);
    bench.answer('TransactionEvent', (payload) => (payload.eventType === 'Started' ? 'InternalError' : {}));
    await bench.act('plugIn', place);
    const { transactionId } = bench.seen.at(-1)!.payload.transactionInfo;
    assert.deepEqual((await bench.call('GetTransactionStatus', { transactionId })).value, {
      ongoingIndicator: true,
      messagesInQueue: true,
    });
    await bench.run(200);
    const starts = bench.take('TransactionEvent').filter(({ payload }) => payload.eventType === 'Started');
    const times = starts.map(({ t }) => Math.round(t));
    assert.deepEqual([times.length, times[1]! - times[0]!, times[2]! - times[1]!], [3, 30, 60]);
    assert.deepEqual((await bench.call('GetTransactionStatus', {})).value, { messagesInQueue: false });
    assert.deepEqual((await bench.call('GetTransactionStatus', { transactionId: 'x' })).value, {
      ongoingIndicator: false,
      messagesInQueue: false,
    });
  });

  test(`${version}: resets end, await or respect transactions`, async () => {
    const now = await bootedBench(version);
    await charging(now);
    assert.equal((await now.call('Reset', { type: 'Immediate' })).value.status, 'Accepted');
    await now.run(10);
    const seen = now.take();
    assert.deepEqual(story(seen), [
      'Ended ResetCommand EVConnected ImmediateReset',
      'BootNotification',
      '1 Occupied',
      '2 Available',
      'SecurityEventNotification',
    ]);
    assert.equal(seen[1]?.payload.reason, 'RemoteReset');
    const later = await bootedBench(version);
    await charging(later);
    assert.equal((await later.call('Reset', { type: 'OnIdle' })).value.status, 'Scheduled');
    await later.act('presentIdToken', token);
    await later.run(10);
    const after = later.take();
    assert.deepEqual(story(after).slice(0, 2), ['Ended StopAuthorized EVConnected Local <TAG>', 'BootNotification']);
    assert.equal(after[1]?.payload.reason, 'ScheduledReset');
    const evse = await bootedBench(version);
    await charging(evse);
    assert.equal((await evse.call('Reset', { type: 'Immediate', evseId: 9 })).value.status, 'Rejected');
    assert.equal((await evse.call('Reset', { type: 'Immediate', evseId: 1 })).value.status, 'Accepted');
    await evse.run(5);
    assert.deepEqual(story(evse.take()), [
      'Ended ResetCommand EVConnected ImmediateReset',
      '1 Unavailable',
      '1 Occupied',
    ]);
    for (const bench of [now, later, evse]) bench.assertValid();
  });

  test(`${version}: a power loss and an emergency stop end transactions abnormally`, async () => {
    const bench = await bootedBench(version);
    await charging(bench);
    await bench.act('powerCycle', {});
    await bench.run(10);
    const seen = bench.take();
    assert.deepEqual(story(seen), [
      'BootNotification',
      '1 Occupied',
      '2 Available',
      'SecurityEventNotification',
      'Ended AbnormalCondition EVConnected PowerLoss',
    ]);
    assert.equal(seen.at(-1)?.payload.offline, true);
    await bench.act('presentIdToken', token);
    bench.take();
    await bench.act('emergencyStop', { pressed: true });
    await bench.act('emergencyStop', { pressed: false });
    assert.deepEqual(story(bench.take()), [
      // The button is Active and Tripped, and later neither.
      'NotifyEvent',
      'NotifyEvent',
      'Ended AbnormalCondition EVConnected EmergencyStop',
      '1 Faulted',
      '2 Faulted',
      'NotifyEvent',
      'NotifyEvent',
      '1 Occupied',
      '2 Available',
    ]);
    bench.assertValid();
  });

  test(`${version}: the variants of reporting and numbering are legal, too`, async () => {
    const bench = await bootedBench(version, {
      variant: { notifyEventInsteadOfStatus: true, continuousSeqNo: true, answerDelay: 200, noiseInterval: 10 },
    });
    await charging(bench);
    await bench.act('presentIdToken', token);
    await bench.act('plugOut', place);
    await bench.run(30);
    await bench.act('plugIn', place);
    const seen = bench.take();
    const event = seen.find(({ action }) => action === 'NotifyEvent')?.payload.eventData[0];
    assert.equal(event.actualValue, 'Available');
    assert.deepEqual(event.component, { name: 'Connector', evse: { id: 1, connectorId: 1 } });
    assert.equal(seen.filter(({ action }) => action === 'StatusNotification').length, 0);
    assert.ok(seen.find(({ payload }) => payload.eventType === 'Started')!.payload.seqNo > 0);
    assert.equal((await bench.call('ClearCache', {})).value.status, 'Accepted');
    bench.assertValid();
  });

  test(`${version}: a token of the same group ends the session, and cached tokens need no question where that is set`, async () => {
    const bench = await bootedBench(version);
    const group = { idToken: 'GROUP', type: 'Central' };
    bench.answer('Authorize', () => ({ idTokenInfo: { status: 'Accepted', groupIdToken: group } }));
    await charging(bench);
    await bench.act('presentIdToken', { ...place, idToken: 'FRIEND' });
    assert.deepEqual(story(bench.take()), ['Authorize', 'Ended StopAuthorized EVConnected Local <FRIEND>']);
    await set(bench, 'AuthCtrlr', 'LocalPreAuthorize', 'true');
    await bench.act('presentIdToken', { ...place, idToken: 'FRIEND' });
    assert.deepEqual(story(bench.take())[0], 'Started Authorized EVConnected <FRIEND>');
    await bench.call('ClearCache', {});
    await bench.act('presentIdToken', { evseId: 2, idToken: 'FRIEND' });
    assert.equal(bench.take('Authorize').length, 1);
    bench.assertValid();
  });

  test(`${version}: clock-aligned values come at whole intervals, in and out of a transaction, and with its end`, async () => {
    const bench = await bootedBench(version);
    await set(bench, 'AlignedDataCtrlr', 'Interval', '20');
    await set(bench, 'AlignedDataCtrlr', 'TxEndedInterval', '10');
    await set(bench, 'AlignedDataCtrlr', 'TxEndedMeasurands', 'Voltage');
    await charging(bench);
    await bench.run(45);
    const seen = bench.take();
    const idle = seen.filter(({ action }) => action === 'MeterValues').map(({ payload }) => payload);
    assert.deepEqual(new Set(idle.map(({ evseId }) => evseId)), new Set([0, 2]));
    assert.ok(idle.every((one) => /:(00|20|40)\.000Z$/.test(one.meterValue[0].timestamp)));
    assert.equal(seen.filter(({ payload }) => payload.triggerReason === 'MeterValueClock').length, 2);
    await bench.act('presentIdToken', token);
    const values = bench.take('TransactionEvent')[0]!.payload.meterValue as Json[];
    assert.ok(values.filter((one) => one.sampledValue[0].context === 'Sample.Clock').length >= 4);
    bench.assertValid();
  });
}
