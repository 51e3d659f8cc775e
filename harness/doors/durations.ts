/** Times as a person says them: the one way in which checks, rules and reports write how long something is. */

const trimmed = (seconds: number, decimals: number): string => `${Number(seconds.toFixed(decimals))} s`;

/**
 * A time limit: `40 ms`, `1.5 s`, `30 s`, `100 s`. The longer it is, the rounder: nobody says a limit of a hundred
 * seconds in milliseconds. `ms` are milliseconds.
 */
export function limitText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return trimmed(ms / 1_000, ms < 10_000 ? 2 : ms < 100_000 ? 1 : 0);
}

/** What was measured, to a hundredth of a second, so that it can be held against its limit: `59.96 s`. */
export function measuredText(ms: number): string {
  return Math.abs(ms) < 1_000 ? `${Math.round(ms)} ms` : trimmed(ms / 1_000, 2);
}
