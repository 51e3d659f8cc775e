/** The trend of one product: a bar for each run, what passed at the bottom, what failed on top. */
import { type RunFacts } from '../../harness/history/entry.js';
import { counted } from '../model/words.js';
import { firmwareOf, otherOf, startOf } from './words.js';

/** Runs that a page draws; of more the latest. */
export const DRAWN = 60;

/** User units of the drawing and of the field inside it. */
const WIDTH = 640;
const HEIGHT = 230;
const LEFT = 44;
const RIGHT = WIDTH - 8;
const TOP = 40;
const BOTTOM = HEIGHT - 24;
/** As many bars have room for a sign beside the number above them. */
const SIGNED = 30;
/** One failure of hundreds must be seen too. */
const LEAST = 3;
/** Characters of a firmware's name, and the room that one takes. */
const NAME = 12;
const CHARACTER = 5.4;

const fix = (value: number): number => Math.round(value * 10) / 10;

function describe(runs: readonly RunFacts[]): string {
  const [first, last] = [runs[0]!, runs.at(-1)!];
  const of = ({ counts }: RunFacts) => `${counts.pass} passed and ${counts.fail} failed`;
  const firmwares = new Set(runs.map((run) => run.firmware)).size;
  return `${counted(runs.length, 'run')} with ${counted(firmwares, 'firmware')}. In the first, of ${startOf(first)}, ${of(first)}; in the last, of ${startOf(last)}, ${of(last)}. The table of runs has every number.`;
}

/** Where a run has another firmware than the one before it; the first run has one too. */
export const newFirmwareAt = (runs: readonly RunFacts[]): readonly number[] =>
  runs.flatMap(({ firmware }, index) => (index === 0 || firmware !== runs[index - 1]!.firmware ? [index] : []));

function FirmwareNames({ runs, x, step }: { runs: readonly RunFacts[]; x: (index: number) => number; step: number }) {
  const changes = newFirmwareAt(runs);
  let free = 0;
  const named = changes.flatMap((index) => {
    const text = firmwareOf(runs[index]!);
    const name = text.length > NAME ? `${text.slice(0, NAME - 1)}…` : text;
    const room = name.length * CHARACTER + 8;
    const at = Math.min(x(index), RIGHT - room);
    if (at < free) return [];
    free = at + room;
    return [{ at: fix(at), name }];
  });
  return (
    <>
      <path class="d l" d={changes.map((index) => `M${fix(x(index) - step * 0.1)} ${TOP - 14}V${BOTTOM}`).join('')} />
      <g class="t">
        {named.map(({ at, name }) => (
          <text x={at} y={TOP - 20}>
            {name}
          </text>
        ))}
      </g>
    </>
  );
}

/** The drawing with its legend. The runs are oldest first. */
export function Trend({ name, runs }: { name: string; runs: readonly RunFacts[] }) {
  const shown = runs.slice(-DRAWN);
  const total = (run: RunFacts): number => run.counts.pass + run.counts.fail + otherOf(run);
  const most = Math.max(1, ...shown.map(total));
  const step = Math.min((RIGHT - LEFT) / shown.length, 48);
  const width = fix(step * 0.8);
  const x = (index: number): number => fix(LEFT + index * step + step * 0.1);
  const high = (count: number): number => (count === 0 ? 0 : Math.max(LEAST, fix(((BOTTOM - TOP) * count) / most)));
  /** A bar for each run, on top of what stands below it. */
  const bars = (count: (run: RunFacts) => number, ...below: readonly ((run: RunFacts) => number)[]): string =>
    shown
      .map((run, index) => {
        if (count(run) === 0) return '';
        const ground = below.reduce((sum, each) => sum + high(each(run)), 0);
        return `M${x(index)} ${fix(BOTTOM - ground)}v${-high(count(run))}h${width}v${high(count(run))}z`;
      })
      .join('');
  const passed = (run: RunFacts): number => run.counts.pass;
  const failed = (run: RunFacts): number => run.counts.fail;
  const top = (run: RunFacts): number => BOTTOM - high(passed(run)) - high(otherOf(run)) - high(failed(run));
  const { length } = shown;
  return (
    <figure class="plot trend">
      <figcaption>
        Cases of each run, oldest to the left: from below ✓ pass (filled), ? inconclusive, error or not run (outlined),
        ✕ fail (filled, with its number above; drawn at least as high as can be seen). A dashed line begins a firmware.
        {runs.length > length && ` The latest ${length} of ${runs.length} runs are drawn.`}
      </figcaption>
      <div class="w" role="region" aria-label={`Trend of ${name}`} tabIndex={0}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img">
          <title>{`Verdicts of ${name} over time`}</title>
          <desc>{describe(shown)}</desc>
          <path class="l" d={`M${LEFT} ${TOP}V${BOTTOM}H${RIGHT}`} />
          <g class="t e">
            {[0, Math.round(most / 2), most].map((count) => (
              <text x={LEFT - 6} y={fix(BOTTOM - high(count)) + 3}>
                {count}
              </text>
            ))}
          </g>
          <FirmwareNames runs={shown} x={x} step={step} />
          <path class="hp" d={bars(passed)} />
          <path class="ho" d={bars(otherOf, passed)} />
          <path class="hf" d={bars(failed, passed, otherOf)} />
          <g class={length <= SIGNED ? 'm hn' : 'm hn hs'}>
            {shown.map((run, index) =>
              failed(run) === 0 ? null : (
                <text x={fix(x(index) + width / 2)} y={fix(top(run) - 4)}>
                  {length <= SIGNED && '✕'}
                  {failed(run)}
                </text>
              ),
            )}
          </g>
          <g class="t">
            <text x={LEFT} y={HEIGHT - 8}>
              {startOf(shown[0]!)}
            </text>
            {length > 4 && (
              <text class="e" x={Math.max(fix(x(length - 1) + width), LEFT + 200)} y={HEIGHT - 8}>
                {startOf(shown[length - 1]!)}
              </text>
            )}
          </g>
        </svg>
      </div>
    </figure>
  );
}
