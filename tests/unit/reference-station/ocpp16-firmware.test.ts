import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FileClient, type FileResult } from '../../../harness/doors/files.js';
import { settle } from '../../../harness/doors/timeline.js';
import { nextFirmware } from '../../../fixtures/reference-station/maker.js';
import { type Bench, bootedBench } from './bench.js';

const { content, certificate, signature } = nextFirmware();
const NOW = '2026-01-05T08:00:00Z';
const FAILED: FileResult = { ok: false, code: 'HTTP_403', reason: '' };

/** A network for files on which every transfer ends as the test says, when it says so. */
function createNetwork() {
  const open: ((result: FileResult) => void)[] = [];
  const urls: string[] = [];
  const transfer = (url: string) =>
    new Promise<FileResult>((resolve) => {
      urls.push(url);
      open.push(resolve);
    });
  const files: FileClient = { get: transfer, put: (url, name) => transfer(url + name) };
  const end = async (result: FileResult) => {
    open.shift()?.(result);
    await settle();
  };
  return { files, urls, end };
}

const statuses = (bench: Bench, action = 'FirmwareStatusNotification'): string[] =>
  bench.take(action).map(({ payload }) => payload.status as string);
const order = { location: 'http://files/fw', retrieveDate: NOW };
const signedOrder = (requestId: number) => ({
  requestId,
  firmware: { location: 'http://files/fw', retrieveDateTime: NOW, signingCertificate: certificate, signature },
});

test('an update waits for the transaction; idle connectors are out of service until the new firmware runs', async () => {
  const { files, end } = createNetwork();
  const bench = await bootedBench('1.6', { files, variant: { signedFirmware: false } });
  await bench.act('plugIn', { connectorId: 1 });
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  bench.take();
  assert.deepEqual((await bench.call('UpdateFirmware', order)).value, {});
  await bench.run(1);
  await end({ ok: true, content });
  await bench.run(10);
  const seen = bench.take();
  assert.deepEqual(
    seen.filter(({ action }) => action === 'FirmwareStatusNotification').map(({ payload }) => payload.status),
    ['Downloading', 'Downloaded'],
  );
  assert.deepEqual(
    seen
      .filter(({ action }) => action === 'StatusNotification')
      .map(({ payload }) => [payload.connectorId, payload.status]),
    [[2, 'Unavailable']],
  );
  assert.equal((await bench.call('RemoteStartTransaction', { idTag: 'B', connectorId: 2 })).value.status, 'Rejected');
  await bench.act('presentIdToken', { connectorId: 1, idToken: 'TAG' });
  await bench.act('plugOut', { connectorId: 1 });
  await bench.run(20);
  const after = bench.take();
  assert.equal(after.find(({ action }) => action === 'BootNotification')?.payload.firmwareVersion, '1.1.0');
  assert.deepEqual(
    after.filter(({ action }) => action === 'FirmwareStatusNotification').map(({ payload }) => payload.status),
    ['Installing', 'Installed'],
  );
  assert.equal(after.findLast(({ payload }) => payload.connectorId === 2)?.payload.status, 'Available');
  bench.assertValid();
});

test('a download is retried as often and as slowly as it was asked for', async () => {
  const { files, urls, end } = createNetwork();
  const bench = await bootedBench('1.6', { files, variant: { signedFirmware: false } });
  await bench.call('UpdateFirmware', { ...order, retries: 2, retryInterval: 5 });
  const tried: number[] = [];
  for (let second = 0; second < 20; second++) {
    await bench.run(1);
    if (urls.length > tried.length) {
      tried.push(second);
      await end(FAILED);
    }
  }
  assert.equal(tried.length, 3);
  assert.ok(tried.slice(1).every((second, index) => second - tried[index]! >= 5));
  assert.deepEqual(statuses(bench), ['Downloading', 'DownloadFailed']);
});

test('a reboot in the middle of an update makes it fail, and that is told', async () => {
  const { files } = createNetwork();
  const bench = await bootedBench('1.6', { files, variant: { signedFirmware: false } });
  await bench.call('UpdateFirmware', order);
  await bench.act('powerCycle', {});
  await bench.run(20);
  assert.deepEqual(statuses(bench), ['Downloading', 'DownloadFailed']);
  bench.assertValid();
});

test('a signed update gives way to a newer one, and a trigger repeats what was told last', async () => {
  const { files, end } = createNetwork();
  const bench = await bootedBench('1.6', { files });
  const trigger = async () => {
    await bench.call('ExtendedTriggerMessage', { requestedMessage: 'FirmwareStatusNotification' });
    return bench.take('SignedFirmwareStatusNotification').at(-1)?.payload;
  };
  assert.deepEqual(await trigger(), { status: 'Idle' });
  assert.equal((await bench.call('SignedUpdateFirmware', signedOrder(1))).value.status, 'Accepted');
  assert.deepEqual(await trigger(), { status: 'Downloading', requestId: 1 });
  assert.equal((await bench.call('SignedUpdateFirmware', signedOrder(2))).value.status, 'AcceptedCanceled');
  await end({ ok: true, content });
  await end({ ok: true, content });
  await bench.run(30);
  const told = bench.take().filter(({ action }) => /Firmware|Security/.test(action));
  const said = (kind: string) =>
    told.filter(({ action }) => action.startsWith(kind)).map(({ payload }) => payload.status ?? payload.type);
  assert.deepEqual(said('Signed'), [
    ...['Downloading', 'Downloaded', 'SignatureVerified', 'Installing', 'InstallRebooting', 'Installed'],
  ]);
  assert.deepEqual(said('Security'), ['ResetOrReboot', 'FirmwareUpdated']);
  assert.ok(told.every(({ payload }) => payload.requestId === undefined || payload.requestId === 2));
  assert.deepEqual(await trigger(), { status: 'Idle' });
  assert.deepEqual(await bench.call('UpdateFirmware', order), { kind: 'error', value: 'NotSupported' });
  bench.assertValid();
});

test('a firmware with the signature of another file is refused, and so is a foreign signer', async () => {
  const { files, end } = createNetwork();
  const bench = await bootedBench('1.6', { files });
  await bench.call('SignedUpdateFirmware', signedOrder(1));
  await bench.run(1);
  await end({ ok: true, content: content.map((byte, index) => (index === 9 ? byte ^ 1 : byte)) });
  await bench.run(5);
  const seen = bench.take().map(({ payload }) => payload.status ?? payload.type);
  assert.deepEqual(seen, ['Downloading', 'Downloaded', 'InvalidFirmwareSignature', 'InvalidSignature']);
  const { firmware, ...rest } = signedOrder(2);
  const reply = await bench.call('SignedUpdateFirmware', {
    ...rest,
    firmware: { ...firmware, signingCertificate: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' },
  });
  assert.equal(reply.value.status, 'InvalidCertificate');
  await bench.run(1);
  assert.deepEqual(
    bench.take().map(({ payload }) => payload.type),
    ['InvalidFirmwareSigningCertificate'],
  );
});

test('no file is named where no diagnostics are from the time that was asked for', async () => {
  const { files, urls, end } = createNetwork();
  const bench = await bootedBench('1.6', { files });
  const past = { location: 'ftp://files/', startTime: '2001-01-01T00:00:00Z', stopTime: '2001-01-02T00:00:00Z' };
  assert.deepEqual((await bench.call('GetDiagnostics', past)).value, {});
  const log = { remoteLocation: 'ftp://files/', latestTimestamp: '2001-01-02T00:00:00Z' };
  const asked = await bench.call('GetLog', { log, logType: 'SecurityLog', requestId: 1 });
  assert.deepEqual(asked.value, { status: 'Rejected' });
  await bench.run(5);
  assert.deepEqual([urls, bench.take()], [[], []]);
  const { fileName } = (await bench.call('GetDiagnostics', { location: 'ftp://files/' })).value;
  await bench.call('TriggerMessage', { requestedMessage: 'DiagnosticsStatusNotification' });
  await end({ ok: true, content: new Uint8Array() });
  await bench.run(1);
  assert.deepEqual(urls, [`ftp://files/${fileName}`]);
  assert.deepEqual(statuses(bench, 'DiagnosticsStatusNotification'), ['Uploading', 'Uploading', 'Uploaded']);
  bench.assertValid();
});
