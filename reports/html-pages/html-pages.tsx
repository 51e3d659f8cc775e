/**
 * The HTML report as a folder: an index with all chapters, and a page per case with all that the single page has to
 * leave out of a long run. Each page is written as soon as its case was read, and forgotten; the index comes last.
 */
import { chooseFrames, pageDetail } from '../html/budget.js';
import { anchorsOf, createContext, type Proof } from '../html/context.js';
import { attemptsByKey } from '../model/attempts.js';
import { createPictured } from '../html/pictured.js';
import { reportPieces } from '../html/render-html.js';
import { type Exchange, type RunModel } from '../model/run-model.js';
import { type CaseWriter } from '../model/stream-cases.js';
import { type ResultFile } from '../allure/allure-files.js';
import { renderCasePage } from './case-page.js';
import { CaseTable } from './case-table.js';
import { createFrameNumbers } from './frame-numbers.js';
import { LEAD } from './lead-script.js';
import { INDEX, inOrder, pageNames } from './page-names.js';

/** Writes the pages of the run that `outline` is of; case runs come in full, one by one. */
export function htmlPages(
  outline: RunModel,
  { proof }: { readonly proof?: Proof } = {},
): CaseWriter<readonly ResultFile[]> {
  const names = pageNames(outline);
  const order = inOrder(outline).map(({ key }) => key);
  const places = new Map(order.map((key, i) => [key, i]));
  const anchors = anchorsOf({ cases: outline.cases, uncounted: [] });
  const attempts = attemptsByKey(outline.cases);
  const numbers = createFrameNumbers();
  /** What the cover counts of the cases and an outline does not have. */
  const exchanges = new Map<string, readonly Exchange[]>();
  const { take, pictured } = createPictured(outline);
  const nameAt = (place: number): string | undefined => names.get(order[place] ?? '');
  return {
    begin: () => [],
    each(run) {
      const name = names.get(run.key);
      const place = places.get(run.key);
      if (name === undefined || place === undefined) return [];
      for (const frame of run.frames) take(frame);
      if (run.exchanges.length > 0) exchanges.set(run.key, run.exchanges);
      const detail = pageDetail(run);
      numbers.add(run.key, chooseFrames(run, detail.frames));
      const page = createContext(
        { ...outline, cases: [run], uncounted: [] },
        {
          proof,
          anchors,
          attempts,
          chapters: INDEX,
          detailOf: () => detail,
          fileOf: (key) => (key === run.key ? '' : (names.get(key) ?? '')),
        },
      );
      return [{ name, text: renderCasePage(page, run, { before: nameAt(place - 1), after: nameAt(place + 1) }) }];
    },
    end() {
      const page = createContext(forIndex(outline, exchanges), {
        proof,
        anchors,
        detailOf: pageDetail,
        fileOf: (key) => names.get(key) ?? '',
        fileOfFrame: (n) => names.get(numbers.keyOf(n) ?? ''),
        pictured,
      });
      const cases = <CaseTable page={page} numbersOf={numbers.textOf} />;
      return [{ name: INDEX, text: [...reportPieces(page, { cases, script: LEAD })].join('') }];
    },
  };
}

/** The index lists no messages, also where the model at hand has them, but counts what the operator was asked. */
const forIndex = (model: RunModel, exchanges: ReadonlyMap<string, readonly Exchange[]>): RunModel => ({
  ...model,
  uncounted: [],
  cases: model.cases.map((run) => ({ ...run, frames: [], exchanges: exchanges.get(run.key) ?? [] })),
});
