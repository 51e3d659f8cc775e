import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Bench, bootedBench } from './bench.js';
import { story } from './story16.js';

const charge = async (bench: Bench, idToken = 'TAG'): Promise<void> => {
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken });
};
const keys = async (bench: Bench): Promise<readonly string[]> => {
  const { configurationKey } = (await bench.call('GetConfiguration', {})).value as {
    readonly configurationKey: readonly { readonly key: string }[];
  };
  return configurationKey.map(({ key }) => key);
};
const unlock = async (bench: Bench): Promise<unknown> =>
  (await bench.call('UnlockConnector', { connectorId: 1 })).value.status;

test('a station without a cache has no key for it, refuses to clear it, and asks about every token', async () => {
  const bench = await bootedBench('1.6', { variant: { authorizationCache: false } });
  assert.ok(!(await keys(bench)).includes('AuthorizationCacheEnabled'));
  assert.equal((await bench.call('ClearCache', {})).value.status, 'Rejected');
  await bench.call('ChangeConfiguration', { key: 'LocalPreAuthorize', value: 'true' });
  for (const time of ['first', 'second']) {
    await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
    await bench.run(61);
    assert.deepEqual(story(bench.take()), ['Authorize', '1 Preparing', '1 Available'], `the ${time} time`);
  }
  bench.assertValid();
});

test('a station with a cache starts for a token in it unasked, and asks again when it was cleared', async () => {
  const bench = await bootedBench('1.6');
  await bench.call('ChangeConfiguration', { key: 'LocalPreAuthorize', value: 'true' });
  const uses = async (): Promise<readonly string[]> => {
    await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
    await bench.run(61);
    return story(bench.take());
  };
  assert.deepEqual(await uses(), ['Authorize', '1 Preparing', '1 Available']);
  assert.deepEqual(await uses(), ['1 Preparing', '1 Available']);
  assert.equal((await bench.call('ClearCache', {})).value.status, 'Accepted');
  assert.deepEqual(await uses(), ['Authorize', '1 Preparing', '1 Available']);
});

test('a station that asks also about tokens that it knows goes by what it knows when it gets no answer', async () => {
  const bench = await bootedBench('1.6', { variant: { asksAboutKnownTokens: true } });
  await bench.call('ChangeConfiguration', { key: 'LocalPreAuthorize', value: 'true' });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  await bench.run(61);
  bench.take();
  bench.answer('Authorize', () => 'InternalError');
  await charge(bench);
  assert.deepEqual(story(bench.take()), ['1 Preparing', 'Authorize', 'StartTransaction', '1 Charging']);
});

test('a station without the optional profiles has none of their keys, and says so where it is asked for them', async () => {
  const withoutProfiles = ['LocalAuthListManagement', 'Reservation', 'SmartCharging'];
  const bench = await bootedBench('1.6', { variant: { withoutProfiles } });
  assert.deepEqual(
    (await keys(bench)).filter((key) => /LocalAuthList|SendLocalList|ReserveConnector/.test(key)),
    [],
  );
  const key = ['SupportedFeatureProfiles'];
  const { value } = await bench.call('GetConfiguration', { key });
  assert.doesNotMatch(value.configurationKey[0].value, /LocalAuthListManagement|Reservation|SmartCharging/);
  assert.equal((await bench.call('GetLocalListVersion', {})).value.listVersion, -1);
  const reservation = { connectorId: 1, expiryDate: '2026-01-05T20:00:00Z', idTag: 'TAG', reservationId: 1 };
  assert.equal((await bench.call('ReserveNow', reservation)).value.status, 'Rejected');
  bench.assertValid();
});

test('what there is to unlock depends on the cable and on the lock', async () => {
  const usual = await bootedBench('1.6');
  await charge(usual);
  usual.take();
  assert.equal(await unlock(usual), 'Unlocked');
  const end = usual.take();
  assert.deepEqual(story(end), ['StopTransaction', '1 Finishing']);
  assert.equal(end[0]?.payload.reason, 'UnlockCommand');
  for (const variant of [{ fixedCable: true }, { lock: false }]) {
    const bench = await bootedBench('1.6', { variant });
    await charge(bench);
    bench.take();
    assert.equal(await unlock(bench), 'NotSupported');
    assert.deepEqual(story(bench.take()), [], 'the transaction goes on');
  }
});

test('a lock that fails is told, cannot be opened, and lets nothing start until it is mended', async () => {
  const bench = await bootedBench('1.6');
  await bench.act('raiseFault', { connectorId: 1, errorCode: 'ConnectorLockFailure' });
  assert.equal(bench.take()[0]?.payload.errorCode, 'ConnectorLockFailure');
  assert.equal(await unlock(bench), 'UnlockFailed');
  await charge(bench);
  assert.deepEqual(story(bench.take()), []);
  await bench.act('clearFault', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  assert.deepEqual(story(bench.take()), ['1 Preparing', 'Authorize', 'StartTransaction', '1 Charging']);
  bench.assertValid();
});

test('another token of the group stops the transaction, also when the group is told only as it starts', async () => {
  const bench = await bootedBench('1.6', { variant: { authorizesRemoteStarts: false } });
  const info = { status: 'Accepted', parentIdTag: 'GROUP' };
  bench.answer('StartTransaction', () => ({ idTagInfo: info, transactionId: 7 }));
  bench.answer('Authorize', ({ idTag }) => ({ idTagInfo: idTag === 'FRIEND' ? info : { status: 'Accepted' } }));
  await bench.act('plugIn', { connectorId: 1 });
  await bench.call('RemoteStartTransaction', { idTag: 'TAG', connectorId: 1 });
  bench.take();
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'STRANGER' });
  assert.deepEqual(story(bench.take()), ['Authorize']);
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'FRIEND' });
  const end = bench.take();
  assert.deepEqual(story(end), ['Authorize', 'StopTransaction', '1 Finishing']);
  assert.equal(end[1]?.payload.idTag, 'FRIEND');
});

test('a status that lasts is told after MinimumStatusDuration, whatever else happens meanwhile', async () => {
  const bench = await bootedBench('1.6', { variant: { minimumStatusDuration: 12 } });
  await bench.act('plugIn', { connectorId: 1 });
  for (const value of [21, 22, 23]) {
    await bench.run(4);
    await bench.act('setSensor', { connectorId: 1, sensor: 'TemperatureSensor', variable: 'Temperature', value });
  }
  assert.deepEqual(story(bench.take()), ['1 Preparing']);
});
