/**
 * What the command line takes from the machine it runs on: the time of day, and what nobody can guess. No verdict rests
 * on it: runs have a Clock and an Entropy of their own.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

/** Milliseconds since the Unix epoch. */
export const wallClock = (): number => Date.now();

/** A seed for a run that was given none: 31 bits, so that a person can type it again. */
export const newSeed = (): number => randomInt(2 ** 31);

/** A token that nobody who writes to the same place can have foreseen. */
export const unguessable = (): string => randomUUID();

/** Waits so many milliseconds of the wall clock. */
export const pause = (ms: number): Promise<void> => setTimeout(ms);
