/** A 1.6 session in words, one line per message, so that a test reads like the sequence diagram. */
import { type Seen } from './bench.js';

/** Only the statuses, as `connector status`. */
export const statuses = (seen: readonly Seen[]): string[] =>
  seen
    .filter(({ action }) => action === 'StatusNotification')
    .map(({ payload }) => `${payload.connectorId} ${payload.status}`);

export const story = (seen: readonly Seen[]): string[] =>
  seen.map(({ action, payload }) =>
    action === 'StatusNotification' ? `${payload.connectorId} ${payload.status}` : action,
  );
