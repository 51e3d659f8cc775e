/** One line of the table that the bench prints. */
export interface Row {
  readonly what: string;
  readonly value: string;
  /** Against what it is measured, in the same run. */
  readonly ratio?: string;
  readonly aim?: string;
  readonly met?: boolean;
}

export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};
