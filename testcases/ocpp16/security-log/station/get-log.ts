/** Security Whitepaper N01 GetLog, for a 1.6 station. */
import { type OnStation, type Request, oneOf, present, stationCase } from '../../../../harness/peers/ocpp16.js';
import { files } from '../../states/files.js';

type LogStatus = Request<'LogStatusNotification'>['status'];

const BLOCK = 'Security: log';
const REQUEST_ID = 79;

/** Waits for one of the reports on the upload, which carry the id of the request (N01.FR.07); returns its frame. */
async function waitsFor(
  { csms, parameters }: OnStation,
  statuses: readonly LogStatus[],
  requirements: string,
  after = 0,
): Promise<number> {
  const [status] = statuses;
  const report = await csms.expect('LogStatusNotification', { requestId: REQUEST_ID }, [requirements, 'N01.FR.07'], {
    where: { status: statuses.length === 1 ? status! : oneOf(...statuses) },
    id: `LogStatusNotification-${status ?? ''}`,
    after,
    within: parameters.limits.reboot,
  });
  return report.n;
}

export const sendsItsSecurityLog = stationCase({
  id: 'TC_079_CS',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A station sends its security log to where it is told',
  purpose: 'It names the file, sends it whole, and reports the beginning and the end under the id of the request.',
  profiles: { Security: 'mandatory' },
  requirements: ['N01.FR.01', 'N01.FR.02', 'N01.FR.03', 'N01.FR.07', 'N01.FR.08', 'N01.FR.09'],
  from: files,
  steps: [
    'The tester asks for the security log; the station accepts and names the file.',
    'The station reports Uploading, sends a file that is not empty, and reports Uploaded.',
  ],
  operator: [],
  async run(context) {
    const { csms, parameters } = context;
    const place = csms.files.awaitUpload();
    await csms.call(
      'GetLog',
      { log: { remoteLocation: place.url }, logType: 'SecurityLog', requestId: REQUEST_ID },
      { status: 'Accepted', filename: present },
      'N01.FR.01',
    );
    const uploading = await waitsFor(context, ['Uploading'], 'N01.FR.08');
    await csms.files.expectTransfer(place, 'complete', ['N01.FR.02', 'N01.FR.03'], {
      within: parameters.limits.reboot,
    });
    await waitsFor(context, ['Uploaded'], 'N01.FR.09', uploading);
  },
});

const FAILURES: readonly LogStatus[] = ['UploadFailure', 'PermissionDenied', 'BadMessage', 'NotSupportedOperation'];

export const reportsAFailedLogUpload = stationCase({
  id: 'FILE_16_CS_04',
  versions: ['1.6'],
  block: BLOCK,
  title: 'A station reports that it could not send its security log',
  purpose: 'The server refuses it: the station tries, and says that it failed, with whatever reason it has.',
  profiles: { Security: 'conditional' },
  requirements: ['N01.FR.02', 'N01.FR.07', 'N01.FR.08', 'N01.FR.10'],
  from: files,
  steps: [
    'The tester asks for the security log at an address that it refuses, without retries; the station accepts.',
    'The station reports Uploading, tries to send a file, and reports a failure.',
  ],
  operator: [],
  async run(context) {
    const { csms, parameters } = context;
    const place = csms.files.awaitUpload({ fault: 'refuse' });
    await csms.call(
      'GetLog',
      { log: { remoteLocation: place.url }, logType: 'SecurityLog', requestId: REQUEST_ID, retries: 0 },
      { status: 'Accepted' },
      'N01.FR.02',
    );
    const uploading = await waitsFor(context, ['Uploading'], 'N01.FR.08');
    await csms.files.expectTransfer(place, 'refused', 'N01.FR.02', { within: parameters.limits.reboot });
    await waitsFor(context, FAILURES, 'N01.FR.10', uploading);
  },
});
