/**
 * Payloads that are wrong in one place, made from the official schemas: for each place of a message, each way in which
 * a value there can break its schema, and the values at the very edge that do not. The base is the least payload that
 * has the place at all, so that nothing else can be the reason.
 */
import { type Version } from '../doors/protocol.js';
import { type Edit, editsAt, isCopies, type NegativeKind } from './negative-edits.js';
import { stepsOf } from './path.js';
import { placesOf } from './places.js';
import { type Choices, minimalSample, type SampleObject } from './sample.js';
import { type Part } from './types.js';

export { NEGATIVE_KINDS, type NegativeKind } from './negative-edits.js';

/** A payload that is wrong in one place, or right at the edge of being wrong. */
export interface Negative {
  readonly action: string;
  readonly part: Part;
  /** `meterValue[0].timestamp`; '' is the payload itself. */
  readonly path: string;
  readonly kind: NegativeKind;
  /** What is wrong, or special, in words. */
  readonly says: string;
  /** Whether the official schema allows it. */
  readonly valid: boolean;
  /** Makes the payload anew. */
  payload(): SampleObject;
  /** Makes the payload that it was made from: sound in every place. */
  base(): SampleObject;
}

/** What the base is made with. */
export interface Base extends Omit<Choices, 'include'> {
  /** Makes the least payload that has the place at `path` say something that makes sense as a whole. */
  readonly finish?: (payload: SampleObject, path: string) => void;
}

/** Whether `path` is `target` or leads to it. */
const leadsTo = (path: string, target: string): boolean =>
  target === path || target.startsWith(`${path}.`) || target.startsWith(`${path}[`);

/** The sound payload that has the place at `path`, and else what it must have. */
export function basePayload(
  version: Version,
  action: string,
  part: Part,
  path: string,
  { finish, ...choices }: Base = {},
): SampleObject {
  const include = (optional: string) => leadsTo(optional, path);
  const payload = minimalSample(version, action, part, { ...choices, include });
  finish?.(payload, path);
  return payload;
}

const repeat = (list: unknown, copies: number): unknown[] =>
  Array.from({ length: copies }, () => structuredClone((list as readonly unknown[])[0]));

function apply(payload: SampleObject, path: string, { field, value }: Edit): SampleObject {
  const steps = [...(stepsOf(path) ?? []), ...(field === undefined ? [] : [field])];
  const last = steps.pop();
  let holder: unknown = payload;
  // An optional object without required fields is not in a sample; here it has one.
  for (const step of steps) holder = (holder as Record<string | number, unknown>)[step] ??= {};
  if (last === undefined || typeof holder !== 'object' || holder === null) return payload;
  const fields = holder as Record<string | number, unknown>;
  if (value === undefined) Reflect.deleteProperty(fields, last);
  else fields[last] = isCopies(value) ? repeat(fields[last], value.copies) : value;
  return payload;
}

/**
 * The negatives of one message, always in the same order. `choices` makes the base: what it chooses should do no harm
 * to the SUT that takes it. Empty for a message that the version does not have.
 */
export function negativesOf(version: Version, action: string, part: Part, choices: Base = {}): readonly Negative[] {
  return placesOf(version, action, part).flatMap((place) => {
    const { path } = place;
    // Made once for all that can be wrong with this place, and kept as text: every payload is a copy of its own.
    let base: string | undefined;
    const anew = (): SampleObject => {
      base ??= JSON.stringify(basePayload(version, action, part, path, choices));
      return JSON.parse(base) as SampleObject;
    };
    return editsAt(version, place).map((edit): Negative => {
      return {
        action,
        part,
        path,
        kind: edit.kind,
        says: edit.says,
        valid: edit.valid,
        payload: () => apply(anew(), path, edit),
        base: anew,
      };
    });
  });
}
