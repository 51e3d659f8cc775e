/** Every frame has the form that OCPP-J gives it. */
import { is2x, type Version } from '../doors/protocol.js';
import { type ErrorMessage, type MalformedMessage, type MalformedReason, isNullPayload } from '../wire/ocpp-j.js';
import { MANY, entry, quote, short } from './bounded.js';
import { rpc, rpcClauses } from './clauses.js';
import { ERROR_CODES, OTHER_SPELLINGS } from '../schema/wrong/error-codes.js';
import { defineRule, type Finding, type FrameSeen } from './rule.js';

const SECTIONS: Readonly<Record<MalformedReason, string>> = {
  binary: '4.1.2',
  oversize: '4.1.2',
  'not-json': '4.1.2',
  'not-array': '4.2',
  'message-type': '4.1.3',
  'message-id': '4.1.4',
  length: '4.2',
  action: '4.2.1',
  payload: '4.2',
  'error-code': '4.2.3',
  'error-description': '4.2.3',
  'error-details': '4.2.3',
};
const MAX_DESCRIPTION = 255;

type Judgement = Pick<Finding, 'severity' | 'message' | 'clause' | 'whole'>;

interface State {
  /** Error codes that their version lacks: the number of the frame in which a sender first used one. */
  readonly codes: Map<string, number>;
}

function malformed(version: Version, message: MalformedMessage): Judgement {
  if (isNullPayload(message)) {
    const clause = rpc(version, version === '1.6' ? '4.2.1' : '4.1.5');
    return { severity: 'advisory', message: 'an empty payload is written null where {} is good practice', clause };
  }
  // No document limits a frame's size: such a frame is legal, and more than most products can take.
  const severity = message.reason === 'oversize' ? 'advisory' : 'fail';
  return { severity, message: `not a frame: ${message.detail}`, clause: rpc(version, SECTIONS[message.reason]) };
}

/** What is wrong with an error code, if anything is. */
function ofCode(version: Version, code: string): Judgement | undefined {
  const table = rpc(version, is2x(version) ? '4.3' : '4.2.3');
  if (OTHER_SPELLINGS[version].includes(code))
    return {
      severity: is2x(version) ? 'advisory' : 'fail',
      message: `error code ${code} is spelt as another version spells it`,
      clause: is2x(version) ? table : `${table} table 7 (errata 5.1, 5.2)`,
    };
  if (ERROR_CODES[version].includes(code)) return undefined;
  return { severity: 'fail', message: `error code ${quote(code)} is not one of ${version}`, clause: table };
}

/** A code that is not there is one fault, however often it is sent: the first one fails. */
function codeOnce(seen: FrameSeen, given: string, { codes }: State): Judgement | undefined {
  const judgement = ofCode(seen.version, given);
  if (judgement === undefined) return undefined;
  const key = JSON.stringify([seen.sender, short(seen.identity), seen.version, short(given)]);
  const first = entry(codes, key, MANY.exchanges, () => seen.n);
  if (first !== seen.n) return { ...judgement, severity: 'advisory' };
  return judgement.severity === 'fail' ? { ...judgement, whole: true } : judgement;
}

function error(seen: FrameSeen, { code, description }: ErrorMessage, state: State): readonly Judgement[] {
  const { version } = seen;
  const wrong = codeOnce(seen, code, state);
  const found: Judgement[] = wrong === undefined ? [] : [wrong];
  if (is2x(version) && [...description].length > MAX_DESCRIPTION) {
    const message = `an error description of ${[...description].length} characters, more than ${MAX_DESCRIPTION}`;
    found.push({ severity: 'fail', message, clause: rpc(version, '4.2.3') });
  }
  return found;
}

function judge(seen: FrameSeen, state: State): readonly Judgement[] {
  const { message, version } = seen;
  if (message.kind === 'malformed') return [malformed(version, message)];
  return message.kind === 'error' || message.kind === 'result-error' ? error(seen, message, state) : [];
}

export const framing = defineRule<State>({
  id: 'framing',
  title: 'Every frame has the form that OCPP-J gives it.',
  clauses: rpcClauses('4.2'),
  init: () => ({ codes: new Map() }),
  on(seen, state) {
    if (seen.kind !== 'frame' || seen.deliberate === true) return [];
    return judge(seen, state).map((judgement) => ({ ...judgement, by: seen.sender, frames: [seen.n] }));
  },
});
