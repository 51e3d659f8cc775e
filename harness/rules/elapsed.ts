/**
 * How much time passed, in milliseconds. Times are decimal fractions to the microsecond, and a plain difference of two
 * of them can miss by the last bit: a deadline would have passed for one observer and not for another.
 */
export const elapsed = (from: number, to: number): number => Math.round((to - from) * 1000) / 1000;
