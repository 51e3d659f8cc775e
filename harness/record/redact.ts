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

/** Takes the secrets out of an event. */
export interface Redaction {
  (event: RecordEvent): RecordEvent;
  /** Whether the event that `line` is as JSON may hold a secret; where it does not, the line is good as it is. */
  readonly suspects?: (line: string) => boolean;
}

/** `secrets` are the plan's, in plain text. */
export function createRedaction(secrets: readonly string[]): Redaction {
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
  const redact = (event: RecordEvent): RecordEvent => {
    const text = event.type === 'frame' ? redactFrame(event.text) : '';
    const safe = event.type === 'frame' && text !== event.text ? { ...event, text } : event;
    return holds(safe) ? (scrubAll(safe) as RecordEvent) : safe;
  };
  // JSON writes each character by itself, halves of surrogate pairs excepted: a needle of such is looked for in values.
  const inLine = needles.map((needle) => JSON.stringify(needle).slice(1, -1));
  const odd = needles.some((needle) => /\p{Surrogate}/u.test(needle));
  const suspects = (line: string): boolean =>
    odd || SECRET_NAMES.test(line) || inLine.some((needle) => line.includes(needle));
  return Object.assign(redact, { suspects });
}
