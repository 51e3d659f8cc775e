/**
 * Which cases a run was asked for. A pattern is a case id with `*` globs (`TC_B_*`), `block:B`, `profile:Core` or
 * `requirement:B01.FR.01` (globs there too); `!` in front takes its cases out again.
 */
import { type CaseFacts } from '../record/events.js';
import { hintFor } from './reading/nearest.js';

/** A pattern that chooses nothing, or patterns that together do: never a run that is green for want of cases. */
export interface SelectionError extends Error {
  readonly code: 'SELECTION_EMPTY';
  readonly headline: string;
  readonly hint: string;
}

function selectionError(headline: string, hint: string): SelectionError {
  return Object.assign(new Error(`${headline}. ${hint}`), { code: 'SELECTION_EMPTY' as const, headline, hint });
}

export interface Selection {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

const KINDS = ['block', 'profile', 'requirement'] as const;
type Kind = (typeof KINDS)[number] | 'id';

/** A glob with `*` alone, letter case aside. */
function glob(pattern: string): RegExp {
  const parts = pattern.split(/\*+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i');
}

/** What a case has to offer to patterns of each kind. A block answers to its whole name and to its letter. */
function valuesOf(facts: CaseFacts, kind: Kind): readonly string[] {
  if (kind === 'id') return [facts.id];
  if (kind === 'block') return [facts.block, facts.block.split(' ')[0]!];
  return kind === 'profile' ? Object.keys(facts.profiles) : facts.requirements;
}

function readPattern(pattern: string): { readonly kind: Kind; readonly value: string } {
  const kind: Kind = KINDS.find((name) => pattern.startsWith(`${name}:`)) ?? 'id';
  return { kind, value: (kind === 'id' ? pattern : pattern.slice(kind.length + 1)).trim() };
}

/** The cases that a pattern speaks of; a `!` in front makes no difference here. */
export function casesLike(cases: readonly CaseFacts[], pattern: string): readonly CaseFacts[] {
  const { kind, value } = readPattern(pattern.replace(/^!/, ''));
  const expression = glob(value);
  return cases.filter((facts) => valuesOf(facts, kind).some((candidate) => expression.test(candidate)));
}

function matching(cases: readonly CaseFacts[], pattern: string): ReadonlySet<string> {
  const { kind, value } = readPattern(pattern);
  const found = casesLike(cases, pattern);
  if (found.length > 0) return new Set(found.map((facts) => facts.id));
  const known = [...new Set(cases.flatMap((facts) => valuesOf(facts, kind)))];
  const hint = hintFor(value, known);
  throw selectionError(
    `The pattern "${pattern}" matches no case`,
    hint === '' ? 'Patterns: TC_B_*, block:B, profile:Core, requirement:B01.FR.01, and ! in front for "not".' : hint,
  );
}

/**
 * The ids of the chosen cases out of `cases` (those of the catalogue for this SUT). Without an including pattern all
 * are chosen; patterns with `!` and those of `exclude` take cases out.
 * @throws SelectionError when a pattern matches nothing, or nothing is left.
 */
export function select(cases: readonly CaseFacts[], selection: Selection): ReadonlySet<string> {
  const negative = selection.include.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const positive = selection.include.filter((pattern) => !pattern.startsWith('!'));
  const all = new Set(cases.map((facts) => facts.id));
  const chosen = positive.length === 0 ? all : new Set(positive.flatMap((pattern) => [...matching(cases, pattern)]));
  for (const pattern of [...negative, ...selection.exclude])
    for (const id of matching(cases, pattern)) chosen.delete(id);
  if (chosen.size > 0) return chosen;
  throw selectionError(
    cases.length === 0 ? 'The catalogue has no case for this SUT' : 'The selection leaves no case to run',
    cases.length === 0
      ? 'Look at the role and the version in the plan.'
      : 'Take back a pattern of exclude, or one with "!".',
  );
}
