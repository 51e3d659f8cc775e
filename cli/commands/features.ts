/** `laddprov features`: every name that a statement may use, what it means, and which cases it decides on. */
import { type Role, type Version, VERSIONS } from '../../harness/doors/protocol.js';
import { type FeatureEffect, featureEffects } from '../../harness/plan/statement/feature-effects.js';
import { near } from '../../harness/plan/reading/nearest.js';
import { usageError } from '../errors.js';
import { readListedFacts } from '../listed-facts.js';

interface FeaturesOptions {
  readonly role?: Role;
  readonly ocpp?: Version;
  readonly json?: boolean;
}

interface Section {
  readonly role: Role;
  readonly version: Version;
  readonly features: readonly FeatureEffect[];
}

const ROLES: readonly Role[] = ['station', 'csms'];
/** So many cases of a feature stand in the table; all of them where the feature is asked for by name. */
const SOME = 3;

function casesText(ids: readonly string[], all: boolean): string {
  if (ids.length === 0) return '';
  const named = all ? ids : ids.slice(0, SOME);
  const more = ids.length - named.length;
  return `${named.join(' ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function print({ role, version, features }: Section, all: boolean): void {
  const width = Math.max(...features.map(({ id }) => id.length));
  console.log(`a ${role === 'csms' ? 'CSMS' : 'station'}, OCPP ${version}`);
  for (const { id, kind, means, on, off } of features) {
    console.log(`  ${id.padEnd(width)}  ${kind}: ${means}`);
    const indent = ' '.repeat(width + 4);
    if (on.length > 0) console.log(`${indent}switches on  ${on.length}: ${casesText(on, all)}`);
    if (on.length + off.length === 0) console.log(`${indent}no condition of a case names it`);
    if (off.length > 0) console.log(`${indent}switches off ${off.length}: ${casesText(off, all)}`);
  }
}

/** The sections with those features alone that were asked for. Throws for a name that none of them has. */
function only(sections: readonly Section[], wanted: readonly string[]): readonly Section[] {
  if (wanted.length === 0) return sections;
  const known = new Map(sections.flatMap(({ features }) => features.map(({ id }) => [id.toLowerCase(), id] as const)));
  for (const name of wanted) {
    if (known.has(name.toLowerCase())) continue;
    const slips = near(name, known.values(), 3);
    throw usageError(
      `no statement may name "${name}"`,
      slips.length === 0 ? 'laddprov features shows all names.' : `Did you mean ${slips.join(' or ')}?`,
    );
  }
  const ids = new Set(wanted.map((name) => known.get(name.toLowerCase())));
  return sections
    .map((section) => ({ ...section, features: section.features.filter(({ id }) => ids.has(id)) }))
    .filter(({ features }) => features.length > 0);
}

export async function featuresCommand(
  { role, ocpp, json = false }: FeaturesOptions,
  wanted: readonly string[],
): Promise<number> {
  const facts = readListedFacts() ?? (await import('../every-case.js')).everyFacts(false);
  const every = ROLES.filter((one) => role === undefined || one === role).flatMap((one) =>
    VERSIONS.filter((version) => ocpp === undefined || version === ocpp).map((version): Section => {
      return { role: one, version, features: featureEffects(facts, one, version) };
    }),
  );
  const sections = only(every, wanted);
  if (json) {
    console.log(JSON.stringify(sections, null, 2));
    return 0;
  }
  for (const section of sections) print(section, wanted.length > 0);
  console.log(
    `A statement names profiles under statement.profiles, everything else under statement.features; what is "from the plan" follows from it by itself. Generated cases are not counted.`,
  );
  return 0;
}
