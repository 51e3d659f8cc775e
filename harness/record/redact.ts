/**
 * Keeps secrets out of the record: the plan's own wherever they stand, and the passwords that messages carry
 * (1.6 AuthorizationKey, 2.x BasicAuthPassword), whoever sends them.
 */
import { REDACTED, SECRET_NAMES, withoutSecrets } from '../wire/secrets.js';
import { type RecordEvent } from './events.js';

function redactFrame(text: string): string {
  if (!SECRET_NAMES.test(text)) return text;
  try {
    return JSON.stringify(withoutSecrets(JSON.parse(text)));
  } catch {
    // Not JSON, yet it names a secret: nothing of it can be kept safely.
    return REDACTED;
  }
}

/** A function that takes the secrets out of an event. `secrets` are the plan's, in plain text. */
export function createRedaction(secrets: readonly string[]): (event: RecordEvent) => RecordEvent {
  const needles = secrets
    .filter((secret) => secret.length > 0)
    .flatMap((secret) => [...new Set([secret, JSON.stringify(secret).slice(1, -1)])]);
  const scrub = (text: string) => needles.reduce((rest, needle) => rest.replaceAll(needle, REDACTED), text);
  const scrubAll = (value: unknown): unknown => {
    if (typeof value === 'string') return scrub(value);
    if (Array.isArray(value)) return value.map(scrubAll);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, scrubAll(part)]));
  };
  /** Few events hold a secret: the others are not copied. */
  const holds = (value: unknown): boolean => {
    if (typeof value === 'string') return needles.some((needle) => value.includes(needle));
    if (typeof value !== 'object' || value === null) return false;
    return Array.isArray(value) ? value.some(holds) : Object.values(value).some(holds);
  };
  return (event) => {
    const text = event.type === 'frame' ? redactFrame(event.text) : '';
    const safe = event.type === 'frame' && text !== event.text ? { ...event, text } : event;
    return holds(safe) ? (scrubAll(safe) as RecordEvent) : safe;
  };
}
