/** `laddprov list`: the catalogue, for people and for programs. */
import { catalogue } from '../../../testcases/index.js';
import { type CaseFacts } from '../../record/events.js';
import { type Role, VERSIONS } from '../../doors/protocol.js';
import { type Case, factsOf } from '../../peers/case.js';
import { GENERATED } from '../../run/catalogue.js';
import { select } from '../../plan/selection.js';
import { type CatalogueFilter } from '../program.js';

const ROLES: readonly Role[] = ['station', 'csms'];

/** The catalogue with its generated cases. */
export const everyCase = (): readonly Case[] => [
  ...catalogue.cases,
  ...ROLES.flatMap((role) => VERSIONS.flatMap((version) => catalogue.generated(role, version))),
];

/** The facts of the chosen cases, in the catalogue's order. */
export function chosenFacts(filter: CatalogueFilter & { readonly all?: boolean }): readonly CaseFacts[] {
  const { role, ocpp, select: patterns, all = false } = filter;
  // A pattern may name generated cases: then they are meant.
  const cases = all || patterns.some((pattern) => pattern.includes(GENERATED)) ? everyCase() : catalogue.cases;
  const facts = cases
    .map(factsOf)
    .filter(
      (item) => (role === undefined || item.role === role) && (ocpp === undefined || item.versions.includes(ocpp)),
    );
  const order = new Intl.Collator('en', { numeric: true }).compare;
  const ids = select(facts, { include: patterns, exclude: [] });
  return facts.filter((item) => ids.has(item.id)).sort((a, b) => order(a.id, b.id));
}

export function listCommand(
  options: CatalogueFilter & { readonly json?: boolean; readonly all?: boolean },
): Promise<number> {
  const facts = chosenFacts(options);
  if (options.json) {
    const rows = facts.map((item) => ({ ...item, human: item.operator.length > 0 }));
    console.log(JSON.stringify(rows, null, 2));
    return Promise.resolve(0);
  }
  const width = Math.max(...facts.map((item) => item.id.length));
  for (const item of facts) {
    const profiles = Object.entries(item.profiles).map(([name, kind]) => (kind === 'mandatory' ? name : `(${name})`));
    console.log(
      `${item.id.padEnd(width)}  ${item.role.padEnd(7)}  ${item.versions.join(' ').padEnd(9)}  ${item.operator.length > 0 ? 'operator' : '        '}  ${item.block} – ${item.title}${profiles.length > 0 ? ` [${profiles.join(', ')}]` : ''}`,
    );
  }
  console.log(
    `${facts.length} cases; "operator": somebody, or a program, has to act on the SUT; (profile): conditional there`,
  );
  return Promise.resolve(0);
}
