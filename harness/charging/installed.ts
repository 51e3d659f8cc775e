/** What becomes of the installed profiles when one is set or some are cleared. Lists in, lists out. */
import { type Installed, type Profile } from './profile.js';

/**
 * With another profile: it takes the place of one with the same id, or of the same purpose and stack level at the same
 * place (1.6 §3.13.2, §5.16.3). A profile for one transaction leaves those of others alone.
 */
export function withProfile(installed: readonly Installed[], place: number, profile: Profile): readonly Installed[] {
  const replaced = (other: Installed): boolean =>
    other.profile.id === profile.id ||
    (other.place === place &&
      other.profile.purpose === profile.purpose &&
      other.profile.stackLevel === profile.stackLevel);
  return [...installed.filter((other) => !replaced(other)), { place, profile }];
}

/** Which profiles are to go; nothing at all means every one. */
export interface Criteria {
  readonly id?: number;
  readonly place?: number;
  readonly purpose?: string;
  readonly stackLevel?: number;
}

/** Without those that meet all criteria; an id alone counts where there is one (1.6 errata 3.25, 3.26). */
export function withoutProfiles(installed: readonly Installed[], criteria: Criteria = {}): readonly Installed[] {
  const { id, place, purpose, stackLevel } = criteria;
  const meets = (other: Installed): boolean =>
    id !== undefined
      ? other.profile.id === id
      : (place === undefined || other.place === place) &&
        (purpose === undefined || other.profile.purpose === purpose) &&
        (stackLevel === undefined || other.profile.stackLevel === stackLevel);
  return installed.filter((other) => !meets(other));
}
