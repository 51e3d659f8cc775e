/** What a run says of each certification profile. */
import { type Need } from '../facts/official.js';

/**
 * - conformant: every official case of the profile that applies ran and passed
 * - not-conformant: at least one failed
 * - incomplete: the rest; what is missing is listed
 * - not-claimed: the statement does not claim the profile, so nothing is concluded
 */
export type ProfileConclusion = 'conformant' | 'not-conformant' | 'incomplete' | 'not-claimed';

/** Why an official case does not bear a conclusion. */
export type Lack =
  | 'not in the catalogue'
  | 'not selected'
  | 'not run'
  | 'inconclusive'
  | 'error'
  /** Mandatory without a condition, and yet the run called it not applicable. */
  | 'left out';

export interface MissingCase {
  readonly id: string;
  readonly need: Need;
  readonly lack: Lack;
  /** In the words of the record; empty where the lack says it all. */
  readonly detail: string;
}

export interface CertificationProfile {
  readonly name: string;
  readonly conclusion: ProfileConclusion;
  /** The official cases that belong to it. */
  readonly official: number;
  readonly passed: number;
  readonly failed: readonly string[];
  /** Official cases that do not apply by the statement. */
  readonly notApplicable: number;
  readonly missing: readonly MissingCase[];
}

/** The official cases of this version that no document assigns to a profile. */
export interface Unassigned {
  readonly official: number;
  readonly passed: number;
  readonly failed: readonly string[];
  readonly notApplicable: number;
  readonly missing: readonly MissingCase[];
}

export interface Certification {
  readonly profiles: readonly CertificationProfile[];
  readonly unassigned: Unassigned;
  /** What keeps every profile from being called conformant, whatever its cases show. */
  readonly open: readonly string[];
}
