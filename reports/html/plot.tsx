/** A series of values over time: the line, its thresholds, and the events that belong to it. */
import { type Mark, type Reading, type Series } from '../model/readings.js';
import { bounded } from './parts.js';

/** User units of the drawing and of the field inside it. */
const WIDTH = 640;
const HEIGHT = 180;
const LEFT = 52;
const RIGHT = WIDTH - 24;
const TOP = 16;
const BOTTOM = HEIGHT - 26;
/** Points drawn; of more the least and the greatest of each stretch. */
const DRAWN = 300;
const LISTED = 60;

const SYMBOL = { alert: '▲', cleared: '▽', event: '·' } as const;
const WORD = { alert: 'alert', cleared: 'cleared', event: 'event' } as const;

/** Seconds, minutes or hours of the run, whichever reads best. */
export function clock(ms: number): string {
  const seconds = ms / 1000;
  if (Math.abs(seconds) < 600) return `${Number(seconds.toFixed(1))} s`;
  return Math.abs(seconds) < 36_000 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

const rounded = (value: number): string => String(Number(value.toPrecision(4)));

function thinned(readings: readonly Reading[]): readonly Reading[] {
  if (readings.length <= DRAWN) return readings;
  const size = Math.ceil(readings.length / (DRAWN / 2));
  const kept: Reading[] = [];
  for (let i = 0; i < readings.length; i += size) {
    const stretch = readings.slice(i, i + size).sort((a, b) => a.value - b.value);
    const pair = [stretch[0]!, stretch[stretch.length - 1]!].sort((a, b) => a.t - b.t);
    kept.push(...(pair[0] === pair[1] ? [pair[0]!] : pair));
  }
  return kept;
}

interface Scale {
  readonly x: (t: number) => number;
  readonly y: (value: number) => number;
  readonly low: number;
  readonly high: number;
}

function scaleOf({ readings, thresholds }: Series, from: number, to: number): Scale {
  const values = [...readings.map(({ value }) => value), ...thresholds.map(({ value }) => value)];
  const least = values.reduce((a, b) => Math.min(a, b));
  const most = values.reduce((a, b) => Math.max(a, b));
  const room = most > least ? (most - least) * 0.08 : Math.max(1, Math.abs(most) * 0.05);
  const [low, high] = [least - room, most + room];
  const span = Math.max(1, to - from);
  const fix = (value: number) => Math.round(value * 10) / 10;
  return {
    x: (t) => fix(LEFT + ((RIGHT - LEFT) * (Math.min(Math.max(t, from), to) - from)) / span),
    y: (value) => fix(BOTTOM - ((BOTTOM - TOP) * (value - low)) / (high - low)),
    low,
    high,
  };
}

function describe({ quantity, place, unit, readings, marks, thresholds }: Series): string {
  const values = readings.map(({ value }) => value);
  const [least, most] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const limits = thresholds.map(({ type, value }) => `${type} ${rounded(value)}`).join(', ');
  const told = (['alert', 'cleared'] as const).map(
    (kind) => `${marks.filter((mark) => mark.kind === kind).length} ${WORD[kind]}`,
  );
  return `${quantity} of ${place}: ${readings.length} readings from ${rounded(least)} to ${rounded(most)} ${unit}. ${limits === '' ? 'No threshold was set' : `Thresholds: ${limits}`}; ${told.join(', ')}.`;
}

const markValue = (mark: Mark, series: Series): number =>
  mark.value ?? series.readings.findLast(({ t }) => t <= mark.t)?.value ?? series.readings[0]!.value;

/** The plot of one series between two moments of the run (milliseconds). */
export function Plot({ series, from, to }: { series: Series; from: number; to: number }) {
  const { quantity, place, unit, readings, marks, thresholds } = series;
  const { x, y, low, high } = scaleOf(series, from, to);
  const points = thinned(readings).map(({ t, value }) => `${x(t)} ${y(value)}`);
  const path = `M${points.join('L')}${points.length === 1 ? 'h.1' : ''}`;
  const dots = points.length > 60 ? [] : points;
  const ticks = [0, 1, 2, 3, 4].map((part) => from + ((to - from) * part) / 4);
  const { shown, more } = bounded(readings, LISTED);
  return (
    <figure class="plot">
      <figcaption>
        {quantity}
        {unit === '' ? '' : ` (${unit})`}, {place}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img">
        <title>{`${quantity} of ${place} over time`}</title>
        <desc>{describe(series)}</desc>
        <path class="l" d={`M${LEFT} ${TOP}V${BOTTOM}H${RIGHT}${ticks.map((t) => `M${x(t)} ${BOTTOM}v4`).join('')}`} />
        <g class="m t">
          {ticks.map((t) => (
            <text x={x(t)} y={HEIGHT - 8}>
              {clock(t)}
            </text>
          ))}
        </g>
        <g class="t e">
          {[low, (low + high) / 2, high].map((value) => (
            <text x={LEFT - 6} y={y(value) + 3}>
              {rounded(value)}
            </text>
          ))}
        </g>
        {thresholds.length > 0 && (
          <path class="d" d={thresholds.map(({ value }) => `M${LEFT} ${y(value)}H${RIGHT}`).join('')} />
        )}
        <g class="t e">
          {thresholds.map(({ type, value }) => (
            <text x={RIGHT} y={y(value) - 3}>
              {`${type} ${rounded(value)}`}
            </text>
          ))}
        </g>
        <path class="v" d={path} />
        {dots.length > 0 && <path class="o" d={dots.map((point) => `M${point}h.01`).join('')} />}
        <g class="m x">
          {marks.slice(0, 60).map((mark) => (
            <text x={x(mark.t)} y={y(markValue(mark, series)) - 5}>
              {SYMBOL[mark.kind]}
            </text>
          ))}
        </g>
      </svg>
      <details class="pf">
        <summary>
          {readings.length} readings{marks.length > 0 && `, ${marks.length} events (▲ alert, ▽ cleared)`}
        </summary>
        <p>
          {shown.map(({ t, value, n }) => `${clock(t)}: ${rounded(value)} (message ${n})`).join('; ')}
          {more > 0 && `; and ${more} more in the record`}
        </p>
      </details>
    </figure>
  );
}
