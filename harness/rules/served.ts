/** How a CSMS takes what it asked a station for while that was Pending. */
import { is2x } from '../doors/protocol.js';
import { quote } from './bounded.js';
import { part2 } from './clauses.js';
import { type Finding, type FrameSeen } from './rule.js';

const NOT_THERE: readonly string[] = ['NotImplemented', 'NotSupported'];

/**
 * The CALLERROR for a message that the CSMS asked for. 2.x has SecurityError for what a station sends of its own accord
 * before it is accepted; the 1.6 errata recommend it without that exception. A CSMS without the message has no use for
 * asking, and no clause that forbids it.
 */
export function refused({ message, answers, version, n }: FrameSeen): readonly Finding[] {
  if (message.kind !== 'error' || answers === undefined) return [];
  const turnedAway = message.code === 'SecurityError';
  if (!turnedAway && !NOT_THERE.includes(message.code)) return [];
  const clause = is2x(version)
    ? part2(version, 'B01.FR.10', 'B02.FR.09')
    : 'OCPP 1.6 §4.2 (OCPP-J errata 3.8 does not except it)';
  return [
    {
      severity: turnedAway && is2x(version) ? 'fail' : 'advisory',
      by: 'csms',
      message: `${quote(answers.action)} was refused with ${message.code}, though the CSMS had asked the pending station for it`,
      clause,
      frames: [answers.n, n],
    },
  ];
}
