/** Reads fields of payloads that nobody has validated: undefined for whatever is not of the wanted type. */
import { type JsonObject } from '../wire/ocpp-j.js';

export const objectOf = (value: unknown): JsonObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;

export const field = (value: unknown, name: string): unknown => {
  const object = objectOf(value);
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
};

export function textOf(value: unknown, name: string): string | undefined {
  const found = field(value, name);
  return typeof found === 'string' ? found : undefined;
}

export function integerOf(value: unknown, name: string): number | undefined {
  const found = field(value, name);
  return Number.isSafeInteger(found) ? (found as number) : undefined;
}

export function listOf(value: unknown, name: string): readonly unknown[] {
  const found = field(value, name);
  return Array.isArray(found) ? found : [];
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(:\d{2}(?:[.,]\d{1,9})?)?(Z|z|[+-]\d{2}(?::?\d{2})?)?$/;

/**
 * The milliseconds since the epoch that an OCPP timestamp stands for. One without a zone, which 1.6 does not forbid,
 * is taken as UTC, so that the outcome does not depend on where the rule runs. Undefined for anything else.
 */
export function instantOf(value: unknown, name = 'timestamp'): number | undefined {
  const match = INSTANT.exec(textOf(value, name) ?? '');
  if (match === null) return undefined;
  const [, day, minute, seconds = ':00', zone = 'Z'] = match;
  const digits = zone.replace(':', '');
  const offset =
    digits.length === 3 ? `${digits}:00` : digits.length === 5 ? `${digits.slice(0, 3)}:${digits.slice(3)}` : 'Z';
  const time = Date.parse(`${day}T${minute}${seconds.replace(',', '.')}${offset}`);
  return Number.isNaN(time) ? undefined : time;
}
