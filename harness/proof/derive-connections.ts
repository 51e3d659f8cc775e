/** Makes the mutants of a check that rests on a connection: that it came about, or what it can do. */
import { type CheckEvent, type EventOf } from '../record/events.js';
import { type Mutant } from './mutant.js';

/** What such a check may assert, and who does not do it. */
const ABILITIES: Readonly<Record<string, Mutant>> = {
  pong: { says: 'answers no pings', fault: { kind: 'no-pong' } },
  compressed: { says: 'agrees to no compression', fault: { kind: 'no-compression' } },
};

export function ofConnection(connections: readonly EventOf<'connection'>[], check: CheckEvent): readonly Mutant[][] {
  if (check.asserts.length > 0) return check.asserts.map((ability) => [ABILITIES[ability] ?? []].flat());
  // The connection that came about last before the check was made.
  const index = connections.findLastIndex(({ t }) => t <= check.t);
  return [[{ says: 'does not let a connection come about', fault: { kind: 'gone', connection: Math.max(0, index) } }]];
}
