import { divergenceText, firstDivergence } from '../model/divergence.js';
import { type CaseRun, type Exchange, type Observation } from '../model/run-model.js';
import { cutNoted, oneLine } from '../model/visible.js';
import { duration, reproduction } from '../model/words.js';
import { incidentLines, leftLines } from './afterwards.js';
import { AttemptList } from './attempts.js';
import { CausesOfCase } from './causes.js';
import { Checks } from './checks.js';
import { connectionLines, materialLine, transferLine } from './doors.js';
import { type PageContext } from './context.js';
import { Diagram } from './diagram.js';
import { Frames, since } from './frames.js';
import { CasePictures } from './pictures.js';
import { bounded, boundedWith, FrameLinks, Mark, whichRun } from './parts.js';

/** A list of lines under a small title; nothing where there are none. */
function Lines({ title, of, ordered = false }: { title: string; of: readonly string[]; ordered?: boolean }) {
  if (of.length === 0) return null;
  const { shown, more } = bounded(of, 60);
  const items = [...shown.map((line) => cutNoted(line, 600)), ...(more > 0 ? [`and ${more} more in the record`] : [])];
  const List = ordered ? 'ol' : 'ul';
  return (
    <>
      <p class="k">{title}</p>
      <List>
        {items.map((line) => (
          <li>{line}</li>
        ))}
      </List>
    </>
  );
}

const json = (value: unknown): string => {
  const text = JSON.stringify(value) ?? '';
  return text === '{}' ? '' : ` ${text}`;
};

function exchangeLine(run: CaseRun, { ask, answer }: Exchange): string {
  const came =
    answer === undefined
      ? 'no answer before the record ends'
      : `${answer.status} at ${since(run, answer.t)} s${answer.value === undefined ? '' : `, value${json(answer.value)}`}`;
  const said = [answer?.note, answer?.reason].filter(Boolean).join(', ');
  const asked = `${since(run, ask.t)} s: ${ask.action}${json(ask.args)}, ${ask.why}`;
  return `${oneLine(asked, 300)} → ${oneLine(came, 300)}${said === '' ? '' : ` (${oneLine(said, 300)})`}`;
}

interface ObservedProps {
  readonly page: PageContext;
  readonly title: string;
  readonly of: readonly Observation[];
  /** The one that is the first divergence of the case, with its element id. */
  readonly first?: { readonly finding: Observation; readonly anchor: string } | undefined;
}

function Observed({ page, title, of, first }: ObservedProps) {
  if (of.length === 0) return null;
  const { shown, more } = boundedWith(of, 40, first?.finding);
  return (
    <>
      <p class="k">{title}</p>
      <ul>
        {shown.map((each) => (
          <li id={each === first?.finding ? first.anchor : undefined}>
            {each === first?.finding && <b class="first">First divergence: </b>}
            {oneLine(each.source, 60)}: {oneLine(each.message, 400)} ({oneLine(each.clause, 100)}; messages{' '}
            <FrameLinks page={page} of={each.frames} />
            {each.during !== undefined && `; it came while ${oneLine(each.during, 80)} ran`})
          </li>
        ))}
        {more > 0 && <li>and {more} more in the record</li>}
      </ul>
    </>
  );
}

function profilesOf(run: CaseRun): string {
  return Object.entries(run.facts.profiles)
    .map(([name, need]) => `${name} (${need})`)
    .join(', ');
}

/** Where the case departs first from what was expected, as a link to the check or finding that shows it. */
function FirstDivergence({ page, run }: { page: PageContext; run: CaseRun }) {
  const divergence = firstDivergence(run);
  if (divergence === undefined) return null;
  return (
    <p>
      <a href={page.firstHref(run.key)}>First divergence</a>: {divergenceText(run, divergence, page.model.run.epoch)}
    </p>
  );
}

/** All that there is to say of a run of a case: what it is for, what it showed, on what that rests, how to run it again. */
export function CaseBody({ page, run }: { page: PageContext; run: CaseRun }) {
  const { facts } = run;
  const detail = page.detailOf(run);
  const id = oneLine(facts.id, 80);
  const divergence = firstDivergence(run)?.what;
  const anchor = page.firstOf(run.key);
  return (
    <>
      {run.reason !== '' && <p class={run.verdict === 'pass' ? 'meta' : 'why'}>{cutNoted(run.reason, 600)}</p>}
      {run.before !== undefined && (
        <p class="meta">
          It was {run.before} at its end; what was found afterwards made it {run.verdict}.
        </p>
      )}
      <CausesOfCase page={page} id={facts.id} />
      <FirstDivergence page={page} run={run} />
      <AttemptList page={page} run={run} />
      {facts.purpose !== '' && <p>{cutNoted(facts.purpose, 800)}</p>}
      <p class="meta">
        {oneLine(profilesOf(run) || 'no certification profile', 200)}
        {facts.condition !== undefined && `, if ${oneLine(facts.condition, 200)}`}. Identity {oneLine(run.identity, 80)}
        , lane {run.lane}.{facts.precondition !== undefined && ` Precondition: ${oneLine(facts.precondition, 300)}.`}
      </p>
      <Lines title="Steps" of={facts.steps} ordered />
      <Checks
        page={page}
        run={run}
        detail={detail}
        first={divergence && 'check' in divergence ? divergence.check : undefined}
      />
      <Observed
        page={page}
        title="Findings of the rules"
        of={run.findings}
        first={divergence && 'finding' in divergence ? { finding: divergence.finding, anchor } : undefined}
      />
      <Lines title="What became of the product" of={incidentLines(run.incidents)} />
      <Lines title="What it left at the product" of={leftLines(run.left)} />
      <Diagram page={page} run={run} rows={detail.rows} />
      <Observed page={page} title="Advisories" of={run.advisories} />
      <Lines title="Operator" of={run.exchanges.map((exchange) => exchangeLine(run, exchange))} />
      <Lines title="Connections" of={connectionLines(run)} />
      <Lines title="Files" of={run.transfers.map((transfer) => transferLine(run, transfer))} />
      <Lines title="Made by the tester" of={run.materials.map((material) => materialLine(run, material))} />
      <Lines title="Notes" of={run.notes} />
      <CasePictures page={page} run={run} />
      <Frames page={page} run={run} detail={detail} />
      <p class="again">
        To run it again: <code>{reproduction(page.model, id)}</code>
      </p>
    </>
  );
}

/** The name of a run of a case. */
export const CaseName = ({ run }: { run: CaseRun }) => (
  <>
    {run.finished ? <Mark of={run.verdict} /> : <b class="none">not run</b>}{' '}
    {run.disturbed !== undefined && <b class="none">disturbed</b>} <span class="id">{oneLine(run.facts.id, 80)}</span>{' '}
    {oneLine(run.facts.title, 160)}
    {whichRun(run)}
  </>
);

/** One run of a case, folded up under its name. */
export const Case = ({ page, run }: { page: PageContext; run: CaseRun }) => (
  <details id={page.anchors.get(run.key)} class="case" data-v={run.finished ? run.verdict : 'none'}>
    <summary>
      <h4>
        <CaseName run={run} />
      </h4>
      <span class="n">{duration(run.duration)}</span>
    </summary>
    <CaseBody page={page} run={run} />
  </details>
);
