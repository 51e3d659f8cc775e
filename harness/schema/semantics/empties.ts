/**
 * Emptiness that the schemas let pass. 2.x: an optional field without content is left out, not sent as `{}` (Part 4
 * §4.1.5); `null` and `[]` are refused by the schemas. 1.6: lists of cardinality 1..* without an item.
 */
import { is2x } from '../../doors/protocol.js';
import { type Concern, NONE, problem } from './concern.js';

/** 1.6 fields of cardinality 1..* that the schemas allow to be empty. */
const FILLED_16: ReadonlyMap<string, string> = new Map([
  ['meterValue', '§6.31'],
  ['sampledValue', '§7.33'],
  ['chargingSchedulePeriod', '§7.13'],
]);

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;

export const empties: Concern = ({ field, schema, optional }, { version }) => {
  if (!is2x(version)) {
    const clause = FILLED_16.get(field);
    if (clause === undefined || schema.type !== 'array') return undefined;
    return (place) =>
      Array.isArray(place.value) && place.value.length === 0
        ? problem(place, 'empty', 'fail', clause, 'an empty list where at least one item belongs')
        : NONE;
  }
  // Where the type requires a field, or is none of objects, the schema speaks of it already.
  if (!optional || (schema.type ?? 'object') !== 'object' || (schema.required ?? []).length > 0) return undefined;
  return (place) => {
    if (!isEmptyObject(place.value)) return NONE;
    const detail = 'an optional field that is empty is left out, not sent as {}';
    return problem(place, 'empty', 'fail', 'Part 4 §4.1.5', detail);
  };
};
