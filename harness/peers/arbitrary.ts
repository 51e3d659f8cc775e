/** What cases that go by chance make their choices with: every choice comes of a seed, and what fails is made smaller. */
import * as fc from 'fast-check';

export { fc };
