/** The matrix as a page. */
import { type State, STATE_WORD } from '../diff/state.js';
import { renderDocument } from '../html/document.js';
import { Mark, Table } from '../html/parts.js';
import { type Standing } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { headline } from '../model/words.js';
import { type Matrix, type MatrixColumn, type MatrixRow, passedOf } from './build-matrix.js';
import { MATRIX_SCRIPT } from './script.js';

const STYLE = `
.mx th[scope=row]{position:sticky;left:0;background:var(--bg);min-width:15rem;z-index:1}.mx td{white-space:nowrap;min-width:6.5rem}
.mx thead th{white-space:normal;min-width:6.5rem}.mx tbody tr:hover>*{background:var(--tint)}
#rows input[type=checkbox]{width:1.1rem;height:1.1rem;vertical-align:-.15rem}
@media (max-width:40rem){.mx th[scope=row]{min-width:9rem;max-width:11rem}
.pr td:nth-child(2):before{content:"Product"}.pr td:nth-child(3):before{content:"OCPP"}.pr td:nth-child(5):before{content:"Passed"}}
@media print{#rows,#rows *{display:none!important}.mx th[scope=row]{position:static;min-width:8em}.mx td,.mx thead th{min-width:3.4em;white-space:normal}}`;

const VERDICTS: readonly string[] = ['pass', 'fail', 'error', 'inconclusive'];
const SHORT: Readonly<Partial<Record<State, string>>> = { absent: 'no such case' };

const Cell = ({ of }: { of: State }) =>
  VERDICTS.includes(of) ? <Mark of={of as Standing} /> : <b class="none">{SHORT[of] ?? STATE_WORD[of]}</b>;

function Products({ columns }: { columns: readonly MatrixColumn[] }) {
  return (
    <Table caption="Products" head={['Column', 'Product', 'OCPP', 'Outcome', 'Passed of those that ran']} class="s pr">
      {columns.map(({ letter, name, firmware, model, href }) => {
        const { sut } = model.run;
        const words = `${name}${firmware === undefined ? '' : ` ${firmware}`}`;
        return (
          <tr>
            <th scope="row">{letter}</th>
            <td>
              {href === undefined ? oneLine(words, 120) : <a href={href}>{oneLine(words, 120)}</a>}
              <small>{oneLine(sut.identity, 80)}</small>
            </td>
            <td>
              {sut.version} {sut.role}
            </td>
            <td>{headline(model).word}</td>
            <td class="n">{passedOf(model.counts)}</td>
          </tr>
        );
      })}
    </Table>
  );
}

const Filter = () => (
  <form id="rows" hidden aria-label="Filter cases">
    <label>
      Find <input type="search" id="row-words" autocomplete="off" />
    </label>
    <label>
      With a verdict of{' '}
      <select id="row-verdict">
        <option value="tried">any kind</option>
        {VERDICTS.map((verdict) => (
          <option value={verdict}>{verdict}</option>
        ))}
        <option value="">any kind, or none</option>
      </select>
    </label>
    <label>
      <input type="checkbox" id="row-differ" /> only where products differ
    </label>
    <output id="row-count" for="row-words row-verdict row-differ" />
  </form>
);

const tried = (states: readonly State[]): string => (states.some((state) => VERDICTS.includes(state)) ? 'tried ' : '');

const Row = ({ row }: { row: MatrixRow }) => (
  <tr data-v={`${tried(row.states)}${[...new Set(row.states)].join(' ')}`} data-d={row.differs ? '1' : '0'}>
    <th scope="row">
      {oneLine(row.facts.id, 80)}
      <small>
        {oneLine(row.facts.title, 120)} ({oneLine(row.facts.block, 60)})
      </small>
    </th>
    {row.states.map((state) => (
      <td>
        <Cell of={state} />
      </td>
    ))}
  </tr>
);

/** One self-contained page; only its links to the reports of the runs lead out of it. */
export function renderMatrixHtml(matrix: Matrix): string {
  const { columns, rows, notices } = matrix;
  const tool = columns[0]?.model.run.tool;
  const heads = columns.map(({ letter, name, firmware }) =>
    oneLine(`${letter} ${name}${firmware === undefined ? '' : ` ${firmware}`}`, 60),
  );
  const differing = rows.filter(({ differs }) => differs).length;
  return renderDocument({
    title: `${columns.length} products, ${rows.length} cases`,
    contents: [
      ['summary', 'Products'],
      ['cases', 'Cases'],
    ],
    main: (
      <>
        <section id="summary" aria-labelledby="h-title">
          <p class="eyebrow">Products by cases</p>
          <h1 id="h-title">
            {columns.length} products, {rows.length} cases
          </h1>
          {notices.length > 0 && (
            <ul class="notices">
              {notices.map((notice) => (
                <li>{oneLine(notice, 300)}</li>
              ))}
            </ul>
          )}
          <p class="lead">
            {differing === 0
              ? 'Where several products were tried with a case, they have the same verdict.'
              : `In ${differing} cases the products that were tried have different verdicts.`}
          </p>
          <Products columns={columns} />
        </section>
        <section id="cases" aria-labelledby="h-cases">
          <h2 id="h-cases">Cases</h2>
          <Filter />
          <Table caption="Verdict of each product in each case" head={['Case', ...heads]} class="mx">
            {rows.map((row) => (
              <Row row={row} />
            ))}
          </Table>
        </section>
      </>
    ),
    footer: `Written by ${tool?.name ?? 'laddprov'} ${tool?.version ?? ''} from the records of the runs and from nothing else.`,
    style: STYLE,
    script: MATRIX_SCRIPT,
  });
}
