import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bootedBench, createBench, type Bench, type Json } from './bench.js';
import { charging, place, points, set, token } from './steps2.js';
import { story } from './story2.js';

for (const version of ['2.0.1', '2.1'] as const) {
  test(`${version}: a station registers, reports its connectors and its start, and beats by the interval`, async () => {
    const bench = await createBench(version);
    bench.station.start();
    await bench.run(2);
    const seen = bench.take();
    assert.deepEqual(story(seen), ['BootNotification', '1 Available', '2 Available', 'SecurityEventNotification']);
    assert.equal(seen[0]?.payload.reason, 'PowerUp');
    await bench.run(600);
    assert.deepEqual(story(bench.take()), ['Heartbeat', 'Heartbeat']);
    bench.assertValid();
  });

  test(`${version}: a pending station sends only what was triggered, and a rejected one answers SecurityError`, async () => {
    const bench = await createBench(version, { boot: { status: 'Pending', interval: 60 } });
    bench.station.start();
    await bench.run(5);
    const start = { idToken: { idToken: 'A', type: 'Central' }, remoteStartId: 1, evseId: 1 };
    assert.equal((await bench.call('RequestStartTransaction', start)).value.status, 'Rejected');
    await bench.call('TriggerMessage', { requestedMessage: 'BootNotification' });
    await bench.call('GetBaseReport', { requestId: 4, reportBase: 'SummaryInventory' });
    await bench.run(5);
    const seen = bench.take();
    assert.deepEqual(story(seen), ['BootNotification', 'BootNotification', 'NotifyReport']);
    assert.equal(seen[1]?.payload.reason, 'Triggered');
    const rejected = await createBench(version, { boot: { status: 'Rejected', interval: 30 } });
    rejected.station.start();
    await rejected.run(5);
    assert.equal((await rejected.call('GetVariables', {})).value, 'SecurityError');
    await rejected.run(30);
    assert.equal(rejected.seen.length, 2);
    bench.assertValid();
  });

  test(`${version}: a session with the cable first`, async () => {
    const bench = await bootedBench(version);
    await bench.act('plugIn', place);
    await bench.act('presentIdToken', token);
    await bench.run(120);
    await bench.act('evStopsCharging', place);
    await bench.act('evResumesCharging', place);
    await bench.act('presentIdToken', token);
    await bench.act('plugOut', place);
    const seen = bench.take();
    assert.deepEqual(story(seen), [
      '1 Occupied',
      'Started CablePluggedIn EVConnected',
      'Authorize',
      'Updated Authorized EVConnected <TAG>',
      'Updated ChargingStateChanged Charging',
      'Updated MeterValuePeriodic Charging',
      'Updated MeterValuePeriodic Charging',
      'Updated ChargingStateChanged SuspendedEV',
      'Updated ChargingStateChanged Charging',
      'Ended StopAuthorized EVConnected Local <TAG>',
      '1 Available',
    ]);
    const events = seen.filter(({ action }) => action === 'TransactionEvent').map(({ payload }) => payload);
    assert.deepEqual(
      events.map(({ seqNo }) => seqNo),
      [0, 1, 2, 3, 4, 5, 6, 7],
    );
    assert.equal(new Set(events.map(({ transactionInfo }) => transactionInfo.transactionId)).size, 1);
    assert.equal(events[0].meterValue[0].sampledValue[0].context, 'Transaction.Begin');
    assert.equal((events[7].meterValue as Json[]).at(-1).sampledValue[0].context, 'Transaction.End');
    assert.deepEqual(events[0].evse, { id: 1, connectorId: 1 });
    bench.assertValid();
  });

  test(`${version}: a session with the token first, and one whose EV never comes`, async () => {
    const bench = await bootedBench(version);
    await bench.act('presentIdToken', token);
    await bench.act('plugIn', place);
    assert.deepEqual(story(bench.take()), [
      'Authorize',
      'Started Authorized Idle <TAG>',
      '1 Occupied',
      'Updated CablePluggedIn EVConnected',
      'Updated ChargingStateChanged Charging',
    ]);
    await set(bench, 'TxCtrlr', 'EVConnectionTimeOut', '30');
    await bench.act('presentIdToken', { evseId: 2, idToken: 'TAG2' });
    await bench.run(40);
    const last = bench.take().filter(({ payload }) => payload.evse?.id === 2);
    assert.deepEqual(story(last), ['Started Authorized Idle <TAG2>', 'Ended EVConnectTimeout Idle Timeout']);
    bench.assertValid();
  });

  test(`${version}: the start and stop points move the ends of a transaction`, async () => {
    const path = await bootedBench(version);
    await points(path, 'PowerPathClosed', 'PowerPathClosed');
    await path.act('plugIn', place);
    await path.act('presentIdToken', token);
    await path.act('plugOut', place);
    assert.deepEqual(story(path.take()), [
      '1 Occupied',
      'Authorize',
      'Started Authorized EVConnected <TAG>',
      'Updated ChargingStateChanged Charging',
      'Ended EVCommunicationLost Idle EVDisconnected',
    ]);
    const energy = await bootedBench(version);
    await points(energy, 'EnergyTransfer', 'EnergyTransfer');
    await energy.act('plugIn', place);
    await energy.act('presentIdToken', token);
    await energy.act('evStopsCharging', place);
    assert.deepEqual(story(energy.take()), [
      '1 Occupied',
      'Authorize',
      'Started ChargingStateChanged Charging <TAG>',
      'Ended ChargingStateChanged EVConnected StoppedByEV',
    ]);
    const bay = await bootedBench(version);
    await points(bay, 'ParkingBayOccupancy', 'ParkingBayOccupancy');
    await bay.act('parkingBay', { ...place, occupied: true });
    await charging(bay);
    await bay.act('presentIdToken', token);
    await bay.act('plugOut', place);
    await bay.act('parkingBay', { ...place, occupied: false });
    assert.deepEqual(story(bay.take()), [
      'Updated StopAuthorized <TAG>',
      'Updated ChargingStateChanged EVConnected',
      'Updated EVCommunicationLost Idle',
      '1 Available',
      'Ended EVDeparted Idle Local',
    ]);
    const connected = await bootedBench(version);
    await points(connected, 'EVConnected', 'EVConnected');
    await charging(connected);
    const { transactionId } = connected.seen.at(-1)!.payload.transactionInfo;
    await connected.call('RequestStopTransaction', { transactionId });
    await connected.act('plugOut', place);
    assert.deepEqual(story(connected.take()), [
      'Updated RemoteStop',
      'Updated ChargingStateChanged EVConnected',
      'Ended EVCommunicationLost Idle Remote',
      '1 Available',
    ]);
    for (const bench of [path, energy, bay, connected]) bench.assertValid();
  });

  test(`${version}: a request starts a transaction or joins one that waits for authorization`, async () => {
    const bench = await bootedBench(version);
    const start = (evseId: number, remoteStartId: number): ReturnType<Bench['call']> =>
      bench.call('RequestStartTransaction', { idToken: { idToken: 'APP', type: 'Central' }, remoteStartId, evseId });
    assert.deepEqual((await start(1, 7)).value, { status: 'Accepted' });
    await bench.act('plugIn', place);
    const seen = bench.take();
    assert.deepEqual(story(seen).slice(0, 3), [
      'Started RemoteStart Idle <APP>',
      '1 Occupied',
      'Updated CablePluggedIn EVConnected',
    ]);
    assert.equal(seen[0]?.payload.transactionInfo.remoteStartId, 7);
    assert.equal((await start(1, 8)).value.status, 'Rejected');
    assert.equal((await start(9, 8)).value.status, 'Rejected');
    await bench.act('plugIn', { evseId: 2 });
    const { transactionId } = bench.take().at(-1)!.payload.transactionInfo;
    assert.deepEqual((await start(2, 9)).value, { status: 'Accepted', transactionId });
    assert.deepEqual(story(bench.take()), [
      'Updated RemoteStart EVConnected <APP>',
      'Updated ChargingStateChanged Charging',
    ]);
    assert.equal((await bench.call('RequestStopTransaction', { transactionId: 'none' })).value.status, 'Rejected');
    assert.equal((await bench.call('RequestStopTransaction', { transactionId })).value.status, 'Accepted');
    assert.deepEqual(story(bench.take()), ['Ended RemoteStop EVConnected Remote']);
    bench.assertValid();
  });

  test(`${version}: a token that the CSMS refuses in the transaction ends or suspends it, as configured`, async () => {
    const bench = await bootedBench(version);
    bench.answer('TransactionEvent', (payload) => (payload.idToken ? { idTokenInfo: { status: 'Blocked' } } : {}));
    await bench.act('plugIn', place);
    await bench.act('presentIdToken', token);
    assert.equal(story(bench.take()).at(-1), 'Ended Deauthorized EVConnected DeAuthorized');
    await bench.act('plugOut', place);
    assert.deepEqual(story(bench.take()), ['1 Available']);
    await set(bench, 'TxCtrlr', 'StopTxOnInvalidId', 'false');
    await bench.act('plugIn', place);
    await bench.act('presentIdToken', token);
    assert.deepEqual(story(bench.take()).slice(-2), [
      'Updated ChargingStateChanged Charging',
      'Updated ChargingStateChanged SuspendedEVSE',
    ]);
    bench.assertValid();
  });

  test(`${version}: an EV that leaves during a transaction that goes on may come back`, async () => {
    const bench = await bootedBench(version);
    await points(bench, 'Authorized', 'Authorized');
    await set(bench, 'TxCtrlr', 'StopTxOnEVSideDisconnect', 'false');
    await charging(bench);
    await bench.act('plugOut', place);
    await bench.act('plugIn', place);
    assert.deepEqual(story(bench.take()), [
      'Updated EVCommunicationLost Idle',
      'Updated CablePluggedIn EVConnected',
      'Updated ChargingStateChanged Charging',
    ]);
    bench.assertValid();
  });
}
