/** How many cases came to what, in large figures. */
import { type RunCounts } from '../model/run-model.js';

const COUNTS = [
  ['pass', 'pass', 'pass'],
  ['fail', 'fail', 'fail'],
  ['error', 'error', 'error'],
  ['inconclusive', 'inconclusive', 'inconclusive'],
  ['unstable', 'unstable', 'inconclusive'],
  ['notRun', 'not run', 'none'],
  ['elsewhere', 'in other shards', 'none'],
  ['notSelected', 'not selected', 'none'],
  ['notApplicable', 'not applicable', 'none'],
] as const;

type Key = (typeof COUNTS)[number][0];

/** What most runs have none of. */
const RARE: ReadonlySet<Key> = new Set(['unstable', 'elsewhere']);

/** The figures that `of` has; those that are rare only where there are any. */
export const Counts = ({ of }: { of: Partial<Pick<RunCounts, Key>> }) => (
  <dl class="counts">
    {COUNTS.map(([key, label, mark]) => {
      const count = of[key];
      if (count === undefined || (count === 0 && RARE.has(key))) return null;
      return (
        <div class={count === 0 ? 'zero' : undefined}>
          <dt>
            <b class={mark}>{label}</b>
          </dt>
          <dd>{count}</dd>
        </div>
      );
    })}
  </dl>
);
