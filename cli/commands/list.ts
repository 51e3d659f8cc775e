/** `laddprov list`: the catalogue, for people and for programs. */
import { type CaseFacts } from '../../harness/record/events.js';
import { GENERATED } from '../../harness/run/catalogue.js';
import { select } from '../../harness/plan/selection.js';
import { readListedFacts } from '../listed-facts.js';
import { type CatalogueFilter } from '../catalogue-filter.js';

/** The facts of the chosen cases, in the catalogue's order. */
export async function chosenFacts(filter: CatalogueFilter & { readonly all?: boolean }): Promise<readonly CaseFacts[]> {
  const { role, ocpp, select: patterns, all = false } = filter;
  // A pattern may name generated cases: then they are meant.
  const generated = all || patterns.some((pattern) => pattern.includes(GENERATED));
  const listed = generated ? undefined : readListedFacts();
  const every = listed ?? (await import('../every-case.js')).everyFacts(generated);
  const facts = every.filter(
    (item) => (role === undefined || item.role === role) && (ocpp === undefined || item.versions.includes(ocpp)),
  );
  const order = new Intl.Collator('en', { numeric: true }).compare;
  const ids = select(facts, { include: patterns, exclude: [] });
  return facts.filter((item) => ids.has(item.id)).sort((a, b) => order(a.id, b.id));
}

export async function listCommand(
  options: CatalogueFilter & { readonly json?: boolean; readonly all?: boolean },
): Promise<number> {
  const facts = await chosenFacts(options);
  if (options.json) {
    const rows = facts.map((item) => ({ ...item, human: item.operator.length > 0 }));
    console.log(JSON.stringify(rows, null, 2));
    return 0;
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
  return 0;
}
