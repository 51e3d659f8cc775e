/** The pages above the runs of a demo: the start page, and the matrix of cases by run. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildMatrix,
  type IndexedResult,
  type IndexedRun,
  outlineOf,
  renderIndex,
  renderMatrixHtml,
  type RunsIndex,
} from '../../reports/index.js';
import { readRecord } from '../../harness/record/read.js';
import { addressFrom, RECORD } from '../output.js';
import { readTool } from '../tool.js';
import { folderOf, nameOf, otherName, type Part, type PartConclusion } from './part.js';

const INDEX = 'index.html';
const MATRIX = 'matrix.html';
/** What a part leaves in its folder, the report first. */
const FILES = ['report.html', 'junit.xml', 'summary.json', RECORD];

/** What the demo itself knows of its runs. */
export interface DemoFacts extends Pick<
  RunsIndex,
  'seed' | 'speed' | 'select' | 'without' | 'started' | 'took' | 'interrupted'
> {
  readonly out: string;
}

async function resultOf(folder: string, page: string, { took }: PartConclusion): Promise<IndexedResult> {
  const model = await outlineOf({ events: () => readRecord(join(folder, RECORD)) });
  const files = FILES.flatMap((name) => {
    const href = addressFrom(page, join(folder, name));
    return href === undefined ? [] : [{ name, href }];
  });
  return { model, took, files };
}

/** Writes both pages from the records of the parts, and returns the path of the start page. */
export async function writeDemoPages(
  parts: readonly Part[],
  conclusions: ReadonlyMap<Part, PartConclusion>,
  { out, ...facts }: DemoFacts,
): Promise<string> {
  const page = join(out, INDEX);
  const runs: IndexedRun[] = [];
  const columns: { model: IndexedResult['model']; name: string; href?: string }[] = [];
  for (const part of parts) {
    const conclusion = conclusions.get(part);
    const result = conclusion && (await resultOf(folderOf(part, out), page, conclusion));
    const { role, version, product } = part;
    const other = otherName(part);
    runs.push({
      ...{ role, version, says: product.says },
      ...(other !== undefined && { product: other }),
      ...(result && { result }),
    });
    const [report] = result?.files ?? [];
    if (result) columns.push({ model: result.model, name: nameOf(part), ...(report && { href: report.href }) });
  }
  if (columns.length > 0) writeFileSync(join(out, MATRIX), renderMatrixHtml(buildMatrix(columns)));
  writeFileSync(
    page,
    renderIndex({
      ...facts,
      title: 'The embedded reference products',
      how: 'over WebSockets on loopback',
      tool: readTool(),
      runs,
      ...(columns.length > 0 && { matrix: MATRIX }),
    }),
  );
  return page;
}
