/** The status of each connector over time: a bar per status, named where there is room, and listed below. */
import { type StatusLine } from '../model/statuses.js';
import { clock } from './plot.js';
import { bounded } from './parts.js';

const WIDTH = 640;
const LEFT = 110;
const RIGHT = WIDTH - 24;
const TOP = 8;
const ROW = 24;
/** A bar this wide has room for its name: about 5.5 units a letter. */
const LETTER = 5.5;
const LISTED = 80;
/** Bars narrower than this cannot be seen. */
const LEAST = 0.4;

/** The shade of a status: 1.6 and 2.x share most names. */
const SHADE: Readonly<Record<string, string>> = {
  Available: 's1',
  Preparing: 's2',
  Occupied: 's2',
  Finishing: 's2',
  Charging: 's3',
  SuspendedEV: 's4',
  SuspendedEVSE: 's4',
  Reserved: 's4',
  Unavailable: 's5',
  Faulted: 's6',
};

interface Bar {
  readonly x: number;
  readonly width: number;
  readonly status: string;
}

function barsOf({ changes }: StatusLine, from: number, to: number): readonly Bar[] {
  const span = Math.max(1, to - from);
  const x = (t: number) => LEFT + ((RIGHT - LEFT) * (Math.min(Math.max(t, from), to) - from)) / span;
  // A status that is reported again goes on.
  const runs = changes.filter(({ status }, i) => status !== changes[i - 1]?.status);
  return runs.flatMap(({ t, status }, i) => {
    const [start, end] = [x(t), x(runs[i + 1]?.t ?? to)];
    if (end - start < LEAST) return [];
    return [{ x: Math.round(start * 10) / 10, width: Math.round((end - start) * 10) / 10, status }];
  });
}

/** The lines between two moments of the run (milliseconds). */
export function Timeline({
  lines,
  from,
  to,
  of,
}: {
  lines: readonly StatusLine[];
  from: number;
  to: number;
  of: string;
}) {
  if (lines.length === 0) return null;
  const bottom = TOP + ROW * lines.length;
  const ticks = [0, 1, 2, 3, 4].map((part) => from + ((to - from) * part) / 4);
  const x = (t: number) => LEFT + ((RIGHT - LEFT) * (t - from)) / Math.max(1, to - from);
  const changes = lines.reduce((sum, line) => sum + line.changes.length, 0);
  const said = lines.map(
    ({ place, changes: list }) =>
      `${place}: ${list
        .map(({ status }) => status)
        .slice(0, 12)
        .join(', ')}`,
  );
  return (
    <figure class="plot">
      <figcaption>Status of each connector, {of}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${bottom + 24}`} role="img">
        <title>{`Status of each connector, ${of}`}</title>
        <desc>{`${said.join('. ')}.`}</desc>
        {lines.map((line, i) => (
          <g transform={`translate(0 ${TOP + ROW * i})`}>
            <text class="t e" x={LEFT - 8} y="13">
              {line.place}
            </text>
            {barsOf(line, from, to).map((bar) => (
              <g>
                <rect class={SHADE[bar.status] ?? 's0'} x={bar.x} y="1" width={bar.width} height={ROW - 6} />
                {bar.width > bar.status.length * LETTER + 6 && (
                  <text x={bar.x + 4} y="13">
                    {bar.status}
                  </text>
                )}
              </g>
            ))}
          </g>
        ))}
        <path class="l" d={`M${LEFT} ${bottom}H${RIGHT}${ticks.map((t) => `M${x(t)} ${bottom}v4`).join('')}`} />
        <g class="m t">
          {ticks.map((t) => (
            <text x={x(t)} y={bottom + 16}>
              {clock(t)}
            </text>
          ))}
        </g>
      </svg>
      <details class="pf">
        <summary>{changes} reports of a status</summary>
        {lines.map((line) => {
          const { shown, more } = bounded(line.changes, LISTED);
          return (
            <p>
              {line.place}:{' '}
              {shown
                .map(({ t, status, n, error }) => `${clock(t)} ${status}${error ? ` ${error}` : ''} (message ${n})`)
                .join('; ')}
              {more > 0 && `; and ${more} more in the record`}
            </p>
          );
        })}
      </details>
    </figure>
  );
}
