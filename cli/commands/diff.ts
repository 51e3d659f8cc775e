/** `laddprov diff A B`: what changed from one run to another. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { buildRunModel, compareRuns, renderDiffHtml, renderDiffText } from '../../reports/index.js';
import { readRecord } from '../../harness/record/read.js';
import { usageError } from '../errors.js';
import { recordIn } from '../output.js';

/** Resolves with 0 where nothing got worse, 1 where something newly fails, 3 where a pass is no longer shown. */
export async function diffCommand(
  options: { readonly html?: string; readonly json?: boolean },
  before: string,
  after: string,
): Promise<number> {
  const [one, two] = [recordIn(before), recordIn(after)];
  const [first, second] = [await buildRunModel(readRecord(one)), await buildRunModel(readRecord(two))];
  if (first.run.sut.role !== second.run.sut.role)
    throw usageError(
      `one run is of a ${first.run.sut.role}, the other of a ${second.run.sut.role}`,
      'Compare two runs of the same kind of product.',
    );
  const diff = compareRuns(first, second);
  if (options.json) {
    const { before: _before, after: _after, ...rest } = diff;
    process.stdout.write(`${JSON.stringify(rest, null, 2)}\n`);
  } else process.stdout.write(renderDiffText(diff));
  if (options.html !== undefined) {
    const path = resolve(options.html);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, renderDiffHtml(diff));
    if (!options.json) process.stdout.write(`\n${path}\n`);
  }
  return diff.exitCode;
}
