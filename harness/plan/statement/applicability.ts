/** Whether a case applies to a SUT, decided from the statement of the plan; every case that does not run says why. */
import { type CaseFacts } from '../../record/events.js';
import { conditionIds, evaluateCondition, parseCondition, unmet } from './condition.js';
import { EVERY_DERIVED } from './derived-features.js';
import { parentFeature } from './features.js';
import { type Plan } from '../plan.js';
import { featuresOf } from './claimed-features.js';
import { profileNamed } from './profiles.js';

export type Decision = { readonly run: true } | { readonly run: false; readonly reason: string };

/** The features of the plan, and with each sub-option the feature that it belongs to: C-09 with C-09.1. */
function featuresWithParents(plan: Plan): ReadonlyMap<string, string | number | true> {
  const features = new Map(featuresOf(plan));
  for (const id of [...features.keys()]) {
    const parent = parentFeature(id);
    if (parent !== undefined && !features.has(parent)) features.set(parent, true);
  }
  return features;
}

/**
 * Decides on one case. It runs when role and version fit, when the statement claims one of its profiles (or it belongs
 * to none), and when its condition is met; the condition does not count where the case is mandatory in a claimed
 * profile and conditional in another (Part 5 ch. 4.1).
 * @throws ConditionError when the case's condition cannot be read: a mistake in the catalogue.
 */
export function decide(facts: CaseFacts, plan: Plan): Decision {
  const { role, version } = plan.sut;
  if (facts.role !== role) return { run: false, reason: `It is for a ${facts.role}, the SUT is a ${role}.` };
  if (!facts.versions.includes(version)) {
    return { run: false, reason: `It is for OCPP ${facts.versions.join(' and ')}, the SUT speaks ${version}.` };
  }
  const profiles = Object.keys(facts.profiles);
  const claimed = profiles.filter((name) => plan.statement.profiles.includes(profileNamed(name, version) ?? name));
  if (profiles.length > 0 && claimed.length === 0) {
    const named = profiles.length === 1 ? `profile ${profiles[0]}` : `any of the profiles ${profiles.join(', ')}`;
    return { run: false, reason: `The statement does not claim ${named}.` };
  }
  if (facts.condition === undefined || facts.condition === '') return { run: true };
  const kinds = new Set(Object.values(facts.profiles));
  if (kinds.has('conditional') && claimed.some((profile) => facts.profiles[profile] === 'mandatory')) {
    return { run: true };
  }
  const condition = parseCondition(facts.condition);
  const features = featuresWithParents(plan);
  if (evaluateCondition(condition, features)) return { run: true };
  const fromPlan = conditionIds(condition).filter((id) => Object.hasOwn(EVERY_DERIVED, id) && !features.has(id));
  const means = [...new Set(fromPlan)].map((id) => `${id} (${EVERY_DERIVED[id]!})`).join('; ');
  const needs = unmet(condition, features);
  // A single name can be told with what it means; of several, the names come first.
  const text = fromPlan.length === 1 && needs === fromPlan[0] ? means : means === '' ? needs : `${needs}: ${means}`;
  return { run: false, reason: `Its condition is not met: it needs ${text}.` };
}
