/** `laddprov matrix RUN...`: products by cases, for a plugfest. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { buildMatrix, outlineOf, renderMatrixHtml, renderMatrixText } from '../../reports/index.js';
import { readRecord } from '../../harness/record/read.js';
import { recordIn } from '../output.js';

/** The way from the page to the run's own report, as a relative address; undefined where there is none. */
function reportBeside(record: string, page: string): string | undefined {
  const report = join(dirname(record), 'report.html');
  if (!existsSync(report)) return undefined;
  const way = relative(dirname(page), report).split(sep);
  return way.map((part) => encodeURIComponent(part)).join('/');
}

export async function matrixCommand(options: { readonly html?: string }, runs: readonly string[]): Promise<number> {
  const page = options.html === undefined ? undefined : resolve(options.html);
  const read = runs.map(recordIn).map(async (record) => {
    const model = await outlineOf({ events: () => readRecord(record) });
    const href = page === undefined ? undefined : reportBeside(record, page);
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
