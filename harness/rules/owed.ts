/** What a station owes once it has agreed to a request. */
import { type Version, is2x } from '../doors/protocol.js';
import { part2 } from './clauses.js';
import { REPORTS } from './data/reports.js';
import { triggered } from './triggers.js';
import { field, integerOf, textOf } from './values.js';

/** What a request asks for. */
export interface Ask {
  /** Requests of one kind stand in for each other. */
  readonly kind: string;
  /** In words, for people: "NotifyReport of request 5". */
  readonly what: string;
  /** Any of these messages is what was asked for. */
  readonly messages: readonly string[];
  /** The request's id, which the messages carry; undefined where there is none. */
  readonly requestId: number | undefined;
  /** It comes in parts, of which all but the last say that there are more. */
  readonly inParts: boolean;
  /** Another rule follows its parts once the first has come. */
  readonly followed: boolean;
  readonly clause: string;
}
export interface Owed extends Ask {
  /** The frame of the CALL that asked for it. */
  readonly n: number;
  /** When it was agreed to. */
  readonly since: number;
  /** The last part that came. */
  last: { readonly n: number; readonly t: number } | undefined;
  /** It came before the answer did. */
  served: boolean;
  /** It was said to be late. */
  told: boolean;
}

/** Parts whose numbers and ends a rule of their own follows. */
const FOLLOWED: readonly string[] = ['NotifyReport', 'NotifyMonitoringReport'];

function report(version: Version, action: string, payload: unknown): Ask | undefined {
  const kind = REPORTS.find(({ requests }) => requests.includes(action));
  const requestId = integerOf(payload, 'requestId');
  if (kind === undefined || requestId === undefined) return undefined;
  // Customer information is reported only to those who ask for the report.
  if (action === 'CustomerInformation' && field(payload, 'report') !== true) return undefined;
  return {
    kind: kind.part,
    what: `${kind.part} of request ${requestId}`,
    messages: [kind.part],
    requestId,
    inParts: true,
    followed: FOLLOWED.includes(kind.part),
    clause: part2(version, '§3 FR.05', ...kind.come),
  };
}

function upload(version: Version, action: string, payload: unknown): Ask | undefined {
  const ofLog = action === 'GetLog';
  if (!ofLog && (action !== 'GetDiagnostics' || version !== '1.6')) return undefined;
  const message = ofLog ? 'LogStatusNotification' : 'DiagnosticsStatusNotification';
  const requestId = ofLog ? integerOf(payload, 'requestId') : undefined;
  const whitepaper = ofLog ? 'OCPP 1.6 Security Whitepaper N01.FR.08' : 'OCPP 1.6 §5.9';
  return {
    kind: message,
    what: requestId === undefined ? message : `${message} of request ${requestId}`,
    messages: [message],
    requestId,
    inParts: false,
    followed: false,
    clause: is2x(version) ? part2(version, 'N01.FR.08') : whitepaper,
  };
}

/** What `action` asks a station to send; undefined when it asks for nothing that must come. */
export function askOf(version: Version, action: string, payload: unknown): Ask | undefined {
  const messages = triggered(action, payload);
  const [first] = messages;
  if (first === undefined)
    return (is2x(version) ? report(version, action, payload) : undefined) ?? upload(version, action, payload);
  return {
    kind: `triggered ${first}`,
    what: `${first}, which was triggered,`,
    // A 2.x station may tell a connector's status as the event of a variable (G01).
    messages: first === 'StatusNotification' && is2x(version) ? [...messages, 'NotifyEvent'] : messages,
    requestId: undefined,
    inParts: false,
    followed: false,
    clause: is2x(version) ? part2(version, 'F06.FR.10') : 'OCPP 1.6 §5.17',
  };
}

/** Whether the answer agrees to it. GetDiagnostics has no status: a name of a file says that one will come. */
export function agreed(action: string, payload: unknown): boolean {
  if (action === 'GetDiagnostics') return (textOf(payload, 'fileName') ?? '') !== '';
  const status = textOf(payload, 'status');
  return status === 'Accepted' || (action === 'GetLog' && status === 'AcceptedCanceled');
}
