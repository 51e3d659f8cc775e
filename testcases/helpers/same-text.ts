/** Matchers and comparisons that cases of every version share. */
import { type Matcher, matching } from '../../harness/peers/matchers.js';

/** The text whatever its letter case: what the documents call CiString and identifierString. */
export const sameText = (text: string): Matcher =>
  matching(
    `"${text}" in any letter case`,
    (value) => typeof value === 'string' && value.toLowerCase() === text.toLowerCase(),
  );
