/** A CALLERROR has an error code that fits what was wrong with its CALL. */
import { type Version, is2x } from '../doors/protocol.js';
import { judgeAnswer } from '../schema/wrong/answers.js';
import { ERROR_CODES, spelt } from '../schema/wrong/error-codes.js';
import { MANY, entry, quote, short } from './bounded.js';
import { rpc } from './clauses.js';
import { type JudgedCall, actionOf, judgeCall } from './judged.js';
import { type Registrations, follow, registrationOf } from './registration.js';
import { defineRule, type Finding, type FrameSeen, isProvoked } from './rule.js';
import { peerOf } from './clauses.js';

/** The Core profile, which is required (1.6 §3.3; Part 5 of 2.x, Core): refusing one of its messages is no option. */
const CORE: Readonly<Record<Version, readonly string[]>> = (() => {
  const core2x = [
    'Authorize', 'BootNotification', 'ChangeAvailability', 'GetBaseReport', 'GetVariables', 'Heartbeat',
    'NotifyReport', 'Reset', 'RequestStartTransaction', 'RequestStopTransaction', 'SetVariables', 'StatusNotification',
    'TransactionEvent', 'TriggerMessage',
  ]; // prettier-ignore
  const core16 = [
    'Authorize', 'BootNotification', 'ChangeAvailability', 'ChangeConfiguration', 'ClearCache', 'DataTransfer',
    'GetConfiguration', 'Heartbeat', 'MeterValues', 'RemoteStartTransaction', 'RemoteStopTransaction', 'Reset',
    'StartTransaction', 'StatusNotification', 'StopTransaction', 'UnlockConnector',
  ]; // prettier-ignore
  return { '1.6': core16, '2.0.1': core2x, '2.1': core2x };
})();

/** Values inside these are typed by the receiver, or bounded by what it can hold, beyond what schemas say. */
const TYPED_BY_RECEIVER: readonly string[] = [
  'ChangeConfiguration',
  'ClearVariableMonitoring',
  'DataTransfer',
  'GetMonitoringReport',
  'GetReport',
  'GetVariables',
  'SetVariableMonitoring',
  'SetVariables',
];

/** 2.1 forbids a CSMS to leave a TransactionEvent unserved for what its content looks like (E03, remarks). */
const DOUBTS: readonly string[] = ['OccurrenceConstraintViolation', 'PropertyConstraintViolation'];
/** Messages of transactions: 1.6 (§4.7, §4.8, §4.10) and 2.x (E03, remarks) want them served whatever they say. */
const OF_TRANSACTIONS: readonly string[] = ['MeterValues', 'StartTransaction', 'StopTransaction', 'TransactionEvent'];
/** What only a frame can be said to be that is no CALL. */
const NOT_A_CALL: readonly string[] = ['RpcFrameworkError', 'MessageTypeNotSupported'];

type Judgement = Pick<Finding, 'severity' | 'message' | 'whole'> & { readonly clause?: string };

const coreOf = (version: Version): string => (is2x(version) ? `OCPP ${version} Part 5, profile Core` : 'OCPP 1.6 §3.3');
const tableOf = (version: Version): string => rpc(version, is2x(version) ? '4.3' : '4.2.3');

/** Who refuses. */
interface Receiver {
  /** Whether the station of the conversation may send what it wants. */
  readonly registered: boolean;
  /** Messages of the Core profile that it was seen to lack. */
  readonly lacks: Set<string>;
}

/** The refusal of a CALL that is known, by its schema, and from the right side. */
function ofValid(
  version: Version,
  action: string,
  code: string,
  call: JudgedCall,
  { registered, lacks }: Receiver,
): Judgement | undefined {
  const what = `${quote(action)}, which is valid, was answered with ${quote(code)}`;
  if (NOT_A_CALL.includes(code)) return { severity: 'fail', message: `${what}, which is for frames that are no CALL` };
  const { verdict } = judgeAnswer(version, 'valid', { kind: 'error', code });
  // A code of nobody is what the rule `framing` speaks of.
  if (verdict === 'wrong' && ERROR_CODES[version].includes(spelt(version, code))) {
    // Where our reading of the payload may be the wider one, the receiver's may be right.
    const sure = call.semantic.length === 0 && !call.signed && !TYPED_BY_RECEIVER.includes(action);
    return { severity: sure ? 'fail' : 'advisory', message: `${what}, which is for payloads of the wrong form` };
  }
  // A feature that is not there is refused so; that is what these two are for.
  if (verdict === 'right') {
    if (!CORE[version].includes(action)) return undefined;
    const finding = { message: `${what}; no product can do without it`, clause: coreOf(version) };
    // One message that is not there is one fault, however often it is sent.
    if (lacks.has(action)) return { severity: 'advisory', ...finding };
    lacks.add(action);
    return { severity: 'fail', whole: true, ...finding };
  }
  if (code === 'SecurityError' && !registered) return undefined;
  const certain = version === '2.1' && action === 'TransactionEvent' && DOUBTS.includes(code);
  const sure = certain && call.semantic.length === 0 && !call.signed;
  // InternalError is for a receiver that failed at a message (§4.3), and may not fail at it again.
  const wanted = OF_TRANSACTIONS.includes(action) ? '; what belongs to a transaction is to be taken as it is' : '';
  return { severity: sure ? 'fail' : 'advisory', message: `${what}${wanted}` };
}

function ofUnknown(version: Version, action: string, code: string): Judgement | undefined {
  if (judgeAnswer(version, 'action-unlisted', { kind: 'error', code }).verdict === 'right') return undefined;
  return {
    severity: 'advisory',
    message: `${quote(action)} is unknown and was answered with ${quote(code)}, not NotImplemented`,
  };
}

function judge(seen: FrameSeen, code: string, receiver: Receiver): Judgement | undefined {
  const { answers, version } = seen;
  if (answers === undefined) return undefined;
  const action = actionOf(version, answers.action);
  // The payload came through the parser, and so is an object.
  const message = {
    kind: 'call',
    id: '',
    action: answers.action,
    payload: answers.payload as Record<string, unknown>,
  } as const;
  const call = judgeCall(version, peerOf(seen.sender), message);
  if (call.valid) return ofValid(version, action, code, call, receiver);
  return call.known ? undefined : ofUnknown(version, answers.action, code);
}

interface State {
  readonly registrations: Registrations;
  readonly lacking: Map<string, Set<string>>;
}

export const refusal = defineRule<State>({
  id: 'refusal',
  title: 'A CALLERROR has an error code that fits what was wrong with its CALL.',
  clauses: { '1.6': tableOf('1.6'), '2.0.1': tableOf('2.0.1'), '2.1': tableOf('2.1') },
  init: () => ({ registrations: new Map(), lacking: new Map() }),
  on(seen, { registrations, lacking }) {
    if (seen.kind !== 'frame') return [];
    const registration = registrationOf(registrations, seen);
    follow(registration, seen);
    const { message, answers, version } = seen;
    if (message.kind !== 'error' || answers === undefined || isProvoked(seen)) return [];
    const registered = registration.status === 'Accepted' || registration.status === 'unknown';
    const who = `${seen.sender} ${short(seen.identity)}`;
    const lacks = entry(lacking, who, MANY.identities, () => new Set<string>());
    const judgement = judge(seen, message.code, { registered, lacks });
    if (judgement === undefined) return [];
    return [{ clause: tableOf(version), ...judgement, by: seen.sender, frames: [answers.n, seen.n] }];
  },
});
