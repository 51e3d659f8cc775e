import { type Group, type RunModel, type Tally } from '../model/run-model.js';
import { all } from '../model/tally.js';
import { oneLine } from '../model/visible.js';
import { Mark, Table } from './parts.js';

const COLUMNS: readonly (readonly [keyof Tally, string])[] = [
  ['pass', 'Pass'],
  ['fail', 'Fail'],
  ['error', 'Error'],
  ['inconclusive', 'Inconcl.'],
  ['notRun', 'Not run'],
  ['notSelected', 'Not selected'],
  ['notApplicable', 'Not appl.'],
];

const Numbers = ({ of }: { of: Tally }) => (
  <>
    {COLUMNS.map(([key]) => (
      <td class={of[key] === 0 ? 'n zero' : 'n'}>{of[key]}</td>
    ))}
  </>
);

/** One row per block of the catalogue. */
export function Blocks({ groups }: { groups: readonly Group[] }) {
  return (
    <section id="blocks" aria-labelledby="h-blocks">
      <h2 id="h-blocks">Blocks</h2>
      <Table caption="Cases per block" head={['Block', 'Standing', ...COLUMNS.map(([, title]) => title), 'Cases']}>
        {groups.map((group) => (
          <tr>
            <th scope="row">{oneLine(group.name, 80)}</th>
            <td>
              <Mark of={group.standing} />
            </td>
            <Numbers of={group.tally} />
            <td class="n">{all(group.tally)}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

/** What the SUT showed against what its statement claims. */
export function Claims({ claims }: { claims: RunModel['claims'] }) {
  return (
    <section id="claims" aria-labelledby="h-claims">
      <h2 id="h-claims">Statement against what was shown</h2>
      {claims.length === 0 ? (
        <p>Nothing that the SUT showed in this run differs from what its statement claims.</p>
      ) : (
        <Table
          caption="Differences from the statement"
          head={['Subject', 'Difference', 'Claimed', 'Shown', 'Messages']}
          class="s cl"
        >
          {claims.slice(0, 500).map((claim) => (
            <tr>
              <th scope="row">{oneLine(claim.subject, 120)}</th>
              <td>{claim.kind === 'over-claim' ? 'claims more than it shows' : 'shows more than it claims'}</td>
              <td>{oneLine(claim.claimed, 300)}</td>
              <td>{oneLine(claim.shown, 300)}</td>
              <td class="n">{claim.frames.slice(0, 12).join(', ') || 'none'}</td>
            </tr>
          ))}
        </Table>
      )}
      {claims.length > 500 && <p>And {claims.length - 500} more in the record.</p>}
    </section>
  );
}
