/** What came through the other doors than messages, one line each: connections with their TLS, files, certificates. */
import { type CaseRun, type Connection, type Material, type Transfer } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { since } from './frames.js';

type Tls = NonNullable<Connection['tls']>;

const who = (by: Connection['by']): string => (by === 'sut' ? 'the SUT' : 'the tester');

const WHAT = {
  open: 'opened by',
  refused: 'refused by',
  closed: 'closed by',
  'tls-failed': 'TLS handshake given up by',
} as const;

const MOST_SUITES = 12;
const LONGEST_REQUEST = 160;
/** The last moment that a Date can hold, in milliseconds either side of 1970 (ECMA-262 §21.4.1.1). */
const LAST_MOMENT = 8.64e15;

const day = (ms: number): string =>
  Math.abs(ms) <= LAST_MOMENT ? new Date(ms).toISOString().slice(0, 10) : 'beyond all dates';

function listed(values: readonly string[]): string {
  const rest = values.length - MOST_SUITES;
  return `${values.slice(0, MOST_SUITES).join(' ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function tlsParts({ version, suite, hello, peer }: Tls): string[] {
  return [
    [version, suite].filter(Boolean).join(' '),
    hello ? `offered ${listed(hello.versions)}; ${listed(hello.suites)}` : '',
    hello?.serverName === undefined ? '' : `asked for ${hello.serverName}`,
    peer
      ? `certificate ${peer.subject} (${peer.key}), issued by ${peer.issuer}, serial ${peer.serial}, valid ${day(peer.notBefore)} to ${day(peer.notAfter)}, SHA-256 ${peer.sha256.slice(0, 16)}…`
      : '',
  ];
}

/** Connections that were refused, that should have been, or whose TLS is known: plain ones stand in the diagram. */
export const connectionLines = (run: CaseRun): string[] =>
  run.connections
    .filter(
      ({ tls, request, event }) =>
        tls !== undefined || request !== undefined || event === 'refused' || event === 'tls-failed',
    )
    .map((connection) => connectionLine(run, connection));

/** `0.120 s: connection 3 opened by the SUT, subprotocol ocpp1.6, TLSv1.3 TLS_AES_128_GCM_SHA256, …` */
function connectionLine(run: CaseRun, connection: Connection): string {
  const { conn, event, by, t, path, subprotocol, auth, request, status, code, reason, tls } = connection;
  const parts = [
    `${since(run, t)} s: connection ${conn} ${WHAT[event]} ${who(by)}`,
    request === undefined ? (path ?? '') : `asked in place of a handshake: ${oneLine(request, LONGEST_REQUEST)}`,
    subprotocol === undefined ? '' : `subprotocol ${subprotocol === '' ? 'none' : subprotocol}`,
    auth === undefined || auth === 'none' ? '' : `password ${auth}`,
    status === undefined ? '' : `HTTP ${status}`,
    code === undefined ? '' : String(code),
    reason ?? '',
    ...(tls ? tlsParts(tls) : []),
  ];
  return oneLine(parts.filter(Boolean).join(', '), 900);
}

export function transferLine(run: CaseRun, { transfer, t, ...file }: Transfer): string {
  const { scheme, direction, path, outcome, bytes, sha256, kept } = file;
  const parts = [
    `${since(run, t)} s: file ${transfer}, ${direction} by ${scheme}, ${path}: ${outcome}, ${bytes} bytes`,
    sha256 === undefined ? '' : `SHA-256 ${sha256}`,
    kept === undefined ? '' : `kept as ${kept}`,
  ];
  return oneLine(parts.filter(Boolean).join(', '), 900);
}

export function materialLine(run: CaseRun, { material, t, name, value }: Material): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return oneLine(`${since(run, t)} s: ${material} ${name}: ${text}`, 300);
}
