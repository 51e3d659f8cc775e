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
  /** The run called it not applicable, and the statement alone does not: it is mandatory, or asks for another run. */
  | 'left out';

export interface MissingCase {
  readonly id: string;
  readonly need: Need;
  readonly lack: Lack;
  /** In the words of the record; empty where the lack says it all. */
  readonly detail: string;
}

/** Official cases, sorted by what the run says of them. */
export interface SortedCases {
  /** How many there are. */
  readonly official: number;
  readonly passed: number;
  readonly failed: readonly string[];
  /** Those that do not apply by the plan, with the reason that the record gives. */
  readonly notApplicable: readonly { readonly id: string; readonly reason: string }[];
  readonly missing: readonly MissingCase[];
}

export interface CertificationProfile extends SortedCases {
  readonly name: string;
  readonly conclusion: ProfileConclusion;
}

export interface Certification {
  readonly profiles: readonly CertificationProfile[];
  /** The official cases of this version that no document assigns to a profile. */
  readonly unassigned: SortedCases;
  /** What keeps every profile from being called conformant, whatever its cases show. */
  readonly open: readonly string[];
}
