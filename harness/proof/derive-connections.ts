/** Makes the mutants of a check that rests on a connection: that it came about, when it did, or what it can do. */
import { type CheckEvent } from '../record/events.js';
import { type Reference } from './reference.js';
import { type Mutant } from './mutant.js';

/** What such a check may assert, and who does not do it. */
const ABILITIES: Readonly<Record<string, Mutant>> = {
  ping: { says: 'sends no pings', fault: { kind: 'no-ping' } },
  pong: { says: 'answers no pings', fault: { kind: 'no-pong' } },
  compressed: { says: 'agrees to no compression', fault: { kind: 'no-compression' } },
};
/** How a CSMS treats the one attempt that it should refuse. */
const TREATMENTS: Readonly<Record<string, { readonly says: string; readonly does: 'accept' | 'hang' }>> = {
  'no-upgrade': { says: 'takes for a handshake what is none', does: 'accept' },
  'no-hang': { says: 'neither answers nor hangs up', does: 'hang' },
};
/** An attempt comes so much sooner, in milliseconds, or so soon after the one before. */
const SOONER = 3_000;
const AT_ONCE = 300;

function ofAttempt({ handshakes }: Reference, check: CheckEvent, word: string): readonly Mutant[] {
  const attempt = handshakes.findIndex(({ conn }) => conn === check.connections?.[0]);
  const handshake = handshakes[attempt];
  if (!handshake) return [];
  const another = TREATMENTS[word];
  if (another) return [{ says: another.says, fault: { kind: 'handshake', attempt, does: another.does } }];
  if (word === 'keeps-trying')
    return [{ says: 'gives up connecting', fault: { kind: 'no-knock', attempt, lasting: true } }];
  if (word === 'credentials')
    return [{ says: 'leaves its credentials out', fault: { kind: 'no-credentials', attempt } }];
  return word === 'not-sooner'
    ? [handshake.t - SOONER, (handshakes[attempt - 1]?.t ?? 0) + AT_ONCE].map((at) => ({
        says: 'does not wait before it tries to connect',
        fault: { kind: 'knock', at },
      }))
    : [{ says: 'waits longer before it tries to connect', fault: { kind: 'no-knock', attempt } }];
}

export function ofConnection(reference: Reference, check: CheckEvent): readonly (readonly Mutant[])[] {
  if (check.asserts.length > 0)
    return check.asserts
      .map((word) => [ABILITIES[word] ?? []].flat())
      .map((known, index) => (known.length > 0 ? known : ofAttempt(reference, check, check.asserts[index] ?? '')));
  // The connection that came about last before the check was made.
  const index = reference.connections.findLastIndex(({ t }) => t <= check.t);
  return [[{ says: 'does not let a connection come about', fault: { kind: 'gone', connection: Math.max(0, index) } }]];
}
