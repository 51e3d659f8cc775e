import { type RequirementGroup } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { type PageContext } from './context.js';
import { bounded, CaseLink, Mark, Table } from './parts.js';

const CASES = 8;

const CHECKS: Readonly<Record<string, string>> = { none: 'no check rests on it' };

function Row({ page, of }: { page: PageContext; of: RequirementGroup }) {
  const { shown, more } = bounded(of.cases, CASES);
  const left = bounded(of.notRun, CASES);
  const pass = of.checks.filter((check) => check.verdict === 'pass').length;
  return (
    <tr>
      <th scope="row">{oneLine(of.id, 60)}</th>
      <td>
        <Mark of={of.standing} />
      </td>
      <td>{CHECKS[of.standing] ?? `${pass} of ${of.checks.length}`}</td>
      <td>
        {shown.map((key, i) => (
          <>
            {i > 0 && ', '}
            <CaseLink page={page} of={key} />
          </>
        ))}
        {more > 0 && ` and ${more} more`}
        {left.shown.length > 0 &&
          `${shown.length > 0 ? '; ' : ''}did not run: ${left.shown.map((id) => oneLine(id, 60)).join(', ')}`}
        {left.more > 0 && ` and ${left.more} more`}
      </td>
    </tr>
  );
}

const HEAD = ['Requirement', 'Verdict', 'Checks passed', 'Cases'];

/** One row per requirement, with the cases whose checks rest on it. Those that did not pass stand first. */
export function Requirements({ page }: { page: PageContext }) {
  const { requirements } = page.model;
  const red = requirements.filter(({ standing }) => standing !== 'pass' && standing !== 'none');
  const shown = requirements.filter(({ standing }) => standing !== 'none').length;
  return (
    <section id="requirements" aria-labelledby="h-requirements">
      <h2 id="h-requirements">Requirements</h2>
      <p>
        Checks of this run rest on {shown} of the {requirements.length} requirements that the catalogue's cases name.
      </p>
      {red.length > 0 && (
        <Table caption="Requirements with a check that did not pass" head={HEAD} class="s req">
          {red.slice(0, 200).map((each) => (
            <Row page={page} of={each} />
          ))}
        </Table>
      )}
      {requirements.length > 0 && (
        <details>
          <summary>All {requirements.length} requirements</summary>
          <Table caption="All requirements" head={HEAD} class="s req">
            {requirements.map((each) => (
              <Row page={page} of={each} />
            ))}
          </Table>
        </details>
      )}
    </section>
  );
}
