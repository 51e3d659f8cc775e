/** What a mutant says that sends what must not come: as the product said it elsewhere, or of what the tester spoke of. */
import { type CheckEvent } from '../record/events.js';
import { alternatives } from '../schema/alternatives.js';
import { minimalSample } from '../schema/sample.js';
import { type Reference } from './reference.js';
import { valueAt, withValueAt } from './paths.js';

/** Payloads that are tried for one check. */
const MOST = 24;

/** The payload of a CALL; undefined for whatever else the text is. */
function calledWith(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value[0] === 2 ? value[3] : undefined;
  } catch {
    return undefined;
  }
}

/** Payloads of `action`, each with other values in the fields that the check names; at least one. */
export function unwantedPayloads(reference: Reference, check: CheckEvent, action: string): readonly unknown[] {
  const frames = [...reference.frames.values()];
  const said = frames
    .filter(({ dir, n }) => dir === 'rx' && reference.actions.get(n) === action)
    .flatMap(({ text }) => calledWith(text) ?? []);
  if (said.length === 0) said.push(minimalSample(reference.version, action, 'request', {}));
  const before = frames.filter(({ dir, n }) => dir === 'tx' && n <= (check.frames[0] ?? 0));
  const asked = before.flatMap(({ text }) => calledWith(text) ?? []).at(-1);
  const about = check.asserts.reduce<unknown>((payload, path) => {
    const value = valueAt(asked, path);
    return value === undefined ? payload : withValueAt(payload, path, value);
  }, said[0]);
  // Words that the product has not said in this case, but might have.
  const other = check.asserts.flatMap((path) =>
    alternatives(reference.version, action, 'request', path, valueAt(said[0], path))
      .filter((value) => value !== undefined)
      .map((value) => withValueAt(said[0], path, value)),
  );
  const named = (payload: unknown) => JSON.stringify(check.asserts.map((path) => valueAt(payload, path)));
  return [...new Map([...said, about, ...other].map((payload) => [named(payload), payload])).values()].slice(0, MOST);
}
