/** One product: its trend, what each firmware broke, its runs. */
import { type Change, type Changes } from '../../harness/history/changes.js';
import { type RunFacts } from '../../harness/history/entry.js';
import { bounded, Table } from '../html/parts.js';
import { byNature } from '../model/natural-order.js';
import { oneLine } from '../model/visible.js';
import { counted } from '../model/words.js';
import { Cases } from './cases.js';
import { type HistoryPart } from './history-page.js';
import { DRAWN, Trend } from './trend.js';
import { firmwareOf, otherOf, OUTCOME_WORD, shortId, startOf, unstableCases } from './words.js';

/** Changes listed; a table that nobody reads to its end is none. */
const LISTED = 500;

const anchorOf = ({ digest }: RunFacts): string => `r-${digest.slice(0, 16)}`;

type Linked = ReadonlySet<string>;

const RunLink = ({ run, linked }: { run: RunFacts; linked: Linked }) =>
  linked.has(run.digest) ? <a href={`#${anchorOf(run)}`}>{shortId(run)}</a> : <>{shortId(run)}</>;

function doubts({ unstable, otherCatalogue }: Change): string {
  const found = [
    ...(unstable ? ['The case passed and failed with one of these firmwares.'] : []),
    ...(otherCatalogue ? ['The catalogue changed too.'] : []),
  ];
  return found.join(' ') || 'none';
}

function ChangeRow({ change, word, linked }: { change: Change; word: 'broke' | 'mended'; linked: Linked }) {
  const { before, after } = change;
  return (
    <tr>
      <th scope="row">
        {oneLine(change.id, 80)}
        <small>{oneLine(change.title, 120)}</small>
      </th>
      <td>
        <b class={word === 'broke' ? 'fail' : 'pass'}>{word}</b> {firmwareOf(after)}
      </td>
      <td>
        {firmwareOf(before)}, run <RunLink run={before} linked={linked} />
      </td>
      <td>
        {firmwareOf(after)}, run <RunLink run={after} linked={linked} />
      </td>
      <td>{doubts(change)}</td>
    </tr>
  );
}

function Firmwares(props: { changes: Changes; name: string; linked: Linked }) {
  const {
    changes: { broke, mended, unstable },
    name,
    linked,
  } = props;
  const all = [
    ...broke.map((change) => ({ change, word: 'broke' as const })),
    ...mended.map((change) => ({ change, word: 'mended' as const })),
  ];
  // The latest firmware first, what it broke before what it mended.
  all.sort(
    (a, b) =>
      b.change.after.epoch - a.change.after.epoch ||
      (a.word < b.word ? -1 : a.word > b.word ? 1 : byNature(a.change.id, b.change.id)),
  );
  const { shown, more } = bounded(all, LISTED);
  const flaky = unstableCases(unstable);
  return (
    <>
      {shown.length === 0 ? (
        <p>No case went from pass to fail, or back, from one firmware to another.</p>
      ) : (
        <Table
          caption={`${name}: cases that went from pass to fail, or back, from one firmware to the next; latest first`}
          head={['Case', 'Firmware', 'Before', 'After', 'Doubts']}
          class="s fw"
        >
          {shown.map(({ change, word }) => (
            <ChangeRow change={change} word={word} linked={linked} />
          ))}
        </Table>
      )}
      {more > 0 && <p>{more} more are not listed; laddprov runs broke has them.</p>}
      {flaky.length > 0 && (
        <p>
          {flaky.length === 1 ? 'One case' : `${flaky.length} cases`} passed and failed with one and the same firmware,
          so it is not the firmware alone:{' '}
          {flaky
            .slice(0, 20)
            .map(([id]) => oneLine(id, 60))
            .join(', ')}
          {flaky.length > 20 && ` and ${flaky.length - 20} more`}.
        </p>
      )}
    </>
  );
}

function Runs({ part: { history, reports }, name }: { part: HistoryPart; name: string }) {
  return (
    <Table
      caption={`Runs of ${name}, latest first`}
      head={['Run', 'Started (UTC)', 'Firmware', 'Outcome', 'Pass', 'Fail', 'Other']}
      class="s rn"
    >
      {[...history.runs.slice(-DRAWN)].reverse().map((run) => {
        const href = reports.get(run.digest);
        return (
          <tr id={anchorOf(run)}>
            <th scope="row">
              {href === undefined ? shortId(run) : <a href={href}>{shortId(run)}</a>}
              <small>{oneLine(run.path, 80)}</small>
            </th>
            <td>{startOf(run)}</td>
            <td>{firmwareOf(run)}</td>
            <td>
              {OUTCOME_WORD[run.outcome]}
              {!run.complete && ', cut off'}
            </td>
            <td class="n">{run.counts.pass}</td>
            <td class="n">{run.counts.fail}</td>
            <td class="n">{otherOf(run)}</td>
          </tr>
        );
      })}
    </Table>
  );
}

/** The chapter of one product; `index` numbers it on the page. */
export function Product({ part, index }: { part: HistoryPart; index: number }) {
  const { runs, name } = part.history;
  const latest = runs.at(-1)!;
  const called = `${oneLine(name, 80)}, ${latest.role}, OCPP ${latest.version}`;
  const linked = new Set(runs.slice(-DRAWN).map(({ digest }) => digest));
  return (
    <section id={`p${index}`} aria-labelledby={`h-p${index}`}>
      <h2 id={`h-p${index}`}>{called}</h2>
      <p>
        {counted(runs.length, 'run')}; the last on {startOf(latest)} with firmware {firmwareOf(latest)}:{' '}
        {OUTCOME_WORD[latest.outcome]}.
      </p>
      <Trend name={called} runs={runs} />
      <h3>Which firmware broke what</h3>
      <Firmwares changes={part.changes} name={called} linked={linked} />
      <h3>Cases</h3>
      <Cases part={part} name={called} />
      <h3>Runs</h3>
      <Runs part={part} name={called} />
    </section>
  );
}
