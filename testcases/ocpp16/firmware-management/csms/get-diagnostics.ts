/** 1.6 §5.9 GetDiagnostics, for a central system. */
import { csmsCase, type Request } from '../../../../harness/peers/ocpp16.js';
import { getDiagnostics } from '../../states/csms-dictated.js';
import { address } from '../../states/csms-files.js';

type DiagnosticsStatus = Request<'DiagnosticsStatusNotification'>['status'];

/** A case in which the charge point uploads, and it ends with `end`. */
const uploads = (id: string, end: DiagnosticsStatus, title: string) =>
  csmsCase({
    id,
    restsOn: 'right-from-wrong',
    versions: ['1.6'],
    block: 'Firmware management',
    title,
    purpose: `It asks for diagnostics and answers the reports up to ${end}.`,
    profiles: { FirmwareManagement: 'mandatory' },
    requirements: ['1.6 §5.9', '1.6 §4.4'],
    steps: [
      'The operator has the central system send GetDiagnostics with an address; the tester answers with the name of a file.',
      `The tester reports Uploading and ${end}; the central system answers.`,
    ],
    operator: ['sendRequest'],
    async run(context) {
      const { station, operator, parameters } = context;
      const location = parameters.logUrl;
      station.answer('GetDiagnostics', { fileName: 'diagnostics.txt' });
      await operator.sendRequest({ action: 'GetDiagnostics', payload: getDiagnostics(context) });
      await station.expect('GetDiagnostics', { location: address(location) }, '1.6 §5.9');
      for (const status of ['Uploading', end] as const)
        await station.call('DiagnosticsStatusNotification', { status }, {}, '1.6 §4.4', {
          id: `DiagnosticsStatusNotification-${status}.conf`,
        });
    },
  });

export const takesDiagnostics = uploads(
  'TC_045_1_CSMS',
  'Uploaded',
  'A central system has a charge point send its diagnostics and follows it to the end',
);
export const takesAFailedUpload = uploads(
  'TC_045_2_CSMS',
  'UploadFailed',
  'A central system takes it that a charge point could not send its diagnostics',
);
