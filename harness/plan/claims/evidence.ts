/** How a shown configuration key or variable tells whether a feature is there. */
import { type ShownFacts, type ShownValue } from './shown-facts.js';

/** What was shown of a feature; undefined where nothing was shown that would tell. */
export interface Evidence {
  readonly has: boolean;
  readonly shown: string;
  readonly frames: readonly number[];
}

/**
 * - present: it is there at all
 * - true: its value is true
 * - true-or-writable, false-or-writable: its value is that, or can be set
 * - writable: it can be set
 * - item: its value, or what it can be set to, lists the item
 */
export type Test =
  'present' | 'true' | 'true-or-writable' | 'false-or-writable' | 'writable' | { readonly item: string };

function tell(test: Test, { value, writable, options }: ShownValue): boolean | undefined {
  if (test === 'present') return true;
  if (test === 'writable') return writable;
  if (typeof test === 'object') {
    if (options?.includes(test.item) === true || value?.split(',').some((item) => item.trim() === test.item) === true)
      return true;
    // The present value of something that can be set says nothing against its other values.
    if (options !== undefined) return false;
    return value === undefined || writable !== false ? undefined : false;
  }
  const truth = value?.toLowerCase();
  if (truth !== 'true' && truth !== 'false') return undefined;
  if (test === 'true') return truth === 'true';
  const wanted = test === 'true-or-writable' ? 'true' : 'false';
  if (truth === wanted || writable === true) return true;
  return writable === false ? false : undefined;
}

function describe(name: string, { known, value, writable }: ShownValue): string {
  if (!known) return `${name} is unknown to the station`;
  const text = value === undefined ? `${name} is there` : `${name} is ${JSON.stringify(value.slice(0, 80))}`;
  return writable === undefined ? text : `${text}, ${writable ? 'can be set' : 'read-only'}`;
}

/** Judges one name. Of several EVSEs it is enough that one has the feature; missing everywhere is needed for "not". */
export function evidenceOf(shown: ShownFacts, name: string, test: Test): Evidence | undefined {
  const told = (shown.values.get(name) ?? []).flatMap((value) => {
    const has = value.known ? tell(test, value) : false;
    return has === undefined ? [] : [{ has, shown: describe(name, value), frames: value.frames }];
  });
  return told.find((evidence) => evidence.has) ?? told[0];
}
