/** The catalogue with its generated cases. */
import { catalogue } from '../testcases/index.js';
import { type Role, VERSIONS } from '../harness/doors/protocol.js';
import { type Case, factsOf } from '../harness/peers/case.js';
import { type CaseFacts } from '../harness/record/events.js';

const ROLES: readonly Role[] = ['station', 'csms'];

export const everyCase = (): readonly Case[] => [
  ...catalogue.cases,
  ...ROLES.flatMap((role) => VERSIONS.flatMap((version) => catalogue.generated(role, version))),
];

/** What the cases say of themselves, with or without the generated ones. */
export const everyFacts = (generated: boolean): readonly CaseFacts[] =>
  (generated ? everyCase() : catalogue.cases).map(factsOf);
