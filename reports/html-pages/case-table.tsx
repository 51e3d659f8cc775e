import { Filter } from '../html/cases.js';
import { type PageContext } from '../html/context.js';
import { CaseLink, Mark, Table } from '../html/parts.js';
import { type CaseRun } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { counted, duration } from '../model/words.js';

interface CaseTableProps {
  readonly page: PageContext;
  /** The numbers of the messages that the page of a case run lists, by its key: `12-60 63`. */
  readonly numbersOf: (key: string) => string;
}

const Row = ({ page, run, numbersOf }: CaseTableProps & { run: CaseRun }) => (
  <tr id={page.anchors.get(run.key)} class="case" data-v={run.verdict} data-f={numbersOf(run.key)}>
    <th scope="row">
      <Mark of={run.verdict} /> <CaseLink page={page} of={run.key} title />
    </th>
    <td class="n">{counted(run.checks.length, 'check')}</td>
    <td class="n">{duration(run.duration)}</td>
  </tr>
);

/** Every case that ran, by block, with a link to its page. */
export function CaseTable(props: CaseTableProps) {
  const { cases, blocks } = props.page.model;
  return (
    <section id="cases" aria-labelledby="h-cases">
      <h2 id="h-cases">Cases</h2>
      {cases.length === 0 ? (
        <p>No case ran.</p>
      ) : (
        <p>Each case has a page of its own, with its sequence and its messages.</p>
      )}
      {cases.length > 0 && <Filter />}
      {blocks.map(({ name }) => {
        const runs = cases.filter((run) => run.facts.block === name);
        if (runs.length === 0) return null;
        return (
          <div class="block">
            <h3>{oneLine(name, 80)}</h3>
            <Table caption={`Cases of ${oneLine(name, 80)}`} head={['Case', 'Checks', 'Took']} class="s ct">
              {runs.map((run) => (
                <Row {...props} run={run} />
              ))}
            </Table>
          </div>
        );
      })}
    </section>
  );
}
