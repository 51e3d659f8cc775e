/**
 * What the cases say of themselves, as the build leaves it in a file: a list is asked for more often than a case is run,
 * and to load the procedures of all of them takes longer than everything else that a list does.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CaseFacts } from '../harness/record/events.js';

/** The folder that is built into. */
const BUILT = fileURLToPath(new URL('../', import.meta.url));
const FILE = 'catalogue.json';
/** The compiler's own notes, which it writes with every change; a package has none of them, and never changes. */
const NOTES = '.tsbuildinfo';

const writtenAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;

/** The facts; undefined where the build left none, or something was built since. */
export function readListedFacts(folder = BUILT): readonly CaseFacts[] | undefined {
  const path = join(folder, FILE);
  const at = writtenAt(path);
  if (at === -Infinity || at < writtenAt(join(folder, NOTES))) return undefined;
  return JSON.parse(readFileSync(path, 'utf8')) as readonly CaseFacts[];
}

export function writeListedFacts(facts: readonly CaseFacts[], folder = BUILT): void {
  writeFileSync(join(folder, FILE), JSON.stringify(facts));
}
