import { type NotRunKind, type RunModel } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { NOT_RUN_WORD } from '../model/words.js';
import { Table } from './parts.js';

const KINDS: readonly NotRunKind[] = ['not-run', 'elsewhere', 'not-selected', 'not-applicable'];

const SAYS: Readonly<Record<NotRunKind, string>> = {
  'not-run': 'Chosen, but the run did not come to them',
  elsewhere: 'Another shard of this run has them',
  'not-selected': 'They apply, but the selection left them out',
  'not-applicable': 'They do not apply to what the statement claims',
};

/** Every case of the catalogue that has no verdict, with the reason. */
export function DidNotRun({ notRun }: { notRun: RunModel['notRun'] }) {
  return (
    <section id="did-not-run" aria-labelledby="h-did-not-run">
      <h2 id="h-did-not-run">Cases that did not run</h2>
      {notRun.length === 0 && <p>Every case of the catalogue for this SUT ran.</p>}
      {KINDS.map((kind) => {
        const cases = notRun.filter((each) => each.kind === kind);
        if (cases.length === 0) return null;
        return (
          <details open={kind === 'not-run' && cases.length <= 50}>
            <summary>
              {cases.length} {NOT_RUN_WORD[kind]}
            </summary>
            <Table caption={SAYS[kind]} head={['Case', 'Title', 'Block', 'Why']} class="s nr">
              {cases.map(({ facts, reason }) => (
                <tr>
                  <th scope="row">{oneLine(facts.id, 80)}</th>
                  <td>{oneLine(facts.title, 160)}</td>
                  <td>{oneLine(facts.block, 60)}</td>
                  <td>{oneLine(reason, 240)}</td>
                </tr>
              ))}
            </Table>
          </details>
        );
      })}
    </section>
  );
}
