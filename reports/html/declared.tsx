import { type Declared, declaredIn, exercised } from '../model/declared.js';
import { oneLine } from '../model/visible.js';
import { type PageContext } from './context.js';
import { FrameLinks, Table } from './parts.js';

const MOST = 500;

function Shown({ page, of }: { page: PageContext; of: Declared }) {
  const told = of.differs ?? of.shown;
  if (told === undefined) return <>nothing that tells</>;
  return (
    <>
      {of.differs !== undefined && <b class="fail">differs</b>} {oneLine(told.shown, 300)}
      <small>
        messages <FrameLinks page={page} of={told.frames} />
      </small>
    </>
  );
}

/** Every claim of the statement: what the product itself showed of it, and which cases ran because of it. */
function All({ page, of }: { page: PageContext; of: readonly Declared[] }) {
  return (
    <details>
      <summary>Every claim of the statement: {of.length}</summary>
      <Table
        caption="Claimed, shown by the product itself, and exercised by cases"
        head={['Claimed', 'What', 'Shown', 'Cases that rest on it']}
        class="s dc"
      >
        {of.map((each) => (
          <tr>
            <th scope="row">{oneLine(each.claim, 120)}</th>
            <td class="n">{each.kind}</td>
            <td>
              <Shown page={page} of={each} />
            </td>
            <td>{each.ran === 0 ? 'none ran' : `${each.passed} of ${each.ran} passed`}</td>
          </tr>
        ))}
      </Table>
    </details>
  );
}

/** What the SUT showed against what its statement claims, and what of the statement nothing bears on. */
export function Claims({ page }: { page: PageContext }) {
  const { claims, run } = page.model;
  const declared = declaredIn(page.model);
  const idle = declared.filter((each) => !exercised(each));
  const shown = declared.filter((each) => each.shown !== undefined).length;
  const differing = declared.filter((each) => each.differs !== undefined).length;
  return (
    <section id="claims" aria-labelledby="h-claims">
      <h2 id="h-claims">Statement against what was shown</h2>
      {run.sut.role === 'csms' && (
        <p>A CSMS tells nothing of its features in OCPP; what it claims shows in cases alone.</p>
      )}
      {declared.length > 0 && (
        <p>
          The statement claims {declared.length} profiles and features. The product itself showed {shown} of them as
          claimed and {differing} otherwise; cases alone bear on {declared.length - shown - differing - idle.length};
          nothing in this run bears on {idle.length}.
        </p>
      )}
      {claims.length === 0 ? (
        <p>Nothing that the SUT showed in this run differs from what its statement claims.</p>
      ) : (
        <Table
          caption="Differences from the statement"
          head={['Subject', 'Difference', 'Claimed', 'Shown', 'Messages']}
          class="s cl"
        >
          {claims.slice(0, MOST).map((claim) => (
            <tr>
              <th scope="row">{oneLine(claim.subject, 120)}</th>
              <td>{claim.kind === 'over-claim' ? 'claims more than it shows' : 'shows more than it claims'}</td>
              <td>{oneLine(claim.claimed, 300)}</td>
              <td>{oneLine(claim.shown, 300)}</td>
              <td class="n">
                <FrameLinks page={page} of={claim.frames} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      {claims.length > MOST && <p>And {claims.length - MOST} more in the record.</p>}
      {idle.length > 0 && <p>Claimed and not exercised: {idle.map(({ claim }) => oneLine(claim, 60)).join(', ')}.</p>}
      {declared.length > 0 && <All page={page} of={declared} />}
    </section>
  );
}
