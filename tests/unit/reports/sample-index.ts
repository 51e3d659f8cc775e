/** Runs that were made together, for the page above them. */
import { type IndexedRun, type RunModel, type RunsIndex } from '../../../reports/index.js';

const FILES = ['report.html', 'junit.xml', 'summary.json', 'record.jsonl'];

/** A run of a station whose files are in the folder; without a model, one that did not begin. */
export function indexedRun(folder: string, model?: RunModel, more: Partial<IndexedRun> = {}): IndexedRun {
  const files = FILES.map((name) => ({ name, href: `${folder}/${name}` }));
  return {
    ...{ role: 'station', version: '2.0.1', says: `what is in ${folder}` },
    ...(model && { result: { model, took: 12_345, files } }),
    ...more,
  };
}

export const indexOf = (runs: readonly IndexedRun[], more: Partial<RunsIndex> = {}): RunsIndex => ({
  title: 'The products of a test',
  how: 'over WebSockets on loopback',
  tool: { name: 'laddprov', version: '0.1.0' },
  seed: 7,
  speed: 0,
  select: [],
  without: [],
  started: '2026-03-14T09:30:00.000Z',
  took: 68_200,
  runs,
  ...more,
});
