import { type CaseRun, type Frame, type RunModel } from '../model/run-model.js';
import { chooseFrames, type Detail, planDetail } from './budget.js';

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
  readonly detailOf: (run: CaseRun) => Detail;
  /** The messages that the page lists for a case, by its key. */
  readonly listed: ReadonlyMap<string, readonly Frame[]>;
  /** The numbers of all messages that the page lists, so that a link never leads nowhere. */
  readonly linkable: ReadonlySet<number>;
}

/** Element ids out of case keys: letters, digits, `_` and `-` only, and no two alike. */
function anchorsOf(cases: readonly CaseRun[]): Map<string, string> {
  const taken = new Set<string>();
  const anchors = new Map<string, string>();
  for (const { key } of cases) {
    const base = `case-${key.slice(0, 80).replace(/[^\w-]+/g, '-')}`;
    let anchor = base;
    for (let i = 2; taken.has(anchor); i++) anchor = `${base}-${i}`;
    taken.add(anchor);
    anchors.set(key, anchor);
  }
  return anchors;
}

export function createContext(model: RunModel, proof?: Proof): PageContext {
  const detailOf = planDetail(model);
  const listed = new Map(model.cases.map((run) => [run.key, chooseFrames(run, detailOf(run).frames)]));
  const anchors = anchorsOf(model.cases);
  return {
    model,
    ...(proof && { proof }),
    anchors,
    firstOf: (key) => (anchors.get(key) ?? 'case-').replace('case-', 'first-'),
    byKey: new Map(model.cases.map((run) => [run.key, run])),
    detailOf,
    listed,
    linkable: new Set([...listed.values()].flat().map((frame) => frame.n)),
  };
}
