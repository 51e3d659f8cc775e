/** What a plan claims of its SUT, as conditions ask for it. */
import { type Plan } from '../plan.js';
import { derivedFeatures } from './derived-features.js';
import { profileNamed } from './profiles.js';

/**
 * The features that the statement claims, with their values (`true` where there is none), and the profiles by their
 * names: what conditions are evaluated on. What follows from the plan itself is among them, unless the statement says
 * otherwise: HFS-8 (the number of EVSEs of a 2.x station), the security profile in use, the sensors.
 */
export function featuresOf(plan: Plan): ReadonlyMap<string, string | number | true> {
  const features = new Map<string, string | number | true>(derivedFeatures(plan));
  for (const profile of plan.statement.profiles) {
    // Conditions speak of profiles without a version, in one spelling.
    features.set(profile, true).set(profileNamed(profile) ?? profile, true);
  }
  for (const entry of plan.statement.features) {
    if (typeof entry === 'string') features.set(entry, true);
    else for (const [id, value] of Object.entries(entry)) features.set(id, value);
  }
  return features;
}
