import { type Attempts, attemptsByKey } from '../model/attempts.js';
import { type CaseRun, type Frame, type RunModel } from '../model/run-model.js';
import { chooseFrames, type DetailOf, planDetail } from './budget.js';
import { createPictured, type Pictured } from './pictured.js';

/** Which mutants a check was seen to fail against, by `caseId/checkId`. */
export type Proof = ReadonlyMap<string, { readonly killed: number; readonly mutants: readonly string[] }>;

/** What the parts of the page share. */
export interface PageContext {
  readonly model: RunModel;
  readonly proof?: Proof;
  /** The element id of a case run, by its key. */
  readonly anchors: ReadonlyMap<string, string>;
  /** The element id of the first divergence of a case run, by its key. */
  readonly firstOf: (key: string) => string;
  readonly byKey: ReadonlyMap<string, CaseRun>;
  /** The attempts that each case run is one of, by its key. */
  readonly attempts: ReadonlyMap<string, Attempts>;
  readonly detailOf: DetailOf;
  /** The messages that the page lists for a case, by its key. */
  readonly listed: ReadonlyMap<string, readonly Frame[]>;
  /** Links to a case run and to its first divergence, by its key. */
  readonly caseHref: (key: string) => string | undefined;
  readonly firstHref: (key: string) => string;
  /** The link to a cause, by its element id. */
  readonly causeHref: (id: string) => string;
  /** The link to a message; undefined where none lists it, so that a link never leads nowhere. */
  readonly frameHref: (n: number) => string | undefined;
  readonly pictured: () => Pictured;
}

/** Element ids out of case keys: letters, digits, `_` and `-` only, and no two alike. */
export function anchorsOf({ cases, uncounted }: Pick<RunModel, 'cases' | 'uncounted'>): Map<string, string> {
  const taken = new Set<string>();
  const anchors = new Map<string, string>();
  for (const { key } of [...cases, ...uncounted]) {
    const base = `case-${key.slice(0, 80).replace(/[^\w-]+/g, '-')}`;
    let anchor = base;
    for (let i = 2; taken.has(anchor); i++) anchor = `${base}-${i}`;
    taken.add(anchor);
    anchors.set(key, anchor);
  }
  return anchors;
}

/** Where the parts of the report stand, when they do not stand on one page. */
export interface Places {
  /** The file of a case run, by its key; '' for the page at hand. */
  readonly fileOf: (key: string) => string;
  /** The file of a message, by its number; undefined where no page lists it. */
  readonly fileOfFrame: (n: number) => string | undefined;
  /** The file that has the chapters; '' for the page at hand. */
  readonly chapters: string;
}

interface ContextOptions extends Partial<Places> {
  readonly proof?: Proof | undefined;
  readonly anchors?: ReadonlyMap<string, string>;
  readonly detailOf?: DetailOf;
  readonly pictured?: () => Pictured;
  /** Where the model has not all cases of the run. */
  readonly attempts?: PageContext['attempts'];
}

function picturedIn(model: RunModel): Pictured {
  const { take, pictured } = createPictured(model);
  for (const run of model.cases) for (const frame of run.frames) take(frame);
  return pictured();
}

export function createContext(model: RunModel, options: ContextOptions = {}): PageContext {
  const { proof, anchors = anchorsOf(model), fileOf = () => '', chapters = '' } = options;
  const all = [...model.cases, ...model.uncounted];
  const detailOf = options.detailOf ?? planDetail(model);
  const listed = new Map(all.map((run) => [run.key, chooseFrames(run, detailOf(run).frames)]));
  const here = new Set([...listed.values()].flat().map((frame) => frame.n));
  const firstOf = (key: string): string => (anchors.get(key) ?? 'case-').replace('case-', 'first-');
  return {
    model,
    ...(proof && { proof }),
    anchors,
    firstOf,
    byKey: new Map(all.map((run) => [run.key, run])),
    attempts: options.attempts ?? attemptsByKey(model.cases),
    detailOf,
    listed,
    caseHref: (key) => (anchors.has(key) ? `${fileOf(key)}#${anchors.get(key)!}` : undefined),
    causeHref: (id) => `${chapters}#${id}`,
    firstHref: (key) => `${fileOf(key)}#${firstOf(key)}`,
    frameHref(n) {
      const file = here.has(n) ? '' : options.fileOfFrame?.(n);
      return file === undefined ? undefined : `${file}#f${n}`;
    },
    pictured: options.pictured ?? (() => picturedIn(model)),
  };
}
