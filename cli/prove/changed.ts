/** `prove --changed`: the cases that a change can have touched, by the files that they are made of. */
import { execFileSync } from 'node:child_process';
import { caseSources, createImports } from '../case-sources.js';
import { usageError } from '../errors.js';

/** What makes the generated cases. */
const GENERATOR = 'testcases/error-handling/negative/index.js';
/** What proves: a change of it, or of the peers that it proves on, may touch every case. */
const PROVER = 'cli/prove/prove.js';

const git = (...args: readonly string[]): readonly string[] =>
  execFileSync('git', [...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    .split('\0')
    .filter((path) => path !== '');

/** The files that differ from what they were at `since`, those that git does not know among them. */
export function changedFiles(since: string): readonly string[] {
  try {
    return [
      ...git('diff', '--name-only', '-z', since),
      ...git('ls-files', '--others', '--exclude-standard', '-z', '--full-name'),
    ];
  } catch {
    throw usageError(
      `git cannot tell what has changed since ${JSON.stringify(since.slice(0, 100))}`,
      'Name a commit that is there, in a checkout; without a name, what is not committed counts.',
    );
  }
}

export interface Touched {
  /** Patterns of a selection; empty where nothing was touched. */
  readonly patterns: readonly string[];
  /** Whether all cases can have been touched. */
  readonly all: boolean;
}

/** The cases that a change of `changed` (paths in the repository) can have touched. */
export async function touchedBy(changed: readonly string[]): Promise<Touched> {
  const built = new Set(changed.map((path) => path.replace(/\.tsx?$/, '.js')));
  const isTouched = (files: Iterable<string>): boolean => [...files].some((file) => built.has(file));
  const importsOf = createImports();
  if (isTouched([...importsOf(PROVER)].filter((file) => !file.startsWith('testcases/'))))
    return { patterns: [], all: true };
  const ids = [...(await caseSources())].flatMap(([id, files]) => (isTouched(files) ? [id] : []));
  return { patterns: [...ids.sort(), ...(isTouched(importsOf(GENERATOR)) ? ['NEG_*'] : [])], all: false };
}
