/** Which cases of the catalogue each feature and profile of a statement switches on, and which off. */
import { type Role, type Version } from '../../doors/protocol.js';
import { type CaseFacts } from '../../record/events.js';
import { type Condition, parseCondition } from './condition.js';
import { derivedTitles } from './derived-features.js';
import { featuresFor, parentFeature } from './features.js';
import { HARDWARE_FEATURES } from './feature-tables.js';
import { profileMeaning } from './profile-meanings.js';
import { profileNamed, profilesOf } from './profiles.js';

/** What a name is: a profile, an optional feature, what the station is made of, a question, or what the plan says itself. */
export type FeatureKind = 'profile' | 'feature' | 'hardware' | 'question' | 'from the plan';

export interface FeatureEffect {
  /** As a statement writes it. */
  readonly id: string;
  readonly kind: FeatureKind;
  /** In our own words. */
  readonly means: string;
  /** Ids of the cases that run, or may run, because it is claimed. */
  readonly on: readonly string[];
  /** Ids of the cases that do not run because it is claimed. */
  readonly off: readonly string[];
}

type Sign = 'on' | 'off';
const opposite = (sign: Sign): Sign => (sign === 'on' ? 'off' : 'on');

/** Every name of a condition with what claiming it does to the condition. */
function signs(condition: Condition, sign: Sign = 'on'): readonly (readonly [string, Sign])[] {
  switch (condition.kind) {
    case 'feature':
      return [[condition.id, sign]];
    case 'compare':
      // A number can be too low or too high: what matters is that it is said.
      return [[condition.id, 'on']];
    case 'not':
      return signs(condition.of, opposite(sign));
    default:
      return condition.of.flatMap((part) => signs(part, sign));
  }
}

function kindOf(id: string, role: Role, version: Version): FeatureKind {
  if (Object.hasOwn(derivedTitles(role, version), id)) return 'from the plan';
  if (Object.hasOwn(HARDWARE_FEATURES, id) || id.startsWith('HFS-')) return 'hardware';
  return id.startsWith('AQ-') ? 'question' : 'feature';
}

/** The official name of a profile, or the id as it is: conditions spell profiles in one way. */
const named = (id: string, version: Version): string => profileNamed(id, version) ?? id;

/**
 * Everything that a statement of this role and version may name, profiles first, with the cases out of `cases` that it
 * decides on.
 */
export function featureEffects(cases: readonly CaseFacts[], role: Role, version: Version): readonly FeatureEffect[] {
  const ours = cases.filter((item) => item.role === role && item.versions.includes(version));
  const effects = new Map<string, Record<Sign, Set<string>>>();
  const add = (id: string, sign: Sign, caseId: string) => {
    const found = effects.get(id) ?? { on: new Set(), off: new Set() };
    found[sign].add(caseId);
    effects.set(id, found);
  };
  for (const { id, profiles, condition } of ours) {
    for (const profile of Object.keys(profiles)) add(named(profile, version), 'on', id);
    if (condition === undefined || condition === '') continue;
    for (const [name, sign] of signs(parseCondition(condition))) add(named(name, version), sign, id);
  }
  const of = (id: string, sign: Sign): readonly string[] => [
    ...new Set([
      ...(effects.get(id)?.[sign] ?? []),
      // A sub-option claims the feature that it belongs to.
      ...(effects.get(parentFeature(id) ?? '')?.[sign] ?? []),
    ]),
  ];
  const effect = (id: string, kind: FeatureKind, means: string): FeatureEffect => {
    return { id, kind, means, on: of(id, 'on'), off: of(id, 'off') };
  };
  return [
    ...profilesOf(version).map((name) => effect(name, 'profile', profileMeaning(name))),
    ...[...featuresFor(role, version)].map(([id, means]) => effect(id, kindOf(id, role, version), means)),
  ];
}
