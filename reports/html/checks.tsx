import { waitText } from '../model/expected.js';
import { type CaseRun, type Check } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { type Detail } from './budget.js';
import { type PageContext } from './context.js';
import { bounded, boundedWith, FrameLinks, Mark, Text } from './parts.js';

const MUTANTS = 6;

/** The mutants that this check was seen to fail against. */
function Proven({ page, run, check }: { page: PageContext; run: CaseRun; check: Check }) {
  if (page.proof === undefined) return null;
  const proven = page.proof.get(`${run.facts.id}/${check.id}`);
  if (proven === undefined || proven.killed === 0) return <small>not yet seen to fail against a mutant</small>;
  const { shown, more } = bounded(proven.mutants, MUTANTS);
  const names = shown.map((name) => oneLine(name, 60)).join(', ');
  const count = `seen to fail against ${proven.killed} ${proven.killed === 1 ? 'mutant' : 'mutants'}`;
  if (names === '') return <small>{count}</small>;
  return (
    <details class="pf">
      <summary>{count}</summary>
      <small>
        {names}
        {more > 0 && ` and ${more} more`}
      </small>
    </details>
  );
}

interface ChecksProps {
  readonly page: PageContext;
  readonly run: CaseRun;
  readonly detail: Detail;
  /** The check at which the case departs first from what was expected. */
  readonly first: Check | undefined;
}

function Row({ page, run, check, detail, first }: ChecksProps & { check: Check }) {
  const wait = waitText(check);
  return (
    <tr id={check === first ? page.firstOf(run.key) : undefined}>
      <th scope="row">
        {check === first && <b class="first">First divergence: </b>}
        {oneLine(check.title, 200)}
        {check.phase === 'precondition' && <small>precondition</small>}
        <Proven page={page} run={run} check={check} />
      </th>
      <td>
        <Text of={check.expected} max={detail.prose} />
        {wait !== '' && <small>{wait}</small>}
      </td>
      <td>
        <Text of={check.actual} max={detail.prose} />
        {check.dictated && <small>The tester dictated this payload: it shows that it was forwarded, no more.</small>}
      </td>
      <td>
        <Mark of={check.verdict} />
        {check.verdict !== 'pass' && check.blame !== undefined && check.blame !== 'sut' && (
          <small>by {check.blame}</small>
        )}
      </td>
      <td>{check.requirements.map((id) => oneLine(id, 40)).join(', ')}</td>
      <td>
        <FrameLinks page={page} of={check.frames} />
      </td>
    </tr>
  );
}

/** The checks of a case: what was expected next to what was received. */
export function Checks(props: ChecksProps) {
  const { run, first } = props;
  if (run.checks.length === 0) return <p>No check was made.</p>;
  const { shown, more } = boundedWith(run.checks, 200, first);
  return (
    <>
      <table class="s ck">
        <caption>Checks, in the order of the procedure</caption>
        <thead>
          <tr>
            <th scope="col">Check</th>
            <th scope="col">Expected</th>
            <th scope="col">Received</th>
            <th scope="col">Verdict</th>
            <th scope="col">Requirements</th>
            <th scope="col">Messages</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((check) => (
            <Row {...props} check={check} />
          ))}
        </tbody>
      </table>
      {more > 0 && <p>And {more} more checks in the record.</p>}
    </>
  );
}
