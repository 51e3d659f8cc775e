import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialect16 } from '../../../fixtures/reference-csms/ocpp16/dialect.js';
import { dialect2 } from '../../../fixtures/reference-csms/ocpp2/dialect.js';
import { createBench } from './bench.js';

const variable = (name: string) => ({ component: { name: 'C' }, variable: { name } });

/** What a CSMS without a certificate authority, a tariff or a grid cannot say of itself. */
const mustBeDictated: Record<string, readonly string[]> = {
  '1.6': ['CertificateSigned', 'DeleteCertificate', 'InstallCertificate'],
  '2.0.1': ['CertificateSigned', 'DeleteCertificate', 'InstallCertificate', 'PublishFirmware', 'UnpublishFirmware'],
  '2.1': [
    ...['CertificateSigned', 'DeleteCertificate', 'InstallCertificate', 'PublishFirmware', 'UnpublishFirmware'],
    ...['AFRRSignal', 'ChangeTransactionTariff', 'RequestBatterySwap', 'SetDERControl', 'SetDefaultTariff'],
  ],
};

for (const dialect of [dialect16, dialect2('2.0.1'), dialect2('2.1')]) {
  const { version } = dialect;
  test(`${version}: every request that is not dictated goes out, and is valid`, async () => {
    const bench = await createBench();
    const station = await bench.boot('CS1', version);
    const timestamp = '2026-01-05T08:00:00Z';
    if (version === '1.6') {
      await station.call('StartTransaction', { connectorId: 1, idTag: 'X', meterStart: 0, timestamp });
    } else {
      const transactionInfo = { transactionId: 'T-1' };
      const started = { eventType: 'Started', timestamp, triggerReason: 'Authorized', seqNo: 0, transactionInfo };
      await station.call('TransactionEvent', started);
    }
    if (version === '2.1') {
      const constantStreamData = { id: 1, params: {}, variableMonitoringId: 1 };
      await station.call('OpenPeriodicEventStream', { constantStreamData });
    }
    const refused: string[] = [];
    for (const action of Object.keys(dialect.commands)) {
      const answer = await bench.act('sendRequest', { station: 'CS1', action, payload: {} });
      if (answer.status !== 'done') refused.push(action);
      else await bench.run(31);
    }
    assert.deepEqual(refused.sort(), [...mustBeDictated[version]!].sort());
    const sent = station.asked.map(({ action }) => action).sort();
    assert.deepEqual(
      sent,
      Object.keys(dialect.commands)
        .filter((action) => !refused.includes(action))
        .sort(),
    );
    bench.assertValid();
  });
}

test('a dictated payload goes out word for word, completed only by what is required', async () => {
  const bench = await createBench();
  const station = await bench.boot('CS1', '2.0.1');
  const dictated = { type: 'Immediate', evseId: 2, customData: { vendorId: 'x' } };
  assert.deepEqual(await bench.act('sendRequest', { station: 'CS1', action: 'Reset', payload: dictated }), {
    status: 'done',
  });
  assert.deepEqual(station.asked, [{ action: 'Reset', payload: dictated }]);
  station.answer('Reset', () => ({ status: 'Accepted' }));
  await bench.run(31);
  const idToken = { idToken: 'ME', type: 'Central' };
  await bench.act('sendRequest', { station: 'CS1', action: 'RequestStartTransaction', payload: { idToken } });
  assert.deepEqual(station.asked[1]?.payload, { idToken, remoteStartId: 1 });
});

test('what cannot be sent is said, and nothing is sent', async () => {
  const bench = await createBench({ known: (identity) => identity !== 'X' });
  const send = (station: string, action: string, payload: unknown = {}) =>
    bench.act('sendRequest', { station, action, payload });
  assert.equal((await send('CS1', 'Reset')).status, 'failed');
  const station = await bench.boot('CS1', '2.0.1');
  for (const [identity, action, payload] of [
    ['X', 'Reset', {}],
    ['CS1', 'NoSuchAction', {}],
    ['CS1', 'constructor', {}],
    ['CS1', 'RemoteStartTransaction', {}],
    ['CS1', 'UsePriorityCharging', {}],
    ['CS1', 'RequestStopTransaction', {}],
    ['CS1', 'Reset', 'now'],
    ['CS1', 'Reset', [1]],
    ['CS1', 'ClearChargingProfile', { chargingProfileCriteria: {} }],
    [
      'CS1',
      'SetChargingProfile',
      { chargingProfile: { chargingProfilePurpose: 'ChargingStationExternalConstraints' } },
    ],
  ] as const)
    assert.equal((await send(identity, action, payload)).status, 'failed', `${action} ${JSON.stringify(payload)}`);
  assert.deepEqual(station.asked, []);
  assert.equal((await bench.act('prompt', { instruction: 'dance' })).status, 'unavailable');
});

test('variables go out in parts, by the operator or by what the station says it takes', async () => {
  const bench = await createBench();
  const station = await bench.boot('CS1', '2.0.1');
  const result = (request: Record<string, object[]>, name: string, extra: object) =>
    request[name]?.map((item) => ({ ...item, ...extra }));
  station.answer('GetVariables', (request) => ({
    getVariableResult: result(request, 'getVariableData', { attributeStatus: 'Accepted', attributeValue: '1' }),
  }));
  const getVariableData = ['a', 'b', 'c', 'd', 'e'].map(variable);
  const sizes = async () => {
    station.asked.length = 0;
    await bench.act('sendRequest', { station: 'CS1', action: 'GetVariables', payload: { getVariableData } });
    return station.asked.map(({ payload }) => payload.getVariableData.length as number);
  };
  assert.deepEqual(await sizes(), [5]);
  await bench.act('setItemsPerMessage', { station: 'CS1', getVariables: 2 });
  assert.deepEqual(await sizes(), [2, 2, 1]);
  await station.call('NotifyReport', {
    requestId: 1,
    generatedAt: '2026-01-05T08:00:00Z',
    seqNo: 0,
    reportData: [
      {
        component: { name: 'DeviceDataCtrlr' },
        variable: { name: 'ItemsPerMessage', instance: 'GetVariables' },
        variableAttribute: [{ value: '1' }],
      },
    ],
  });
  assert.deepEqual(await sizes(), [1, 1, 1, 1, 1]);
  assert.equal((await bench.act('setItemsPerMessage', { station: 'CS1', getVariables: 0 })).status, 'failed');
  bench.assertValid();
});

test('one CALL is outstanding at a time, and the operator does not wait for answers', async () => {
  const bench = await createBench();
  const station = await bench.boot('CS1', '1.6');
  for (const type of ['Soft', 'Hard'])
    assert.equal(
      (await bench.act('sendRequest', { station: 'CS1', action: 'Reset', payload: { type } })).status,
      'done',
    );
  assert.equal(station.asked.length, 1);
  await bench.run(30);
  assert.deepEqual(
    station.asked.map(({ payload }) => payload.type as string),
    ['Soft', 'Hard'],
  );
});

for (const version of ['1.6', '2.0.1', '2.1'] as const) {
  test(`${version}: a new password counts once the station accepted it, and the old one no longer`, async () => {
    for (const status of ['Rejected', 'Accepted']) {
      const old = 'the-old-password-';
      const bench = await createBench({ passwords: { CS1: old } });
      const station = await bench.open('CS1', version, old);
      let fresh = '';
      station.answer('ChangeConfiguration', ({ key, value }) => {
        assert.equal(key, 'AuthorizationKey');
        fresh = value as string;
        return { status };
      });
      station.answer('SetVariables', ({ setVariableData: [item] }) => {
        assert.deepEqual([item.component.name, item.variable.name], ['SecurityCtrlr', 'BasicAuthPassword']);
        fresh = item.attributeValue as string;
        const { component, variable: one } = item;
        return { setVariableResult: [{ component, variable: one, attributeStatus: status }] };
      });
      assert.equal((await bench.act('updateBasicAuthPassword', { station: 'CS1' })).status, 'done');
      assert.match(fresh, /^[0-9a-f]{40}$/);
      assert.ok(!bench.events.join().includes(fresh), 'no password in the log');
      await station.drop();
      const works = async (password: string) =>
        (await bench.handshake('/CS1', ['ocpp1.6', 'ocpp2.0.1'], { user: 'CS1', password })).ok;
      assert.equal(await works(fresh), status === 'Accepted');
      assert.equal(await works(old), status === 'Rejected');
      bench.assertValid();
    }
  });
}

test('a password or profile that the operator sets decides who comes in', async () => {
  const bench = await createBench();
  await bench.act('setBasicAuthPassword', { station: 'CS1', password: 'a-new-password-here' });
  assert.equal((await bench.handshake('/CS1', ['ocpp1.6'])).ok, false);
  const basic = { user: 'CS1', password: 'a-new-password-here' };
  assert.equal((await bench.handshake('/CS1', ['ocpp1.6'], basic)).ok, true);
  await bench.act('setSecurityProfile', { station: 'CS1', securityProfile: 2 });
  assert.deepEqual(await bench.handshake('/CS1', ['ocpp1.6'], basic), {
    ok: false,
    status: 403,
    code: 'HTTP_403',
    reason: 'Forbidden',
  });
  await bench.act('setSecurityProfile', { station: 'CS2', securityProfile: 1 });
  const refused = await bench.handshake('/CS2', ['ocpp1.6']);
  assert.ok(!refused.ok && refused.status === 401);
});

test('a CSMS that configures asks every station right after its boot, and none that it rejected', async () => {
  const expected = {
    '1.6': ['GetConfiguration'],
    '2.0.1': ['GetBaseReport', 'SetVariables'],
    '2.1': ['GetBaseReport', 'SetVariables'],
  };
  for (const version of ['1.6', '2.0.1', '2.1'] as const) {
    const bench = await createBench({
      variant: { configuresOnConnect: true },
      registration: (identity) => (identity === 'CS2' ? 'Rejected' : 'Accepted'),
    });
    const station = await bench.boot('CS1', version);
    assert.equal(station.frames[0]?.[0], 3, 'the boot is answered first');
    await bench.run(61);
    assert.deepEqual(
      station.asked.map(({ action }) => action),
      expected[version],
    );
    const rejected = await bench.boot('CS2', version);
    await bench.run(61);
    assert.deepEqual(rejected.asked, []);
    bench.assertValid();
  }
});
