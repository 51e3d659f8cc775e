/** Makes the mutants of a check that rests on what did not come. */
import { type CheckEvent } from '../record/events.js';
import { type Reference } from './reference.js';
import { type Mutant } from './mutant.js';
import { unwantedPayloads } from './unwanted.js';

/** Nothing came, and rightly: the mutant says yes to the tester's frame. */
export function ofSilence(reference: Reference, check: CheckEvent): readonly Mutant[][] {
  const frame = reference.frames.get(check.frames[0] ?? 0);
  if (!frame) return [];
  const id = /^\s*\[\s*-?\d+\s*,\s*"([^"]*)"/.exec(frame.text)?.[1] ?? '-1';
  return [
    // One that ends the connection over it has to be quicker than that.
    [20, 1].map((later): Mutant => ({
      says: 'answers with a result what it must not accept',
      fault: { kind: 'answer', at: frame.t + later, text: JSON.stringify([3, id, {}]) },
    })),
  ];
}

/** Of a message that comes too often. */
const FLOOD = 100;

export function ofAbsence(reference: Reference, check: CheckEvent): readonly Mutant[][] {
  const frame = reference.frames.get(check.frames[0] ?? 0);
  const { action } = check;
  if (!frame || action === undefined) return [];
  const says = `sends ${action} when it must not`;
  // Where a few may come, it is the flood that may not.
  const flood = check.asserts.includes('rate');
  const forbidden = flood ? { ...check, asserts: [] } : check;
  return [
    unwantedPayloads(reference, forbidden, action).flatMap((payload) =>
      [50, 500, 1500].map((later): Mutant => ({
        says: flood ? `floods with ${action}` : says,
        fault: { kind: 'inject', at: frame.t + later, action, payload, ...(flood && { times: FLOOD }) },
      })),
    ),
  ];
}
