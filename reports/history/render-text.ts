/** The history for a terminal. */
import { type Change, type Changes, type Flip } from '../../harness/history/changes.js';
import { type CaseState, type RunFacts } from '../../harness/history/entry.js';
import { type CaseHistory, type ProductHistory } from '../../harness/history/product-history.js';
import { byNature } from '../model/natural-order.js';
import { oneLine } from '../model/visible.js';
import { counted } from '../model/words.js';
import { firmwareOf, otherOf, OUTCOME_WORD, shortId, startOf, STATE_SIGN, stateWord, unstableCases } from './words.js';

/** Rows under their heads; a column of numbers stands to the right. */
function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const all = [head, ...rows];
  const width = head.map((_, column) => Math.max(...all.map((row) => String(row[column]).length)));
  const numeric = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  const line = (row: readonly (string | number)[]) =>
    row
      .map((cell, column) =>
        numeric[column] ? String(cell).padStart(width[column]!) : String(cell).padEnd(width[column]!),
      )
      .join('  ')
      .trimEnd();
  return all.map((row) => `${line(row)}\n`).join('');
}

const productOf = (name: string, run: RunFacts): string => `${oneLine(name, 60)}, ${run.role}, OCPP ${run.version}`;

const verdictCells = (run: RunFacts): readonly (string | number)[] => [
  OUTCOME_WORD[run.outcome] + (run.complete ? '' : ', cut off'),
  run.counts.pass,
  run.counts.fail,
  otherOf(run),
];

export interface ListedRun {
  readonly run: RunFacts;
  readonly name: string;
}

/** Runs, latest first. `total` are those of the index, whatever was asked for. */
export function renderRunsText(runs: readonly ListedRun[], total: number, index: string): string {
  const title = `${index}: ${runs.length === total ? counted(total, 'run') : `${runs.length} of ${counted(total, 'run')}`}`;
  if (runs.length === 0) return `${title}\n`;
  const rows = runs.map(({ run, name }) => [
    shortId(run),
    startOf(run),
    oneLine(name, 40),
    `${run.role} ${run.version}`,
    firmwareOf(run),
    ...verdictCells(run),
    oneLine(run.path, 80),
  ]);
  const head = ['run', 'started (UTC)', 'product', 'OCPP', 'firmware', 'outcome', 'pass', 'fail', 'other', 'folder'];
  return `${title}, latest first\n\n${table(head, rows)}\nother: inconclusive, error, or not run\n`;
}

/** How many cases of each run newly fail or newly pass, beside the last run before that had a verdict. */
export interface RunChanges {
  readonly failing: number;
  readonly passing: number;
}

/** One product's runs over time, oldest first. */
export function renderProductText({ name, runs }: ProductHistory, changed: ReadonlyMap<string, RunChanges>): string {
  const firmwares = new Set(runs.map(({ firmware }) => firmware)).size;
  const rows = runs.map((run) => {
    const { failing, passing } = changed.get(run.digest) ?? { failing: 0, passing: 0 };
    return [
      ...[shortId(run), startOf(run), firmwareOf(run)],
      ...verdictCells(run),
      ...[failing, passing, oneLine(run.path, 80)],
    ];
  });
  const head = [
    ...['run', 'started (UTC)', 'firmware', 'outcome', 'pass', 'fail', 'other'],
    ...['newly failing', 'newly passing', 'folder'],
  ];
  return `${productOf(name, runs.at(-1)!)}: ${counted(runs.length, 'run')}, ${counted(firmwares, 'firmware')}\n\n${table(head, rows)}`;
}

/** The verdicts of one case over the runs of a product, and where they changed. */
export function renderCaseText(product: ProductHistory, of: CaseHistory, flips: readonly Flip[]): string {
  const changes = new Map(flips.map((flip) => [flip.after.digest, flip]));
  const lines = product.runs.map((run, index) => {
    const state: CaseState | undefined = of.states[index];
    const flip = changes.get(run.digest);
    const was =
      flip === undefined
        ? ''
        : `  was ${stateWord(flip.from)} in ${shortId(flip.before)} with firmware ${firmwareOf(flip.before)}`;
    const sign = state === undefined ? '·' : STATE_SIGN[state];
    const word = state === undefined ? 'not selected' : stateWord(state);
    return [`  ${sign} ${shortId(run)}`, startOf(run), firmwareOf(run), `${word}${was}`];
  });
  return `${productOf(product.name, product.runs.at(-1)!)}\n${table(['  run', 'started (UTC)', 'firmware', 'verdict'], lines)}`;
}

function doubts({ unstable, otherCatalogue }: Change): string {
  const found = [
    ...(unstable ? ['it passed and failed with one of these firmwares'] : []),
    ...(otherCatalogue ? ['the catalogue changed too'] : []),
  ];
  return found.length === 0 ? '' : `; ${found.join('; ')}`;
}

function changeLines(changes: readonly Change[], verb: string, words: readonly [string, string]): readonly string[] {
  const byFirmware = new Map<string, Change[]>();
  for (const change of [...changes].sort((a, b) => a.after.epoch - b.after.epoch)) {
    const key = firmwareOf(change.after);
    byFirmware.set(key, [...(byFirmware.get(key) ?? []), change]);
  }
  return [...byFirmware].flatMap(([firmware, those]) => [
    `  firmware ${firmware} ${verb} ${counted(those.length, 'case')}`,
    ...[...those]
      .sort((a, b) => byNature(a.id, b.id))
      .flatMap((change) => [
        `    ${oneLine(change.id, 60)} ${oneLine(change.title, 70)}`,
        `      ${words[0]} in ${shortId(change.before)} with ${firmwareOf(change.before)}, ${words[1]} in ${shortId(change.after)} with ${firmware}${doubts(change)}`,
      ]),
  ]);
}

/** What each firmware broke and mended, for one product. */
export function renderChangesText({ name, runs }: ProductHistory, { broke, mended, unstable }: Changes): string {
  const lines = [
    ...changeLines(broke, 'broke', ['passed', 'failed']),
    ...changeLines(mended, 'mended', ['failed', 'passed']),
  ];
  if (unstable.length > 0) lines.push('  passed and failed with one firmware, so it is not the firmware alone');
  for (const [id, those] of unstableCases(unstable))
    lines.push(
      `    ${oneLine(id, 60)} ${oneLine(those[0]!.title, 70)}`,
      ...those.map(
        ({ passed, failed }) =>
          `      with ${firmwareOf(passed)}: passed in ${shortId(passed)}, failed in ${shortId(failed)}`,
      ),
    );
  if (lines.length === 0) lines.push('  no verdict changed from pass to fail or back');
  return `${productOf(name, runs.at(-1)!)}\n${lines.join('\n')}\n`;
}
