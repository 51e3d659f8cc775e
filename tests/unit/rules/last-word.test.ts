import { lastWord } from '../../../harness/rules/last-word.js';
import { type Scene, table } from './scene.js';

const X2 = ['2.0.1', '2.1'] as const;
const tells = (s: Scene, status: string, requestId?: number, action = 'FirmwareStatusNotification'): unknown =>
  s.asks('station', action, { status, ...(requestId !== undefined && { requestId }) });
const triggers = (s: Scene, requestedMessage = 'FirmwareStatusNotification', status = 'Accepted'): unknown =>
  s.asks('csms', 'TriggerMessage', { requestedMessage }, { status });

table(lastWord, [
  {
    row: 'FIELD-26',
    name: 'Idle after a download that failed, on which two requirements contradict each other',
    versions: X2,
    expect: [['advisory', 'station', /says Idle, though the last one said DownloadFailed/]],
    script(s) {
      s.asks('csms', 'UpdateFirmware', { requestId: 42 }, { status: 'Accepted' });
      tells(s, 'Downloading', 42);
      tells(s, 'DownloadFailed', 42);
      triggers(s);
      tells(s, 'Idle');
    },
  },
  {
    row: 'FIELD-26',
    name: 'Idle in the middle of an update',
    expect: [['fail', 'station', /says Idle, though the last one said Downloading/]],
    script(s) {
      tells(s, 'Downloading', 42);
      triggers(s);
      tells(s, 'Idle');
    },
  },
  {
    name: 'a station that repeats its last word, goes on, and is Idle when it is done',
    expect: 'silent',
    script(s) {
      triggers(s);
      tells(s, 'Idle');
      tells(s, 'Downloading', 42);
      triggers(s);
      tells(s, 'Downloading', 42);
      tells(s, 'Installed', 42);
      triggers(s);
      s.asks('station', 'Heartbeat', {});
      tells(s, 'Idle');
      triggers(s);
      tells(s, 'Idle');
    },
  },
  {
    name: 'a station whose process goes on between the trigger and the triggered status',
    expect: 'silent',
    script(s) {
      tells(s, 'Downloading', 42);
      triggers(s);
      tells(s, 'Downloaded', 42);
      tells(s, 'Downloaded', 42);
      tells(s, 'Installing', 42);
    },
  },
  {
    name: 'a station that repeats Installed',
    versions: X2,
    expect: [['fail', 'station', /repeats Installed, where Idle is due/]],
    script(s) {
      tells(s, 'Installed', 42);
      triggers(s);
      tells(s, 'Installed', 42);
    },
  },
  {
    name: 'Installed again in 1.6, which forbids it nowhere',
    versions: ['1.6'],
    expect: 'silent',
    script(s) {
      tells(s, 'Installed');
      triggers(s);
      tells(s, 'Installed');
    },
  },
  {
    name: 'a log that is being uploaded and said to be idle, and one that is not and said to be uploaded',
    versions: X2,
    expect: [
      ['fail', 'station', /LogStatusNotification says Idle, though the last one said Uploading/],
      ['fail', 'station', /LogStatusNotification repeats Uploaded/],
    ],
    script(s) {
      tells(s, 'Uploading', 1, 'LogStatusNotification');
      triggers(s, 'LogStatusNotification');
      tells(s, 'Idle', undefined, 'LogStatusNotification');
      tells(s, 'Uploaded', 1, 'LogStatusNotification');
      triggers(s, 'LogStatusNotification');
      tells(s, 'Uploaded', 1, 'LogStatusNotification');
    },
  },
  {
    name: 'attempts to upload a log that fail one after the other',
    versions: X2,
    expect: 'silent',
    script(s) {
      tells(s, 'Uploading', 1, 'LogStatusNotification');
      tells(s, 'UploadFailure', 1, 'LogStatusNotification');
      triggers(s, 'LogStatusNotification');
      tells(s, 'UploadFailure', 1, 'LogStatusNotification');
      tells(s, 'Idle', undefined, 'LogStatusNotification');
    },
  },
  {
    name: 'diagnostics that are being uploaded and said to be idle',
    versions: ['1.6'],
    expect: [['fail', 'station', /DiagnosticsStatusNotification says Idle, though the last one said Uploading/]],
    script(s) {
      tells(s, 'Uploading', undefined, 'DiagnosticsStatusNotification');
      triggers(s, 'DiagnosticsStatusNotification');
      tells(s, 'Idle', undefined, 'DiagnosticsStatusNotification');
      tells(s, 'Uploaded', undefined, 'DiagnosticsStatusNotification');
      triggers(s, 'DiagnosticsStatusNotification');
      tells(s, 'Idle', undefined, 'DiagnosticsStatusNotification');
    },
  },
  {
    name: 'a signed update that failed and is said to be idle',
    versions: ['1.6'],
    expect: [
      ['fail', 'station', /SignedFirmwareStatusNotification says Idle, though the last one said InvalidSignature/],
    ],
    script(s) {
      tells(s, 'InvalidSignature', 7, 'SignedFirmwareStatusNotification');
      s.asks(
        'csms',
        'ExtendedTriggerMessage',
        { requestedMessage: 'FirmwareStatusNotification' },
        { status: 'Accepted' },
      );
      tells(s, 'Idle', undefined, 'SignedFirmwareStatusNotification');
    },
  },
  {
    name: 'firmware that is being published and said to be idle',
    versions: X2,
    expect: [['fail', 'station', /PublishFirmwareStatusNotification says Idle, though the last one said Downloading/]],
    script(s) {
      tells(s, 'Downloading', 7, 'PublishFirmwareStatusNotification');
      triggers(s, 'PublishFirmwareStatusNotification');
      tells(s, 'Idle', undefined, 'PublishFirmwareStatusNotification');
    },
  },
  {
    name: 'Idle after a reboot, after another connection, after a new request, and where the trigger was refused',
    expect: 'silent',
    script(s) {
      tells(s, 'Downloading', 1);
      triggers(s, 'FirmwareStatusNotification', 'Rejected');
      tells(s, 'Idle');
      tells(s, 'Downloading', 1);
      s.closed();
      s.open();
      triggers(s);
      tells(s, 'Idle');
      tells(s, 'Downloading', 1);
      s.asks('csms', 'UpdateFirmware', { requestId: 2 }, { status: 'Accepted' });
      triggers(s);
      tells(s, 'Idle');
      tells(s, 'Downloading', 2);
      s.asks('station', 'BootNotification', {});
      triggers(s);
      tells(s, 'Idle');
    },
  },
]);
