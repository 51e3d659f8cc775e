import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Bench, bootedBench } from './bench.js';
import { statuses, story } from './story16.js';

const listed = (idTag: string, status = 'Accepted') => ({ idTag, idTagInfo: { status } });

const sendList = async (bench: Bench, listVersion: number, entries: readonly object[]): Promise<string> => {
  const payload = { listVersion, updateType: 'Full', localAuthorizationList: entries };
  return (await bench.call('SendLocalList', payload)).value.status;
};
const listVersion = async (bench: Bench): Promise<number> =>
  (await bench.call('GetLocalListVersion', {})).value.listVersion;

/** Plugs in and presents the tag at connector 1. */
async function begin(bench: Bench, idToken = 'TAG'): Promise<void> {
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken });
}

test('an empty local list has the version 0, whatever the update said', async () => {
  const bench = await bootedBench('1.6');
  assert.equal(await sendList(bench, 7, [listed('A')]), 'Accepted');
  assert.equal(await listVersion(bench), 7);
  assert.equal((await bench.call('SendLocalList', { listVersion: 8, updateType: 'Full' })).value.status, 'Accepted');
  assert.equal(await listVersion(bench), 0);
  bench.assertValid();
});

test('a list that is off is not told of, unless the station is one that tells', async () => {
  for (const [versionOfListThatIsOff, told] of [
    [false, -1],
    [true, 3],
  ] as const) {
    const bench = await bootedBench('1.6', { variant: { versionOfListThatIsOff } });
    await sendList(bench, 3, [listed('A')]);
    await bench.call('ChangeConfiguration', { key: 'LocalAuthListEnabled', value: 'false' });
    assert.equal(await listVersion(bench), told);
    assert.equal(await sendList(bench, 4, [listed('A')]), 'NotSupported');
    bench.assertValid();
  }
});

test('a station without the profile refuses requests about lists by status or by error', async () => {
  for (const listRequestsWithoutProfile of ['status', 'NotSupported', 'NotImplemented'] as const) {
    const withoutProfiles = ['LocalAuthListManagement'];
    const bench = await bootedBench('1.6', { variant: { withoutProfiles, listRequestsWithoutProfile } });
    const answers = [
      await bench.call('GetLocalListVersion', {}),
      await bench.call('SendLocalList', { listVersion: 1, updateType: 'Full' }),
    ];
    const expected =
      listRequestsWithoutProfile === 'status'
        ? [{ listVersion: -1 }, { status: 'NotSupported' }]
        : [listRequestsWithoutProfile, listRequestsWithoutProfile];
    assert.deepEqual(
      answers.map(({ value }) => value),
      expected,
    );
  }
});

test('a token that the list accepts and the central system does not is told as a conflict', async () => {
  const bench = await bootedBench('1.6');
  await bench.call('ChangeConfiguration', { key: 'LocalPreAuthorize', value: 'true' });
  await sendList(bench, 1, [listed('A'), listed('B')]);
  const conflicts = () =>
    bench.take('StatusNotification').filter(({ payload }) => payload.errorCode === 'LocalListConflict');
  bench.answer('StartTransaction', () => ({ transactionId: 1, idTagInfo: { status: 'ConcurrentTx' } }));
  await begin(bench, 'A');
  assert.deepEqual(conflicts(), [], 'both words mean that the token is valid');
  await bench.act('plugOut', { connectorId: 1 });
  await bench.act('plugOut', { connectorId: 1 });
  bench.take();
  bench.answer('StartTransaction', () => ({ transactionId: 2, idTagInfo: { status: 'Blocked' } }));
  await begin(bench, 'B');
  assert.deepEqual(
    conflicts().map(({ payload }) => [payload.connectorId, payload.status]),
    [[0, 'Available']],
  );
  bench.assertValid();
});

test('a status that went down with the connection is told over the next', async () => {
  const bench = await bootedBench('1.6');
  bench.take();
  bench.drop();
  await bench.act('plugIn', { connectorId: 1 });
  await bench.run(30);
  assert.deepEqual(statuses(bench.take()).at(-1), '1 Preparing');
});

test('a station may go on with its transactions after a power loss', async () => {
  const bench = await bootedBench('1.6', { variant: { resumesTransactions: true } });
  await begin(bench);
  bench.take();
  await bench.act('powerCycle', {});
  await bench.run(80);
  const seen = bench.take();
  assert.ok(statuses(seen).includes('1 Charging'));
  assert.equal(seen.filter(({ action }) => action === 'StopTransaction').length, 0);
  assert.equal(seen.find(({ action }) => action === 'MeterValues')?.payload.transactionId, 100);
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  assert.equal(bench.take('StopTransaction')[0]?.payload.reason, 'Local');
  bench.assertValid();
});

test('a station may boot whenever it connects, and sends what it has queued when it is accepted', async () => {
  const bench = await bootedBench('1.6', { variant: { bootsOnReconnect: true } });
  await begin(bench);
  bench.take();
  await bench.act('network', { up: false });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  await bench.act('network', { up: true });
  assert.deepEqual(
    story(bench.take()).filter((what) => what !== 'SecurityEventNotification'),
    ['BootNotification', '0 Available', '1 Finishing', '2 Available', 'StopTransaction'],
  );
  bench.assertValid();
});

test('a station may put the readings of an outage into one message, and report statuses after its queue', async () => {
  const bench = await bootedBench('1.6', { variant: { bundlesReadings: true, statusAfterQueue: true } });
  await begin(bench);
  bench.take();
  await bench.act('network', { up: false });
  await bench.run(200);
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  await bench.act('network', { up: true });
  const seen = bench.take();
  assert.deepEqual(story(seen), ['MeterValues', 'StopTransaction', '1 Finishing']);
  const readings = seen[0]!.payload.meterValue as readonly { readonly timestamp: string }[];
  const times = readings.map(({ timestamp }) => Date.parse(timestamp));
  assert.equal(times.length, 3);
  assert.deepEqual([times[1]! - times[0]!, times[2]! - times[1]!], [60_000, 60_000]);
  bench.assertValid();
});

test('a station that starts for no unknown token offline has no key for it', async () => {
  const bench = await bootedBench('1.6', { variant: { unknownOffline: false } });
  const { value } = await bench.call('GetConfiguration', { key: ['AllowOfflineTxForUnknownId'] });
  assert.deepEqual(value.unknownKey, ['AllowOfflineTxForUnknownId']);
  await bench.act('network', { up: false });
  await begin(bench);
  await bench.act('network', { up: true });
  await bench.run(10);
  assert.deepEqual(bench.take('StartTransaction'), []);
});
