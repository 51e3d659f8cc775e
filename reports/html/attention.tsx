import { redCases } from '../model/attempts.js';
import { firstDivergence } from '../model/divergence.js';
import { type CaseRun } from '../model/run-model.js';
import { type PageContext } from './context.js';
import { bounded, CaseLink, Mark, Table } from './parts.js';

const MOST = 100;

/** Leads to the place at which the case departs first from what was expected. */
const FirstLink = ({ page, run }: { page: PageContext; run: CaseRun }) =>
  firstDivergence(run) === undefined ? null : <a href={page.firstHref(run.key)}>First divergence</a>;

/** What needs attention: every case that did not pass, the failed ones first, each with its first red check. */
export function Attention({ page }: { page: PageContext }) {
  const red = redCases(page.model);
  const { shown, more } = bounded(red, MOST);
  return (
    <section id="attention" aria-labelledby="h-attention">
      <h2 id="h-attention">What needs attention</h2>
      {red.length === 0 ? (
        <p>No case that ran failed, was in error or was inconclusive.</p>
      ) : (
        <Table caption="Cases that did not pass" head={['Verdict', 'Case', 'Why']} class="s">
          {shown.map(({ run, why }) => (
            <tr>
              <td>
                <Mark of={run.verdict} />
              </td>
              <th scope="row">
                <CaseLink page={page} of={run.key} title />
              </th>
              <td>
                {why} <FirstLink page={page} run={run} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      {more > 0 && <p>And {more} more, in the list of cases.</p>}
    </section>
  );
}
