import { type CaseRun, type Check } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { type Detail } from './budget.js';
import { type PageContext } from './context.js';
import { bounded, FrameLinks, Mark, Text } from './parts.js';

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

function Row({ page, run, check, detail }: { page: PageContext; run: CaseRun; check: Check; detail: Detail }) {
  return (
    <tr>
      <th scope="row">
        {oneLine(check.title, 200)}
        {check.phase === 'precondition' && <small>precondition</small>}
        <Proven page={page} run={run} check={check} />
      </th>
      <td>
        <Text of={check.expected} max={detail.prose} />
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
export function Checks({ page, run, detail }: { page: PageContext; run: CaseRun; detail: Detail }) {
  if (run.checks.length === 0) return <p>No check was made.</p>;
  const { shown, more } = bounded(run.checks, 200);
  return (
    <>
      <table class="s ck">
        <caption>Checks</caption>
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
            <Row page={page} run={run} check={check} detail={detail} />
          ))}
        </tbody>
      </table>
      {more > 0 && <p>And {more} more checks in the record.</p>}
    </>
  );
}
