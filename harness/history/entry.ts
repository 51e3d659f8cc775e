/** What the index keeps of a run. All of it comes from the run's record, so that it can always be made again. */
import { type Role, type Version } from '../doors/protocol.js';
import { type Verdict } from '../record/events.js';

/** What a run has of a case. A case that was not selected has nothing, and is not kept. */
export type CaseState = Verdict | 'not-applicable' | 'not-run';

export type RunOutcome = 'conformant' | 'failures' | 'incomplete' | 'error';

/** Cases by verdict, or by why they have none. */
export interface CaseCounts {
  readonly pass: number;
  readonly inconclusive: number;
  readonly fail: number;
  readonly error: number;
  readonly notApplicable: number;
  readonly notSelected: number;
  readonly notRun: number;
}

export interface ProductFacts {
  readonly role: Role;
  readonly version: Version;
  readonly identity: string;
  readonly vendor?: string;
  readonly model?: string;
}

export interface RunFacts extends ProductFacts {
  /** sha256 (hex) of the record's bytes: what a run is known by. A run that is entered twice is entered once. */
  readonly digest: string;
  /** The folder of the run as seen from the folder of the index, with forward slashes. */
  readonly path: string;
  readonly firmware?: string;
  /** RFC 3339; `epoch` the same in milliseconds. */
  readonly started: string;
  readonly epoch: number;
  /** Milliseconds of the tester's clock. */
  readonly duration: number;
  /** False where the record has no end. */
  readonly complete: boolean;
  readonly interrupted?: string;
  /** The version of the tester. */
  readonly tool: string;
  readonly catalogue: { readonly revision: string; readonly digest: string };
  readonly seed: number;
  readonly outcome: RunOutcome;
  readonly exitCode: number;
  readonly counts: CaseCounts;
  readonly findings: number;
  readonly advisories: number;
}

export interface CaseEntry {
  readonly id: string;
  readonly block: string;
  readonly title: string;
  readonly state: CaseState;
}

export interface RunEntry extends RunFacts {
  readonly cases: readonly CaseEntry[];
}

/** Longer texts of a product are cut: names in a list, not contents. */
const LONGEST = 200;

/** A text as a database keeps it: bounded, whole characters, no NUL (which would end it for other readers). */
export function storable(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return Buffer.from(short, 'utf8').toString('utf8').replaceAll('\0', '\ufffd');
}

/**
 * What makes two runs runs of one product: its role, its version of OCPP, its vendor and model. Where the model is
 * unknown the identity stands for it.
 */
export function productKey({ role, version, vendor, model, identity }: ProductFacts): string {
  const known = model === undefined ? ['', identity] : [model, ''];
  return JSON.stringify([role, version, vendor ?? '', ...known].map(storable));
}
