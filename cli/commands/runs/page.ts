/** `laddprov runs page`: the history as a page. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { renderHistoryHtml } from '../../../reports/index.js';
import { changesOf, flipsOf } from '../../../harness/history/changes.js';
import { recordOf } from '../../history.js';
import { readTool } from '../../tool.js';
import { readProducts, type RunsFilter } from './open.js';

/** The way from the page to the report beside a record, as a relative address; undefined where there is none. */
function reportBeside(record: string, page: string): string | undefined {
  const report = join(dirname(record), 'report.html');
  if (!existsSync(report)) return undefined;
  return relative(dirname(page), report)
    .split(sep)
    .map((part) => encodeURIComponent(part))
    .join('/');
}

export function runsPageCommand(options: RunsFilter & { readonly out: string }): Promise<number> {
  const { index, products } = readProducts(options);
  const page = resolve(options.out);
  const parts = products.map((history) => {
    const { runs, cases } = history;
    const reports = runs.flatMap((run) => {
      const href = reportBeside(recordOf(index, run), page);
      return href === undefined ? [] : [[run.digest, href] as const];
    });
    return {
      history,
      changes: changesOf(history),
      flips: new Map(cases.map(({ id, states }) => [id, flipsOf(states, runs)])),
      reports: new Map(reports),
    };
  });
  mkdirSync(dirname(page), { recursive: true });
  writeFileSync(page, renderHistoryHtml({ parts, tool: readTool() }));
  process.stdout.write(`${page}\n`);
  return Promise.resolve(0);
}
