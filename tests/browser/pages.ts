/**
 * The pages under test, written to a folder of their own. They come from the compiled reports in `dist`, or in the
 * folder that LADDPROV_BUILD names.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as ReportsModule from '../../reports/index.js';
import type * as SamplesModule from '../unit/reports/sample-runs.js';
import type * as SupportModule from '../unit/reports/support.js';
import type * as SyntheticModule from '../unit/reports/synthetic-record.js';

type Reports = typeof ReportsModule;
type Synthetic = typeof SyntheticModule;
type Samples = typeof SamplesModule;
type Support = typeof SupportModule;

const build = resolve(process.env['LADDPROV_BUILD'] ?? 'dist');

/** A module of the build. */
export async function compiled<T>(path: string): Promise<T> {
  const file = join(build, path);
  if (!existsSync(file))
    throw new Error(`${file} is not there: build first, or name the build's folder in LADDPROV_BUILD`);
  return (await import(pathToFileURL(file).href)) as T;
}

export interface Pages {
  /** Addresses of the pages, all `file:`. */
  readonly mixed: string;
  readonly hostile: string;
  readonly incomplete: string;
  readonly long: string;
  /** Two runs compared, and products by cases, with hostile strings in one of the runs. */
  readonly diff: string;
  readonly matrix: string;
  remove(): void;
}

/** Writes one page per kind of run. */
export async function writePages(): Promise<Pages> {
  const { buildMatrix, buildRunModel, compareRuns, renderDiffHtml, renderHtml, renderMatrixHtml } =
    await compiled<Reports>('reports/index.js');
  const { syntheticRecord } = await compiled<Synthetic>('tests/unit/reports/synthetic-record.js');
  const { longRun, mixedRun } = await compiled<Samples>('tests/unit/reports/sample-runs.js');
  const { HOSTILE } = await compiled<Support>('tests/unit/reports/support.js');
  const folder = mkdtempSync(join(tmpdir(), 'laddprov-pages-'));
  const proof = new Map([['TC_B_01_CS/boot', { killed: 2, mutants: ['silent about boots', 'another reason'] }]]);
  const write = async (name: string, run: Parameters<typeof syntheticRecord>[0]): Promise<string> => {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, renderHtml(await buildRunModel(syntheticRecord(run)), { proof }));
    return pathToFileURL(file).href;
  };
  const save = (name: string, html: string): string => {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, html);
    return pathToFileURL(file).href;
  };
  const models = await Promise.all(
    [mixedRun(), { ...mixedRun(), hostile: HOSTILE, cases: mixedRun().cases.slice(1) }].map((run) =>
      buildRunModel(syntheticRecord(run)),
    ),
  );
  return {
    diff: save('diff', renderDiffHtml(compareRuns(models[0]!, models[1]!))),
    matrix: save('matrix', renderMatrixHtml(buildMatrix(models.map((model) => ({ model, href: 'mixed.html' }))))),
    mixed: await write('mixed', mixedRun()),
    hostile: await write('hostile', { ...mixedRun(), hostile: HOSTILE }),
    incomplete: await write('incomplete', { ...mixedRun(), end: false }),
    long: await write('long', longRun(1000)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
