import { type Group, type Tally } from '../model/run-model.js';
import { all } from '../model/tally.js';
import { oneLine } from '../model/visible.js';
import { Mark, Table } from './parts.js';

const COLUMNS: readonly (readonly [keyof Tally, string])[] = [
  ['pass', 'Pass'],
  ['fail', 'Fail'],
  ['error', 'Error'],
  ['inconclusive', 'Inconcl.'],
  ['notRun', 'Not run'],
  ['elsewhere', 'Other shards'],
  ['notSelected', 'Not selected'],
  ['notApplicable', 'Not appl.'],
];

type Columns = typeof COLUMNS;

const Numbers = ({ of, columns }: { of: Tally; columns: Columns }) => (
  <>
    {columns.map(([key]) => (
      <td class={of[key] === 0 ? 'n zero' : 'n'}>{of[key]}</td>
    ))}
  </>
);

/** One row per block of the catalogue. */
export function Blocks({ groups }: { groups: readonly Group[] }) {
  const divided = groups.some(({ tally }) => tally.elsewhere > 0);
  const columns = COLUMNS.filter(([key]) => divided || key !== 'elsewhere');
  return (
    <section id="blocks" aria-labelledby="h-blocks">
      <h2 id="h-blocks">Blocks</h2>
      <Table caption="Cases per block" head={['Block', 'Standing', ...columns.map(([, title]) => title), 'Cases']}>
        {groups.map((group) => (
          <tr>
            <th scope="row">{oneLine(group.name, 80)}</th>
            <td>
              <Mark of={group.standing} />
            </td>
            <Numbers of={group.tally} columns={columns} />
            <td class="n">{all(group.tally)}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
