const collator = new Intl.Collator('en', { numeric: true });

/** Compares ids as people sort them: B2 before B10. */
export const byNature = (a: string, b: string): number => collator.compare(a, b);
