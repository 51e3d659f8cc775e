import { UNTESTABLE_WHY } from '../facts/untestable.js';
import {
  COVERAGE_STATUSES,
  countCoverage,
  type Covered,
  type CoverageStatus,
  coverRequirements,
} from '../model/requirement-coverage.js';
import { type RequirementGroup } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { type PageContext } from './context.js';
import { bounded, CaseLink, Mark, Table } from './parts.js';

const CASES = 8;

function Row({ page, of, name }: { page: PageContext; of: RequirementGroup; name?: string | undefined }) {
  const { shown, more } = bounded(of.cases, CASES);
  const left = bounded(of.notRun, CASES);
  const pass = of.checks.filter((check) => check.verdict === 'pass').length;
  return (
    <tr>
      <th scope="row">
        {oneLine(of.id, 60)}
        {name !== undefined && ` ${name}`}
      </th>
      <td>
        <Mark of={of.standing} />
      </td>
      <td>{of.checks.length === 0 ? 'no check rests on it' : `${pass} of ${of.checks.length}`}</td>
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

const TITLE: Readonly<Record<CoverageStatus, string>> = {
  checked: 'Checked',
  'not run': 'Not run',
  seen: 'Seen',
  'no case': 'No case',
  'other side': 'Other side',
  permission: 'Allows',
  untestable: 'Not testable',
};

const EXPLAINED: readonly (readonly [CoverageStatus, string])[] = [
  ['checked', 'checks of this run rest on it; their verdict is in the list'],
  ['not run', 'a case names it, and no check of this run rests on it'],
  ['seen', 'the messages that it names were exchanged in this run, and no case judges it'],
  ['no case', 'no case names it, and its messages were not all exchanged'],
  ['other side', 'it is the duty of the other end of the connection alone'],
  ['permission', 'it allows something and obliges nobody'],
  ['untestable', 'no message can show it; the list says why'],
];

/** The ids of those that have no row, behind the status and the reason. */
function Rest({ of }: { of: readonly Covered[] }) {
  const lines = new Map<string, string[]>();
  for (const { requirement, status, why } of of) {
    const { id, name, messages } = requirement;
    const reason = why === undefined ? TITLE[status] : `${TITLE[status]}: ${UNTESTABLE_WHY[why]}`;
    const label = name ?? (status === 'seen' ? messages.join(', ') : '');
    lines.set(reason, [...(lines.get(reason) ?? []), label === '' ? id : `${id} (${label})`]);
  }
  return (
    <ul>
      {[...lines].map(([reason, ids]) => (
        <li>
          {reason}: {ids.join(', ')}
        </li>
      ))}
    </ul>
  );
}

function BlockList({ page, name, of }: { page: PageContext; name: string; of: readonly Covered[] }) {
  const named = of.filter(({ group }) => group !== undefined);
  return (
    <details>
      <summary>
        {name}, {of.length} requirements
      </summary>
      {named.length > 0 && (
        <Table caption={`${name}: those that cases name`} head={HEAD} class="s req">
          {named.map(({ group, requirement }) => group && <Row page={page} of={group} name={requirement.name} />)}
        </Table>
      )}
      <Rest of={of.filter(({ group }) => group === undefined)} />
    </details>
  );
}

const MOST_RED = 200;

/** Every requirement of the specification: what checks of the run rest on, and why no check rests on the others. */
export function Requirements({ page }: { page: PageContext }) {
  const { model } = page;
  const { blocks, others } = coverRequirements(model);
  const all = blocks.flatMap(({ requirements }) => requirements);
  const counts = countCoverage(all);
  const red = model.requirements.filter(({ standing }) => standing !== 'pass' && standing !== 'none');
  const unit = model.run.sut.version === '1.6' ? 'sections' : 'requirements';
  const numbers = (of: readonly Covered[]) => {
    const counted = countCoverage(of);
    return COVERAGE_STATUSES.map((status) => <td class={counted[status] === 0 ? 'n zero' : 'n'}>{counted[status]}</td>);
  };
  return (
    <section id="requirements" aria-labelledby="h-requirements">
      <h2 id="h-requirements">Requirements</h2>
      <p>
        OCPP {model.run.sut.version} has {all.length} {unit}. Checks of this run rest on {counts.checked} of them.
        {unit === 'sections' &&
          ' This version numbers its sections and not its requirements, so a section counts as one.'}
      </p>
      {red.length > 0 && (
        <Table caption="Requirements with a check that did not pass" head={HEAD} class="s req">
          {red.slice(0, MOST_RED).map((each) => (
            <Row page={page} of={each} />
          ))}
        </Table>
      )}
      {red.length > MOST_RED && <p>And {red.length - MOST_RED} more in the lists below.</p>}
      <Table
        caption={`The ${unit} of OCPP ${model.run.sut.version} by what this run says of them`}
        head={['Chapter', ...COVERAGE_STATUSES.map((status) => TITLE[status]), 'All']}
      >
        {blocks.map(({ name, requirements }) => (
          <tr>
            <th scope="row">{name}</th>
            {numbers(requirements)}
            <td class="n">{requirements.length}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">All</th>
          {numbers(all)}
          <td class="n">{all.length}</td>
        </tr>
      </Table>
      <details>
        <summary>What the columns mean</summary>
        <dl class="words">
          {EXPLAINED.map(([status, meaning]) => (
            <div>
              <dt>{TITLE[status]}</dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
      </details>
      <details>
        <summary>
          Every one of the {all.length} {unit}
        </summary>
        {blocks.map(({ name, requirements }) => (
          <BlockList page={page} name={name} of={requirements} />
        ))}
      </details>
      {others.length > 0 && (
        <details>
          <summary>Other clauses that cases name: {others.length}</summary>
          <Table caption="Clauses of other documents, of errata and of other parts" head={HEAD} class="s req">
            {others.slice(0, 500).map((each) => (
              <Row page={page} of={each} />
            ))}
          </Table>
          {others.length > 500 && <p>And {others.length - 500} more in the record.</p>}
        </details>
      )}
    </section>
  );
}
