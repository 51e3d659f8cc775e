/** Every place that a message has by its schema, down to the last field: where a payload can be wrong. */
import { childPath, itemPath } from './path.js';
import { type JsonSchema, schemaOf } from './schemas.js';
import { type Part } from './types.js';
import { resolve } from './visit.js';
import { type Version } from '../doors/protocol.js';

/** One place. The path of an array's items is that of its first one: `meterValue[0].timestamp`. */
export interface SchemaPlace {
  readonly path: string;
  readonly schema: JsonSchema;
  /** Whether its object must have it; true for the payload itself and for items. */
  readonly required: boolean;
}

/** What a customData object says is the same wherever it stands: its fields are places at the top level only. */
const CUSTOM = 'customData';

/** The places of a message, from the outside in; none for a message that the version does not have. */
export function placesOf(version: Version, action: string, part: Part): readonly SchemaPlace[] {
  const root = schemaOf(version, action, part);
  if (root === undefined) return [];
  const places: SchemaPlace[] = [];
  const enter = (given: JsonSchema, path: string, required: boolean): void => {
    const { schema } = resolve(given, root);
    places.push({ path, schema, required });
    if (schema.type === 'array') return enter(schema.items ?? {}, itemPath(path, 0), true);
    if (path.endsWith(`.${CUSTOM}`)) return;
    for (const [name, child] of Object.entries(schema.properties ?? {}))
      enter(child, childPath(path, name), (schema.required ?? []).includes(name));
  };
  enter(root, '', true);
  return places;
}
