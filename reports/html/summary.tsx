import { type RunModel } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { headline, profilesInWords } from '../model/words.js';
import { Causes } from './causes.js';
import { type PageContext } from './context.js';
import { Counts } from './counts.js';
import { coverFacts, Product, StatementLine, technicalFacts } from './cover.js';
import { Facts } from './parts.js';

const ROLE = { station: 'charging station', csms: 'CSMS' } as const;

/** What the report is of, in a few words: the product where the plan or itself names it, else its identity. */
export function subject(model: RunModel): string {
  const { run, told } = model;
  const { vendor = told.vendor.at(-1), model: product = told.model.at(-1), identity } = run.sut;
  return oneLine([vendor, product].filter(Boolean).join(' ') || identity, 80);
}

/** The cover: what was tested, what came of it, what is wrong with it, with which tool. */
export function Summary({ page }: { page: PageContext }) {
  const { model } = page;
  const { word, sentence } = headline(model);
  const { sut } = model.run;
  const profiles = profilesInWords(model);
  return (
    <section id="summary" aria-labelledby="h-title">
      <p class="eyebrow">
        OCPP {sut.version} {ROLE[sut.role]}
      </p>
      <h1 id="h-title">{subject(model)}</h1>
      {model.notices.length > 0 && (
        <ul class="notices">
          {model.notices.map((notice) => (
            <li>{oneLine(notice.text, 600)}</li>
          ))}
        </ul>
      )}
      <p class={`outcome o-${model.outcome}`}>{word}</p>
      <p class="lead">
        {sentence} The run concluded: {oneLine(model.conclusion, 300)}.
      </p>
      <Causes page={page} />
      {profiles !== undefined && (
        <p class="lead">
          <a href="#certification">Certification profiles</a> {profiles}.
        </p>
      )}
      <Counts of={model.counts} />
      <Facts of={coverFacts(model)} />
      <Product model={model} />
      <StatementLine model={model} />
      <details class="tech">
        <summary>Seed, versions and digests</summary>
        <Facts of={technicalFacts(model)} />
      </details>
    </section>
  );
}
