import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type StationVariant } from '../../../fixtures/reference-station/variant.js';
import { type Bench, bootedBench } from './bench.js';
import { statuses } from './story16.js';

async function reservationBench(variant: Partial<StationVariant> = {}) {
  const bench = await bootedBench('1.6', { variant });
  bench.take();
  const reserve = async (reservationId: number, connectorId: number, parentIdTag?: string): Promise<string> => {
    const expiryDate = new Date(bench.timeline.now() + 60_000).toISOString();
    const request = { connectorId, expiryDate, idTag: 'RES', reservationId, ...(parentIdTag && { parentIdTag }) };
    return (await bench.call('ReserveNow', request)).value.status;
  };
  const start = async (idTag: string, connectorId?: number): Promise<string> =>
    (await bench.call('RemoteStartTransaction', { idTag, ...(connectorId && { connectorId }) })).value.status;
  return { bench, reserve, start };
}

const present = (bench: Bench, connectorId: number, idToken: string) =>
  bench.act('presentIdToken', { connectorId, idToken });

test('a reservation of the station keeps the last free connector for it, and no other', async () => {
  const { bench, reserve, start } = await reservationBench();
  assert.equal(await reserve(1, 0), 'Accepted');
  assert.equal(await reserve(2, 0), 'Occupied');
  assert.deepEqual(statuses(bench.take()), []);
  await bench.act('plugIn', { connectorId: 1 });
  assert.deepEqual(statuses(bench.take()), ['1 Preparing', '2 Reserved']);
  assert.equal(await reserve(3, 2), 'Occupied');
  assert.equal(await start('OTHER', 2), 'Rejected');
  await present(bench, 2, 'OTHER');
  await bench.act('plugIn', { connectorId: 2 });
  assert.deepEqual(statuses(bench.take()), []);
  assert.equal(await start('RES', 2), 'Accepted');
  await bench.run(1);
  const seen = bench.take();
  assert.deepEqual(statuses(seen), ['2 Preparing', '2 Charging']);
  assert.equal(seen.find(({ action }) => action === 'StartTransaction')?.payload.reservationId, 1);
  bench.assertValid();
});

test('the station gives back the connector that it kept when another is free again, or when the reservation ends', async () => {
  const { bench, reserve } = await reservationBench();
  await bench.act('plugIn', { connectorId: 1 });
  assert.equal(await reserve(1, 0), 'Accepted');
  await bench.act('plugOut', { connectorId: 1 });
  assert.deepEqual(statuses(bench.take()), ['1 Preparing', '2 Reserved', '1 Available', '2 Available']);
  await bench.act('plugIn', { connectorId: 2 });
  assert.equal((await bench.call('CancelReservation', { reservationId: 1 })).value.status, 'Accepted');
  assert.deepEqual(statuses(bench.take()), ['2 Preparing', '1 Reserved', '1 Available']);
  assert.equal(await reserve(2, 0), 'Accepted');
  await bench.run(61);
  assert.deepEqual(statuses(bench.take()), ['1 Reserved', '1 Available']);
  bench.assertValid();
});

test('the station is not reserved while it is faulty, unavailable or in use', async () => {
  const { bench, reserve } = await reservationBench();
  await bench.act('raiseFault', { connectorId: 0, errorCode: 'GroundFailure' });
  assert.equal(await reserve(1, 0), 'Faulted');
  await bench.act('clearFault', { connectorId: 0 });
  await bench.call('ChangeAvailability', { connectorId: 0, type: 'Inoperative' });
  assert.equal(await reserve(1, 0), 'Unavailable');
  await bench.call('ChangeAvailability', { connectorId: 0, type: 'Operative' });
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('plugIn', { connectorId: 2 });
  assert.equal(await reserve(1, 0), 'Occupied');
  bench.assertValid();
});

test('a fault of the station, and its going out of service, end a reservation of it', async () => {
  const { bench, reserve } = await reservationBench();
  assert.equal(await reserve(1, 0), 'Accepted');
  await bench.act('raiseFault', { connectorId: 0, errorCode: 'GroundFailure' });
  await bench.act('clearFault', { connectorId: 0 });
  assert.equal(await reserve(2, 0), 'Accepted');
  await bench.call('ChangeAvailability', { connectorId: 0, type: 'Inoperative' });
  assert.equal((await bench.call('CancelReservation', { reservationId: 2 })).value.status, 'Rejected');
  bench.assertValid();
});

test('a reservation that is made again under its number moves', async () => {
  const { bench, reserve } = await reservationBench();
  assert.equal(await reserve(1, 1), 'Accepted');
  assert.equal(await reserve(1, 0), 'Accepted');
  assert.equal(await reserve(1, 2), 'Accepted');
  assert.deepEqual(statuses(bench.take()), ['1 Reserved', '1 Available', '2 Reserved']);
  bench.assertValid();
});

test('a reservation survives a reboot, the one of the station too', async () => {
  const { bench, reserve } = await reservationBench();
  await reserve(1, 0);
  await bench.act('powerCycle', {});
  await bench.run(10);
  assert.equal((await bench.call('CancelReservation', { reservationId: 1 })).value.status, 'Accepted');
  bench.assertValid();
});

test('who has reserved and does not plug in leaves the connector reserved, by way of Available', async () => {
  const { bench, reserve } = await reservationBench();
  await bench.call('ChangeConfiguration', { key: 'ConnectionTimeOut', value: '10' });
  await reserve(1, 1);
  await present(bench, 1, 'RES');
  await bench.run(15);
  assert.deepEqual(statuses(bench.take()), ['1 Reserved', '1 Preparing', '1 Available', '1 Reserved']);
  bench.assertValid();
});

test('a reservation for a group lets in its members, after the Central System was asked for the group', async () => {
  const { bench, reserve, start } = await reservationBench();
  bench.answer('Authorize', ({ idTag }) => ({
    idTagInfo: { status: 'Accepted', ...(idTag === 'MEMBER' && { parentIdTag: 'GROUP' }) },
  }));
  await reserve(1, 1, 'GROUP');
  await bench.act('plugIn', { connectorId: 1 });
  assert.equal(await start('STRANGER', 1), 'Accepted');
  await bench.run(1);
  assert.deepEqual(
    bench.take().map(({ action }) => action),
    ['StatusNotification', 'Authorize'],
  );
  assert.equal(await start('MEMBER', 1), 'Accepted');
  await bench.run(1);
  const seen = bench.take();
  assert.equal(seen[0]?.action, 'Authorize');
  assert.equal(seen.find(({ action }) => action === 'StartTransaction')?.payload.reservationId, 1);
  bench.assertValid();
});

test('a station may take no reservations of connector 0', async () => {
  const { reserve } = await reservationBench({ reserveConnectorZero: false });
  assert.equal(await reserve(1, 0), 'Rejected');
});

test('a station may keep a reservation of connector 0 out of its statuses', async () => {
  const { bench, reserve, start } = await reservationBench({ silentStationReservation: true });
  await bench.call('ChangeAvailability', { connectorId: 2, type: 'Inoperative' });
  bench.take();
  await reserve(1, 0);
  assert.equal(await start('OTHER'), 'Rejected');
  assert.equal(await start('RES'), 'Accepted');
  assert.deepEqual(statuses(bench.take()), ['1 Preparing']);
  bench.assertValid();
});

test('a station may report before it answers, and see late that a reservation is over', async () => {
  const { bench, reserve } = await reservationBench({
    statusBeforeReservationAnswer: true,
    expiryNoticedAfter: 5_000,
  });
  await reserve(1, 1);
  const texts = bench.raw.map((text) => (JSON.parse(text) as unknown[])[2]);
  const reported = texts.lastIndexOf('StatusNotification');
  assert.ok(reported < texts.length - 1, 'the answer comes after the report');
  await bench.run(62);
  assert.deepEqual(statuses(bench.take()), ['1 Reserved']);
  await bench.run(5);
  assert.deepEqual(statuses(bench.take()), ['1 Available']);
  bench.assertValid();
});
