/** What became of the product as a whole, and what cases left behind. */
import { type Incident, type Left } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { type PageContext } from './context.js';
import { bounded, CaseLink, FrameLinks, Table } from './parts.js';

const MOST = 100;

/** The case that an incident is put down to, or those in which its cause lies. */
function Whose({ page, of }: { page: PageContext; of: Pick<Incident, 'case' | 'span'> }) {
  if (of.case !== undefined) return <CaseLink page={page} of={of.case} />;
  if (of.span === undefined || of.span.length === 0) return <>not known</>;
  return (
    <>
      one of{' '}
      {of.span.slice(0, 12).map((id, i) => (
        <>
          {i > 0 && ', '}
          <CaseLink page={page} of={id} />
        </>
      ))}
      {of.span.length > 12 && ` and ${of.span.length - 12} more`}
    </>
  );
}

/** Seconds since the run began. */
const at = (t: number): string => `${(t / 1000).toFixed(1)} s`;

/** A chapter of its own where anything happened; most runs have none. */
export function Afterwards({ page }: { page: PageContext }) {
  const { incidents, left } = page.model;
  if (incidents.length + left.length === 0) return null;
  const happened = bounded(incidents, MOST);
  const stands = bounded(left, MOST);
  return (
    <section id="afterwards" aria-labelledby="h-afterwards">
      <h2 id="h-afterwards">What became of the product</h2>
      {incidents.length > 0 && (
        <Table caption="Incidents, in their order" head={['What happened', 'When', 'Case', 'Messages']} class="s in">
          {happened.shown.map((incident) => (
            <tr>
              <th scope="row">{oneLine(incident.text, 300)}</th>
              <td class="n">{at(incident.t)}</td>
              <td>
                <Whose page={page} of={incident} />
              </td>
              <td class="n">
                <FrameLinks page={page} of={incident.frames} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      {happened.more > 0 && <p>And {happened.more} more in the record.</p>}
      {left.length > 0 && (
        <Table
          caption="What cases left at the product, and the tester could not put back: later cases that it bears on are inconclusive"
          head={['What', 'Left by', 'Messages']}
          class="s lf"
        >
          {stands.shown.map((each) => (
            <tr>
              <th scope="row">{oneLine(each.text, 300)}</th>
              <td>
                <CaseLink page={page} of={each.case} />
              </td>
              <td class="n">
                <FrameLinks page={page} of={each.frames} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      {stands.more > 0 && <p>And {stands.more} more in the record.</p>}
    </section>
  );
}

/** What became of the product by the traffic of a case, as lines. */
export const incidentLines = (incidents: readonly Incident[]): readonly string[] =>
  incidents.map(({ text, span }) =>
    oneLine(span === undefined ? text : `${text} (its cause lies in one of ${span.length} cases)`, 400),
  );

/** What a case left, as lines. */
export const leftLines = (left: readonly Left[]): readonly string[] =>
  left.map(({ text, subject, state }) =>
    oneLine(`${subject}: ${state === 'restored' ? 'put back' : 'still there'}. ${text}`, 400),
  );
