/** The verdicts of one case over the runs of a product, as a strip of signs that differ in shape and not in colour alone. */
import { type CaseState } from '../../harness/history/entry.js';
import { type CaseHistory } from '../../harness/history/product-history.js';
import { counted } from '../model/words.js';
import { stateWord } from './words.js';

/** User units of one run. */
const STEP = 8;
const HEIGHT = 16;

/** A low block, a full bar, an empty box, a dot. */
const SHAPE = {
  hp: (x: number) => `M${x + 1} 9h6v6h-6z`,
  hf: (x: number) => `M${x + 1} 1h6v14h-6z`,
  ho: (x: number) => `M${x + 1.5} 5.5h5v5h-5z`,
  hd: (x: number) => `M${x + 3} 14.5h2`,
} as const;

const shapeOf = (state: CaseState | undefined): keyof typeof SHAPE => {
  if (state === 'pass') return 'hp';
  if (state === 'fail') return 'hf';
  return state === 'error' || state === 'inconclusive' ? 'ho' : 'hd';
};

function describe(states: CaseHistory['states']): string {
  const counts = new Map<CaseState, number>();
  for (const state of states) if (state !== undefined) counts.set(state, (counts.get(state) ?? 0) + 1);
  const words = [...counts].map(([state, count]) => `${stateWord(state)} in ${count}`);
  return `Of ${counted(states.length, 'run')}, oldest first: ${words.join(', ') || 'no verdict'}.`;
}

/** `states` has one for each run, oldest first; `firmwares` are the places where another firmware begins. */
export function Strip(props: { id: string; states: CaseHistory['states']; firmwares: readonly number[] }) {
  const { id, states, firmwares } = props;
  const path = (shape: keyof typeof SHAPE): string =>
    states.map((state, index) => (shapeOf(state) === shape ? SHAPE[shape](index * STEP) : '')).join('');
  const ticks = firmwares.filter((index) => index > 0).map((index) => `M${index * STEP} 0v${HEIGHT}`);
  const drawn = (Object.keys(SHAPE) as (keyof typeof SHAPE)[]).map((shape) => [shape, path(shape)] as const);
  return (
    <svg viewBox={`0 0 ${Math.max(1, states.length) * STEP} ${HEIGHT}`} role="img">
      <title>{id}</title>
      <desc>{describe(states)}</desc>
      {ticks.length > 0 && <path class="l" d={ticks.join('')} />}
      {drawn.map(([shape, d]) => d !== '' && <path class={shape} d={d} />)}
    </svg>
  );
}
