/** What a station promised and has not yet delivered, in all versions: triggered messages, reports, uploads, restarts. */
import { type Book, objectOf, type Payload } from './book.js';

/** The messages by which a station keeps what it promised for a trigger; several where either will do. */
const TRIGGERED: Readonly<Record<string, readonly string[]>> = {
  SignChargePointCertificate: ['SignCertificate'],
  SignChargingStationCertificate: ['SignCertificate'],
  SignV2GCertificate: ['SignCertificate'],
  SignCombinedCertificate: ['SignCertificate'],
  FirmwareStatusNotification: ['FirmwareStatusNotification', 'SignedFirmwareStatusNotification'],
  TransactionEvent: ['TransactionEvent'],
};

const OVER: Readonly<Record<string, readonly string[]>> = {
  DiagnosticsStatusNotification: ['Uploaded', 'UploadFailed'],
  LogStatusNotification: [
    'Uploaded',
    'UploadFailed',
    'UploadFailure',
    'BadMessage',
    'NotSupportedOperation',
    'PermissionDenied',
    'AcceptedCanceled',
  ],
  FirmwareStatusNotification: [
    'Installed',
    'DownloadFailed',
    'InstallationFailed',
    'InvalidSignature',
    'InstallVerificationFailed',
    'Idle',
  ],
};
const SIGNED = 'SignedFirmwareStatusNotification';

function promised(book: Book, kind: 'trigger' | 'report', key: string, subject: string, n: number, t: number) {
  const within = kind === 'trigger' ? book.limits.message : book.limits.action;
  book.add({ key, kind, subject, frames: [n], undo: { by: 'waiting' }, until: t + within });
}

/** Where the station is about to boot: one that does not is not registered, whatever it was before. */
export const RESTART = 'restart';

function restarting(book: Book, n: number, t: number): void {
  book.add({
    key: RESTART,
    kind: 'registration',
    subject: 'the registration of the station, which was restarted',
    frames: [n],
    undo: { by: 'registering', status: 'none', due: t + book.limits.reboot },
  });
}

/** A request of the tester that was accepted, and promises something. */
export function promise(book: Book, action: string, request: Payload, response: Payload, n: number, t: number): void {
  const accepted = response['status'] === 'Accepted';
  switch (action) {
    case 'TriggerMessage':
    case 'ExtendedTriggerMessage': {
      const wanted = String(request['requestedMessage']).slice(0, 60);
      // Where no transaction runs, there is nothing to tell of one.
      if (accepted && wanted !== 'TransactionEvent')
        promised(book, 'trigger', `trigger ${wanted}`, `${wanted}, which was asked for`, n, t);
      return;
    }
    case 'Reset':
      // An EVSE that is reset by itself makes no station boot.
      if (accepted && request['evseId'] === undefined) restarting(book, n, t);
      return;
    case 'GetDiagnostics':
      if (typeof response['fileName'] === 'string')
        promised(book, 'report', 'report DiagnosticsStatusNotification', 'the diagnostics that were asked for', n, t);
      return;
    case 'GetLog':
      if (accepted) promised(book, 'report', 'report LogStatusNotification', 'the log that was asked for', n, t);
      return;
    case 'UpdateFirmware':
    case 'SignedUpdateFirmware':
      if (accepted || (action === 'UpdateFirmware' && response['status'] === undefined))
        promised(book, 'report', 'report FirmwareStatusNotification', 'the firmware update', n, t);
      return;
    case 'GetBaseReport':
    case 'GetReport':
    case 'GetMonitoringReport': {
      const by = action === 'GetMonitoringReport' ? 'NotifyMonitoringReport' : 'NotifyReport';
      const id = String(request['requestId']);
      if (accepted) promised(book, 'report', `report ${by} ${id}`, `report ${id}`, n, t);
      return;
    }
    default:
  }
}

/** A message of the station may keep a promise. */
export function kept(book: Book, action: string, payload: Payload): void {
  for (const key of book.things.keys()) {
    if (!key.startsWith('trigger ')) continue;
    const wanted = key.slice('trigger '.length);
    if ((TRIGGERED[wanted] ?? [wanted]).includes(action)) book.drop(key);
  }
  const told = action === SIGNED ? 'FirmwareStatusNotification' : action;
  if (Object.hasOwn(OVER, told) && OVER[told]?.includes(String(payload['status'])) === true)
    book.drop(`report ${told}`);
  if (payload['tbc'] !== true) book.drop(`report ${action} ${String(payload['requestId'])}`);
}

/** The answer to a boot of the station: `status` says whether it is accepted, undefined that it got an error. */
export function registration(book: Book, response: unknown, n: number, t: number): void {
  const { status, interval } = objectOf(response);
  if (status === 'Accepted') {
    book.drop('registration');
    book.drop(RESTART);
    // What was promised before is forgotten.
    book.dropWhere(({ kind }) => kind === 'remote-start' || kind === 'trigger' || kind === 'report');
    return;
  }
  book.drop(RESTART);
  const shown = typeof status === 'string' ? status : 'not accepted';
  const wait = typeof interval === 'number' && interval > 0 ? interval * 1000 : book.limits.reboot;
  book.add({
    key: 'registration',
    kind: 'registration',
    subject: `the registration of the station: ${shown}`,
    frames: [n],
    undo: { by: 'registering', status: shown, due: t + wait },
  });
}
