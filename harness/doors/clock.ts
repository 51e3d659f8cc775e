/**
 * The clock door: the only source of time for the tester and for the peers that it runs against.
 * Times are milliseconds since the Unix epoch; they may have a fraction.
 */
export interface Clock {
  /** The present, in milliseconds since the Unix epoch. It stands still while one input is being handled. */
  now(): number;
  /** Calls `fn` at `time` (milliseconds since the epoch; at once if that is past). Returns what cancels it. */
  at(time: number, fn: () => void): () => void;
}

/** Resolves after `ms` milliseconds of the given clock. */
export function sleep(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.at(clock.now() + ms, resolve));
}

/** `time` (milliseconds since the epoch) as RFC 3339 in UTC with milliseconds, the form OCPP payloads carry. */
export function iso(time: number): string {
  return new Date(Math.floor(time)).toISOString();
}
