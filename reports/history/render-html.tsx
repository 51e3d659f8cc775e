/** The history as a page: products over time, which firmware broke what, every case with its verdicts. */
import { renderDocument } from '../html/document.js';
import { Table } from '../html/parts.js';
import { oneLine } from '../model/visible.js';
import { counted } from '../model/words.js';
import { type HistoryPage, type HistoryPart } from './history-page.js';
import { Product } from './product.js';
import { HISTORY_SCRIPT } from './script.js';
import { firmwareOf, OUTCOME_WORD, startOf } from './words.js';

const label = (table: string, names: Readonly<Record<number, string>>): string =>
  Object.entries(names)
    .map(([column, name]) => `.${table} td:nth-child(${column}):before{content:"${name}"}`)
    .join('');

const STYLE = `
.hp{fill:var(--pass);stroke:none}.hf{fill:var(--fail);stroke:none}.ho{fill:none;stroke:var(--inc);stroke-width:1.2}.hd{stroke:var(--soft);stroke-width:2}
.hn{fill:var(--fail);font-size:9px;font-weight:700}.hs{font-size:7px}
.trend figcaption{max-width:46rem;margin-bottom:.6rem}.pd td:nth-child(5){min-width:5.6rem}.st{min-width:8rem}.st svg{width:auto;height:1.1rem;max-width:100%}
.cs th[scope=row]{min-width:13rem}
@media screen and (max-width:40rem){.trend svg{min-width:34rem}
${label('pd', { 2: 'OCPP', 3: 'Runs', 4: 'Last run', 5: 'Firmware', 6: 'Outcome', 7: 'Broken' })}
${label('fw', { 3: 'Before', 4: 'After', 5: 'Doubts' })}
${label('cs', { 3: 'Last', 4: 'Changed' })}
${label('rn', { 2: 'Started', 3: 'Firmware', 4: 'Outcome', 5: 'Pass', 6: 'Fail', 7: 'Other' })}}
@media print{#cases,#cases *{display:none!important}}`;

const Filter = () => (
  <form id="cases" hidden aria-label="Filter and sort cases">
    <label>
      Find <input type="search" id="case-words" autocomplete="off" />
    </label>
    <label>
      Show{' '}
      <select id="case-which">
        <option value="">all cases</option>
        <option value="changed">cases whose verdict changed</option>
        <option value="red">cases that do not pass now</option>
        <option value="failed">cases that ever failed</option>
      </select>
    </label>
    <label>
      Sort by{' '}
      <select id="case-order">
        <option value="id">id</option>
        <option value="change">latest change</option>
        <option value="failed">most failures</option>
      </select>
    </label>
    <output id="case-count" for="case-words case-which" />
  </form>
);

/** Cases of which the latest verdict with evidence is a fail that another firmware did not have. */
const brokenNow = ({ changes, history }: HistoryPart): number => {
  const last = new Map(
    history.cases.map(({ id, states }) => [id, states.findLast((state) => state === 'pass' || state === 'fail')]),
  );
  return new Set(changes.broke.filter(({ id }) => last.get(id) === 'fail').map(({ id }) => id)).size;
};

const Products = ({ parts }: { parts: readonly HistoryPart[] }) => (
  <Table
    caption="Products, the one with the latest run first"
    head={['Product', 'OCPP', 'Runs', 'Last run (UTC)', 'Firmware', 'Outcome', 'Broken by a firmware']}
    class="s pd"
  >
    {parts.map((part, index) => {
      const { runs, name } = part.history;
      const latest = runs.at(-1)!;
      return (
        <tr>
          <th scope="row">
            <a href={`#p${index}`}>{oneLine(name, 80)}</a>
            <small>{oneLine(latest.identity, 80)}</small>
          </th>
          <td>
            {latest.version} {latest.role}
          </td>
          <td class="n">{runs.length}</td>
          <td>{startOf(latest)}</td>
          <td>{firmwareOf(latest)}</td>
          <td>{OUTCOME_WORD[latest.outcome]}</td>
          <td class="n">{brokenNow(part)}</td>
        </tr>
      );
    })}
  </Table>
);

/** One self-contained page; only its links to the reports of the runs lead out of it. */
export function renderHistoryHtml({ parts, tool }: HistoryPage): string {
  const runs = parts.reduce((sum, { history }) => sum + history.runs.length, 0);
  const title = `${counted(runs, 'run')} of ${counted(parts.length, 'product')}`;
  const broken = parts.reduce((sum, part) => sum + brokenNow(part), 0);
  return renderDocument({
    title,
    contents: [
      ['summary', 'Products'],
      ...parts.map(({ history: { name, runs: of } }, index) => {
        const { role, version } = of.at(-1)!;
        return [`p${index}`, `${oneLine(name, 40)}, ${role} ${version}`] as const;
      }),
    ],
    main: (
      <>
        <section id="summary" aria-labelledby="h-title">
          <p class="eyebrow">History of runs</p>
          <h1 id="h-title">{title}</h1>
          <p class="lead">
            {broken === 0
              ? 'No case fails now that passed with the firmware before.'
              : `${counted(broken, 'case')} ${broken === 1 ? 'fails' : 'fail'} now that passed with the firmware before.`}
          </p>
          <Products parts={parts} />
          <Filter />
        </section>
        {parts.map((part, index) => (
          <Product part={part} index={index} />
        ))}
      </>
    ),
    footer: `Written by ${tool.name} ${tool.version} from its index of runs, which is made from the records of the runs.`,
    style: STYLE,
    script: HISTORY_SCRIPT,
  });
}
