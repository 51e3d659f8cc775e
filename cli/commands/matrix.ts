/** `laddprov matrix RUN...`: products by cases, for a plugfest. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { buildMatrix, outlineOf, renderMatrixHtml, renderMatrixText } from '../../reports/index.js';
import { readRecord } from '../../harness/record/read.js';
import { addressFrom, recordIn } from '../output.js';

export async function matrixCommand(options: { readonly html?: string }, runs: readonly string[]): Promise<number> {
  const page = options.html === undefined ? undefined : resolve(options.html);
  const read = runs.map(recordIn).map(async (record) => {
    const model = await outlineOf({ events: () => readRecord(record) });
    const href = page === undefined ? undefined : addressFrom(page, join(dirname(record), 'report.html'));
    return { model, ...(href !== undefined && { href }) };
  });
  const matrix = buildMatrix(await Promise.all(read));
  process.stdout.write(renderMatrixText(matrix));
  if (page !== undefined) {
    mkdirSync(dirname(page), { recursive: true });
    writeFileSync(page, renderMatrixHtml(matrix));
    process.stdout.write(`\n${page}\n`);
  }
  return 0;
}
