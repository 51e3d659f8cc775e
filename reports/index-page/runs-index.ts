/** Several runs that were made together: what the page above them is made of. */
import { type RunModel } from '../model/run-model.js';

/** A run that came to an end, and what it left. */
export interface IndexedResult {
  /** Its outline is enough: no message is shown. */
  readonly model: RunModel;
  /** Milliseconds of the wall clock. */
  readonly took: number;
  /** Its files, and where they are relative to the page. The first is its report, to which its name leads. */
  readonly files: readonly { readonly name: string; readonly href: string }[];
}

/** A run that was to be made. */
export interface IndexedRun {
  readonly role: 'station' | 'csms';
  readonly version: string;
  /** Which of several products of that role and version, where it is not the usual one. */
  readonly product?: string;
  /** What the product is, in a few words. */
  readonly says: string;
  /** Undefined where the run did not begin. */
  readonly result?: IndexedResult;
}

export interface RunsIndex {
  /** What was under test. */
  readonly title: string;
  /** By whom and over what, as a sentence. */
  readonly how: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly seed: number;
  /** How much faster than the wall the clocks were; 0 where they skipped. */
  readonly speed: number;
  /** The patterns of the selection; none where every case was selected. */
  readonly select: readonly string[];
  /** Ids of selected cases that apply to none of the products. */
  readonly without: readonly string[];
  /** When the first run began: RFC 3339. */
  readonly started: string;
  /** Milliseconds of the wall clock from then until the last run had ended. */
  readonly took: number;
  /** Why the runs were ended early, if they were. */
  readonly interrupted?: string;
  /** Where the matrix of cases by run is, relative to the page, if there is one. */
  readonly matrix?: string;
  readonly runs: readonly IndexedRun[];
}

const ROLE = { station: 'Charging station', csms: 'CSMS' } as const;

/** What a run is called: `Charging station, OCPP 1.6, small`. */
export const nameOfRun = ({ role, version, product }: IndexedRun): string =>
  [ROLE[role], `OCPP ${version}`, ...(product === undefined ? [] : [product])].join(', ');

/** The runs that came to an end. */
export const resultsOf = ({ runs }: Pick<RunsIndex, 'runs'>): readonly IndexedResult[] =>
  runs.flatMap(({ result }) => result ?? []);
