/** Run at the end of a build: leaves what the cases say of themselves where `laddprov list` finds it. */
import { everyFacts } from './every-case.js';
import { writeListedFacts } from './listed-facts.js';

writeListedFacts(everyFacts(false));
