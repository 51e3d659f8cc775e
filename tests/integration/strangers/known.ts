/** What is known of a stranger in one version. `docs/strangers.md` says the same to people, and a test compares them. */
import { type Version } from '../../../harness/doors/protocol.js';
import { type Verdict } from '../../../harness/record/events.js';

/** One thing that a stranger gets wrong. */
export interface Wrong {
  readonly what: string;
  /** The clause that says so. */
  readonly clause: string;
  /** The lines of a meeting's outcome in which it shows. */
  readonly shown: readonly string[];
  /** Whether it shows depends on the moment: not in every meeting. */
  readonly sometimes?: true;
}

export interface Known {
  /** As a heading of the page. */
  readonly name: string;
  readonly version: Version;
  /** The cases that pass. */
  readonly passes: readonly string[];
  /** The other cases that were run. */
  readonly others: Readonly<Record<string, Verdict>>;
  readonly wrong: readonly Wrong[];
}

export const casesOf = ({ passes, others }: Known): readonly string[] => [...passes, ...Object.keys(others)];

export function verdictsOf({ passes, others }: Known): Readonly<Record<string, Verdict>> {
  const all = [...passes.map((id): [string, Verdict] => [id, 'pass']), ...Object.entries(others)];
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const linesOf = (wrong: readonly Wrong[]): readonly string[] => wrong.flatMap(({ shown }) => shown).sort();

export const shownOf = ({ wrong }: Known): readonly string[] => linesOf(wrong.filter(({ sometimes }) => !sometimes));

/** What a meeting showed without what need not show. */
export function steadyOf({ wrong }: Known, shown: readonly string[]): readonly string[] {
  const chance = linesOf(wrong.filter(({ sometimes }) => sometimes));
  return shown.filter((line) => !chance.includes(line));
}
