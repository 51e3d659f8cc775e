/** Makes the mutants of the check that the SUT tells right from wrong: from its first frame on they do not. */
import { type CheckEvent } from '../record/events.js';
import { type Reference } from './reference.js';
import { type Mutant } from './mutant.js';
import { withValueAt } from './paths.js';

export function ofDiscernment(reference: Reference, check: CheckEvent): readonly Mutant[][] {
  const frame = check.frames.map((n) => reference.positions.get(n)).find((position) => position !== undefined);
  if (frame === undefined) return [];
  return [
    [{ says: 'agrees with everything', fault: { kind: 'agree', frame } }],
    [{ says: 'answers everything with an error', fault: { kind: 'refuse', frame } }],
  ];
}

/** Where an answer says what became of a request. */
const WORDS = ['idTagInfo.status', 'idTokenInfo.status'];

/** An answer as whoever agrees with everything would give it. */
export function agreeing(frame: readonly unknown[]): readonly unknown[] {
  const [type, id, payload] = frame;
  if (type === 4) return [3, id, {}];
  if (type !== 3 || typeof payload !== 'object' || payload === null) return frame;
  const { unknownKey: _unknown, getVariableResult, ...rest } = payload as Readonly<Record<string, unknown>>;
  const results = Array.isArray(getVariableResult)
    ? { getVariableResult: getVariableResult.map((result) => withValueAt(result, 'attributeStatus', 'Accepted')) }
    : {};
  const said = Object.keys(rest).flatMap((name) => WORDS.filter((word) => word.startsWith(`${name}.`)));
  return [3, id, said.reduce<unknown>((all, word) => withValueAt(all, word, 'Accepted'), { ...rest, ...results })];
}
