/** 1.6 §5.9 GetDiagnostics, for a station. */
import { type OnStation, type Request, stationCase } from '../../../../harness/peers/ocpp16.js';
import { SLACK } from '../../states/connector.js';
import { files } from '../../states/files.js';

type DiagnosticsStatus = Request<'DiagnosticsStatusNotification'>['status'];

const SENDS = ['1.6 §5.9', '1.6 §8.2'] as const;
const BLOCK = 'Firmware management';

/** Waits for the report that the upload has come to `status`; returns its frame. */
async function waitsFor({ csms, parameters }: OnStation, status: DiagnosticsStatus, after = 0): Promise<number> {
  const report = await csms.expect('DiagnosticsStatusNotification', {}, ['1.6 §5.9', '1.6 §4.4'], {
    where: { status },
    id: `DiagnosticsStatusNotification-${status}`,
    after,
    within: parameters.limits.reboot,
  });
  return report.n;
}

/** Asks for diagnostics; a station that has none says so by naming no file (§5.9), and the case ends. */
async function asks({ csms, stop }: OnStation, request: Request<'GetDiagnostics'>): Promise<string> {
  const { fileName } = await csms.call('GetDiagnostics', request, {}, '1.6 §5.9');
  return typeof fileName === 'string' ? fileName : stop('the station says that it has no diagnostics to send');
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const sendsItsDiagnostics = stationCase({
  id: 'TC_045_1_CS',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A station sends its diagnostics to where it is told',
  purpose: 'It names the file, sends it whole, and reports the beginning and the end.',
  profiles: { FirmwareManagement: 'mandatory' },
  requirements: ['1.6 §5.9', '1.6 §4.4', '1.6 §8.2'],
  from: files,
  steps: [
    'The tester asks for diagnostics; the station answers with the name of the file.',
    'The station reports Uploading, sends a file that is not empty, under that name, and reports Uploaded.',
  ],
  operator: [],
  async run(context) {
    const { csms, parameters, check } = context;
    const place = csms.files.awaitUpload();
    const fileName = await asks(context, { location: place.url });
    const answer = csms.conversation.last;
    const uploading = await waitsFor(context, 'Uploading');
    const sent = await csms.files.expectTransfer(place, 'complete', SENDS, { within: parameters.limits.reboot });
    await waitsFor(context, 'Uploaded', uploading);
    // Who posts to the address itself names no file.
    if (!sent || sent.path === place.path) return;
    const said = lastPart(fileName);
    const name = lastPart(sent.path);
    check('file-name', said.toLowerCase() === name.toLowerCase(), {
      title: 'the file has the name that the station said',
      requirements: '1.6 §5.9',
      frames: [answer],
      expected: JSON.stringify(said),
      actual: JSON.stringify(name),
      action: 'GetDiagnostics',
      asserts: ['fileName'],
    });
  },
});

export const reportsAFailedUpload = stationCase({
  id: 'TC_045_2_CS',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A station reports that it could not send its diagnostics',
  purpose: 'The server refuses them: the station tries, says so, and goes on working.',
  profiles: { FirmwareManagement: 'mandatory' },
  requirements: ['1.6 §5.9', '1.6 §4.4', '1.6 §8.2', '1.6 §5.8'],
  from: files,
  steps: [
    'The tester asks for diagnostics at an address that it refuses, without retries; the station answers.',
    'The station reports Uploading, tries to send a file, and reports UploadFailed.',
    'The station answers GetConfiguration.',
  ],
  operator: [],
  async run(context) {
    const { csms, parameters } = context;
    const place = csms.files.awaitUpload({ fault: 'refuse' });
    await asks(context, { location: place.url, retries: 0 });
    const uploading = await waitsFor(context, 'Uploading');
    await csms.files.expectTransfer(place, 'refused', SENDS, { within: parameters.limits.reboot });
    await waitsFor(context, 'UploadFailed', uploading);
    await csms.call('GetConfiguration', { key: ['HeartbeatInterval'] }, {}, '1.6 §5.8');
  },
});

/** What the tester asks for, after the first attempt; seconds. */
const RETRIES = 2;
const INTERVAL = 10;

export const triesAgainAsAsked = stationCase({
  id: 'FILE_16_CS_03',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A station tries again to send its diagnostics as often, and as slowly, as it is asked to',
  purpose: 'The server refuses every attempt: the retries come, none before its time, and then the end is told.',
  profiles: { FirmwareManagement: 'conditional' },
  requirements: ['1.6 §5.9', '1.6 §6.25', '1.6 §4.4', 'errata 3.50'],
  from: files,
  steps: [
    `The tester asks for diagnostics with ${RETRIES} retries and an interval of ${INTERVAL} seconds, and refuses them.`,
    `The station tries ${RETRIES + 1} times in all, each at least ${INTERVAL} seconds after the one before.`,
    'The station reports UploadFailed.',
  ],
  operator: [],
  async run(context) {
    const { csms } = context;
    const place = csms.files.awaitUpload({ fault: 'refuse' });
    await asks(context, { location: place.url, retries: RETRIES, retryInterval: INTERVAL });
    await csms.files.expectAttempts(place, { outcome: 'refused', count: RETRIES + 1, apart: INTERVAL * 1000 - SLACK }, [
      '1.6 §5.9',
      '1.6 §6.25',
      'errata 3.50',
    ]);
    await waitsFor(context, 'UploadFailed');
  },
});
