import { type CaseRun, type Frame } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { counted } from '../model/words.js';
import { type PageContext } from './context.js';
import { diagramRows, type Row } from './diagram-rows.js';
import { since } from './frames.js';

/** User units: the width of the drawing, its two lifelines, and the height of a row. */
const WIDTH = 380;
const STATION = 66;
const CSMS = 338;
const MIDDLE = (STATION + CSMS) / 2;
const TOP = 22;
const ROW = 22;

const SYMBOL = { pass: '', inconclusive: '?', fail: '✕', error: '!' } as const;

interface Drawn {
  readonly row: Row;
  /** The baseline of its arrow. */
  readonly y: number;
}

type Arrow = Row & { kind: 'arrow' };
type Sut = 'station' | 'csms';

const fromStation = (row: Arrow, sut: Sut): boolean => (row.frame.dir === 'rx') === (sut === 'station');

const isAnswer = (frame: Frame): boolean =>
  frame.kind === 'result' || frame.kind === 'error' || frame.kind === 'result-error';

/**
 * One path for all arrows of a kind keeps a long page small. `shafts` leaves the heads out and `heads` the shafts: an
 * answer's shaft is dashed, its head is not.
 */
function arrows(
  drawn: readonly Drawn[],
  sut: Sut,
  part: 'both' | 'shafts' | 'heads',
  pick: (row: Arrow) => boolean,
): string {
  let path = '';
  for (const { row, y } of drawn) {
    if (row.kind !== 'arrow' || !pick(row)) continue;
    const right = fromStation(row, sut);
    const [from, to] = right ? [STATION, CSMS] : [CSMS, STATION];
    path += part === 'heads' ? `M${to} ${y}` : `M${from} ${y}H${to}`;
    if (part !== 'shafts') path += right ? 'm-6-3l6 3l-6 3' : 'm6-3l-6 3l6 3';
  }
  return path;
}

function describe(run: CaseRun, rows: readonly Row[]): string {
  const red = rows.flatMap((row) => (row.kind !== 'gap' && row.red ? [`${row.red.verdict} at ${row.label}`] : []));
  const marks = red.length === 0 ? 'Nothing is marked red.' : `Marked: ${red.slice(0, 8).join('; ')}.`;
  return `${counted(run.frames.length, 'message')}, ${counted(run.exchanges.length, 'operator action')}, in order of time. ${marks}`;
}

/** The sequence of the case as it ran: two lifelines, an arrow per message, what the operator was asked. */
export function Diagram({ page, run, rows: max }: { page: PageContext; run: CaseRun; rows: number }) {
  if (max === 0) return <p class="meta">The sequence diagram is left out of a report of this many cases.</p>;
  const rows = diagramRows(run, max);
  if (rows.length === 0) return null;
  const sut = page.model.run.sut.role;
  const drawn = rows.map((row, i): Drawn => ({ row, y: TOP + ROW * (i + 1) }));
  const bottom = TOP + ROW * rows.length + 8;
  const notes = drawn.filter(({ row }) => row.kind === 'note');
  const texts = (kinds: readonly Row['kind'][]) => drawn.filter(({ row }) => kinds.includes(row.kind));
  const marked = drawn.flatMap(({ row, y }) =>
    row.kind !== 'gap' && row.red ? [{ symbol: SYMBOL[row.red.verdict], y }] : [],
  );
  const path = (name: string, d: string) => d !== '' && <path class={name} d={d} />;
  return (
    <figure>
      <figcaption>Sequence</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${bottom}`} role="img">
        <title>{`Sequence of ${oneLine(run.facts.id, 80)} as it ran`}</title>
        <desc>{describe(run, rows)}</desc>
        <path class="l" d={`M${STATION} ${TOP}V${bottom}M${CSMS} ${TOP}V${bottom}`} />
        <g class="m">
          <text x={STATION} y="14">
            {sut === 'station' ? 'Station (SUT)' : 'Tester'}
          </text>
          <text x={CSMS} y="14">
            {sut === 'csms' ? 'CSMS (SUT)' : 'Tester'}
          </text>
        </g>
        {path('b', notes.map(({ y }) => `M${STATION + 8} ${y - 13}H${CSMS - 8}v16H${STATION + 8}z`).join(''))}
        {path(
          'a',
          arrows(drawn, sut, 'both', (row) => !row.red && !isAnswer(row.frame)),
        )}
        {path(
          'a d',
          arrows(drawn, sut, 'shafts', (row) => !row.red && isAnswer(row.frame)),
        )}
        {path(
          'a',
          arrows(drawn, sut, 'heads', (row) => !row.red && isAnswer(row.frame)),
        )}
        {path(
          'a r',
          arrows(drawn, sut, 'both', (row) => row.red !== undefined),
        )}
        <g class="m" transform={`translate(${MIDDLE})`}>
          {texts(['arrow']).map(({ row, y }) => (
            <text y={y - 4}>{row.label}</text>
          ))}
        </g>
        <g class="m n" transform={`translate(${MIDDLE})`}>
          {texts(['note', 'event', 'gap']).map(({ row, y }) => (
            <text y={y - 1}>{row.label}</text>
          ))}
        </g>
        <g class="t">{drawn.map(({ row, y }) => row.kind !== 'gap' && <text y={y}>{since(run, row.t)}</text>)}</g>
        {marked.length > 0 && (
          <g class="x">
            {marked.map(({ symbol, y }) => (
              <text x={CSMS + 8} y={y + 4}>
                {symbol}
              </text>
            ))}
          </g>
        )}
      </svg>
    </figure>
  );
}
