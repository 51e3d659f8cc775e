/** Walks a payload along its schema, so that a judge sees each value with what the schema says of it. */
import { childPath, itemPath } from './path.js';
import { type JsonSchema } from './schemas.js';

/** One value of a payload. */
export interface Place {
  /** Where it is: `meterValue[0].timestamp`; '' is the payload itself. */
  readonly path: string;
  /** The field that holds it (for an item of an array the array's field); '' for the payload itself. */
  readonly field: string;
  /** The type that the field belongs to: a definition's name such as `SampledValueType`, or the message's own name. */
  readonly owner: string;
  readonly value: unknown;
  /** The object that has the field. */
  readonly holder: Readonly<Record<string, unknown>>;
  /** Its schema, references resolved. */
  readonly schema: JsonSchema;
  /** The field may be left out; false for items of arrays. */
  readonly optional: boolean;
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

/** How many values are looked at; more come only from a peer that wants to keep the judge busy. */
const MAX_VISITS = 100_000;

/**
 * Calls `visit` for each field and item that the schema knows and the payload has, parents first. Values of the wrong
 * type are shown as they are and not entered. `name` is what the message itself is called. A visit that returns false
 * ends the walk.
 */
export function visitPayload(root: JsonSchema, name: string, payload: unknown, visit: (place: Place) => boolean): void {
  let visits = 0;
  const enter = (given: JsonSchema, place: Omit<Place, 'schema'>): boolean => {
    const { schema, name: type } = resolve(given, root);
    if (++visits > MAX_VISITS || !visit({ ...place, schema })) return false;
    const { value, path } = place;
    if (schema.type === 'array' && Array.isArray(value)) {
      const items = schema.items ?? {};
      return value.every((item, index) =>
        enter(items, { ...place, path: itemPath(path, index), value: item, optional: false }),
      );
    }
    if (schema.properties === undefined || !isObject(value)) return true;
    const owner = type ?? place.owner;
    return Object.entries(schema.properties).every(([field, child]) => {
      if (!Object.hasOwn(value, field)) return true;
      const optional = !(schema.required ?? []).includes(field);
      return enter(child, { path: childPath(path, field), field, owner, value: value[field], holder: value, optional });
    });
  };
  enter(root, { path: '', field: '', owner: name, value: payload, holder: {}, optional: false });
}
