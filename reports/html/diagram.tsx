import { type CaseRun, type Frame } from '../model/run-model.js';
import { oneLine } from '../model/visible.js';
import { counted } from '../model/words.js';
import { type PageContext } from './context.js';
import { diagramRows, type Row } from './diagram-rows.js';
import { since } from './frames.js';

/** User units: the width of the drawing, its two lifelines, and the height of a row and of what it has besides. */
const WIDTH = 380;
const STATION = 66;
const CSMS = 338;
const MIDDLE = (STATION + CSMS) / 2;
const TOP = 22;
const ROW = 22;
const SUB = 15;
const FIRST = 16;

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

/** The lane of what was expected: a broad arrow from the SUT, behind the message that came or where none did. */
function bands(drawn: readonly Drawn[], sut: Sut, pick: (row: Row) => boolean): string {
  const shape = sut === 'station' ? `H${CSMS - 10}l8 9l-8 9H${STATION + 1}z` : `H${STATION + 10}l-8 9l8 9H${CSMS - 1}z`;
  const from = sut === 'station' ? STATION + 1 : CSMS - 1;
  return drawn
    .filter(({ row }) => pick(row))
    .map(({ y }) => `M${from} ${y - 14}${shape}`)
    .join('');
}

/** Where each row stands: one that says more than its label is higher. */
function place(rows: readonly Row[]): { readonly drawn: readonly Drawn[]; readonly bottom: number } {
  let at = TOP;
  const drawn = rows.map((row): Drawn => {
    if (row.kind !== 'gap' && row.first) at += FIRST;
    const y = at + ROW;
    at = y + (row.kind !== 'gap' && row.sub !== undefined ? SUB : 0);
    return { row, y };
  });
  return { drawn, bottom: at + 8 };
}

function describe(run: CaseRun, rows: readonly Row[]): string {
  const red = rows.flatMap((row) => {
    if (row.kind === 'gap' || !row.red) return [];
    const first = row.first ? ', the first divergence' : '';
    return [`${row.red} at ${row.label}${row.sub === undefined ? '' : ` (${row.sub})`}${first}`];
  });
  const marks = red.length === 0 ? 'Nothing is marked red.' : `Marked: ${red.slice(0, 8).join('; ')}.`;
  return `${counted(run.frames.length, 'message')}, ${counted(run.exchanges.length, 'operator action')}, in order of time. ${marks}`;
}

const Texts = ({ name, of }: { name: string; of: readonly (readonly [number, string])[] }) =>
  of.length === 0 ? null : (
    <g class={name} transform={`translate(${MIDDLE})`}>
      {of.map(([y, text]) => (
        <text y={y}>{text}</text>
      ))}
    </g>
  );

/** More rows than this become a drawing of their own: one stays readable, on paper too. */
const PART = 50;

/** The sequence of the case: behind it what was expected, before it an arrow per message, and what the operator did. */
export function Diagram({ page, run, rows: max }: { page: PageContext; run: CaseRun; rows: number }) {
  if (max === 0) return <p class="meta">The sequence diagram is left out of a report of this many cases.</p>;
  const rows = diagramRows(run, max);
  const parts = Math.ceil(rows.length / PART);
  return (
    <>
      {Array.from({ length: parts }, (_, i) => (
        <Part
          page={page}
          run={run}
          rows={rows.slice(i * PART, (i + 1) * PART)}
          words={parts > 1 ? `, part ${i + 1} of ${parts}` : ''}
        />
      ))}
    </>
  );
}

interface PartProps {
  readonly page: PageContext;
  readonly run: CaseRun;
  readonly rows: readonly Row[];
  /** Which part it is, where there are several. */
  readonly words: string;
}

function Part({ page, run, rows, words }: PartProps) {
  const sut = page.model.run.sut.role;
  const { drawn, bottom } = place(rows);
  const path = (name: string, d: string) => d !== '' && <path class={name} d={d} />;
  const labels = (kinds: readonly Row['kind'][], up: number) =>
    drawn.flatMap(({ row, y }) => (kinds.includes(row.kind) ? [[y - up, row.label] as const] : []));
  const of = <T,>(pick: (row: Exclude<Row, { kind: 'gap' }>, y: number) => T | undefined): T[] =>
    drawn.flatMap(({ row, y }) => {
      const picked = row.kind === 'gap' ? undefined : pick(row, y);
      return picked === undefined ? [] : [picked];
    });
  const marked = of((row, y) => (row.red ? { symbol: SYMBOL[row.red], y } : undefined));
  return (
    <figure>
      <figcaption>Sequence{words}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${bottom}`} role="img">
        <title>{`Sequence of ${oneLine(run.facts.id, 80)} as it ran${words}`}</title>
        <desc>{describe(run, rows)}</desc>
        {path(
          'h',
          bands(drawn, sut, (row) => row.kind === 'arrow' && row.expected),
        )}
        {path(
          'h g',
          bands(drawn, sut, (row) => row.kind === 'missing'),
        )}
        <path class="l" d={`M${STATION} ${TOP}V${bottom}M${CSMS} ${TOP}V${bottom}`} />
        <g class="m">
          <text x={STATION} y="14">
            {sut === 'station' ? 'Station (SUT)' : 'Tester'}
          </text>
          <text x={CSMS} y="14">
            {sut === 'csms' ? 'CSMS (SUT)' : 'Tester'}
          </text>
        </g>
        {path(
          'b',
          of((row, y) =>
            row.kind === 'note' ? `M${STATION + 8} ${y - 13}H${CSMS - 8}v16H${STATION + 8}z` : undefined,
          ).join(''),
        )}
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
        <Texts name="m" of={[...labels(['arrow'], 4), ...labels(['missing'], 2)]} />
        <Texts name="m n" of={labels(['note', 'event', 'gap'], 1)} />
        <Texts name="m n" of={of((row, y) => (row.sub === undefined ? undefined : ([y + 13, row.sub] as const)))} />
        <Texts name="m f" of={of((row, y) => (row.first ? ([y - 17, 'First divergence'] as const) : undefined))} />
        {path('f', of((row, y) => (row.first ? firstBox(row, y) : undefined)).join(''))}
        <g class="t">
          {of((row, y) => (
            <text y={y}>{since(run, row.t)}</text>
          ))}
        </g>
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

/** The frame around the first divergence, over the whole width. */
const firstBox = (row: Exclude<Row, { kind: 'gap' }>, y: number): string => {
  const height = ROW + 14 + (row.sub === undefined ? 0 : SUB - 2);
  return `M${STATION - 22} ${y - 28}H${WIDTH - 4}v${height}H${STATION - 22}z`;
};
