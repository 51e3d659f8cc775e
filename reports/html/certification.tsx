import {
  type CertificationProfile,
  type MissingCase,
  type ProfileConclusion,
  type SortedCases,
} from '../model/certification-model.js';
import { type RunModel, type Standing } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { lacksInWords, PROFILE_WORD } from '../model/words.js';
import { type PageContext } from './context.js';
import { CaseLink, Mark, Table } from './parts.js';

const MARK = {
  conformant: 'pass',
  'not-conformant': 'fail',
  incomplete: 'incomplete',
  'not-claimed': 'none',
} as const satisfies Record<string, Standing>;

const NEED = { mandatory: ' (mandatory)', conditional: ' (conditional)', unstated: '' } as const;

/** Why cases are missing, one line per reason, so that a hundred ids do not take a hundred rows. */
function grouped(missing: readonly MissingCase[]): readonly (readonly [string, readonly string[]])[] {
  const groups = new Map<string, string[]>();
  for (const { id, need, lack, detail } of missing) {
    const why = detail === '' || detail.startsWith(lack) ? detail || lack : `${lack}: ${detail}`;
    const key = `${oneLine(why, 240)}${NEED[need]}`;
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  return [...groups];
}

/** Official cases that do not apply, by the reason. */
function reasons(of: SortedCases['notApplicable']): readonly (readonly [string, readonly string[]])[] {
  const groups = new Map<string, string[]>();
  for (const { id, reason } of of) {
    const why = oneLine(reason, 240);
    groups.set(why, [...(groups.get(why) ?? []), id]);
  }
  return [...groups];
}

function Missing({ page, title, of }: { page: PageContext; title: string; of: SortedCases }) {
  if (of.failed.length + of.missing.length + of.notApplicable.length === 0) return null;
  const links = (ids: readonly string[]) =>
    ids.map((id, i) => (
      <>
        {i > 0 && ', '}
        <CaseLink page={page} of={id} />
      </>
    ));
  return (
    <details>
      <summary>
        {title}: {of.failed.length > 0 && `${of.failed.length} failed, `}
        {of.missing.length} missing{of.notApplicable.length > 0 && `, ${of.notApplicable.length} not applicable`}
      </summary>
      <ul>
        {of.failed.length > 0 && <li>failed: {links(of.failed)}</li>}
        {reasons(of.notApplicable).map(([why, ids]) => (
          <li>
            not applicable: {why} {ids.join(', ')}
          </li>
        ))}
        {grouped(of.missing).map(([why, ids]) => (
          <li>
            {why}: {links(ids)}
          </li>
        ))}
      </ul>
    </details>
  );
}

const HEAD = ['Profile', 'Conclusion', 'Passed', 'Failed', 'Not applicable', 'Missing', 'Official cases'];

/** What is concluded of a profile, with the symbol for it. */
export const ProfileMark = ({ of }: { of: ProfileConclusion }) => <b class={MARK[of]}>{PROFILE_WORD[of]}</b>;

/** What is concluded of each of the profiles, and from how many of its official cases. */
export const ProfileTable = ({ caption, of }: { caption: string; of: readonly CertificationProfile[] }) => (
  <Table caption={caption} head={HEAD} class="s cp">
    {of.map(({ name, conclusion, official, passed, failed, notApplicable, missing }) => (
      <tr>
        <th scope="row">{oneLine(name, 80)}</th>
        <td>
          <ProfileMark of={conclusion} />
        </td>
        <td class="n">{passed}</td>
        <td class="n">{failed.length}</td>
        <td class="n">{notApplicable.length}</td>
        <td>{official === 0 ? 'no official case is known to belong to it' : lacksInWords(missing) || 'none'}</td>
        <td class="n">{official}</td>
      </tr>
    ))}
  </Table>
);

/** What the official cases say of each certification profile, and what is missing for a conclusion. */
export function Certification({ page }: { page: PageContext }) {
  const { profiles, unassigned, open } = page.model.certification;
  const claimed = profiles.filter(({ conclusion }) => conclusion !== 'not-claimed');
  const others = profiles.filter(({ conclusion }) => conclusion === 'not-claimed');
  return (
    <section id="certification" aria-labelledby="h-certification">
      <h2 id="h-certification">Certification profiles</h2>
      <p>
        A profile is conformant when every official case that belongs to it and applies to the SUT ran and passed. It is
        not conformant when one failed, and incomplete as long as one is missing, be it that it did not run or that the
        tester does not have it yet. Cases that are not official do not count here.
      </p>
      {open.map((reason) => (
        <p class="why">No profile can be called conformant: {oneLine(reason, 600)}</p>
      ))}
      {claimed.length === 0 ? (
        <p>The plan claims no certification profile.</p>
      ) : (
        <>
          <ProfileTable caption="Profiles that the statement claims" of={claimed} />
          {claimed.map((of) => (
            <Missing page={page} title={oneLine(of.name, 80)} of={of} />
          ))}
        </>
      )}
      {others.length > 0 && <p>Not claimed: {others.map(({ name }) => oneLine(name, 80)).join(', ')}.</p>}
      {unassigned.official > 0 && (
        <>
          <p>
            {unassigned.official} official cases belong to no profile: {unassigned.passed} passed,{' '}
            {unassigned.failed.length} failed, {unassigned.notApplicable.length} not applicable
            {unassigned.missing.length > 0 && `, ${lacksInWords(unassigned.missing)}`}.
          </p>
          <Missing page={page} title="Cases without a profile" of={unassigned} />
        </>
      )}
      <Own page={page} />
    </section>
  );
}

const passed = ({ pass, fail, error, inconclusive, notSelected, notRun }: RunModel['profiles'][number]['tally']) =>
  `${pass} of ${pass + fail + error + inconclusive + notSelected + notRun}`;

/** The same profiles, by the cases that the catalogue of the tester has, official or not. */
function Own({ page }: { page: PageContext }) {
  const { profiles } = page.model;
  if (profiles.length === 0) return null;
  return (
    <details>
      <summary>All cases of this catalogue by profile</summary>
      <Table
        caption="Passed, out of the cases of this catalogue that apply; a case can belong to several profiles"
        head={['Profile', 'Standing', 'Mandatory passed', 'Conditional passed', 'Not applicable']}
      >
        {profiles.map((group) => (
          <tr>
            <th scope="row">{oneLine(group.name, 80)}</th>
            <td>
              <Mark of={group.standing} />
            </td>
            <td class="n">{passed(group.mandatory)}</td>
            <td class="n">{passed(group.conditional)}</td>
            <td class="n">{group.tally.notApplicable}</td>
          </tr>
        ))}
      </Table>
    </details>
  );
}
