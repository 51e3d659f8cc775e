/** What the judges of meaning have in common: each sees one value of a payload and says what is wrong with it. */
import { type Role, type Version } from '../../doors/protocol.js';
import { type Part } from '../types.js';
import { type Place, type Site } from '../visit.js';

/** Something that the schemas let pass. Only what a clause forbids is a `fail`; all else is an `advisory`. */
export interface SemanticProblem {
  /** The place in the payload, such as `meterValue[0].sampledValue[1].unit`. */
  readonly path: string;
  /** Stable names: date-time, identifier, decimal, integer, url, unit, measured-value, empty, text, local-time,
   * numbering, profile. */
  readonly rule: string;
  /** What is wrong, in words, with the offending value cut short. */
  readonly detail: string;
  /** The clause that it rests on, in the documents of the version at hand. */
  readonly clause: string;
  readonly severity: 'fail' | 'advisory';
}

/** The message that a value belongs to. */
export interface Context {
  readonly version: Version;
  readonly action: string;
  readonly part: Part;
  /** Who sends this payload; undefined where both may. */
  readonly sender: Role | undefined;
}

/** Judges the values of one place. */
export type Judge = (place: Place) => readonly SemanticProblem[];
/** The judge of a place; undefined where no value could be wrong. */
export type Concern = (site: Site, context: Context) => Judge | undefined;
export type Severity = SemanticProblem['severity'];

export const NONE: readonly SemanticProblem[] = [];

/** One problem at `place`. */
export function problem(
  place: Place,
  rule: string,
  severity: Severity,
  clause: string,
  detail: string,
): readonly SemanticProblem[] {
  return [{ path: place.path(), rule, detail, clause, severity }];
}
