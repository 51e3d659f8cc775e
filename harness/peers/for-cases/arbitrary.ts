/** What cases that go by chance make their choices with: every choice comes of a seed, and what fails is made smaller. */
import { createRequire } from 'node:module';
import type * as FastCheck from 'fast-check';

export type { Arbitrary } from 'fast-check';
export type Arbitraries = typeof FastCheck;

const load = createRequire(import.meta.url);

/** Loaded when the first such case runs: the catalogue is read more often than run. */
export const arbitraries = (): Arbitraries => load('fast-check') as Arbitraries;
