/** The faults behind the reds: what the maker of a product has to mend, in the order of what it costs him. */
import { causeWords, firstRunOf } from '../model/causes.js';
import { type Cause, type Excerpt } from '../model/run-model.js';
import { inShort } from '../model/in-short.js';
import { cutNoted, oneLine } from '../model/visible.js';
import { counted } from '../model/words.js';
import { type PageContext } from './context.js';
import { bounded, CaseLink, FrameLinks } from './parts.js';

/** Causes that stand open; more are folded. */
const OPEN = 30;
const MOST = 300;
/** Characters of a message that is quoted. */
const QUOTED = 600;
const MOST_CASES = 200;

const Quote = ({ page, of: { n, dir, text } }: { page: PageContext; of: Excerpt }) => (
  <li>
    <i>
      <FrameLinks page={page} of={[n]} /> {dir === 'rx' ? 'from' : 'to'} the SUT
    </i>{' '}
    <code>{cutNoted(text, QUOTED)}</code>
  </li>
);

/** The first run of a case that the page has, by the case's id. */
function keyOf(page: PageContext, id: string): string {
  const runs = page.model.cases.filter((run) => run.facts.id === id);
  return (runs.find((run) => run.verdict !== 'pass') ?? runs[0])?.key ?? id;
}

const Cases = ({ page, ids }: { page: PageContext; ids: readonly string[] }) => {
  const { shown, more } = bounded(ids, MOST_CASES);
  return (
    <p>
      The other cases:{' '}
      {shown.map((id, i) => (
        <>
          {i > 0 && ', '}
          <CaseLink page={page} of={keyOf(page, id)} />
        </>
      ))}
      {more > 0 && ` and ${more} more in the record`}.
    </p>
  );
};

/** What shows it best, on one line: a request with its answer, a message of the product; where nothing came, that. */
function Telling({ of: { key, excerpt, first } }: { of: Cause }) {
  const words = /^(?:missing|never|incident) /.test(key) ? undefined : inShort(excerpt);
  return words === undefined ? <>{oneLine(first.reason, QUOTED)}</> : <code>{oneLine(words, QUOTED)}</code>;
}

function Evidence({ page, cause, run }: { page: PageContext; cause: Cause; run: string | undefined }) {
  const { excerpt, frames, first } = cause;
  const others = cause.cases.filter((id) => id !== first.case);
  return (
    <details class="pf">
      <summary>
        <Telling of={cause} />
      </summary>
      <p>{oneLine(first.reason, 600)}</p>
      {run !== undefined && (
        <p>
          Clearest in <CaseLink page={page} of={run} title />.
        </p>
      )}
      {excerpt.length > 0 && (
        <ul class="ex">
          {excerpt.map((each) => (
            <Quote page={page} of={each} />
          ))}
        </ul>
      )}
      {frames.length > excerpt.length && (
        <p>
          It rests on messages <FrameLinks page={page} of={frames} />.
        </p>
      )}
      {others.length > 0 && <Cases page={page} ids={others} />}
    </details>
  );
}

const Item = ({ page, cause }: { page: PageContext; cause: Cause }) => {
  const { first, clause, cases, reds } = cause;
  const run = firstRunOf(cause, page.model.cases);
  const others = cases.length - 1;
  return (
    <li id={cause.id}>
      <b>{oneLine(cause.title, 260)}</b>
      <p class="meta">
        {run === undefined ? oneLine(first.case ?? 'no single case', 80) : <CaseLink page={page} of={run} />}
        {others > 0 && ` and ${counted(others, 'other case')}`}
        {reds > cases.length && `, ${counted(reds, 'red')}`}
        {clause !== '' && `; ${oneLine(clause, 120)}`}
      </p>
      <Evidence page={page} cause={cause} run={run} />
    </li>
  );
};

/** `40 reds, 9 causes`, and each cause with its clearest case, its clause and its messages; nothing where nothing is red. */
export function Causes({ page }: { page: PageContext }) {
  const { causes } = page.model;
  const words = causeWords(page.model);
  if (words === undefined) return null;
  const { shown, more } = bounded(causes, MOST);
  const [open, folded] = [shown.slice(0, OPEN), shown.slice(OPEN)];
  return (
    <div id="causes">
      <h2 class="cz">{words}</h2>
      <ol class="cs">
        {open.map((cause) => (
          <Item page={page} cause={cause} />
        ))}
      </ol>
      {folded.length > 0 && (
        <details>
          <summary>{counted(folded.length, 'more cause')}</summary>
          <ol class="cs" start={OPEN + 1}>
            {folded.map((cause) => (
              <Item page={page} cause={cause} />
            ))}
          </ol>
        </details>
      )}
      {more > 0 && <p>And {more} more in the record.</p>}
    </div>
  );
}

/** The causes that a case is red by, as links. */
export function CausesOfCase({ page, id }: { page: PageContext; id: string }) {
  const own = page.model.causes.filter(({ cases }) => cases.includes(id)).slice(0, 20);
  if (own.length === 0) return null;
  return (
    <p>
      {own.length === 1 ? 'Cause: ' : 'Causes: '}
      {own.map((cause, i) => (
        <>
          {i > 0 && '; '}
          <a href={page.causeHref(cause.id)}>{oneLine(cause.title, 200)}</a>
          {cause.cases.length > 1 && `, with ${counted(cause.cases.length - 1, 'other case')}`}
        </>
      ))}
      .
    </p>
  );
}
