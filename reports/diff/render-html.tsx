/** The comparison of two runs as a page. */
import { renderDocument } from '../html/document.js';
import { bounded, Mark, Table } from '../html/parts.js';
import { subject } from '../html/summary.js';
import { type RunModel, type Standing } from '../model/run-model.js';
import { cutNoted, oneLine } from '../model/visible.js';
import { duration, headline } from '../model/words.js';
import { type CaseDiff, CHANGE_WORD, CHANGES, type RunDiff } from './compare-runs.js';
import { conclusionWords, DRIFT_WORDS, driftWords } from './render-text.js';
import { type State, STATE_WORD } from './state.js';

const STYLE = `
.outcome{margin-bottom:1.6rem}
.sq{list-style:none;margin:.4rem 0 1rem;padding:0;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.8125rem}
.case .sq{padding:0;max-width:none}.sq li{padding:.1rem .6rem}.sq .g{color:var(--fail)}.sq .g:before{content:"− "}
.sq .w{color:var(--pass);margin:0;overflow:visible}.sq .w:before{content:"+ "}.sq .s{color:var(--soft)}.sq .s:before{content:"  ";white-space:pre}
@media (max-width:40rem){.ab td:nth-child(2):before{content:"Before"}.ab td:nth-child(3):before{content:"Now"}
.dc td:nth-child(2):before{content:"Before"}.dc td:nth-child(3):before{content:"Now"}.dc td:nth-child(4):before{content:"Expected"}.dc td:nth-child(5):before{content:"Received"}
.dt td:nth-child(2):before{content:"Before"}.dt td:nth-child(3):before{content:"Now"}.dt td:nth-child(4):before{content:"Times"}}`;

const VERDICTS: readonly string[] = ['pass', 'fail', 'error', 'inconclusive'];
const StateMark = ({ of }: { of: State }) =>
  VERDICTS.includes(of) ? <Mark of={of as Standing} /> : <b class="none">{STATE_WORD[of]}</b>;

const facts = ({ run, counts, outcome, ...model }: RunModel): readonly string[] => [
  run.sut.identity,
  [run.sut.vendor, run.sut.model].filter(Boolean).join(' ') || 'not shown',
  run.sut.firmware ?? 'not shown',
  run.started,
  headline({ run, counts, outcome, ...model }).word,
  `${counts.pass} pass, ${counts.fail} fail, ${counts.error} error, ${counts.inconclusive} inconclusive`,
  `${run.tool.name} ${run.tool.version}`,
  run.catalogue.digest.slice(0, 16),
  String(run.seed),
  duration(model.duration),
];

const FACTS = [
  'Identity',
  'Product',
  'Firmware',
  'Started',
  'Outcome',
  'Cases',
  'Tool',
  'Catalogue',
  'Seed',
  'Duration',
];

function Summary({ diff }: { diff: RunDiff }) {
  const [before, after] = [facts(diff.before), facts(diff.after)];
  const { sut } = diff.after.run;
  const outcome = { 0: 'conformant', 1: 'failures', 3: 'incomplete' }[diff.exitCode];
  return (
    <section id="summary" aria-labelledby="h-title">
      <p class="eyebrow">
        OCPP {sut.version} {sut.role === 'csms' ? 'CSMS' : 'charging station'}, two runs compared
      </p>
      <h1 id="h-title">{subject(diff.after)}</h1>
      {diff.notices.length > 0 && (
        <ul class="notices">
          {diff.notices.map((notice) => (
            <li>{oneLine(notice, 400)}</li>
          ))}
        </ul>
      )}
      <p class={`outcome o-${outcome}`}>{conclusionWords(diff)}</p>
      <dl class="counts">
        {CHANGES.map((change) => [change, diff.cases.filter((each) => each.change === change).length] as const).map(
          ([change, count]) => (
            <div class={count === 0 ? 'zero' : undefined}>
              <dt>{CHANGE_WORD[change]}</dt>
              <dd>{count}</dd>
            </div>
          ),
        )}
        <div>
          <dt>as before</dt>
          <dd>{diff.unchanged}</dd>
        </div>
      </dl>
      <Table caption="The two runs" head={['Of the run', 'Before', 'Now']} class="s ab">
        {FACTS.map((name, i) => (
          <tr>
            <th scope="row">{name}</th>
            <td>{oneLine(before[i]!, 160)}</td>
            <td>{oneLine(after[i]!, 160)}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

function Checks({ of }: { of: CaseDiff['checks'] }) {
  if (of.length === 0) return null;
  const { shown, more } = bounded(of, 50);
  return (
    <>
      <Table caption="Changed checks" head={['Check', 'Before', 'Now', 'Expected', 'Received']} class="s dc">
        {shown.map(({ id, title, before, after }) => (
          <tr>
            <th scope="row">
              {oneLine(title, 200)}
              <small>{oneLine(id, 80)}</small>
            </th>
            <td>{before ? <Mark of={before.verdict} /> : 'not made'}</td>
            <td>{after ? <Mark of={after.verdict} /> : 'not made'}</td>
            <td>{cutNoted((after ?? before)!.expected, 400)}</td>
            <td>
              {cutNoted((after ?? before)!.actual, 400)}
              {before && after && before.actual !== after.actual && (
                <small>before: {oneLine(before.actual, 300)}</small>
              )}
            </td>
          </tr>
        ))}
      </Table>
      {more > 0 && <p>And {more} more changed checks.</p>}
    </>
  );
}

const CLASS = { same: 's', gap: 's', gone: 'g', new: 'w' } as const;

function Messages({ of }: { of: CaseDiff['messages'] }) {
  if (of.length === 0) return null;
  const { shown, more } = bounded(of, 120);
  return (
    <>
      <p class="k">Messages: − before, + now</p>
      <ul class="sq">
        {shown.map((line) => (
          <li class={CLASS[line.kind]}>{line.kind === 'gap' ? `… ${line.text}` : line.text}</li>
        ))}
        {more > 0 && <li class="s">and {more} more lines</li>}
      </ul>
    </>
  );
}

function CaseChange({ of, index }: { of: CaseDiff; index: number }) {
  return (
    <details id={`case-${index}`} class="case" data-v={of.change}>
      <summary>
        <h4>
          <span class="id">{oneLine(of.key, 80)}</span> {oneLine(of.title, 160)}: <StateMark of={of.before} /> →{' '}
          <StateMark of={of.after} />
        </h4>
        <span class="n">{of.drift === undefined ? '' : `${of.drift.ratio.toFixed(1)} times`}</span>
      </summary>
      {of.why !== '' && <p class={of.after === 'pass' ? 'meta' : 'why'}>{cutNoted(of.why, 600)}</p>}
      {of.drift && <p>It took {driftWords(of.drift)}.</p>}
      <Checks of={of.checks} />
      <Messages of={of.messages} />
    </details>
  );
}

const Filter = () => (
  <form id="filter" hidden aria-label="Filter cases">
    <label>
      Find <input type="search" id="find" autocomplete="off" />
    </label>
    <label>
      Change{' '}
      <select id="verdict">
        <option value="">all</option>
        {CHANGES.map((change) => (
          <option value={change}>{CHANGE_WORD[change]}</option>
        ))}
      </select>
    </label>
    <button type="button" id="expand">
      Expand shown
    </button>
    <button type="button" id="collapse">
      Collapse all
    </button>
    <output id="shown" for="find verdict" />
  </form>
);

/** More changed cases than this are counted and not shown: the page stays a file that opens at once. */
const MOST = 2_000;

function Cases({ diff }: { diff: RunDiff }) {
  const { shown, more } = bounded(diff.cases, MOST);
  const numbered = shown.map((each, index) => ({ each, index }));
  return (
    <section id="cases" aria-labelledby="h-cases">
      <h2 id="h-cases">What changed</h2>
      {shown.length === 0 ? <p>No case changed.</p> : <Filter />}
      {CHANGES.map((change) => {
        const cases = numbered.filter(({ each }) => each.change === change);
        if (cases.length === 0) return null;
        return (
          <div class="block">
            <h3>{CHANGE_WORD[change].replace(/^./, (letter) => letter.toUpperCase())}</h3>
            {cases.map(({ each, index }) => (
              <CaseChange of={each} index={index} />
            ))}
          </div>
        );
      })}
      {more > 0 && <p>And {more} more that changed.</p>}
    </section>
  );
}

function Times({ diff }: { diff: RunDiff }) {
  return (
    <section id="times" aria-labelledby="h-times">
      <h2 id="h-times">Answer times</h2>
      <p>{DRIFT_WORDS}</p>
      {diff.answers.length === 0 ? (
        <p>No action is answered slower or faster by that measure.</p>
      ) : (
        <Table caption="Median answer times of the SUT" head={['Action', 'Before', 'Now', 'Times']} class="s dt">
          {diff.answers.slice(0, 200).map((each) => (
            <tr>
              <th scope="row">{oneLine(each.action, 60)}</th>
              <td class="n">{duration(each.before)}</td>
              <td class="n">{duration(each.after)}</td>
              <td class="n">{each.ratio.toFixed(1)}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

/** One self-contained page. */
export function renderDiffHtml(diff: RunDiff): string {
  const { tool } = diff.after.run;
  return renderDocument({
    title: `${conclusionWords(diff)} ${subject(diff.after)}, OCPP ${diff.after.run.sut.version}`,
    contents: [
      ['summary', 'Summary'],
      ['cases', 'What changed'],
      ['times', 'Answer times'],
    ],
    main: (
      <>
        <Summary diff={diff} />
        <Cases diff={diff} />
        <Times diff={diff} />
      </>
    ),
    footer: `Written by ${tool.name} ${tool.version} from the records of the two runs and from nothing else.`,
    style: STYLE,
  });
}
