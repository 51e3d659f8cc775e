/**
 * Judges a payload along its schema. What a schema says of a place holds for every payload, so it is asked once which
 * judges have anything to look for where; a payload is then walked along those places alone.
 */
import { childPath, itemPath } from './path.js';
import { type JsonSchema } from './schemas.js';

/** A place that a schema has: what is known of every value there. */
export interface Site {
  /** Where it is, whichever item: `meterValue[].timestamp`; '' is the payload itself. */
  readonly trail: string;
  /** The field that holds it (for an item of an array the array's field); '' for the payload itself. */
  readonly field: string;
  /** The type that the field belongs to: a definition's name such as `SampledValueType`, or the message's own name. */
  readonly owner: string;
  /** Its schema, references resolved. */
  readonly schema: JsonSchema;
  /** The field may be left out; false for items of arrays. */
  readonly optional: boolean;
}

/** One value of a payload. It is good for as long as its judge runs. */
export interface Place {
  readonly value: unknown;
  /** The object that has the field. */
  readonly holder: Readonly<Record<string, unknown>>;
  /** Where it is: `meterValue[0].timestamp`; '' is the payload itself. */
  path(): string;
}

/** The places of one message that have judges, or lead to such places. */
export interface Itinerary<J> {
  readonly judges: readonly J[];
  readonly items: Itinerary<J> | undefined;
  readonly fields: readonly (readonly [name: string, below: Itinerary<J>])[];
}

/** A schema that is no reference, and the definition's name if it was one. */
export function resolve(schema: JsonSchema, root: JsonSchema): { readonly schema: JsonSchema; readonly name?: string } {
  if (schema.$ref === undefined) return { schema };
  const name = schema.$ref.replace('#/definitions/', '');
  const target = root.definitions?.[name];
  return target === undefined ? { schema: {} } : { schema: target, name };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Asks `judgesAt` for the judges of each field and item that the schema knows. `name` is what the message itself is
 * called. No official schema refers to itself, so this ends.
 */
export function plan<J>(root: JsonSchema, name: string, judgesAt: (site: Site) => readonly J[]): Itinerary<J> {
  const leads = (one: Itinerary<J>): boolean =>
    one.judges.length > 0 || one.items !== undefined || one.fields.length > 0;
  const enter = (given: JsonSchema, at: Omit<Site, 'schema'>): Itinerary<J> => {
    const { schema, name: type } = resolve(given, root);
    const judges = judgesAt({ ...at, schema });
    if (schema.type === 'array') {
      const items = enter(schema.items ?? {}, { ...at, trail: `${at.trail}[]`, optional: false });
      return { judges, items: leads(items) ? items : undefined, fields: [] };
    }
    const fields = Object.entries(schema.properties ?? {}).map(([field, child]) => {
      const optional = !(schema.required ?? []).includes(field);
      const site = { trail: childPath(at.trail, field), field, owner: type ?? at.owner, optional };
      return [field, enter(child, site)] as const;
    });
    return { judges, items: undefined, fields: fields.filter(([, below]) => leads(below)) };
  };
  return enter(root, { trail: '', field: '', owner: name, optional: false });
}

/** How many values are looked at; more come only from a peer that wants to keep the judge busy. */
const MAX_VISITS = 100_000;

/**
 * Calls `visit` for each judge and each value of `payload` that it has to look at, parents first and in the order of
 * the schema. Values of the wrong type are shown as they are and not entered. A visit that returns false ends the walk.
 */
export function walk<J>(whole: Itinerary<J>, payload: unknown, visit: (judge: J, place: Place) => boolean): void {
  let visits = 0;
  const steps: (string | number)[] = [];
  const path = (): string =>
    steps.reduce<string>((at, step) => (typeof step === 'number' ? itemPath(at, step) : childPath(at, step)), '');
  const enter = (at: Itinerary<J>, value: unknown, holder: Place['holder']): boolean => {
    if (++visits > MAX_VISITS) return false;
    for (const judge of at.judges) if (!visit(judge, { value, holder, path })) return false;
    if (at.items !== undefined) {
      if (!Array.isArray(value)) return true;
      const items: readonly unknown[] = value;
      for (let index = 0; index < items.length; index++) {
        steps.push(index);
        if (!enter(at.items, items[index], holder)) return false;
        steps.pop();
      }
      return true;
    }
    if (at.fields.length === 0 || !isObject(value)) return true;
    for (const [field, below] of at.fields) {
      if (!Object.hasOwn(value, field)) continue;
      steps.push(field);
      if (!enter(below, value[field], value)) return false;
      steps.pop();
    }
    return true;
  };
  enter(whole, payload, {});
}
