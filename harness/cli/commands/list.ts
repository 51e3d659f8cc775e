/** `laddprov list`: the catalogue, for people and for programs. */
import { catalogue } from '../../../testcases/index.js';
import { type CaseFacts } from '../../record/events.js';
import { factsOf } from '../../peers/case.js';
import { select } from '../../plan/selection.js';
import { type CatalogueFilter } from '../program.js';

/** The facts of the chosen cases, in the catalogue's order. */
export function chosenFacts({ role, ocpp, select: patterns }: CatalogueFilter): readonly CaseFacts[] {
  const facts = catalogue.cases
    .map(factsOf)
    .filter(
      (item) => (role === undefined || item.role === role) && (ocpp === undefined || item.versions.includes(ocpp)),
    );
  const ids = select(facts, { include: patterns, exclude: [] });
  return facts.filter((item) => ids.has(item.id)).sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
}

export function listCommand(options: CatalogueFilter & { readonly json?: boolean }): Promise<number> {
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
