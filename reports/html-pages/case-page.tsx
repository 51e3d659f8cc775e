import { CaseBody, CaseName } from '../html/case.js';
import { Legend } from '../html/cases.js';
import { type PageContext } from '../html/context.js';
import { renderDocument } from '../html/document.js';
import { footerOf } from '../html/render-html.js';
import { subject } from '../html/summary.js';
import { type CaseRun } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { duration, STANDING_WORD } from '../model/words.js';
import { INDEX } from './page-names.js';

/** The pages before and after this one. */
export interface Neighbours {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The page of one run of a case, in full. */
export function renderCasePage(page: PageContext, run: CaseRun, { before, after }: Neighbours): string {
  const { model } = page;
  const links: (readonly [string, string])[] = [
    [INDEX, 'Whole report'],
    [`${INDEX}#attention`, 'What needs attention'],
    [`${INDEX}#cases`, 'All cases'],
    ...(before === undefined ? [] : [[before, 'Case before'] as const]),
    ...(after === undefined ? [] : [[after, 'Case after'] as const]),
  ];
  const main = (
    <section id={page.anchors.get(run.key)} class="one" aria-labelledby="h-title">
      <p class="eyebrow">
        {subject(model)}, OCPP {model.run.sut.version}; {oneLine(run.facts.block, 80)}
      </p>
      <h1 id="h-title">
        <CaseName run={run} />
      </h1>
      <p class="meta">It took {duration(run.duration)}.</p>
      <div class="case">
        <CaseBody page={page} run={run} />
      </div>
      <Legend />
    </section>
  );
  return renderDocument({
    title: `${STANDING_WORD[run.verdict]}: ${oneLine(run.facts.id, 80)}, ${subject(model)}`,
    contents: [],
    links,
    main,
    footer: footerOf(model),
  });
}
