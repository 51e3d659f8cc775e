import { type CaseRun } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { Case } from './case.js';
import { type PageContext } from './context.js';
import { type Part } from './document.js';

/** The filter works by script alone, so it stays hidden until the script is there. */
export const Filter = ({ folds = false }: { folds?: boolean }) => (
  <form id="filter" hidden aria-label="Filter cases">
    <label>
      Find <input type="search" id="find" autocomplete="off" />
    </label>
    <label>
      Verdict{' '}
      <select id="verdict">
        <option value="">all</option>
        <option value="fail error inconclusive">not passed</option>
        <option value="fail">fail</option>
        <option value="error">error</option>
        <option value="inconclusive">inconclusive</option>
        <option value="pass">pass</option>
      </select>
    </label>
    {folds && (
      <>
        <button type="button" id="expand">
          Expand shown
        </button>
        <button type="button" id="collapse">
          Collapse all
        </button>
      </>
    )}
    <output id="shown" for="find verdict" />
  </form>
);

/** What the drawings of the cases show. */
export const Legend = () => (
  <p>
    In the sequence of a case an arrow is a message as it came. The broad band behind it says that the procedure
    expected a message there; a dashed band is one that did not come. Where a case did not pass, the first place at
    which it departs from what was expected is framed, and named at the top of the case.
  </p>
);

/** Every case that ran, by block. */
export function casesPart(page: PageContext): Part {
  const { cases, uncounted, blocks } = page.model;
  const inBlocks = blocks.map(({ name }) => ({ name, runs: cases.filter((run) => run.facts.block === name) }));
  return {
    around: (
      <section id="cases" aria-labelledby="h-cases">
        <h2 id="h-cases">Cases</h2>
        {cases.length > 0 && <Legend />}
        {cases.length === 0 && <p>No case ran.</p>}
        {cases.length + uncounted.length > 0 && <Filter folds />}
      </section>
    ),
    inside: [...inBlocks, { name: 'In no count: cut off, or disturbed and run again', runs: uncounted }]
      .filter(({ runs }) => runs.length > 0)
      .map(({ name, runs }) => ({
        around: (
          <div class="block">
            <h3>{oneLine(name, 80)}</h3>
          </div>
        ),
        inside: casesOneByOne(page, runs),
      })),
  };
}

function* casesOneByOne(page: PageContext, runs: readonly CaseRun[]): Generator<Part> {
  for (const run of runs) yield <Case page={page} run={run} />;
}
