/** Looking into a plan whose shape may be wrong: whatever is not what it should be is empty. */
import { type KeyPath, type Problem } from '../reading/problems.js';

export type Loose = Readonly<Record<string, unknown>>;

export function group(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A problem with a key that does not belong where it stands. */
export function unfit(path: KeyPath, message: string, hint: string): Problem {
  return { path, atKey: true, message, hint };
}
