/**
 * A triggered status is the last word on its process: of firmware, diagnostics, logs. A station that goes back to Idle
 * while the process runs, or does not when it is over, has told one of two untruths.
 */
import { type Version } from '../doors/protocol.js';
import { MANY, entry, keep, short } from './bounded.js';
import { part2 } from './clauses.js';
import { defineRule, type Finding, type FrameSeen, isProvoked } from './rule.js';
import { triggered } from './triggers.js';
import { integerOf, textOf } from './values.js';

/** What may follow which last word, for one message in one version. */
interface Process {
  readonly message: string;
  readonly versions: readonly Version[];
  /** The requests that begin a new process, of which nothing was said yet. */
  readonly begins: readonly string[];
  /** Statuses under which it runs: Idle after them is wrong. */
  readonly running: readonly string[];
  /** Statuses under which it has failed, and two requirements contradict each other on Idle. */
  readonly disputed: readonly string[];
  /** The status after which Idle is due and a repetition is wrong. */
  readonly over: string | undefined;
  readonly clauses: { readonly running: string; readonly over: string; readonly disputed: string };
}
interface Word {
  readonly status: string;
  readonly requestId: number | undefined;
  readonly n: number;
  readonly conn: number;
}
/** A trigger: not yet answered, or accepted. */
interface Trigger {
  readonly n: number;
  readonly conn: number;
  readonly messages: readonly string[];
  accepted: boolean;
}
interface Station {
  readonly words: Map<string, Word>;
  readonly triggers: Map<number, Trigger>;
}

const X2: readonly Version[] = ['2.0.1', '2.1'];
const UPDATING: readonly string[] = [
  'DownloadScheduled',
  'Downloading',
  'DownloadPaused',
  'Downloaded',
  'SignatureVerified',
  'InstallScheduled',
  'InstallRebooting',
  'Installing',
];
const FAILED: readonly string[] = [
  'DownloadFailed',
  'InstallationFailed',
  'InstallVerificationFailed',
  'InvalidSignature',
];
const one = (clause: string): Process['clauses'] => ({ running: clause, over: clause, disputed: clause });

const PROCESSES: readonly Process[] = [
  {
    message: 'FirmwareStatusNotification',
    versions: ['1.6'],
    begins: ['UpdateFirmware'],
    // Downloaded may mean that the station waits, and then it is not busy.
    running: ['Downloading', 'Installing'],
    disputed: [],
    over: undefined,
    clauses: one('OCPP 1.6 §4.5, §7.25'),
  },
  {
    message: 'DiagnosticsStatusNotification',
    versions: ['1.6'],
    begins: ['GetDiagnostics'],
    running: ['Uploading'],
    disputed: [],
    over: undefined,
    clauses: one('OCPP 1.6 §4.4, §7.24'),
  },
  {
    message: 'SignedFirmwareStatusNotification',
    versions: ['1.6'],
    begins: ['SignedUpdateFirmware'],
    running: [...UPDATING, ...FAILED],
    disputed: [],
    over: 'Installed',
    clauses: one('OCPP 1.6 Security Whitepaper L01.FR.28, L01.FR.29'),
  },
  {
    message: 'LogStatusNotification',
    versions: ['1.6'],
    begins: ['GetLog'],
    running: ['Uploading'],
    disputed: [],
    over: undefined,
    clauses: one('OCPP 1.6 Security Whitepaper N01.FR.08, UploadLogStatusEnumType'),
  },
  {
    message: 'FirmwareStatusNotification',
    versions: X2,
    begins: ['UpdateFirmware'],
    running: UPDATING,
    disputed: FAILED,
    over: 'Installed',
    clauses: {
      running: 'L01.FR.26, F06.FR.16',
      over: 'L01.FR.25, F06.FR.16',
      disputed: 'L01.FR.26, which F06.FR.16 contradicts',
    },
  },
  {
    message: 'LogStatusNotification',
    versions: X2,
    begins: ['GetLog'],
    running: ['Uploading'],
    disputed: [],
    over: 'Uploaded',
    clauses: { running: 'F06.FR.14, N01.FR.09, N01.FR.10', over: 'F06.FR.15', disputed: 'F06.FR.15' },
  },
  {
    message: 'PublishFirmwareStatusNotification',
    versions: X2,
    begins: ['PublishFirmware'],
    running: ['DownloadScheduled', 'Downloading', 'DownloadPaused', 'Downloaded', 'ChecksumVerified'],
    disputed: [],
    over: 'Published',
    clauses: { running: 'L03.FR.11', over: 'L03.FR.10', disputed: 'L03.FR.11' },
  },
];

const processOf = (version: Version, message: string): Process | undefined =>
  PROCESSES.find((process) => process.message === message && process.versions.includes(version));

const makeStation = (): Station => ({ words: new Map(), triggers: new Map() });

/** What a status says, asked for by `trigger`, after the `last` word. */
function judge(seen: FrameSeen, process: Process, last: Word, word: Word, trigger: Trigger): Finding | undefined {
  const { clauses } = process;
  const say = (severity: Finding['severity'], message: string, clause: string): Finding => ({
    severity,
    by: 'station',
    message,
    clause: seen.version === '1.6' ? clause : part2(seen.version, clause),
    frames: [last.n, trigger.n, seen.n],
  });
  const name = process.message;
  if (word.status === 'Idle') {
    const text = `a triggered ${name} says Idle, though the last one said ${last.status}`;
    if (process.running.includes(last.status)) return say('fail', text, clauses.running);
    if (process.disputed.includes(last.status)) return say('advisory', text, clauses.disputed);
  }
  if (word.status !== process.over || last.status !== word.status || last.requestId !== word.requestId)
    return undefined;
  return say('fail', `a triggered ${name} repeats ${word.status}, where Idle is due`, clauses.over);
}

function told(station: Station, seen: FrameSeen, process: Process, payload: unknown): readonly Finding[] {
  const status = textOf(payload, 'status');
  if (status === undefined) return [];
  const { n, conn } = seen;
  const word: Word = { status: status.slice(0, 40), requestId: integerOf(payload, 'requestId'), n, conn };
  const last = station.words.get(process.message);
  station.words.set(process.message, word);
  const trigger = [...station.triggers.values()].find(
    (each) => each.accepted && each.conn === conn && each.messages.includes(process.message),
  );
  // Another status is news, which the trigger need not have brought about: what it asked for may still come.
  const repeats = last?.status === word.status;
  if (trigger === undefined || (word.status !== 'Idle' && !repeats)) return [];
  station.triggers.delete(trigger.n);
  // What was told before the connection was lost may not have been the last word.
  if (last === undefined || last.conn !== conn) return [];
  const found = judge(seen, process, last, word, trigger);
  return found === undefined ? [] : [found];
}

function asked(station: Station, seen: FrameSeen, action: string, payload: unknown): void {
  const messages = triggered(action, payload).filter((name) => processOf(seen.version, name) !== undefined);
  const { n, conn } = seen;
  if (messages.length > 0) keep(station.triggers, n, { n, conn, messages, accepted: false }, MANY.exchanges);
}

function answered(station: Station, { answers, message }: FrameSeen): void {
  if (answers === undefined) return;
  for (const process of PROCESSES) if (process.begins.includes(answers.action)) station.words.delete(process.message);
  const trigger = station.triggers.get(answers.n);
  if (trigger === undefined) return;
  trigger.accepted = message.kind === 'result' && textOf(message.payload, 'status') === 'Accepted';
  if (!trigger.accepted) station.triggers.delete(trigger.n);
}

export const lastWord = defineRule<Map<string, Station>>({
  id: 'last-word',
  title: 'A triggered status repeats the last one, or says Idle where nothing goes on.',
  clauses: {
    '1.6': 'OCPP 1.6 §4.4, §4.5; Security Whitepaper L01.FR.28, L01.FR.29',
    '2.0.1': part2('2.0.1', 'F06.FR.14', 'F06.FR.15', 'F06.FR.16', 'L01.FR.25', 'L01.FR.26', 'L03.FR.10', 'L03.FR.11'),
    '2.1': part2('2.1', 'F06.FR.14', 'F06.FR.15', 'F06.FR.16', 'L01.FR.25', 'L01.FR.26', 'L03.FR.10', 'L03.FR.11'),
  },
  init: () => new Map(),
  on(seen, stations) {
    if (seen.kind === 'end') return [];
    const station = entry(stations, short(seen.identity), MANY.identities, makeStation);
    if (seen.kind !== 'frame') {
      station.triggers.clear();
      return [];
    }
    const { message, sender, version } = seen;
    if (sender === 'csms') {
      if (message.kind === 'call' && !isProvoked(seen)) asked(station, seen, message.action, message.payload);
      return [];
    }
    answered(station, seen);
    if (message.kind !== 'call' || isProvoked(seen)) return [];
    // Power that was lost ends a process, and the memory of it.
    if (message.action === 'BootNotification') stations.delete(short(seen.identity));
    const process = processOf(version, message.action);
    return process === undefined ? [] : told(station, seen, process, message.payload);
  },
});
