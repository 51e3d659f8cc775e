import { attemptWords } from '../model/attempts.js';
import { type CaseRun } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { type PageContext } from './context.js';
import { Mark, whichRun } from './parts.js';

/** Leads to another attempt, which may be on another page. */
const Other = ({ page, run }: { page: PageContext; run: CaseRun }) => (
  <a href={page.caseHref(run.key)}>
    {oneLine(run.facts.id, 80)}
    {whichRun(run)}
  </a>
);

/** What all attempts at a case came to, with the way to each; nothing for a case that was tried once. */
export function AttemptList({ page, run }: { page: PageContext; run: CaseRun }) {
  const attempts = page.attempts.get(run.key);
  const words = attempts && attemptWords(attempts);
  if (!attempts || words === undefined) return null;
  const { runs, stands, unstable } = attempts;
  return (
    <>
      <p class={unstable ? 'why' : 'meta'}>
        {unstable
          ? 'This case is unstable: its attempts came to different verdicts. '
          : `It was tried again: ${words}. `}
        It counts as {stands.verdict}; a further attempt never makes a case better.
      </p>
      <ol>
        {runs.map((each) => (
          <li>
            <Mark of={each.verdict} /> {each.key === run.key ? 'this one' : <Other page={page} run={each} />}
          </li>
        ))}
      </ol>
    </>
  );
}
