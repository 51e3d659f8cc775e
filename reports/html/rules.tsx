import { type Observation, type RuleGroup } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { type PageContext } from './context.js';
import { bounded, CaseLink, FrameLinks, Mark, Table } from './parts.js';

const MOST = 300;
const HEAD = ['Source', 'What', 'Clause', 'Case', 'Messages'];

/** The case that caused what was found; where that is not certain, those in which the cause lies. */
function Whose({ page, of: { caseKey, span, during } }: { page: PageContext; of: Observation }) {
  const came = during === undefined ? '' : `; it came while ${oneLine(during, 80)} ran`;
  if (caseKey !== undefined)
    return (
      <>
        <CaseLink page={page} of={caseKey} />
        {came}
      </>
    );
  if (span === undefined || span.length === 0) return <>no single case{came}</>;
  const last = span.at(-1)!;
  return (
    <>
      not certain: one of the {span.length} cases from <CaseLink page={page} of={span[0]!} /> to{' '}
      <CaseLink page={page} of={last} />
      {came}
    </>
  );
}

/** Findings or advisories, one row each. */
function Observations({ page, caption, of }: { page: PageContext; caption: string; of: readonly Observation[] }) {
  const { shown, more } = bounded(of, MOST);
  return (
    <>
      <Table caption={caption} head={HEAD} class="s ob">
        {shown.map((each) => (
          <tr>
            <th scope="row">{oneLine(each.source, 60)}</th>
            <td>
              {oneLine(each.message, 400)}
              {each.blame !== undefined && each.blame !== 'sut' && ` (put down to the ${each.blame})`}
            </td>
            <td>{oneLine(each.clause, 120)}</td>
            <td>
              <Whose page={page} of={each} />
            </td>
            <td class="n">
              <FrameLinks page={page} of={each.frames} />
            </td>
          </tr>
        ))}
      </Table>
      {more > 0 && <p>And {more} more in the record.</p>}
    </>
  );
}

const standing = (rule: RuleGroup) => (rule.clause === undefined ? 'none' : rule.findings.length > 0 ? 'fail' : 'pass');

/** The rules that were on over every message of the run, and what they found. */
export function Rules({ page }: { page: PageContext }) {
  const { rules, findings } = page.model;
  const anything = page.model.counts.frames > 0;
  return (
    <section id="rules" aria-labelledby="h-rules">
      <h2 id="h-rules">Rules that always hold</h2>
      <p>
        Every message in both directions was judged by these rules, whatever the case at hand was about. The run saw{' '}
        {page.model.counts.frames} messages.
      </p>
      {rules.length === 0 ? (
        <p>The record lists no rule.</p>
      ) : (
        <Table
          caption="Rules"
          head={['Rule', 'Holds', 'Findings', 'Advisories', 'What must hold', 'Clause']}
          class="s ru"
        >
          {rules.map((rule) => (
            <tr>
              <th scope="row">{oneLine(rule.id, 60)}</th>
              <td>
                <Mark of={rule.findings.length > 0 || anything ? standing(rule) : 'none'} />
              </td>
              <td class="n">{rule.findings.length}</td>
              <td class="n">{rule.advisories.length}</td>
              <td>{oneLine(rule.title, 300)}</td>
              <td>{oneLine(rule.clause ?? 'not judged in this version', 120)}</td>
            </tr>
          ))}
        </Table>
      )}
      {findings.length > 0 && <Observations page={page} caption="Findings" of={findings} />}
    </section>
  );
}

/** What never counts towards a verdict, but may trip other products. */
export function Advisories({ page }: { page: PageContext }) {
  const { advisories } = page.model;
  return (
    <section id="advisories" aria-labelledby="h-advisories">
      <h2 id="h-advisories">Advisories</h2>
      {advisories.length === 0 ? (
        <p>None.</p>
      ) : (
        <Observations page={page} caption="Advisories, which no verdict rests on" of={advisories} />
      )}
    </section>
  );
}
