/** Which cases do not apply for want of which name in the statement, and which because of one that stands there. */
import { type CaseFacts } from '../../record/events.js';
import { decide } from './applicability.js';
import { type Plan } from '../plan.js';
import { profileNamed } from './profiles.js';

export interface Wanting {
  /** A profile or a feature, `not X` where the statement would have to leave it out. */
  readonly name: string;
  /** Cases that would apply if that one thing were otherwise. */
  readonly cases: readonly string[];
}

export interface Unapplied {
  readonly wanting: readonly Wanting[];
  /** Cases for which more than one thing would have to be otherwise, with what they need. */
  readonly others: readonly { readonly id: string; readonly reason: string }[];
}

type Statement = Plan['statement'];

function withClaim({ profiles, features }: Statement, name: string, plan: Plan): Statement {
  const profile = profileNamed(name, plan.sut.version);
  return profile === undefined
    ? { profiles, features: [...features, name] }
    : { profiles: [...profiles, profile], features };
}

function withoutClaim({ profiles, features }: Statement, name: string): Statement {
  return {
    profiles: profiles.filter((profile) => profile !== name),
    features: features.flatMap((entry): Statement['features'] => {
      if (typeof entry === 'string') return entry === name ? [] : [entry];
      const { [name]: _, ...rest } = entry;
      return Object.keys(rest).length === 0 ? [] : [rest];
    }),
  };
}

/** Every name that a statement of the plan can have besides those that it has. */
function changes(plan: Plan, names: readonly string[]): readonly (readonly [string, Plan])[] {
  const { statement } = plan;
  const given = new Set([
    ...statement.profiles,
    ...statement.features.flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.keys(entry))),
  ]);
  const more = names
    .filter((name) => !given.has(name))
    .map((name) => [name, { ...plan, statement: withClaim(statement, name, plan) }] as const);
  const less = [...given].map(
    (name) => [`not ${name}`, { ...plan, statement: withoutClaim(statement, name) }] as const,
  );
  return [...more, ...less];
}

/** Of the cases for the plan's role and version, those that its statement leaves out; `names` is what it may claim. */
export function unapplied(cases: readonly CaseFacts[], plan: Plan, names: readonly string[]): Unapplied {
  const { role, version } = plan.sut;
  const left = cases.filter((item) => item.role === role && item.versions.includes(version) && !decide(item, plan).run);
  const told = new Set<string>();
  const wanting = changes(plan, names).flatMap(([name, changed]): Wanting[] => {
    const ids = left.filter((item) => decide(item, changed).run).map(({ id }) => id);
    for (const id of ids) told.add(id);
    return ids.length === 0 ? [] : [{ name, cases: ids }];
  });
  const others = left.flatMap((item) => {
    const decision = decide(item, plan);
    return told.has(item.id) || decision.run ? [] : [{ id: item.id, reason: decision.reason }];
  });
  return { wanting, others };
}
