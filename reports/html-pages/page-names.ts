/** Names of the pages. A case's id comes from the record and is nobody's to trust: it never becomes part of a name. */
import { type CaseRun, type RunModel } from '../model/run-model.js';

export const INDEX = 'index.html';

/** The case runs in the order in which the report has them: by block, then as they began. */
export function inOrder(model: RunModel): readonly CaseRun[] {
  const byBlock = new Map<string, CaseRun[]>();
  for (const run of model.cases) {
    const list = byBlock.get(run.facts.block) ?? [];
    byBlock.set(run.facts.block, list);
    list.push(run);
  }
  return model.blocks.flatMap(({ name }) => byBlock.get(name) ?? []);
}

/** `case-0001.html` and so on, by the keys of the case runs. */
export function pageNames(model: RunModel): ReadonlyMap<string, string> {
  return new Map(inOrder(model).map(({ key }, i) => [key, `case-${String(i + 1).padStart(4, '0')}.html`]));
}
