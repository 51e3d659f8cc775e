/** The other half of the cycle. */
/* eslint-disable import-x/no-cycle */
import { it } from './cycle-a.js';

export const value = 1;
export const again = (): number => it();
